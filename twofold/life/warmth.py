"""What this room lends to those who write and answer, as the content files hold it: read strictly."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import by_id, folder, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=48)]
Line = Annotated[str, msgspec.Meta(min_length=2, max_length=160)]
Text = Annotated[str, msgspec.Meta(min_length=2, max_length=260)]


class Occasion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a letter is to be opened. `when` follows “Open this”; `hint` is for who writes."""

    id: Id
    when: Title
    hint: Line


class Occasions(msgspec.Struct, forbid_unknown_fields=True):
    occasion: Annotated[list[Occasion], msgspec.Meta(min_length=1, max_length=60)]


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of answering good news well, with a line to begin with."""

    id: Id
    title: Title
    text: Text
    say: Line


class Answering(msgspec.Struct, forbid_unknown_fields=True):
    line: Text
    why: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    way: Annotated[list[Way], msgspec.Meta(min_length=1, max_length=12)]


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody would like to be met in a hard time: `wish` in their words, `told` to the other."""

    id: Id
    wish: Title
    told: Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
    helps: Annotated[list[Line], msgspec.Meta(min_length=3, max_length=3)]
    rather: Annotated[list[Line], msgspec.Meta(min_length=2, max_length=2)]


class HardTimes(msgspec.Struct, forbid_unknown_fields=True):
    meeting: Annotated[list[Meeting], msgspec.Meta(min_length=4, max_length=4)]


@cache
def occasions() -> dict[str, Occasion]:
    """Every occasion by id, in the order of the file."""
    return read_occasions(folder("warmth") / "occasions.toml")


@cache
def answering() -> Answering:
    return read_answering(folder("warmth") / "answering.toml")


@cache
def meetings() -> dict[str, Meeting]:
    """The four ways to be met, by id."""
    return read_meetings(folder("warmth") / "hard-times.toml")


def read_occasions(path: Path) -> dict[str, Occasion]:
    """The occasions in a file. Raises ContentError, naming file and line; so do the two below."""
    return by_id(path, load(path, Occasions).occasion)


def read_answering(path: Path) -> Answering:
    found = load(path, Answering)
    by_id(path, found.way)
    return found


def read_meetings(path: Path) -> dict[str, Meeting]:
    return by_id(path, load(path, HardTimes).meeting)
