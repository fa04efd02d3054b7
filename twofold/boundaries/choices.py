"""What somebody may leave out, as the content files hold it: themes, groups, single practices."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, by_id, folder, line_of_id, load

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, msgspec.Meta(min_length=5, max_length=160)]
GROUPS_AT_MOST = 2  # that one practice stands in


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme of questions, with its plain name."""

    id: Slug
    name: Annotated[str, msgspec.Meta(min_length=2, max_length=40)]


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of practices that are left out together."""

    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
    line: Line
    practices: Annotated[list[Slug], msgspec.Meta(min_length=1)]


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    theme: Annotated[list[Theme], msgspec.Meta(min_length=1)]
    gate: Annotated[list[Gate], msgspec.Meta(min_length=1)]


class Named(msgspec.Struct, frozen=True):
    """What this room needs of a practice; the room of practices, above, reads the whole."""

    title: str
    minutes: int
    depth: int  # rooms that link to a practice look at it, too


@cache
def choices() -> Choices:
    return read_choices(folder("boundaries") / "boundaries.toml", frozenset(practice_names()))


@cache
def practice_names() -> dict[str, Named]:
    """Every practice of the library by its id, in the order of their titles."""
    found = {path.stem: load(path, Named) for path in folder("practices").glob("*.toml")}
    return dict(sorted(found.items(), key=lambda one: one[1].title.casefold()))


@cache
def gates() -> dict[str, frozenset[str]]:
    """The practices of each group."""
    return {one.id: frozenset(one.practices) for one in choices().gate}


@cache
def themes() -> frozenset[str]:
    return frozenset(one.id for one in choices().theme)


def read_choices(path: Path, known: frozenset[str]) -> Choices:
    """The choices in a file. Raises ContentError, naming file and line.

    Args:
        path: the file.
        known: the practices there are.
    """
    found = load(path, Choices)
    by_id(path, found.theme)
    by_id(path, found.gate)
    in_gates = [practice for gate in found.gate for practice in set(gate.practices)]
    for gate in found.gate:
        where = f"{path.name}:{line_of_id(path, gate.id)}"
        for practice in gate.practices:
            if practice not in known:
                raise ContentError(f"{where}: there is no practice {practice!r}")
            if in_gates.count(practice) > GROUPS_AT_MOST:
                raise ContentError(f"{where}: {practice!r} stands in more than {GROUPS_AT_MOST} groups")
    return found
