"""The demo couple's monthly looks at where they are, what each lets guide them, and what each has read."""

import json
import random
from datetime import date, timedelta
from typing import Any

from twofold.couples.letters import Letter
from twofold.insights.models import Joining
from twofold.learning.models import LessonRead
from twofold.measures.look_words import CIRCLES, look
from twofold.measures.looks import about, month_of
from twofold.measures.models import Leaning
from twofold.sealing.sealer import one_of

from .demo_newest_words import Looked, Measures
from .demo_pair import Pair
from .demo_words import WHO, Who
from .demo_year import HARD_DAYS

MONTHS, SHARED = 8, 4
WOBBLE, HARD = 0.7, 1.6  # points: up or down from month to month, and down in the hard stretch
LEAST, MOST = 4, 9
CIRCLES_BETWEEN = (2, 6)
JON_KEPT_SIGNS = 2  # of the shared months, the first so many
JOINED = {"mira": 150, "jon": 143}  # days ago
BETWEEN_LESSONS = 6  # days


class Looks:
    """All of it: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.rows: list[Any] = []

    def live(self, said: Measures) -> None:
        days = self._days()
        numbers = {who: [self._numbers(said.of(who), days, day) for day in days] for who in WHO}
        for place, day in enumerate(days):
            for who in WHO:
                self._keep(who, day, numbers[who][place])
            shared = place - len(days) + SHARED
            if shared >= 0:
                lines = {who: said.of(who).lines[shared] for who in WHO}
                self._share(day, shared, {who: numbers[who][place] for who in WHO}, lines)
        for who in WHO:
            self._of_their_own(who, said.of(who))

    def _days(self) -> list[date]:
        """A day in each of the last months that are over, the oldest first."""
        first, found = self.pair.year.today.replace(day=1), []
        for _ in range(MONTHS):
            first = (first - timedelta(days=1)).replace(day=1)
            day = first + timedelta(days=self.rng.randrange(8, 20))
            if day > self.pair.year.first + timedelta(days=7):
                found.append(day)
        return found[::-1]

    def _numbers(self, said: Looked, days: list[date], day: date) -> dict[str, int]:
        """Between what they said first and say now, with a wobble; `circles` is a picture of seven."""
        way = (day - days[0]).days / max(1, (days[-1] - days[0]).days)
        since = (day - self.pair.year.hard_from).days
        hard = HARD if 0 <= since < HARD_DAYS + 14 else 0.0
        numbers = {}
        for id, begun in said.first.items():
            value = begun + way * (said.now[id] - begun) + self.rng.uniform(-WOBBLE, WOBBLE)
            low, high = CIRCLES_BETWEEN if id == CIRCLES else (LEAST, MOST)
            numbers[id] = max(low, min(high, round(value - (hard if id != CIRCLES else hard / 2))))
        return numbers

    def _keep(self, who: Who, day: date, numbers: dict[str, int]) -> None:
        month, titles = month_of(day), {one.id: one.text for one in look().items}
        words = "\n".join(f"{titles.get(id, id)}: {value}" for id, value in numbers.items())
        letter = self.pair.letter(
            who,
            Letter.Kind.LOOK,
            {"words": words, "numbers": json.dumps(numbers, separators=(",", ":"))},
            self.pair.year.at(day, 20.2 if who == "mira" else 20.6),
            id=one_of("look", str(self.pair.person(who).pk), month),
            about=about(month),
            day=day,
            shared=False,
        )
        self.letters.append(letter)

    def _share(
        self, day: date, shared: int, numbers: dict[Who, dict[str, int]], lines: dict[Who, str]
    ) -> None:
        month, signs = month_of(day), {one.id for one in look().sign}
        thing = one_of("look-shared", str(self.pair.couple.pk), month)
        opened = self.pair.year.at(day + timedelta(days=1), 21.3)
        for who in WHO:
            kept_back = signs if who == "jon" and shared < JON_KEPT_SIGNS else set()
            told = {id: value for id, value in numbers[who].items() if id not in kept_back}
            letter = self.pair.letter(
                who,
                Letter.Kind.LOOK,
                {"note": lines[who]},
                self.pair.year.at(day, 20.5) if who == "mira" else opened,
                id=one_of("look", str(thing), str(self.pair.person(who).pk)),
                about=thing,
                day=day,
                readable={"numbers": told},
                appears_at=opened,
            )
            letter.handed = True
            self.letters.append(letter)

    def _of_their_own(self, who: Who, said: Looked) -> None:
        person, year = self.pair.person(who), self.pair.year
        since = year.at(year.today - timedelta(days=JOINED[who]), 20)
        self.rows.append(Joining(couple=self.pair.couple, person=person, since=since))
        if said.leaning:
            self.rows.append(Leaning(person=person, barrier=said.leaning, since=since))
        for place, lesson in enumerate(reversed(said.lessons), 1):
            at = year.at(year.today - timedelta(days=place * BETWEEN_LESSONS), 12.5)
            self.rows.append(LessonRead(person=person, lesson=lesson, at=at))

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        for row in self.rows:
            row.save(force_insert=True)
