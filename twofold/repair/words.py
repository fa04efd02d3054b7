"""What raising, hearing and open matters say: read strictly, and a fault is named by file and line."""

from functools import cache
from typing import Annotated, Literal

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
Words = Annotated[str, msgspec.Meta(min_length=2, max_length=400)]
Starters = Annotated[tuple[Title, ...], msgspec.Meta(min_length=4, max_length=6)]
PARTS = ("happened", "feel", "need", "ask")
STEPS = ("valid-point", "question", "repeat", "answer")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the four parts of something raised."""

    id: Literal["happened", "feel", "need", "ask"]
    title: Title
    ask: Words
    help: Words
    example: Words
    starters: Starters


class Raise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: tuple[Part, ...]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step towards an answer, for who hears it."""

    id: Literal["valid-point", "question", "repeat", "answer"]
    title: Title
    text: Words
    starters: Starters


class Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: Words
    later: Words
    step: tuple[Step, ...]


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    title: Title
    text: Words
    say: Words


class Beginning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    text: Words


class Matters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    solvable: Words
    lasting: Words
    way: Annotated[tuple[Way, ...], msgspec.Meta(min_length=1)]
    gentle: Annotated[tuple[Beginning, ...], msgspec.Meta(min_length=1)]


@cache
def raising() -> tuple[Part, ...]:
    """The four parts, in the order they are asked."""
    found = load(folder("repair") / "raise.toml", Raise).part
    _check("raise.toml", [one.id for one in found], PARTS)
    return found


@cache
def hearing() -> Heard:
    found = load(folder("repair") / "heard.toml", Heard)
    _check("heard.toml", [one.id for one in found.step], STEPS)
    return found


@cache
def matters() -> Matters:
    return load(folder("repair") / "matters.toml", Matters)


def _check(file: str, ids: list[str], wanted: tuple[str, ...]) -> None:
    if tuple(ids) != wanted:
        at = next((one for one, want in zip(ids, wanted, strict=False) if one != want), ids[-1])
        line = line_of_id(folder("repair") / file, at)
        raise ContentError(f"{file}:{line}: the order is {', '.join(wanted)}, each once")
