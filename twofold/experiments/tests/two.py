"""What the tests of experiments say again and again: suggest, agree, rate the days."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import time_machine

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.experiments.models import Experiment, Plan
from twofold.testing import Cast, Player

HABIT, OTHER = "thanks-with-a-because", "the-best-bite"
ROOM = "/insights/experiments"


def suggest(player: Player, source: str = HABIT, **given: Any) -> Any:
    return player.post(f"{ROOM}/propose", **{"source": source, "outcome": "closeness", "days": 28, **given})


def agreed(two: Cast, **given: Any) -> Experiment:
    """Ada suggests, Ben agrees."""
    assert suggest(two.ada, **given).status_code == 200
    one = Experiment.objects.get(agreed_at=None, let_go_at=None)
    assert two.ben.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 200
    return Experiment.objects.select_related("couple", "plan").get(pk=one.pk)


def mark(player: Player, one: Experiment, day: Any, done: bool | None = True) -> Any:
    return player.post(f"{ROOM}/{one.pk}/mark", day=str(day), done=done)


def see(player: Player, one: Experiment) -> str:
    page = player.get(f"{ROOM}/{one.pk}")
    assert page.status_code == 200
    return str(page.content.decode())


def rate(two: Cast, plan: Plan, rating: Callable[[int, bool, Player], int | None], **more: Any) -> None:
    """Shared check-ins for the days of a plan; `rating` says what of each day, None for none."""
    envelope = two.ada.seal("checkin", "any")["sealed"].encode()
    letters, rows = [], []
    for number, (day, on) in enumerate(plan.days):
        for player in (two.ada, two.ben):
            value = rating(number, on, player)
            if value is not None:
                letter = diary(two, player, day, envelope)
                letters.append(letter)
                rows.append(row(two, player, letter, day, **{plan.drawn.outcome: value, **more}))
    Letter.objects.bulk_create(letters)
    CheckIn.objects.bulk_create(rows)


@contextmanager
def later(two: Cast, moment: datetime) -> Iterator[None]:
    """Another time, at which both have signed in again: no session lasts through an experiment."""
    with time_machine.travel(moment, tick=False):
        for player in (two.ada, two.ben):
            player.client.force_login(player.person)
        yield


def diary(two: Cast, player: Player, day: date, envelope: bytes) -> Letter:
    return Letter(
        id=uuid4(),
        author=player.person,
        couple=two.couple,
        kind="checkin",
        sealed=base64.b64decode(envelope),
        day=day,
    )


def row(two: Cast, player: Player, letter: Letter, day: date, **ratings: Any) -> CheckIn:
    return CheckIn(letter=letter, author=player.person, couple=two.couple, day=day, **ratings)
