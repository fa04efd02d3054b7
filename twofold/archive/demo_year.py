"""The demo couple's year: its days, its seasons, and which day each thing said falls on.

Pure: everything follows from the last day and a source of chance.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from twofold.people.days import DAY_STARTS_AT

from .demo_words import Season

DAYS = 365
HARD_DAYS, MENDING_DAYS = 16, 60
ROOM_BEFORE, ROOM_AFTER = 45, 110  # days before and after the hard stretch begins
SPRING = (3, 20)
BEGAN_AT = 18.5  # o'clock on the first day
PAIRING = timedelta(hours=1)  # nothing is written sooner than this after it
BREATH = timedelta(minutes=2)  # nothing is written later than this long ago


@dataclass(frozen=True)
class Year:
    """The 365 days that end on `today`, lived by the clock of `zone`; `now` bounds what can be."""

    today: date
    zone: ZoneInfo
    now: datetime

    @cached_property
    def days(self) -> list[date]:
        """Every day before today, the first one first."""
        return [self.today - timedelta(days=back) for back in range(DAYS - 1, 0, -1)]

    @property
    def first(self) -> date:
        return self.days[0]

    @cached_property
    def hard_from(self) -> date:
        """When his mother falls ill: as near to spring as leaves room before and after."""
        possible = self.days[ROOM_BEFORE : DAYS - ROOM_AFTER]
        springs = [date(self.today.year - back, *SPRING) for back in (0, 1)]
        return min(possible, key=lambda day: min(abs((day - spring).days) for spring in springs))

    def season(self, day: date) -> Season:
        """Which part of their year a day is in."""
        since = (day - self.hard_from).days
        if day == self.today:
            return "today"
        if since < 0:
            return "early"
        if since < HARD_DAYS:
            return "hard"
        return "mending" if since < HARD_DAYS + MENDING_DAYS else "late"

    @property
    def began(self) -> datetime:
        """The evening on which they signed up and paired."""
        return datetime.combine(self.first, time(0), self.zone) + timedelta(hours=BEGAN_AT)

    def at(self, day: date, hour: float) -> datetime:
        """The moment of an hour (may be past 24) of a day, after they paired and before now.

        What would still be to come is moved to a like part of the day so far.
        """
        midnight = datetime.combine(day, time(0), self.zone)
        wanted, latest = midnight + timedelta(hours=hour), self.now - BREATH
        if wanted > latest:
            dawn = min(midnight + timedelta(hours=DAY_STARTS_AT), latest)
            wanted = dawn + (latest - dawn) * min(1.0, (hour - DAY_STARTS_AT) / 24)
        return max(wanted, self.began + PAIRING)


class Seasoned(Protocol):
    @property
    def season(self) -> Season: ...


S = TypeVar("S", bound=Seasoned)


def spread(entries: Iterable[S], year: Year, rng: random.Random) -> list[tuple[date, S]]:
    """Give every entry a day of its own, those of one season in their order and within it."""
    by_season: dict[Season, list[S]] = {}
    for entry in entries:
        by_season.setdefault(entry.season, []).append(entry)
    # Entries of any season come last, and take what days are left.
    taken: set[date] = set()
    placed: list[tuple[date, S]] = []
    for season in sorted(by_season, reverse=True):
        free = [
            day for day in (*year.days, year.today) if day not in taken and fits(season, year.season(day))
        ]
        chosen = _evenly(free, len(by_season[season]), rng)
        taken.update(chosen)
        placed += zip(chosen, by_season[season], strict=True)
    return sorted(placed, key=lambda one: one[0])


def _evenly(free: list[date], count: int, rng: random.Random) -> list[date]:
    """`count` of the free days, one from each of as many equal stretches."""
    ends = [len(free) * step // count for step in range(count + 1)]
    return [free[rng.randrange(*stretch)] for stretch in pairwise(ends)]


def fits(wanted: Season, season: Season) -> bool:
    """Whether something for `wanted` can be said in `season`; what names none waits for a calm time."""
    if not wanted:
        return season not in ("hard", "today")
    return wanted == season
