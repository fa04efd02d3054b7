"""Counts the database queries of Today and of the newest entries, for somebody signed in.

    TWOFOLD_DATA=… python -m bench.queries SESSION

Prints JSON: a number for each state of a page.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from twofold.couples.access import Circle  # noqa: E402
from twofold.couples.letters import Letter, LetterDraft  # noqa: E402
from twofold.couples.models import Membership  # noqa: E402
from twofold.questions.models import Asked  # noqa: E402
from twofold.sealing.sealer import one_of  # noqa: E402


def counted(client: Client, path: str) -> int:
    """The queries of one page, begin to end."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"GET {path}: {response.status_code}")
    return len(captured)


def unfold(asked: Asked) -> None:
    """Give a question an answer of each, with words that are sealed already."""
    sealed = bytes(Letter.objects.exclude(couple=None)[:1].get().sealed)
    for member in Membership.objects.filter(couple=asked.couple):
        id = one_of("answer", str(asked.pk), str(member.person_id))
        draft = LetterDraft(id=id, couple=asked.couple_id, revision=1, sealed=sealed)
        asked.answer(Circle(member.person), draft)


def main(session: str) -> dict[str, int]:
    """Count, after one look at each page that fills what the process keeps in memory."""
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        for path in ("/", "/us/story"):
            counted(client, path)
        found = {"Today": counted(client, "/"), "The newest 20": counted(client, "/us/story")}
        tonight = Asked.objects.order_by("-day")[:1].get()
        unfold(tonight)
        found["Today, both answers new"] = counted(client, "/")
        found["Today, both have answered"] = counted(client, "/")
        tonight.delete()
        found["Today, the first look of the day"] = counted(client, "/")
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
