"""What matters to the demo couple: values, what both wrote on a topic, traditions, and their vision."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from twofold.couples.letters import Letter
from twofold.meaning.models import Look
from twofold.sealing.sealer import one_of

from .demo_pair import Pair
from .demo_room_words import Envisioned, Meaning, Meant, Sorted, Tradition
from .demo_words import WHO, Who
from .demo_year import HARD_DAYS, spread

FIRST = 5  # values that stand in order; the others follow
LOOKED = (34, 6)  # days ago on which they looked at their vision together


class Means:
    """All of it: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.looks: list[Look] = []

    def live(self, said: Meaning) -> None:
        year = self.pair.year
        self._values(year.hard_from + timedelta(days=HARD_DAYS + 9), said.values)
        for day, meant in spread(said.meaning, year, self.rng):
            self._meant(day, meant)
        for day, tradition in spread(said.tradition, year, self.rng):
            self._tradition(day, tradition)
        visions = spread(said.vision, year, self.rng)
        for day, vision in visions:
            self._vision(day, vision)
        for day in sorted({visions[-1][0], *(year.days[-back] for back in LOOKED)}):
            self.looks.append(Look(couple=self.pair.couple, day=day, at=year.at(day, 22)))

    def _values(self, day: date, said: Sorted) -> None:
        chosen = {"mira": said.mira, "jon": said.jon}
        words = {
            who: {"five": " ".join(chosen[who][:FIRST]), "rest": " ".join(chosen[who][FIRST:])} for who in WHO
        }
        self._together(Letter.Kind.VALUES, (), day, words)

    def _meant(self, day: date, meant: Meant) -> None:
        said: dict[Who, str | None] = {"mira": meant.mira, "jon": meant.jon}
        words = {who: text for who, text in said.items() if text}
        self._together(Letter.Kind.MEANING, (meant.topic,), day, words)

    def _together(
        self, kind: str, thing: tuple[str, ...], day: date, words: Mapping[Who, str | dict[str, str]]
    ) -> None:
        """Both write, and both open with the second; what one alone has written waits."""
        about = one_of(kind, *thing, str(self.pair.couple.pk))
        order: list[Who] = [who for who in self.rng.sample(WHO, 2) if who in words]
        hours = (self.rng.uniform(18, 20), self.rng.uniform(20.1, 23))
        moments: list[datetime] = [self.pair.year.at(day, hour) for hour in hours[: len(order)]]
        opened = moments[-1] if len(order) == 2 else None
        for who, at in zip(order, moments, strict=True):
            id = one_of(kind, str(about), str(self.pair.person(who).pk))
            letter = self.pair.letter(who, kind, words[who], at, id=id, about=about, appears_at=opened)
            letter.handed = opened is not None
            self.letters.append(letter)

    def _tradition(self, day: date, said: Tradition) -> None:
        at = self.pair.year.at(day, self.rng.uniform(18, 22))
        kind, sort = Letter.Kind.TRADITION, {"sort": said.sort}
        self.letters.append(self.pair.letter(said.who, kind, said.text, at, readable=sort))

    def _vision(self, day: date, said: Envisioned) -> None:
        at, about = self.pair.year.at(day, 21.5), one_of("vision", str(self.pair.couple.pk))
        self.letters.append(self.pair.letter(said.who, Letter.Kind.VISION, said.areas, at, about=about))

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        Look.objects.bulk_create(self.looks)
