"""What the pages of trust say, read strictly from its files: letting go, promises, dos and don’ts.

Nothing here watches anybody, and a test holds the files to that.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.boundaries.choices import practice_names
from twofold.content import ContentError, Named, by_id, folder, line_of_id, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, msgspec.Meta(min_length=2, max_length=240)]
Words = Annotated[str, msgspec.Meta(min_length=2, max_length=500)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=60)]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the private steps: what it is about, what one may write, what to do when it is enough."""

    id: Id
    title: Title
    text: Annotated[str, msgspec.Meta(min_length=10, max_length=320)]
    ask: Line
    rest: Line


class LettingGo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    care: Annotated[list[Words], msgspec.Meta(min_length=1, max_length=5)]
    step: Annotated[list[Step], msgspec.Meta(min_length=7, max_length=7)]


class Starter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A promise to begin from."""

    id: Id
    text: Line


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line against secrecy and control, with its reason."""

    id: Id
    text: Line
    why: Line


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To ask oneself before a promise is looked at."""

    id: Id
    text: Line


class Rebuilding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    first: Words
    promise: Annotated[list[Starter], msgspec.Meta(min_length=1, max_length=40)]
    check: Annotated[list[Check], msgspec.Meta(min_length=1, max_length=12)]
    question: Annotated[list[Question], msgspec.Meta(min_length=5, max_length=5)]


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What helps, beside what tends to hurt; `practice` is where the first can be tried."""

    id: Id
    rather: Line
    than: Line
    why: Words
    practice: Id


class Dos(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pair: Annotated[list[Pair], msgspec.Meta(min_length=1, max_length=40)]


@cache
def letting_go() -> LettingGo:
    return read_letting_go(folder("repair") / "letting-go.toml")


@cache
def rebuilding() -> Rebuilding:
    return read_rebuilding(folder("repair") / "trust.toml")


@cache
def dos() -> dict[str, Pair]:
    """The pairs by id, in the file's order."""
    return {one.id: one for one in read_dos(folder("repair") / "dos.toml").pair}


def read_letting_go(path: Path) -> LettingGo:
    """Raises ContentError, naming file and line."""
    found = load(path, LettingGo)
    by_id(path, found.step)
    return found


def read_rebuilding(path: Path) -> Rebuilding:
    """Raises ContentError, naming file and line."""
    found = load(path, Rebuilding)
    everything: list[Named] = [*found.promise, *found.check, *found.question]
    by_id(path, everything)
    return found


def read_dos(path: Path) -> Dos:
    """Raises ContentError, naming file and line."""
    found = load(path, Dos)
    by_id(path, found.pair)
    for one in found.pair:
        if one.practice not in practice_names():
            raise ContentError(
                f"{path.name}:{line_of_id(path, one.id)}: no practice is called {one.practice!r}"
            )
    return found
