"""The reflections, read strictly from their files: our own questions about oneself, and no test."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.boundaries.choices import practice_names
from twofold.content import ContentError, Named, by_id, folder, line_of_id, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, msgspec.Meta(min_length=2, max_length=200)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
Practices = Annotated[list[Id], msgspec.Meta(min_length=2, max_length=4)]
Two = Annotated[list[Line], msgspec.Meta(min_length=2, max_length=2)]


class Barrier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can stand in the way, with sentences to recognise oneself in."""

    id: Id
    title: Title
    line: Line
    signs: Annotated[list[Line], msgspec.Meta(min_length=4, max_length=4)]
    first_steps: Annotated[list[Line], msgspec.Meta(min_length=3, max_length=3)]
    practices: Practices
    mind: Annotated[str, msgspec.Meta(min_length=10, max_length=300)]


class Barriers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    barrier: Annotated[list[Barrier], msgspec.Meta(min_length=2, max_length=8)]


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of meeting feelings. Each has its strengths, and something that is harder."""

    id: Id
    title: Title
    line: Line
    strengths: Two
    harder: Line
    asks_of_partner: Two
    practices: Practices


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An everyday moment, with one answer for each style."""

    id: Id
    text: Line
    answers: dict[str, Line]


Turned = list[tuple[Scene, list[tuple[str, str]]]]


class Styles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    style: Annotated[list[Style], msgspec.Meta(min_length=2, max_length=8)]
    scene: Annotated[list[Scene], msgspec.Meta(min_length=3, max_length=12)]

    @property
    def scenes(self) -> Turned:
        return turned(self.scene, [one.id for one in self.style])


class Way(Style, frozen=True, forbid_unknown_fields=True):
    """A way of meeting closeness. People know several; which one comes up shifts with the moment."""

    mind: Annotated[str, msgspec.Meta(min_length=10, max_length=300)]


class Ways(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    way: Annotated[list[Way], msgspec.Meta(min_length=3, max_length=3)]
    scene: Annotated[list[Scene], msgspec.Meta(min_length=3, max_length=12)]

    @property
    def scenes(self) -> Turned:
        return turned(self.scene, [one.id for one in self.way])


def turned(scenes: list[Scene], order: list[str]) -> Turned:
    """Each scene with its answers; whose comes first goes round, so that none is favoured."""
    rounds = [order[n % len(order) :] + order[: n % len(order)] for n in range(len(scenes))]
    pairs = zip(scenes, rounds, strict=True)
    return [(scene, [(one, scene.answers[one]) for one in ids]) for scene, ids in pairs]


@cache
def barriers() -> Barriers:
    return read_barriers(folder("reflections") / "barriers.toml")


@cache
def styles() -> Styles:
    return read_styles(folder("reflections") / "styles.toml")


@cache
def ways() -> Ways:
    return read_ways(folder("reflections") / "attachment.toml")


def read_barriers(path: Path) -> Barriers:
    """Raises ContentError, naming file and line."""
    found = load(path, Barriers)
    check(path, found.barrier)
    return found


def read_styles(path: Path) -> Styles:
    """Raises ContentError, naming file and line."""
    found = load(path, Styles)
    check(path, found.style)
    _check_scenes(path, found.scene, {one.id for one in found.style}, "style")
    return found


def read_ways(path: Path) -> Ways:
    """Raises ContentError, naming file and line."""
    found = load(path, Ways)
    check(path, found.way)
    _check_scenes(path, found.scene, {one.id for one in found.way}, "way")
    return found


def _check_scenes(path: Path, scenes: list[Scene], known: set[str], of: str) -> None:
    check(path, scenes)
    for one in scenes:
        if set(one.answers) != known:
            raise ContentError(f"{place_of(path, one.id)}: a scene has one answer for each {of}")


def check(path: Path, entries: Sequence[Named]) -> None:
    """An id stands once, and each practice that is named exists."""
    for one in by_id(path, entries).values():
        for practice in getattr(one, "practices", []):
            if practice not in practice_names():
                raise ContentError(f"{place_of(path, one.id)}: no practice is called {practice!r}")


def place_of(path: Path, id: str) -> str:
    """Where an entry stands, as a fault names it."""
    return f"{path.name}:{line_of_id(path, id)}"
