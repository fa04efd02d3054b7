"""Fills the diaries of the one couple of a data folder, and times the pages of insights in this process.

    TWOFOLD_DATA=… python -m bench.insights_history DAYS ROUNDS

Both let their ratings in. Prints JSON: for each page its milliseconds on a processor, worked out anew and
from memory, by turns, and its queries.
"""

import json
import random
import sys
import time
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.cache import cache  # noqa: E402 - after Django is set up
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.envelopes import envelopes  # noqa: E402
from bench.queries import counted  # noqa: E402
from twofold.checkins.models import CheckIn  # noqa: E402
from twofold.couples.models import Couple, Letter, Membership  # noqa: E402
from twofold.insights.models import Joining  # noqa: E402
from twofold.knowing.models import Round  # noqa: E402
from twofold.practices.models import LiveSession, Rating  # noqa: E402

PAGES = ("closeness", "days", "reading", "helped")
SCALES = ("understood", "validated", "cared_for", "own_disclosure", "partner_disclosure", "touch", "stress")
KEPT = 0.85  # of evenings on which each checks in
PRACTISED, APPRECIATED, PLAYED = 1 / 4, 1 / 3, 1 / 21  # a day
PRACTICES = ("deep-listening", "holding-hands", "walk-and-talk", "twenty-second-hug")


class Diaries:
    """Rows in memory, a day at a time."""

    def __init__(self, couple: Couple) -> None:
        self.couple, self.rng = couple, random.Random(15)  # noqa: S311 - a story, not a secret
        self.people = [
            one.person for one in Membership.objects.filter(couple=couple).select_related("person")
        ]
        self.sealed = envelopes()
        self.rows: dict[Any, list[Any]] = {Letter: [], CheckIn: [], Round: [], LiveSession: [], Rating: []}

    @transaction.atomic
    def fill(self, days: int) -> None:
        for back in range(1, days + 1):
            self._evening(self.couple.day() - timedelta(days=back))
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=500)
        for person in self.people:
            Joining.objects.get_or_create(couple=self.couple, person=person)

    def _evening(self, day: date) -> None:
        for person in self.people:
            if self.rng.random() < KEPT:
                letter = self._letter(person, "checkin", day)
                self.rows[CheckIn].append(
                    CheckIn(letter=letter, author=person, couple=self.couple, day=day, **self._numbers())
                )
        if self.rng.random() < APPRECIATED:
            self._letter(self.rng.choice(self.people), "appreciation", day)
        if self.rng.random() < PRACTISED:
            self._practice(day)
        if self.rng.random() < PLAYED:
            for number in range(2):
                self._round(day, self.people[number], self.people[1 - number])

    def _numbers(self) -> dict[str, Any]:
        minutes = self.rng.randrange(0, 121)
        close = max(0, min(10, round(4.5 + minutes / 50 + self.rng.gauss(0, 1.3))))
        return {
            "closeness": close,
            "undivided_minutes": minutes,
            "device_interruptions": self.rng.randrange(0, 9),
            "disagreement": self.rng.random() < 0.2,
            **{name: self.rng.randrange(1, 10) for name in SCALES},
        }

    def _letter(self, author: Any, kind: str, day: date, **given: Any) -> Letter:
        at = timezone.now() - (self.couple.day() - day)
        letter = Letter(
            id=UUID(int=self.rng.getrandbits(128), version=4),
            author=author,
            couple=self.couple,
            kind=kind,
            sealed=self.rng.choice(self.sealed),
            day=day,
            written_at=at,
            appears_at=at,
            handed=True,
            **given,
        )
        self.rows[Letter].append(letter)
        return letter

    def _practice(self, day: date) -> None:
        at, practice = timezone.now() - (self.couple.day() - day), self.rng.choice(PRACTICES)
        session = LiveSession(couple=self.couple, practice=practice, turn=3, phase="ended", ended_at=at)
        self.rows[LiveSession].append(session)
        for person in self.people:
            said = {name: self.rng.randrange(4, 11) for name in ("close", "safe", "helped")}
            self.rows[Rating].append(Rating(session=session, person=person, **said))

    def _round(self, day: date, subject: Any, guesser: Any) -> None:
        round = Round(couple=self.couple, source="small-comforts", subject=subject, begun_by=guesser)
        self.rows[Round].append(round)
        for author, kind in ((subject, "known"), (guesser, "guess")):
            numbers = {f"item-{number}": self.rng.randrange(11) for number in range(3)}
            self._letter(author, kind, day, about=round.pk, readable={"numbers": numbers})


def timed(client: Client, path: str) -> float:
    """Milliseconds that one page takes this process, whatever else the machine is doing."""
    began = time.process_time()
    if client.get(path).status_code != 200:
        raise SystemExit(f"GET {path} was refused")
    return (time.process_time() - began) * 1000


def main(days: str, rounds: str) -> dict[str, Any]:
    couple = Couple.objects.get()
    Diaries(couple).fill(int(days))
    client = Client(headers={"host": "localhost"})
    client.force_login(Membership.objects.filter(couple=couple)[0].person)
    found: dict[str, Any] = {}
    for name in PAGES:
        path = f"/insights/{name}"
        anew, kept = [], []
        timed(client, path)  # what the process reads once
        for _ in range(int(rounds)):
            cache.clear()
            anew.append(timed(client, path))
            kept.append(timed(client, path))
        cache.clear()
        found[name] = {"anew": anew, "kept": kept, "queries": counted(client, path)}
    return found


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
