"""The words for feelings, the places in the body, what sets feelings off, and the evening's ratings."""

from functools import cache
from typing import Annotated, Literal

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, msgspec.Meta(min_length=2, max_length=40)]
Sentence = Annotated[str, msgspec.Meta(min_length=5, max_length=120)]
Coordinate = Annotated[int, msgspec.Meta(ge=-4, le=4)]


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name
    pleasant: bool
    energy: Literal["low", "middle", "high"]


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feeling. `pleasantness` and `energy` run from -4 to 4, as in a circumplex of affect."""

    id: Id
    word: Name
    family: Id
    pleasantness: Coordinate
    energy: Coordinate
    means: Annotated[str, msgspec.Meta(min_length=5, max_length=60)]


class Taxonomy(msgspec.Struct, forbid_unknown_fields=True):
    quick: list[Id]
    family: list[Family]
    word: list[Word]


class BodyPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name
    region: Id


class Sensation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name


class Body(msgspec.Struct, forbid_unknown_fields=True):
    place: list[BodyPlace]
    sensation: list[Sensation]


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name
    examples: Annotated[str, msgspec.Meta(max_length=60)]


class Triggers(msgspec.Struct, forbid_unknown_fields=True):
    trigger: list[Trigger]


class Rating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    ask: Sentence
    low: Name
    high: Name
    kind: Literal["0-10", "minutes", "count", "yes-no"]


class Ratings(msgspec.Struct, forbid_unknown_fields=True):
    rating: list[Rating]


@cache
def taxonomy() -> Taxonomy:
    """The words and their families. Raises ContentError, naming file and line."""
    path = folder("feelings") / "words.toml"
    found = load(path, Taxonomy)
    families = {one.id: one for one in found.family}
    seen: set[str] = set()
    for word in found.word:
        family = families.get(word.family)
        fault = (
            "there is no such family"
            if family is None
            else "the sign of its pleasantness is not its family's"
            if (word.pleasantness > 0) is not family.pleasant
            else "the id stands twice"
            if word.id in seen
            else ""
        )
        if fault:
            raise ContentError(f"{path.name}:{line_of_id(path, word.id)}: {word.id}: {fault}")
        seen.add(word.id)
    return found


@cache
def words() -> dict[str, Word]:
    """Every feeling by id."""
    return {one.id: one for one in taxonomy().word}


@cache
def body() -> Body:
    return load(folder("feelings") / "body.toml", Body)


@cache
def triggers() -> dict[str, Trigger]:
    return {one.id: one for one in load(folder("feelings") / "triggers.toml", Triggers).trigger}


@cache
def ratings() -> list[Rating]:
    return load(folder("feelings") / "ratings.toml", Ratings).rating
