"""Fills an empty data folder with couples who are signed in, straight in the database.

    TWOFOLD_DATA=… python -m bench.crowd COUPLES

Prints JSON: for each couple the two session keys. One person can hold a few streams open, so measuring
many streams takes many people, and signing each up over HTTP would take an hour.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from twofold.testing import Player, pair  # noqa: E402


@transaction.atomic
def couples(count: int) -> list[list[str]]:
    """Make them, and give their session keys."""
    found = []
    for number in range(count):
        two = Player(f"Ada {number}"), Player(f"Ben {number}")
        pair(*two)
        found.append([one.client.cookies[settings.SESSION_COOKIE_NAME].value for one in two])
    return found


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(couples(int(sys.argv[1]))))
