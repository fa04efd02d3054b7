"""What stands before a hard talk, and the signs of “Is this good for me?”: the same words for everybody."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from twofold.content import Named, by_id, folder, load

Words = Annotated[str, msgspec.Meta(min_length=2, max_length=600)]
Label = Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A few sentences under a title."""

    id: Id
    title: Label
    text: Words
    note: str = ""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Literal["at-ease", "sometimes-afraid"]
    text: Label


class Afraid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the private choice leads to, in the page already."""

    title: Label
    lines: Annotated[list[Words], msgspec.Meta(min_length=1, max_length=4)]
    unseen: Annotated[list[Said], msgspec.Meta(min_length=1, max_length=8)]
    open_help: Label
    go_back: Label


class Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """General information for everybody, and the choice that is neither stored nor sent."""

    title: Label
    private: Words
    paragraph: Annotated[list[Said], msgspec.Meta(min_length=1, max_length=6)]
    choice: Annotated[list[Choice], msgspec.Meta(min_length=2, max_length=2)]
    afraid: Afraid


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    text: Words


class Can(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one can do, where one side rings true."""

    id: Id
    side: Literal["good", "hard"]
    title: Label
    lines: Annotated[list[Words], msgspec.Meta(min_length=1, max_length=6)]


class GoodForMe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Label
    about: Words
    good_title: Label
    hard_title: Label
    good: Annotated[list[Sign], msgspec.Meta(min_length=3, max_length=20)]
    hard: Annotated[list[Sign], msgspec.Meta(min_length=3, max_length=20)]
    can: Annotated[list[Can], msgspec.Meta(min_length=2, max_length=4)]
    way: Annotated[list[Said], msgspec.Meta(min_length=1, max_length=10)]


@cache
def before() -> Before:
    return read_before(folder("safety") / "before.toml")


@cache
def good_for_me() -> GoodForMe:
    return read_good_for_me(folder("safety") / "good-for-me.toml")


def read_before(path: Path) -> Before:
    """Raises ContentError, naming file and line."""
    found = load(path, Before)
    everything: list[Named] = [*found.paragraph, *found.choice, *found.afraid.unseen]
    by_id(path, everything)
    return found


def read_good_for_me(path: Path) -> GoodForMe:
    """Raises ContentError, naming file and line."""
    found = load(path, GoodForMe)
    everything: list[Named] = [*found.good, *found.hard, *found.can, *found.way]
    by_id(path, everything)
    return found
