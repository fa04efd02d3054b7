"""Letters: words sealed for their readers and signed by their author, as the browser does it.

Promise: `open_letter` gives back what the author wrote for exactly this record, or raises
Unverified without a word of it.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, TypeGuard
from uuid import UUID

from .age import SealingError, open_with, seal_to
from .container import (
    Unverified,
    is_version_1,
    parsed_object,
    read_container,
    signed_container,
    verified_text,
)
from .encoding import canonical_json, to_json
from .envelope import LETTER_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the server says about a letter. `readable` holds the numbers that travel in clear."""

    id: UUID
    couple: UUID | None
    author: UUID
    kind: str
    about: UUID | None
    revision: int
    readable: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner(Record):
    """A letter as its author wrote it; `written_at` is ISO 8601 with an offset."""

    written_at: str
    text: str | dict[str, str]


def seal_letter(inner: Inner, recipient: str, signing: str) -> bytes:
    """Seal to one recipient: the couple's, or the author's own for "just for me"."""
    contents = {
        "v": 1,
        **_bound(inner),
        "written_at": inner.written_at,
        "text": inner.text,
    }
    envelope = seal_to([recipient], signed_container("letter", to_json(contents), signing))
    if len(envelope) > LETTER_BYTES:
        raise SealingError("This is longer than one letter can hold.")
    return envelope


def open_letter(envelope: bytes, record: Record, identity: str, verify: str) -> Inner:
    """Open with the reader's or couple's identity and the author's pinned key.

    Raises Unverified where the letter does not open, is not signed by that key, or says anything
    else than the record.
    """
    try:
        container = read_container(open_with(identity, envelope))
        value = parsed_object(verified_text("letter", container, verify))
        bound = _bound(record)
        if canonical_json({name: value[name] for name in bound}) != canonical_json(bound):
            raise Unverified("The record says something else than the letter.")
    except (SealingError, ValueError, KeyError):
        raise Unverified("This could not be verified.") from None
    written_at, text = value.get("written_at"), value.get("text")
    if not is_version_1(value) or not isinstance(written_at, str) or not _is_text(text):
        raise Unverified("This could not be verified.")
    return Inner(
        id=record.id,
        couple=record.couple,
        author=record.author,
        kind=record.kind,
        about=record.about,
        revision=record.revision,
        readable=value["readable"],
        written_at=written_at,
        text=text,
    )


def one_of(*parts: str) -> UUID:
    """The id of something there is one of: a version 8 UUID that every device agrees on."""
    if any("\n" in part for part in parts):
        raise ValueError("A part of an id has no line break in it.")
    named = "\n".join(["twofold one", *parts])
    digest = bytearray(hashlib.sha256(named.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return UUID(bytes=bytes(digest))


def _bound(record: Record) -> dict[str, Any]:
    """The fields that letter and record have to agree on."""
    return {
        "id": str(record.id),
        "couple": record.couple and str(record.couple),
        "author": str(record.author),
        "kind": record.kind,
        "about": record.about and str(record.about),
        "revision": record.revision,
        "readable": record.readable,
    }


def _is_text(value: object) -> TypeGuard[str | dict[str, str]]:
    if isinstance(value, dict):
        return all(isinstance(each, str) for each in value.values())
    return isinstance(value, str)
