"""The demo couple's rituals, kept more in good weeks than in hard ones, and the small habits they tried."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from twofold.couples.letters import Letter
from twofold.rituals.models import Occasion, Tip
from twofold.rituals.models import Ritual as RitualRow
from twofold.rituals.rhythm import WEEKDAYS, mask_of
from twofold.rituals.shelf import rituals
from twofold.rituals.tip import WEEK, week_of
from twofold.sealing.sealer import one_of

from .demo_pair import Pair, fresh_id
from .demo_room_words import Rhythm, Ritual, Tried
from .demo_words import WHO
from .demo_year import spread

IN_HARD_WEEKS = 0.35  # of what was kept otherwise
MOVED, LEFT = 0.2, 0.5  # of the times that were not kept; of the others nothing is said
ASKED = 3  # days ago that the one still waiting was suggested


class Rhythms:
    """Rituals and habits: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.rituals: list[RitualRow] = []
        self.marks: list[Occasion] = []
        self.tips: list[Tip] = []

    def live(self, said: Rhythm) -> None:
        agreed = [one for one in said.ritual if one.agreed]
        for day, one in spread(agreed, self.pair.year, self.rng):
            ritual = self._ritual(day, one)
            ritual.agreed_at = self.pair.year.at(day + timedelta(days=1), self.rng.uniform(7, 10))
            self._keep(ritual, one.kept)
        for one in said.ritual:
            if not one.agreed:
                self._ritual(self.pair.year.days[-ASKED], one)
        for tried in said.tip:
            self._try(tried)

    def _ritual(self, day: date, one: Ritual) -> RitualRow:
        at = self.pair.year.at(day, self.rng.uniform(18, 22))
        ritual = RitualRow(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            source=one.source,
            letter=None if one.source else self._own(one, at),
            time_zone=self.pair.couple.time_zone,
            proposed_by=self.pair.person(one.by),
            proposed_at=at,
            **_when(one),
        )
        self.rituals.append(ritual)
        return ritual

    def _own(self, one: Ritual, at: datetime) -> Letter:
        words = {"title": one.title, "text": one.text}
        letter = self.pair.letter(one.by, Letter.Kind.RITUAL, words, at)
        self.letters.append(letter)
        return letter

    def _keep(self, ritual: RitualRow, kept: float) -> None:
        """A mark on most of the days that it came round until last night."""
        year = self.pair.year
        for day in ritual.rule.between(year.first, year.days[-1]):
            if not ritual.in_force(ritual.rule.starts_at(day)):
                continue
            if self.rng.random() < kept * (IN_HARD_WEEKS if year.season(day) == "hard" else 1):
                self._mark(ritual, day, Occasion.State.DONE)
            elif self.rng.random() < MOVED and day < year.days[-3] and ritual.cadence != "daily":
                moved_to = ritual.rule.starts_at(day + timedelta(days=self.rng.randrange(1, 3)))
                self._mark(ritual, day, Occasion.State.DONE, moved_to)
            elif self.rng.random() < LEFT:
                self._mark(ritual, day, Occasion.State.LEFT)

    def _mark(self, ritual: RitualRow, day: date, state: str, moved_to: datetime | None = None) -> None:
        starts = moved_to or ritual.rule.starts_at(day)
        at = min(starts + timedelta(minutes=ritual.minutes + self.rng.randrange(5, 90)), self.pair.year.now)
        by = self.pair.person(self.rng.choice(WHO))
        given = {"day": day, "state": state, "moved_to": moved_to, "by": by, "at": at}
        self.marks.append(Occasion(ritual=ritual, couple=self.pair.couple, **given))

    def _try(self, tried: Tried) -> None:
        monday = week_of(self.pair.year.today) - tried.weeks_ago * WEEK
        tip = Tip(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            week=monday,
            source=tried.source,
            proposed_by=self.pair.person(tried.by),
            proposed_at=self.pair.year.at(monday, 7.5),
            agreed_at=self.pair.year.at(monday, 12.5),
        )
        self.tips.append(tip)
        said = {"mira": (tried.mira_how, tried.mira), "jon": (tried.jon_how, tried.jon)}
        opened = self.pair.year.at(tip.last_day, 22)
        for who in WHO:
            how, words = said[who]
            if how is None:
                continue
            at = opened if who == WHO[-1] else self.pair.year.at(tip.last_day, 20.5)
            given: dict[str, Any] = {"about": tip.pk, "day": tip.last_day, "readable": {"how": how}}
            given["id"] = one_of("tip-note", str(tip.pk), str(self.pair.person(who).pk))
            kind = Letter.Kind.TIP_NOTE
            letter = self.pair.letter(who, kind, words or "", at, appears_at=opened, **given)
            letter.handed = True
            self.letters.append(letter)

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        RitualRow.objects.bulk_create(self.rituals)
        Occasion.objects.bulk_create(self.marks)
        Tip.objects.bulk_create(self.tips)


def _when(one: Ritual) -> dict[str, Any]:
    """Its days and its time: as it says, else as the shelf offers it."""
    shelf = rituals().get(one.source)
    weekdays = [WEEKDAYS.index(day) for day in one.days] or (shelf.weekdays if shelf else [])
    clock = one.time or (shelf.time if shelf else "")
    return {
        "cadence": one.cadence or (shelf.cadence if shelf else ""),
        "days": mask_of(weekdays),
        "week": shelf.week if shelf else None,
        "time": time.fromisoformat(clock),
        "minutes": one.minutes or (shelf.minutes if shelf else 0),
    }
