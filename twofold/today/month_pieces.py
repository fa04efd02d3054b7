"""The sentences that a monthly letter is put together from, as the content file holds them: read strictly."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, by_id, folder, line_of_id, load

Piece = Annotated[str, msgspec.Meta(min_length=4, max_length=300)]
Wordings = Annotated[list[Piece], msgspec.Meta(min_length=2)]
Both = Annotated[list[Piece], msgspec.Meta(min_length=2, max_length=2)]


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of thing that two can have done. `brief` is for one, and for several."""

    id: str
    one: Wordings
    many: Wordings
    more: Wordings
    brief: Both


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of a letter about a month without marks."""

    opening: Wordings
    elsewhere: Wordings
    here: Wordings
    cloth: Wordings
    closing: Wordings


class Pieces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    opening: Wordings
    besides: Wordings
    counted: Wordings
    room: Wordings
    closing: Wordings
    quiet: Quiet
    thing: Annotated[list[Thing], msgspec.Meta(min_length=1)]


@cache
def pieces() -> Pieces:
    return read_pieces(folder("month") / "pieces.toml")


def read_pieces(path: Path) -> Pieces:
    """The pieces of one file. Raises ContentError, naming file and line."""
    found = load(path, Pieces)
    for one in by_id(path, found.thing).values():
        if fault := _fault(one):
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: {fault}")
    return found


def _fault(one: Thing) -> str:
    several = [*one.many, one.brief[1]]
    if not all("{n}" in piece for piece in several):
        return "several of a thing are told with {n}"
    if any("{n}" in piece for piece in (*one.one, one.brief[0])):
        return "one of a thing is told without {n}"
    if any(piece.startswith("{n}") for piece in one.many):
        return "a sentence does not begin with {n}"
    naming = {"{names}" in piece for piece in (*one.one, *one.many)}
    return "" if len(naming) == 1 else "all of its wordings name, or none does"
