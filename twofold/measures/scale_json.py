"""JSON from a stranger's file: read strictly, and bounded before anything else looks at it."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from .scale_place import Faults, Place, step

DEEPEST = 16  # levels; a flat questionnaire has seven
LARGEST = 40_000  # values in one file
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # control signs, and halves of a sign
DIGITS = 16  # more, and a number is no longer the one that was written


class Twice(dict[str, Any]):
    """An object in which a key stands twice: which of the two is meant, nobody can tell."""

    key = ""


def read_json(text: str, faults: Faults) -> Place | None:
    """The object that a file holds; None, with the faults noted, where it cannot be used."""
    try:
        found = json.loads(
            text.removeprefix("\ufeff"),
            parse_int=_whole,
            parse_constant=lambda _: math.nan,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as fault:
        faults.note(f"line {fault.lineno}, column {fault.colno}", "Here the file stops being JSON.")
        return None
    except RecursionError:
        faults.note("", "This file is nested far deeper than a questionnaire is.")
        return None
    if not isinstance(found, dict):
        faults.note("", "The file is to hold one object, in curly brackets.")
        return None
    _bound(found, faults)
    return None if faults.found else Place(found, "", faults)


def walk(value: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value below, with its path and its depth; by a list of its own, so no depth ends it."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        path, one, depth = waiting.pop()
        yield path, one, depth
        inner: list[tuple[str | int, Any]] = []
        if isinstance(one, dict):
            inner = list(one.items())
        elif isinstance(one, list):
            inner = list(enumerate(one))
        waiting += [(step(path, key), below, depth + 1) for key, below in reversed(inner)]


def _too_many(value: Any) -> bool:
    """Counted before any path is worked out, which is what takes time."""
    waiting, count = [value], 0
    while waiting and count <= LARGEST:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
    return count > LARGEST


def _bound(found: dict[str, Any], faults: Faults) -> None:
    if _too_many(found):
        faults.note("", f"This file holds more than {LARGEST:,} values. A scale is far smaller.")
        return
    for path, one, depth in walk(found):
        if depth > DEEPEST:
            faults.note(path, "This is nested far deeper than a questionnaire is.")
            return
        if isinstance(one, float) and not math.isfinite(one):
            faults.note(path, "This is no number that can be counted with.")
        if isinstance(one, str) and UNSHOWN.search(one):
            faults.note(path, "This text holds signs that cannot be shown.")
        if isinstance(one, Twice):
            faults.note(step(path, one.key), "This stands here twice. Which one is meant?")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    twice = Twice(found)
    for key, _ in pairs:
        if key in seen:
            twice.key = key
        seen.add(key)
    return twice


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= DIGITS else math.inf
