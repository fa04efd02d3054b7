"""A month drawn as a cloth: a patch for each day, by what was there; and the same as rows of a table."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .month_days import DAY, Month
from .month_words import joined

PATCH = 44  # the size of a patch with its seam, in units of the drawing
SIGNS = {  # in the order in which they lie upon each other, the lowest first
    "evening": "a question you both answered",
    "date": "a date for two",
    "practice": "a practice",
    "appreciation": "a note of appreciation",
    "ritual": "a ritual kept",
}


@dataclass(frozen=True, slots=True)
class Patch:
    """One day of the cloth: where it lies, and what was there."""

    day: date
    x: int
    y: int
    signs: list[str]

    @property
    def told(self) -> str:
        return joined([SIGNS[one] for one in self.signs])


class Cloth:
    """A month's patches, week under week, Monday first."""

    width = 7 * PATCH

    def __init__(self, month: Month) -> None:
        self.month = month

    @cached_property
    def _there(self) -> dict[str, set[date]]:
        month = self.month
        return {
            "evening": set(month.evenings),
            "practice": {month.couple.day(one.ended_at) for one in month.practices},
            "appreciation": set(month.appreciation),
            "ritual": set(month.rituals),
            "date": set(month.dates),
        }

    @cached_property
    def patches(self) -> list[Patch]:
        before = self.month.first.weekday()
        days = [self.month.first + number * DAY for number in range(self.month.last.day)]
        return [self._patch(day, before + number) for number, day in enumerate(days)]

    def _patch(self, day: date, place: int) -> Patch:
        row, column = divmod(place, 7)
        signs = [sign for sign, days in self._there.items() if day in days]
        return Patch(day, column * PATCH, row * PATCH, signs)

    @property
    def height(self) -> int:
        return self.patches[-1].y + PATCH

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The signs that lie on it, each with its words; no others."""
        return [(sign, words) for sign, words in SIGNS.items() if self._there[sign]]

    @property
    def marked(self) -> list[Patch]:
        """The days with something on them, for the table."""
        return [one for one in self.patches if one.signs]
