"""The values to choose from, and what both write about, as the content files hold it: read strictly."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from twofold.content import Named, by_id, folder, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=48)]
Ask = Annotated[str, msgspec.Meta(min_length=10, max_length=200)]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value; `line` is what living it looks like on a Tuesday."""

    id: Id
    name: Annotated[str, msgspec.Meta(min_length=2, max_length=30)]
    line: Annotated[str, msgspec.Meta(min_length=5, max_length=90)]


class Values(msgspec.Struct, forbid_unknown_fields=True):
    value: Annotated[list[Value], msgspec.Meta(min_length=10, max_length=100)]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that both write about, each on their own."""

    id: Id
    part: Literal["story", "philosophy"]
    title: Title
    ask: Ask
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)]


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a vision."""

    id: Id
    title: Title
    ask: Ask


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that may bring a tradition to mind."""

    id: Id
    ask: Ask


class Prompts(msgspec.Struct, forbid_unknown_fields=True):
    topic: Annotated[list[Topic], msgspec.Meta(min_length=1, max_length=60)]
    area: Annotated[list[Area], msgspec.Meta(min_length=1, max_length=12)]
    tradition: Annotated[list[Start], msgspec.Meta(min_length=1, max_length=40)]


@cache
def values() -> dict[str, Value]:
    """Every value by id, in the order of the file."""
    return read_values(folder("meaning") / "values.toml")


@cache
def prompts() -> Prompts:
    return read_prompts(folder("meaning") / "prompts.toml")


@cache
def topics() -> dict[str, Topic]:
    """Every topic by id, the story first."""
    found = sorted(prompts().topic, key=lambda one: one.part == "philosophy")
    return {one.id: one for one in found}


def read_values(path: Path) -> dict[str, Value]:
    """The values in a file. Raises ContentError, naming file and line; so does the one below."""
    return by_id(path, load(path, Values).value)


def read_prompts(path: Path) -> Prompts:
    found = load(path, Prompts)
    everything: list[Named] = [*found.topic, *found.area, *found.tradition]
    by_id(path, everything)
    return found
