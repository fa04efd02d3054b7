"""The sheets of “How well do I know you”, as the content files hold them: read strictly, once."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

from .atlas import Line, Slug

Label = Annotated[str, msgspec.Meta(min_length=2, max_length=40)]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """One thing that somebody answers for themself and the other guesses. Either may pass it."""

    id: Slug
    ask: Line
    guess: Line

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)


class Choice(Item, frozen=True, tag="choice"):
    options: Annotated[list[Label], msgspec.Meta(min_length=4, max_length=5)]


class Number(Item, frozen=True, tag="number"):
    """From 0, which is `low`, to 10, which is `high`."""

    low: Label
    high: Label


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=48)]
    line: Line
    depth: Annotated[int, msgspec.Meta(ge=1, le=4)]
    item: Annotated[list[Choice | Number], msgspec.Meta(min_length=6, max_length=6)]

    @property
    def numbers(self) -> frozenset[str]:
        """The items that are answered from 0 to 10."""
        return frozenset(one.id for one in self.item if isinstance(one, Number))

    @property
    def depth_dots(self) -> list[bool]:
        return [level <= self.depth for level in range(1, 6)]


@cache
def sheets() -> dict[str, Sheet]:
    """Every sheet by id, the gentlest first."""
    return read_sheets(folder("rounds"))


def read_sheets(place: Path) -> dict[str, Sheet]:
    """The sheets in a folder. Raises ContentError, naming file and line."""
    found = [_read(path) for path in sorted(place.glob("*.toml"))]
    return {one.id: one for one in sorted(found, key=lambda one: (one.depth, one.title))}


def _read(path: Path) -> Sheet:
    sheet = load(path, Sheet)
    if sheet.id != path.stem:
        raise ContentError(f"{path.name}:{line_of_id(path, sheet.id)}: the id is not the file’s name")
    seen: set[str] = set()
    for item in sheet.item:
        where = f"{path.name}:{line_of_id(path, item.id)}"
        if item.id in seen or not item.id.startswith(f"{sheet.id}-"):
            raise ContentError(f"{where}: {item.id!r} stands twice, or does not begin with {sheet.id!r}")
        if isinstance(item, Choice) and len(set(item.options)) < len(item.options):
            raise ContentError(f"{where}: {item.id!r} offers the same option twice")
        seen.add(item.id)
    return sheet
