"""The days of an experiment as a strip, and its result as a picture: every place worked out here."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

from .analysis import Numbers
from .models import Mark, Plan

WIDTH, HEIGHT, TOP, BOTTOM = 340, 236, 14, 34
COLUMNS = (86, 188, 290)  # the middles of with, without, and their difference
REACH = 40  # how far dots of one day's height spread to either side
STEP = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the strip. `done` is what the two said of it, None for nothing."""

    day: date
    with_: bool
    today: bool
    done: bool | None

    @property
    def word(self) -> str:
        return "with" if self.with_ else "without"

    @property
    def label(self) -> str:
        """What a screen reader says of the day."""
        said = "" if self.done is None else ", you did it" if self.done else ", you did not do it"
        now = ", today" if self.today else ""
        return f"{self.day:%A} {self.day.day} {self.day:%B}{now}: a day {self.word}{said}"


def strip(plan: Plan, marks: list[Mark], today: date) -> list[Cell]:
    """Every day of the plan, in order."""
    said = {one.day: one.done for one in marks}
    return [Cell(day, on, day == today, said.get(day)) for day, on in plan.days]


@dataclass(frozen=True, slots=True)
class Dots:
    """One group of days: its dots, and where the mean lies."""

    name: str
    x: int
    dots: list[tuple[float, float]]
    mean: float  # in points
    y: float

    @property
    def left(self) -> int:
        return self.x - REACH

    @property
    def right(self) -> int:
        return self.x + REACH


class Picture:
    """Each rated day a dot, by group; the two means; the difference with its interval. One scale for all.

    The means are of each one's own mean, so that the difference is what lies between them.
    """

    width, height = WIDTH, HEIGHT

    def __init__(self, plan: Plan, numbers: Numbers) -> None:
        self.plan, self.numbers = plan, numbers
        self.effect, self.low, self.high = numbers.effect or 0.0, numbers.low or 0.0, numbers.high or 0.0

    @cached_property
    def rated(self) -> list[tuple[date, bool, float]]:
        """The days that count, in order."""
        days = zip(self.plan.days, self.numbers.values, strict=True)
        return [(day, on, value) for (day, on), value in days if value is not None]

    @cached_property
    def _reach(self) -> int:
        """How many whole points the picture shows above and below what is usual."""
        shown = [*(value for _, _, value in self.rated), self.low, self.high]
        return max(1, ceil(max(*shown, -floor(min(shown)))))

    def _y(self, points: float) -> float:
        share = (self._reach - points) / (2 * self._reach)
        return round(TOP + share * (HEIGHT - TOP - BOTTOM), 1)

    @property
    def lines(self) -> list[tuple[float, str, bool]]:
        """Where the scale has a line, what it says, and whether it is the middle."""
        step = max(1, ceil(self._reach / 3))
        marks = range(-(self._reach // step) * step, self._reach + 1, step)
        return [(self._y(at), f"{at:+d}".replace("-", "−") if at else "0", at == 0) for at in marks]

    @cached_property
    def groups(self) -> list[Dots]:
        return [self._dots("with", True, COLUMNS[0]), self._dots("without", False, COLUMNS[1])]

    def _dots(self, name: str, with_: bool, x: int) -> Dots:
        values = [value for _, on, value in self.rated if on is with_]
        rows: dict[float, list[float]] = defaultdict(list)
        for value in values:
            rows[round(value * 2)].append(value)
        dots = [
            (round(x + offset, 1), self._y(value))
            for row in rows.values()
            for offset, value in zip(_spread(len(row)), sorted(row), strict=True)
        ]
        mean = self.numbers.mean_with if with_ else self.numbers.mean_without
        return Dots(name, x, dots, mean, self._y(mean))

    @property
    def difference(self) -> dict[str, float]:
        """Its point and its interval, as places in the picture."""
        x = COLUMNS[2]
        ends = {"low": self._y(self.low), "high": self._y(self.high)}
        return {"x": x, "left": x - 7, "right": x + 7, "y": self._y(self.effect), **ends}

    @property
    def columns(self) -> list[tuple[int, str]]:
        return list(zip(COLUMNS, ("with", "without", "difference"), strict=True))


def _spread(count: int) -> list[float]:
    """Places for dots that lie beside each other, around 0."""
    step = min(STEP, 2 * REACH / max(1, count - 1))
    return [(number - (count - 1) / 2) * step for number in range(count)]
