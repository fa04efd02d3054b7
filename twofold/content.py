"""What couples read, kept as files: read strictly, once, and a fault is named by file and line."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

T = TypeVar("T")


class Named(Protocol):
    """An entry of a content file that has an id."""

    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


class ContentError(Exception):
    """A content file is not as it has to be. The message begins with `file:line`."""


def folder(name: str) -> Path:
    """Where one kind of content lies, such as "questions"."""
    return Path(__file__).resolve().parent.parent / "content" / name


def load(path: Path, shape: type[T]) -> T:
    """One TOML file as a `shape`. Raises ContentError with the file and the line of the fault."""
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise ContentError(f"{path.name}:{line[1] if line else 1}: {fault}") from fault
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as fault:
        raise ContentError(f"{path.name}:{line_of(text, str(fault), raw)}: {fault}") from fault


def line_of(text: str, fault: str, raw: dict[str, Any]) -> int:
    """The line that a fault such as "… - at `$.question[3].depth`" is about, or its table's."""
    place = re.search(r"\$\.(\w+)(?:\[(\d+|\.\.\.)\])?(?:\.(\w+))?", fault)
    if place is None:
        return 1
    table, number, key = place.groups()
    if number is None:
        return _first(text, rf"^{table}\s*=", 1)
    index = int(number) if number.isdigit() else 0
    starts = [text[: m.start()].count("\n") + 1 for m in re.finditer(rf"(?m)^\[\[{table}\]\]", text)]
    if not starts:  # a list within one key
        return _first(text, rf"^{table}\s*=", 1)
    start = starts[index] if index < len(starts) else 1
    end = starts[index + 1] if index + 1 < len(starts) else None
    block = "\n".join(text.split("\n")[start - 1 : end and end - 1])
    return start - 1 + _first(block, rf"^{key}\s*=", 1) if key else start


def by_id(path: Path, entries: Iterable[N]) -> dict[str, N]:
    """The entries of a file by id, in their order. Raises ContentError where an id stands a second time."""
    found: dict[str, N] = {}
    for one in entries:
        if one.id in found:
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: the id {one.id!r} stands here twice")
        found[one.id] = one
    return found


def line_of_id(path: Path, id: str) -> int:
    """The line on which an entry with this id stands; of several the last, which repeats it."""
    text = path.read_text(encoding="utf-8")
    found = list(re.finditer(rf'(?m)^id\s*=\s*"{re.escape(id)}"', text))
    return text[: found[-1].start()].count("\n") + 1 if found else 1


def line_of_step(path: Path, index: int) -> int:
    """The line on which the step with this number, from 0, begins."""
    starts = re.finditer(r"(?m)^\[\[step\]\]", text := path.read_text(encoding="utf-8"))
    lines = [text[: one.start()].count("\n") + 1 for one in starts]
    return lines[index] if index < len(lines) else 1


def _first(text: str, pattern: str, otherwise: int) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    return text[: found.start()].count("\n") + 1 if found else otherwise
