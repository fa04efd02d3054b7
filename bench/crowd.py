"""Fills an empty data folder with couples who are signed in, straight in the database.

    TWOFOLD_DATA=… python -m bench.crowd COUPLES

Prints JSON: for each couple its id and the two session keys. One person can hold a few streams open, so
measuring many streams takes many people, and signing each up over HTTP would take an hour.
"""

import json
import sys
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from twofold.testing import Player, pair  # noqa: E402


@transaction.atomic
def couples(count: int) -> list[dict[str, Any]]:
    """Make them, and give their ids and session keys."""
    found = []
    for number in range(count):
        two = Player(f"Ada {number}"), Player(f"Ben {number}")
        couple = pair(*two)
        sessions = [one.client.cookies[settings.SESSION_COOKIE_NAME].value for one in two]
        found.append({"couple": str(couple.pk), "sessions": sessions})
    return found


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(couples(int(sys.argv[1]))))
