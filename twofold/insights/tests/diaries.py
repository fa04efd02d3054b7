"""Diaries planted straight in the database, drawn from a seed, so that a test knows what is true."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import numpy as np
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.testing import Cast, Player

Rows = list[dict[str, Any]]


def plant(cast: Cast, player: Player, rows: Rows) -> None:
    """Keep one shared check-in a day, the last of them yesterday."""
    sealed = base64.b64decode(player.seal("checkin", {})["sealed"])
    letters, kept = [], []
    for back, row in enumerate(reversed(rows), 1):
        day = cast.couple.day() - timedelta(days=back)
        at = timezone.now() - timedelta(days=back)
        letters.append(
            Letter(
                id=uuid4(),
                author=player.person,
                couple=cast.couple,
                kind="checkin",
                sealed=sealed,
                day=day,
                written_at=at,
                appears_at=at,
                handed=True,
            )
        )
        kept.append(CheckIn(letter=letters[-1], author=player.person, couple=cast.couple, day=day, **row))
    Letter.objects.bulk_create(letters)
    CheckIn.objects.bulk_create(kept)


def answer(value: float) -> int:
    return int(np.clip(round(value), 0, 10))


def evenings(days: int, start: float, end: float, seed: int = 6) -> Rows:
    """Closeness that goes from one level to another, with noise around it."""
    rng = np.random.default_rng(seed)
    return [{"closeness": answer(level + rng.normal(0, 0.9))} for level in np.linspace(start, end, days)]


def with_attention(days: int, effect: float, seed: int = 1) -> Rows:
    """Closeness goes with minutes of full attention by `effect` points an hour; the rest is noise."""
    rng = np.random.default_rng(seed)
    return [
        {
            "undivided_minutes": (minutes := int(rng.integers(0, 121))),
            "closeness": answer(5 + effect * (minutes / 60 - 1) + rng.normal(0, 1.2)),
        }
        for _ in range(days)
    ]


def noise(days: int, seed: int) -> Rows:
    """Every rating by itself, each evening anew."""
    rng = np.random.default_rng(seed)
    names = ("closeness", "understood", "validated", "cared_for", "own_disclosure", "partner_disclosure")
    return [
        {
            **{name: answer(rng.normal(5.5, 1.8)) for name in (*names, "touch", "stress")},
            "undivided_minutes": int(rng.integers(0, 180)),
            "device_interruptions": int(rng.poisson(2)),
            "disagreement": bool(rng.random() < 0.3),
        }
        for _ in range(days)
    ]


def two_of_us(days: int, effect: float, seed: int = 3) -> tuple[Rows, Rows]:
    """Ada's closeness goes with how much Ben says that he shared; nothing else goes with anything."""
    rng = np.random.default_rng(seed)
    ada: Rows = []
    ben: Rows = []
    for shared in rng.normal(5, 2, days):
        ben.append({"closeness": answer(rng.normal(6, 1.2)), "own_disclosure": answer(shared)})
        close = 5.5 + effect * (answer(shared) - 5) + rng.normal(0, 1)
        ada.append({"closeness": answer(close), "own_disclosure": answer(rng.normal(5, 2))})
    return ada, ben


def join(*players: Player, on: bool = True) -> None:
    for player in players:
        assert player.post("/insights/join", on=on).status_code == 200


def page(player: Player, name: str) -> str:
    """What a page shows, without its head, which differs at each look."""
    response = player.get(f"/insights/{name}")
    assert response.status_code == 200
    return str(response.content.decode()).partition("<body")[2]


def triples(count: int, seed: int = 5) -> Iterator[tuple[int, int, int]]:
    """A truth, a guess that follows it, and an own answer."""
    rng = np.random.default_rng(seed)
    for truth in rng.integers(0, 11, count):
        yield int(truth), answer(truth + rng.normal(0, 1.5)), int(rng.integers(0, 11))
