"""The shelf of rituals and the small habits of a week, as the content files hold them: read strictly."""

from datetime import time
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from twofold.content import ContentError, folder, line_of_id, load
from twofold.practices.library import practices

from .rhythm import WEEKDAYS, Cadence, Rule, mask_of

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(pattern=r"[^.]$", min_length=2, max_length=48)]
Text = Annotated[str, msgspec.Meta(min_length=10, max_length=260)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class ShelfRitual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ritual to choose, with the days and the time that it is offered for."""

    id: Slug
    title: Title
    text: Text
    cadence: Cadence
    minutes: Annotated[int, msgspec.Meta(ge=1, le=720)]
    time: Clock
    apart: bool
    practice: str | None = None
    days: list[Weekday] = []
    week: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    day: Weekday | None = None

    @property
    def weekdays(self) -> list[int]:
        """Its days as numbers, 0 for Monday."""
        return [WEEKDAYS.index(one) for one in ([self.day] if self.day else self.days)]

    def rule(self, time_zone: str) -> Rule:
        return Rule(self.cadence, mask_of(self.weekdays), self.week, time.fromisoformat(self.time), time_zone)

    @property
    def offered(self) -> str:
        """The rule in words, such as "every Friday at 19:30"."""
        return self.rule("UTC").words


class Shelf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ritual: Annotated[list[ShelfRitual], msgspec.Meta(min_length=1)]


class Habit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small habit to try for a week. `found` is what research found, where `source` names some."""

    id: Slug
    title: Title
    text: Text
    look_back: Annotated[str, msgspec.Meta(min_length=10, max_length=140, pattern=r"\?$")]
    source: Annotated[str, msgspec.Meta(min_length=3, max_length=160)] = ""
    found: Annotated[str, msgspec.Meta(min_length=10, max_length=300)] = ""


class Theme(msgspec.Struct, forbid_unknown_fields=True):
    """One file of habits. Its id is the file's name."""

    title: Title
    line: Annotated[str, msgspec.Meta(min_length=10, max_length=160)]
    tip: Annotated[list[Habit], msgspec.Meta(min_length=1)]
    id: str = ""


@cache
def rituals() -> dict[str, ShelfRitual]:
    """Every ritual of the shelf by id, in the order of the file."""
    return read_rituals(folder("rituals") / "shelf.toml")


def read_rituals(path: Path) -> dict[str, ShelfRitual]:
    """The rituals of one file. Raises ContentError, naming file and line."""
    found: dict[str, ShelfRitual] = {}
    for one in load(path, Shelf).ritual:
        fault = _fault(one) or (f"the id {one.id!r} stands here twice" if one.id in found else "")
        if fault:
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: {fault}")
        found[one.id] = one
    return found


def _fault(one: ShelfRitual) -> str:
    if one.practice is not None and one.practice not in practices():
        return f"there is no practice {one.practice!r}"
    if bool(one.days) == bool(one.day) or len(set(one.weekdays)) != len(one.weekdays):
        return "name its days once: `days`, or for a monthly one `week` and `day`"
    return "" if one.rule("UTC").sound else f"the days do not fit a {one.cadence} ritual"


@cache
def themes() -> dict[str, Theme]:
    """The habits by theme, as they lie in their files."""
    return read_themes(folder("tips"))


def read_themes(place: Path) -> dict[str, Theme]:
    """The themes in a folder. Raises ContentError, naming file and line."""
    found: dict[str, Theme] = {}
    seen: dict[str, str] = {}
    for path in sorted(place.glob("*.toml")):
        theme = load(path, Theme)
        theme.id = path.stem
        for habit in theme.tip:
            fault = f"the id {habit.id!r} stands in {seen[habit.id]} too" if habit.id in seen else ""
            if bool(habit.source) != bool(habit.found):
                fault = "`source` and `found` go together"
            if fault:
                raise ContentError(f"{path.name}:{line_of_id(path, habit.id)}: {fault}")
            seen[habit.id] = path.name
        found[theme.id] = theme
    return found


@cache
def tips() -> dict[str, Habit]:
    """Every habit by id."""
    return {one.id: one for theme in themes().values() for one in theme.tip}
