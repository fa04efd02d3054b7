"""The plan's own files, read strictly: what it believes at first, what it keeps to, and how it says why."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec

from twofold.content import ContentError, by_id, folder, line_of_id, load
from twofold.practices.library import Component, practices

Why = Literal["calm", "rhythm", "first", "map", "time", "apart", "new", "again"]
Modest = Annotated[float, msgspec.Meta(ge=-0.5, le=0.5)]
Source = Annotated[str, msgspec.Meta(min_length=3, max_length=160)]
Line = Annotated[str, msgspec.Meta(min_length=5, max_length=200)]
Ids = Annotated[list[str], msgspec.Meta(min_length=1)]


class Leaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a component adds to how a practice feels, on average, as far as research tells."""

    id: Component
    mean: Modest
    source: Source | None = None


class Prior(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points of a 0–10 rating, before anything is known of the two."""

    baseline: Annotated[float, msgspec.Meta(ge=0, le=10)]
    novelty: Modest
    novelty_source: Source
    component: list[Leaning]

    @property
    def means(self) -> dict[str, float]:
        return {one.id: one.mean for one in self.component}


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which practices have their time: ids of the library."""

    calm: Ids
    mending: Ids
    unasked: Ids
    after: dict[str, str]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence, and what it rests on."""

    id: Why
    text: Line
    rests: Line


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Component
    name: Annotated[str, msgspec.Meta(min_length=3, max_length=40)]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: list[Reason]
    component: list[Part]


@cache
def prior() -> Prior:
    return read_prior(folder("plan") / "priors.toml")


@cache
def order() -> Order:
    return read_order(folder("plan") / "order.toml")


@cache
def reasons() -> dict[str, Reason]:
    return by_id(folder("plan") / "words.toml", _words().reason)


@cache
def names() -> dict[str, str]:
    """The components in plain words."""
    return {one.id: one.name for one in _words().component}


def read_prior(path: Path) -> Prior:
    """Raises ContentError, naming file and line: each component once, and no mean without its source."""
    found = load(path, Prior)
    _each_once(path, [one.id for one in found.component], get_args(Component))
    for one in found.component:
        if one.mean and one.source is None:
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: a mean names its source")
    return found


def read_order(path: Path) -> Order:
    """Raises ContentError for an id that the library does not have."""
    found = load(path, Order)
    named = [*found.calm, *found.mending, *found.unasked, *found.after, *found.after.values()]
    for id in named:
        if id not in practices():
            line = next(n for n, text in enumerate(path.read_text().split("\n"), 1) if id in text)
            raise ContentError(f"{path.name}:{line}: there is no practice {id!r}")
    return found


def read_words(path: Path) -> Words:
    """Raises ContentError unless each reason and each component has its words, once."""
    found = load(path, Words)
    _each_once(path, [one.id for one in found.reason], get_args(Why))
    _each_once(path, [one.id for one in found.component], get_args(Component))
    return found


@cache
def _words() -> Words:
    return read_words(folder("plan") / "words.toml")


def _each_once(path: Path, ids: list[str], wanted: tuple[str, ...]) -> None:
    twice = [id for id in ids if ids.count(id) > 1]
    if twice:
        raise ContentError(f"{path.name}:{line_of_id(path, twice[0])}: the id {twice[0]!r} stands here twice")
    missing = [id for id in wanted if id not in ids]
    if missing:
        raise ContentError(f"{path.name}:1: {missing[0]!r} has nothing here")
