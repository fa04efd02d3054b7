"""The level of closeness of each: where the evenings have been, with a band of what would fit as well."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import isnan
from typing import TYPE_CHECKING

from twofold.couples.access import Circle
from twofold.statistics.plain import Refused

from .evenings import read
from .models import LONGEST_GAP

if TYPE_CHECKING:
    from twofold.statistics.level import Level

    from .evenings import Array

YEAR = 365  # days; the level looks no further back
TWO_WEEKS = 14  # days: what “lately” is

Spot = tuple[float, float, float] | None  # middle, low and high of a day; None within a long silence


@dataclass(frozen=True)
class Course:
    """One person's closeness over at most a year: what was said and the level behind it, by day."""

    said: tuple[int | None, ...]
    level: tuple[Spot, ...] = ()
    days: int = 0
    changed: str = ""
    can_tell_change: bool = False
    more: int = 0  # days until a level can be told; 0 once it can

    @property
    def now(self) -> Spot:
        return next((one for one in reversed(self.level) if one), None)

    @property
    def lately(self) -> int:
        """On how many of the last fourteen days something was said."""
        return sum(one is not None for one in self.said[-TWO_WEEKS:])


@dataclass(frozen=True)
class Courses:
    """One's own course, and the partner's where both let theirs in. `last` is the day of the last place."""

    last: date
    mine: Course
    theirs: Course | None = None

    def day(self, place: int) -> date:
        return self.last - timedelta(days=len(self.mine.said) - 1 - place)


def courses(circle: Circle, both: bool) -> Courses | None:
    """The courses as they are today; None before the first evening."""
    evenings = read(circle, both)
    if evenings is None:
        return None
    theirs = course(evenings.theirs.closeness[-YEAR:]) if evenings.theirs else None
    return Courses(circle.day(), course(evenings.mine.closeness[-YEAR:]), theirs)


def course(values: "Array") -> Course:
    """The level of a year's answers at most, a place for each day and nan where nothing was said."""
    from twofold.statistics.level import level

    said = tuple(None if isnan(one) else int(one) for one in values.tolist())
    found = level(values)
    if isinstance(found, Refused):
        return Course(said, days=sum(one is not None for one in said), more=found.more)
    return Course(said, _spots(said, found), found.days, found.changed or "", found.can_tell_change)


def _spots(said: tuple[int | None, ...], found: "Level") -> tuple[Spot, ...]:
    """Over a long silence nothing is drawn: the level goes on there, and nobody has said anything."""
    spoken = _spoken(said)
    places = zip(found.middle.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    return tuple(
        (round(middle, 2), round(max(0.0, low), 2), round(min(10.0, high), 2)) if is_near else None
        for (middle, low, high), is_near in zip(places, spoken, strict=True)
    )


def _spoken(said: tuple[int | None, ...]) -> list[bool]:
    """For each day, whether it lies between answers that are no further apart than a silence may last."""
    near = [one is not None for one in said]
    places = [place for place, one in enumerate(said) if one is not None]
    for before, after in pairwise(places):
        if after - before <= LONGEST_GAP:
            near[before:after] = [True] * (after - before)
    return near
