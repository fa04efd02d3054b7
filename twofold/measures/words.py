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


class Styles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    style: Annotated[list[Style], msgspec.Meta(min_length=2, max_length=8)]
    scene: Annotated[list[Scene], msgspec.Meta(min_length=3, max_length=12)]

    @property
    def scenes(self) -> list[tuple[Scene, list[tuple[str, str]]]]:
        """Each scene with its answers; which style comes first goes round, so that none is favoured."""
        order = [one.id for one in self.style]
        turned = [order[n % len(order) :] + order[: n % len(order)] for n in range(len(self.scene))]
        pairs = zip(self.scene, turned, strict=True)
        return [(scene, [(style, scene.answers[style]) for style in ids]) for scene, ids in pairs]


@cache
def barriers() -> Barriers:
    return read_barriers(folder("reflections") / "barriers.toml")


@cache
def styles() -> Styles:
    return read_styles(folder("reflections") / "styles.toml")


def read_barriers(path: Path) -> Barriers:
    """Raises ContentError, naming file and line."""
    found = load(path, Barriers)
    _check(path, found.barrier)
    return found


def read_styles(path: Path) -> Styles:
    """Raises ContentError, naming file and line."""
    found = load(path, Styles)
    _check(path, found.style)
    _check(path, found.scene)
    known = {one.id for one in found.style}
    for one in found.scene:
        if set(one.answers) != known:
            raise ContentError(f"{_at(path, one)}: a scene has one answer for each style")
    return found


def _check(path: Path, entries: Sequence[Named]) -> None:
    """An id stands once, and each practice that is named exists."""
    for one in by_id(path, entries).values():
        for practice in getattr(one, "practices", []):
            if practice not in practice_names():
                raise ContentError(f"{_at(path, one)}: no practice is called {practice!r}")


def _at(path: Path, one: Named) -> str:
    return f"{path.name}:{line_of_id(path, one.id)}"
