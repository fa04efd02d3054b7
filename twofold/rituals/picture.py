"""A month as a picture: a shape for each ritual, filled where it was done, a line where it was left.

It counts nothing, and a time that nobody marked looks the same before its day and after.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from twofold.couples.letters import Letter

from .rounds import Occurrence, Planned

IN_A_CELL = 6
DAY = timedelta(days=1)
LOOKS = {"done": ", done", "left": ", left this time"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape in the picture. `look` is "", "done", "moved" (away from here) or "left"."""

    shape: str
    look: str
    title: str  # "" where it is sealed
    words: str  # the same as a few words
    letter: Letter | None = None


@dataclass(slots=True)
class Cell:
    """One day of the picture."""

    day: date
    inside: bool
    today: bool
    chosen: bool
    signs: list[Sign] = field(default_factory=list)

    @property
    def few(self) -> list[Sign]:
        return self.signs[:IN_A_CELL]

    @property
    def label(self) -> str:
        """What a screen reader says of the day."""
        told = "; ".join(f"{one.title or 'one of your own'}{one.words}" for one in self.signs)
        today = ", today" if self.today else ""
        return f"{self.day:%A} {self.day.day} {self.day:%B}{today}{': ' if told else ''}{told}"


class Picture:
    """The weeks of the month that `chosen` lies in, with what is on each day."""

    def __init__(
        self, things: list[Occurrence | Planned], shapes: dict[UUID, str], chosen: date, today: date
    ) -> None:
        self.things, self.shapes, self.chosen, self.today = things, shapes, chosen, today
        self.first = chosen.replace(day=1)
        self.last = (self.first + 31 * DAY).replace(day=1) - DAY

    @cached_property
    def weeks(self) -> list[list[Cell]]:
        """From Monday on; days of the months around it stay empty."""
        start = self.first - self.first.weekday() * DAY
        count = (self.last - start).days // 7 + 1
        signs = self._signs()
        return [
            [self._cell(start + (7 * week + day) * DAY, signs) for day in range(7)] for week in range(count)
        ]

    @property
    def told(self) -> list[Cell]:
        """The days that hold something, for the list."""
        return [cell for week in self.weeks for cell in week if cell.signs]

    def _cell(self, day: date, signs: dict[date, list[Sign]]) -> Cell:
        inside = self.first <= day <= self.last
        here = signs.get(day, []) if inside else []
        return Cell(day, inside, day == self.today, day == self.chosen, here)

    def _signs(self) -> dict[date, list[Sign]]:
        signs: dict[date, list[Sign]] = {}
        for one in self.things:
            for day, sign in self._signs_of(one):
                signs.setdefault(day, []).append(sign)
        return signs

    def _signs_of(self, one: Occurrence | Planned) -> list[tuple[date, Sign]]:
        if isinstance(one, Planned):
            return [(one.shown_on, Sign("outing", "", one.title, "", one.outing.letter))]
        shape, letter = self.shapes.get(one.ritual.pk, "0"), one.ritual.letter
        look = one.state if one.state in LOOKS else ""
        found = [(one.shown_on, Sign(shape, look, one.title, LOOKS.get(look, ""), letter))]
        if one.moved and one.shown_on != one.day:
            found.append((one.day, Sign(shape, "moved", one.title, ", moved to another day", letter)))
        return found
