"""Ideas for dates and beginnings of wishes, as the content files hold them: read strictly, once."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=48, pattern=r"[^.]$")]
Place = Literal["home", "out", "apart"]
Fit = Literal[
    "rainy",
    "with-children",
    "new",
    "outdoors",
    "evening",
    "morning",
    "food",
    "making",
    "moving",
    "quiet",
    "playful",
    "culture",
    "nature",
    "weekend",
    "dark",
    "no-drink",
]
Size = Literal["small", "middle", "big"]
KEPT_BY: dict[str, tuple[str, Callable[["Idea"], bool]]] = {  # so that a shelf holds what its name says
    "ten-minutes": ("minutes is 10 at most", lambda one: one.minutes <= 10),
    "apart": ('place is "apart"', lambda one: one.place == "apart"),
    "free-and-near": ("cost is 0", lambda one: one.cost == 0),
    "rainy-days": ('fits has "rainy"', lambda one: "rainy" in one.fits),
    "with-children": ('fits has "with-children"', lambda one: "with-children" in one.fits),
    "new-to-both": ('fits has "new"', lambda one: "new" in one.fits),
}


class Idea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do together. `minutes` is its usual length; `cost` runs from 0, free, to 3, a treat."""

    id: Slug
    title: Title
    text: Annotated[str, msgspec.Meta(min_length=20, max_length=260)]
    minutes: Annotated[int, msgspec.Meta(ge=5, le=600)]
    cost: Annotated[int, msgspec.Meta(ge=0, le=3)]
    energy: Annotated[int, msgspec.Meta(ge=1, le=3)]
    place: Place
    fits: Annotated[list[Fit], msgspec.Meta(max_length=8)] = []
    talk: Annotated[str, msgspec.Meta(min_length=8, max_length=180, pattern=r"\?$")] = ""


class Shelf(msgspec.Struct, forbid_unknown_fields=True):
    title: Title
    line: Annotated[str, msgspec.Meta(min_length=10, max_length=200)]
    idea: Annotated[list[Idea], msgspec.Meta(min_length=1, max_length=60)]


class Starter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A beginning for a wish, to take as it is or to make one's own."""

    id: Slug
    text: Annotated[str, msgspec.Meta(min_length=5, max_length=90)]
    size: Size


class Starters(msgspec.Struct, forbid_unknown_fields=True):
    wish: Annotated[list[Starter], msgspec.Meta(min_length=1, max_length=100)]


@cache
def ideas() -> dict[str, Idea]:
    """Every idea by id."""
    return read_ideas(folder("dates"))


@cache
def for_children() -> frozenset[str]:
    """Ideas that are made for children as well: shown to those who ask for them, and to nobody else."""
    return frozenset(one.id for one in load(folder("dates") / "with-children.toml", Shelf).idea)


def read_ideas(place: Path) -> dict[str, Idea]:
    """The ideas in a folder. Raises ContentError, naming file and line."""
    found: dict[str, Idea] = {}
    for path in sorted(place.glob("*.toml")):
        for idea in load(path, Shelf).idea:
            _check(path, idea, found)
            found[idea.id] = idea
    return found


def _check(path: Path, idea: Idea, found: dict[str, Idea]) -> None:
    rule, holds = KEPT_BY.get(path.stem, ("", lambda _: True))
    if idea.id in found:
        fault = f"the id {idea.id!r} stands twice"
    elif not holds(idea):
        fault = f"on this shelf, {rule}"
    else:
        return
    raise ContentError(f"{path.name}:{line_of_id(path, idea.id)}: {fault}")


@cache
def starters() -> dict[str, Starter]:
    """Every beginning of a wish by id."""
    return read_starters(folder("warmth") / "wishes.toml")


def read_starters(path: Path) -> dict[str, Starter]:
    """The beginnings in a file. Raises ContentError, naming file and line."""
    found: dict[str, Starter] = {}
    for one in load(path, Starters).wish:
        if one.id in found:
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: the id {one.id!r} stands twice")
        found[one.id] = one
    return found


def shuffled_for(couple: UUID, ids: list[str]) -> list[str]:
    """These ids in an order of this couple's own, the same on every day and device."""
    return sorted(ids, key=lambda one: hashlib.sha256(f"{couple} {one}".encode()).digest())
