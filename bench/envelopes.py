"""Sealed letters to fill a history with and to send: real envelopes, each used many times.

The server opens none of them, so for measuring it one serves as well as another.
"""

import base64
import random
from typing import Any
from uuid import UUID, uuid4

from twofold.sealing.sealer import CoupleKeys, Inner, PersonKeys, seal_letter

WORDS = ("tonight", "you", "stayed", "with", "me", "at", "the", "window", "and", "it", "helped", "a", "lot")
LENGTHS = (12, 25, 40, 40, 60, 60, 90, 140, 220, 400)  # words; most letters are short


def b64(envelope: bytes) -> str:
    return base64.b64encode(envelope).decode()


def draft(sealed: str, couple: str | None, id: UUID | None = None) -> dict[str, Any]:
    """A first revision as a device sends it, for a couple or, with None, for its author alone."""
    id = id or uuid4()
    return {"letter": {"id": str(id), "couple": couple, "revision": 1, "sealed": sealed, "readable": {}}}


def envelopes(count: int = 40) -> list[bytes]:
    """`count` sealed letters of many lengths; the lengths are the same each time."""
    chance = random.Random(count)  # noqa: S311 - lengths, not keys
    author, couple = PersonKeys.make(uuid4(), "somebody"), CoupleKeys.make(uuid4())
    found = []
    for index in range(count):
        inner = Inner(
            id=uuid4(),
            couple=couple.couple,
            author=author.person,
            kind="appreciation",
            about=None,
            revision=1,
            readable={},
            written_at="2026-11-22T20:15:00.000Z",
            text=" ".join(chance.choices(WORDS, k=LENGTHS[index % len(LENGTHS)])),
        )
        found.append(seal_letter(inner, couple.recipient, author.signing))
    return found
