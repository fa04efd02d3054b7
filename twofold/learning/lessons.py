"""The lessons and what they rest on, as the content files hold them: read strictly, once."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from twofold.content import ContentError, by_id, folder, line_of_id, load
from twofold.practices.library import practices

GroupId = Literal["beginning", "talking", "hard", "body", "every-day", "oneself"]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, msgspec.Meta(min_length=10, max_length=140)]
Said = Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
WORDS_A_MINUTE = 180
SOURCES = "sources.toml"


class Group(msgspec.Struct, frozen=True):
    """One part of the shelf."""

    id: GroupId
    title: str
    line: str


GROUPS = (
    Group("beginning", "To begin with", "What closeness is, how it comes and goes, and what we can’t know."),
    Group("talking", "Talking", "Telling a little, asking well, and listening so that it arrives."),
    Group("every-day", "Every day", "Time, phones, thanks, good news: the small change of a life for two."),
    Group("body", "Touch and wishes", "Hands, nearness, and a no that is safe."),
    Group("hard", "When it is hard", "Quarrels, hurts, and where to turn when it’s too much."),
    Group("oneself", "Each of you", "How you hold on, what stands in the way, and how you two may differ."),
)


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the evidence page."""

    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=48)]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A study: what it found, with its size, and where that ends. `number` is that of docs/evidence.md."""

    id: Slug
    number: Annotated[int, msgspec.Meta(ge=1)]
    topic: Slug
    cite: Annotated[str, msgspec.Meta(min_length=5, max_length=160)]
    found: Said
    limit: Said


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: Annotated[list[Topic], msgspec.Meta(min_length=1)]
    source: Annotated[list[Source], msgspec.Meta(min_length=1)]


class Lesson(msgspec.Struct, forbid_unknown_fields=True):
    """One lesson. Its id is its file's name; `order` is its place on the shelf."""

    order: Annotated[int, msgspec.Meta(ge=1)]
    group: GroupId
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=48)]
    line: Line
    minutes: Annotated[int, msgspec.Meta(ge=1, le=3)]
    body: Annotated[str, msgspec.Meta(min_length=200)]
    question: Annotated[str, msgspec.Meta(min_length=10, max_length=160, pattern=r"\?$")]
    practice: Slug
    why_this: Line
    sources: Annotated[list[Slug], msgspec.Meta(max_length=6)]
    care: Annotated[str, msgspec.Meta(max_length=240)] = ""
    id: str = ""

    @property
    def grounds(self) -> list[Source]:
        """The studies it rests on."""
        return [evidence()[id] for id in self.sources]


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson by id, in the order of the shelf."""
    return read_lessons(folder("learn"))


def read_lessons(place: Path) -> dict[str, Lesson]:
    """The lessons in a folder. Raises ContentError, naming file and line."""
    known = read_evidence(place / SOURCES)
    found: dict[int, Lesson] = {}
    for path in sorted(place.glob("*.toml")):
        if path.name == SOURCES:
            continue
        lesson = load(path, Lesson)
        if lesson.id:
            raise ContentError(f"{path.name}:{_line(path, 'id')}: a lesson's id is its file's name")
        lesson.id = path.stem
        _check(path, lesson, known)
        if lesson.order in found:
            other = found[lesson.order].id
            raise ContentError(f"{path.name}:{_line(path, 'order')}: {other} stands at {lesson.order} too")
        found[lesson.order] = lesson
    return {one.id: one for _, one in sorted(found.items())}


def _check(path: Path, lesson: Lesson, known: dict[str, Source]) -> None:
    # Read when a lesson is first opened, so that a server at rest does not carry the reader of Markdown.
    from . import prose

    if at_fault := prose.fault(lesson.body):
        line, says = at_fault
        raise ContentError(f"{path.name}:{_line(path, 'body') + 1 + line}: {says}")
    if prose.words(lesson.body) > lesson.minutes * WORDS_A_MINUTE:
        raise ContentError(f"{path.name}:{_line(path, 'minutes')}: longer than {lesson.minutes} minutes")
    if lesson.practice not in practices():
        raise ContentError(f"{path.name}:{_line(path, 'practice')}: there is no practice {lesson.practice!r}")
    for id in lesson.sources:
        if id not in known:
            raise ContentError(f"{path.name}:{_line(path, 'sources')}: there is no source {id!r}")


def _line(path: Path, key: str) -> int:
    """The line on which a key of a lesson stands."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = (number for number, one in enumerate(lines, 1) if one.partition("=")[0].strip() == key)
    return next(starts, 1)


@cache
def evidence() -> dict[str, Source]:
    """Every source by id, in the order of its file."""
    return read_evidence(folder("learn") / SOURCES)


@cache
def topics() -> list[Topic]:
    """The parts of the evidence page."""
    return load(folder("learn") / SOURCES, Evidence).topic


def read_evidence(path: Path) -> dict[str, Source]:
    """The sources of one file. Raises ContentError, naming file and line."""
    sheet = load(path, Evidence)
    parts = by_id(path, sheet.topic)
    numbers: set[int] = set()
    for one in sheet.source:
        says = f"there is no topic {one.topic!r}" if one.topic not in parts else ""
        says = f"the number {one.number} stands here twice" if one.number in numbers else says
        if says:
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: {says}")
        numbers.add(one.number)
    return by_id(path, sheet.source)
