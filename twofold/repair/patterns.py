"""The rules of gentle words, read strictly from their files: what may land hard, and another way to say it.

They are public content, and run in the browser alone: no word that somebody types comes this way.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Words = Annotated[str, msgspec.Meta(min_length=2, max_length=240)]
Line = Annotated[str, msgspec.Meta(min_length=2, max_length=400)]
Rule = Annotated[str, msgspec.Meta(min_length=2, max_length=4000)]
Kinds = Literal[
    "threat",
    "contempt",
    "name-calling",
    "always-never",
    "mind-reading",
    "dismissal",
    "sarcasm",
    "you-statement",
    "stacked",
]
KINDS: tuple[Kinds, ...] = get_args(Kinds)  # of several for the same words, the first is told


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which a kind is worded, what takes the edge off it, and cases that a test runs."""

    id: Id
    find: Annotated[tuple[Rule, ...], msgspec.Meta(min_length=1)]
    hits: Annotated[tuple[Line, ...], msgspec.Meta(min_length=1)]
    spares: Annotated[tuple[Line, ...], msgspec.Meta(min_length=1)]
    say: Annotated[str, msgspec.Meta(max_length=120)] = ""
    unless: tuple[Rule, ...] = ()
    also: tuple[Kinds, ...] = ()  # kinds that the same words belong to as well
    weak: bool = False  # spared wherever the message is warm, or takes blame itself
    cold: bool = False  # heard where a message has no softer word in it at all
    lean: Annotated[int, msgspec.Meta(ge=-400, le=400)] | None = None  # heard where a message leans so far
    last: bool = False  # heard where nothing else is
    weight: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kinds
    title: Words
    why: Words
    offer: Words
    pattern: Annotated[tuple[Pattern, ...], msgspec.Meta(min_length=1)]
    unless: tuple[Rule, ...] = ()
    least: Annotated[int, msgspec.Meta(ge=1, le=5)] = 1  # how much of it there has to be


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the kinds share: lists of words, and the frames that spare any of them."""

    lists: dict[str, tuple[Rule, ...]]
    reported: tuple[Rule, ...]
    warm: tuple[Rule, ...]
    soft: tuple[Rule, ...]
    slips: tuple[Words, ...]


class Least(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a message has to lean towards hard for a pattern of each sort to be heard, in hundredths."""

    plain: int
    weak: int
    cold: int


class Leaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which way ordinary words lean, in hundredths: above nought towards hard, below towards gentle."""

    start: int
    least: Least
    signs: dict[str, Annotated[int, msgspec.Meta(ge=-400, le=400)]]


@cache
def leaning() -> Leaning:
    return load(folder("repair/patterns") / "leaning.toml", Leaning)


@cache
def shared() -> Shared:
    return load(folder("repair/patterns") / "shared.toml", Shared)


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(_kind(folder("repair/patterns") / f"{name}.toml", shared()) for name in KINDS)


def _kind(path: Path, common: Shared) -> Kind:
    kind = load(path, Kind)
    if kind.kind != path.stem:
        raise ContentError(f"{path.name}:1: this file is about {kind.kind}")
    seen: set[str] = set()
    for one in kind.pattern:
        unknown = set(re.findall(r"<([a-z]+)>", " ".join((*one.find, *one.unless)))) - set(common.lists)
        if unknown or one.id in seen:
            fault = f"no list is called {min(unknown)}" if unknown else f"{one.id} stands here twice"
            raise ContentError(f"{path.name}:{line_of_id(path, one.id)}: {fault}")
        seen.add(one.id)
    return kind


@cache
def rule_book() -> dict[str, Any]:
    """What the browser runs: the rules without their cases."""
    common: dict[str, Any] = msgspec.to_builtins(shared())
    found = [msgspec.to_builtins(one) for one in kinds()]
    for kind in found:
        for one in kind["pattern"]:
            del one["hits"], one["spares"]
    return {**common, "leaning": msgspec.to_builtins(leaning()), "kinds": found}


@cache
def rule_bytes() -> tuple[str, bytes]:
    """The rules as they are sent, and a name that changes when they do, so that browsers may keep them."""
    body = json.dumps(rule_book(), ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:16], body
