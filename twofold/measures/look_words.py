"""The words of the monthly look, read strictly from their file: our own sentences, and no scale."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, Named, by_id, folder, load

from .words import Id, Line, Title, check, place_of

CIRCLES = "circles"  # the id of the one answer that is a picture
# How far two circles of radius 1 stand apart, so that each step adds as much to what they share.
RADIUS = 22
APART = (2.0, 1.5, 1.2, 0.93, 0.69, 0.45, 0.22)
# How a number from 0 to 10 is read aloud. A way of saying it, and no more.
SAID = [*["hardly"] * 2, *["a little"] * 3, *["partly"] * 2, *["mostly"] * 2, *["wholly"] * 2]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that is answered from 0 to 10."""

    id: Id
    title: Title
    text: Line


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One petal of the map: its sentence, an invitation, and practices that lead there."""

    id: Id
    title: Title
    text: Line
    invitation: Line
    practices: Annotated[list[Id], msgspec.Meta(min_length=2, max_length=4)]


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    circles: Annotated[list[Line], msgspec.Meta(min_length=7, max_length=7)]
    sign: Annotated[list[Item], msgspec.Meta(min_length=5, max_length=5)]
    component: Annotated[list[Component], msgspec.Meta(min_length=6, max_length=6)]
    reach: Annotated[list[Item], msgspec.Meta(min_length=3, max_length=3)]

    @property
    def items(self) -> list[Item | Component]:
        return [*self.sign, *self.component, *self.reach]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(one.id for one in self.items)

    @property
    def pairs(self) -> list["Pair"]:
        """The seven pictures of two circles, from beside each other to nearly one."""
        return [Pair.of(number, line) for number, line in enumerate(self.circles, 1)]


class Pair(msgspec.Struct, frozen=True):
    """Two circles as SVG: where their middles stand, and what they share."""

    number: int
    line: str
    left: float
    right: float
    lens: str

    @classmethod
    def of(cls, number: int, line: str) -> "Pair":
        half = RADIUS * APART[number - 1] / 2
        high = (RADIUS**2 - half**2) ** 0.5
        arc = f"A{RADIUS} {RADIUS} 0 0 1 0"
        return cls(number, line, -half, half, f"M0 {-high:.1f}{arc} {high:.1f}{arc} {-high:.1f}Z")


@cache
def look() -> Look:
    return read_look(folder("measures") / "look.toml")


def read_look(path: Path) -> Look:
    """Raises ContentError, naming file and line."""
    found = load(path, Look)
    groups: tuple[Sequence[Named], ...] = (found.sign, found.component, found.reach)
    for group in groups:
        check(path, group)
    by_id(path, found.items)
    if CIRCLES in found.ids:
        raise ContentError(f"{place_of(path, CIRCLES)}: {CIRCLES!r} is the picture’s own id")
    return found
