"""The love map's regions and topics, as the content file holds them: read strictly, once."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
Line = Annotated[str, msgspec.Meta(min_length=8, max_length=260)]
ORDER = (
    *("now", "people", "work", "body-and-rest", "money", "childhood"),
    *("dreams", "fears", "loves", "intimacy", "meaning"),
)


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to tell about oneself; `theirs` and `curious` are what the partner may say aloud."""

    id: Slug
    title: Title
    theirs: Title
    ask: Line
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)]
    fresh_days: Annotated[int, msgspec.Meta(ge=21, le=1500)]
    still: Line
    curious: Annotated[list[Line], msgspec.Meta(min_length=2, max_length=3)]


class Region(msgspec.Struct, frozen=True):
    id: str
    title: str
    line: str
    topics: tuple[Topic, ...]


class _Drawn(msgspec.Struct, forbid_unknown_fields=True):
    """A region as it stands in the file; its topics are read one by one, so that a fault has its line."""

    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=24)]
    line: Line
    topic: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=12)]


class _Atlas(msgspec.Struct, forbid_unknown_fields=True):
    region: Annotated[list[_Drawn], msgspec.Meta(min_length=1)]


@cache
def regions() -> dict[str, Region]:
    """Every region by id, in the order of the file."""
    path = folder("map") / "regions.toml"
    found = read_regions(path)
    if tuple(found) != ORDER:
        raise ContentError(f"{path.name}:1: the regions are not those that the map draws, in their order")
    return found


def read_regions(path: Path) -> dict[str, Region]:
    """The regions in a file. Raises ContentError, naming file and line."""
    found: dict[str, Region] = {}
    seen: set[str] = set()
    number = 0
    for drawn in load(path, _Atlas).region:
        own = []
        for raw in drawn.topic:
            own.append(_topic(path, number, raw, drawn.id, seen))
            number += 1
        if drawn.id in found:
            raise ContentError(
                f"{path.name}:{line_of_id(path, drawn.id)}: the region {drawn.id!r} stands twice"
            )
        found[drawn.id] = Region(drawn.id, drawn.title, drawn.line, tuple(own))
    return found


def _topic(path: Path, number: int, raw: dict[str, Any], region: str, seen: set[str]) -> Topic:
    try:
        topic = msgspec.convert(raw, Topic)
    except msgspec.ValidationError as fault:
        raise ContentError(f"{path.name}:{_line_in_topic(path, number, str(fault))}: {fault}") from fault
    if topic.id in seen:
        raise ContentError(f"{path.name}:{line_of_id(path, topic.id)}: the id {topic.id!r} stands twice")
    if not topic.id.startswith(f"{region}-"):
        raise ContentError(
            f"{path.name}:{line_of_id(path, topic.id)}: {topic.id!r} does not begin with {region!r}"
        )
    seen.add(topic.id)
    return topic


def _line_in_topic(path: Path, number: int, fault: str) -> int:
    """The line of the key that a fault is about, in the topic with this number; else where that begins."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("[[region.topic]]")]
    start = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(lines)
    named = re.search(r"`\$\.(\w+)|unknown field `(\w+)`", fault)
    key = named and (named[1] or named[2])
    found = (at for at in range(start, end) if key and re.match(rf"{key}\s*=", lines[at]))
    return next(found, start) + 1


@cache
def topics() -> dict[str, tuple[Region, Topic]]:
    """Every topic by id, with the region it lies in."""
    return {topic.id: (region, topic) for region in regions().values() for topic in region.topics}
