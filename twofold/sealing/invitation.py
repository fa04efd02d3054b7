"""Inviting: the package under a link's secret, the introduction in answer, and the pair words.

Promise: the same bytes open on both sides, and both sides arrive at the same four words.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from .age import SealingError, hkdf, identity_from, open_with, recipient_of, seal_to
from .container import (
    parsed_object,
    read_container,
    signed_container,
    text_fields,
    verified_text,
)
from .encoding import from_base64url, to_base64url, to_json
from .keys import read_uuid

LIST_LENGTH = 7_776
LIST_FILE = Path("@zxcvbn-ts/language-common/dist/diceware.json.mjs")


@dataclass(frozen=True, slots=True)
class Package:
    """What the invited person receives: the couple's key, and the key the inviter signs with."""

    couple: UUID
    identity: str = field(repr=False)
    inviter: UUID
    verify: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the invited person answers with."""

    couple: UUID
    person: UUID
    verify: str


def make_invitation_secret() -> str:
    """A fresh secret for one link, base64url."""
    return to_base64url(secrets.token_bytes(32))


def seal_package(secret: str, package: Package) -> bytes:
    """Seal under the link's secret."""
    contents = {
        "v": 1,
        "couple": str(package.couple),
        "identity": package.identity,
        "inviter": str(package.inviter),
        "verify": package.verify,
    }
    recipient = recipient_of(_invitation_identity(secret))
    return seal_to([recipient], to_json(contents).encode())


def open_package(sealed: bytes, secret: str) -> Package:
    """Open with the link's secret; SealingError where it is another link's."""
    value = parsed_object(open_with(_invitation_identity(secret), sealed))
    couple, identity, inviter, verify = text_fields(value, "couple", "identity", "inviter", "verify")
    return Package(read_uuid(couple), identity, read_uuid(inviter), verify)


def seal_introduction(introduction: Introduction, couple_recipient: str, signing: str) -> bytes:
    """Seal to the couple, signed with the very key it introduces."""
    contents = {
        "v": 1,
        "couple": str(introduction.couple),
        "person": str(introduction.person),
        "verify": introduction.verify,
    }
    container = signed_container("introduction", to_json(contents), signing)
    return seal_to([couple_recipient], container)


def open_introduction(sealed: bytes, couple_identity: str, couple: UUID, person: UUID) -> Introduction:
    """The introduction of this person to this couple; SealingError where it is of anybody else."""
    container = read_container(open_with(couple_identity, sealed))
    said = text_fields(parsed_object(container.inner), "couple", "person", "verify")
    if said[:2] != [str(couple), str(person)]:
        raise SealingError("This introduction is of somebody else.")
    verified_text("introduction", container, said[2])
    return Introduction(couple, person, said[2])


def pair_words(couple_recipient: str, pins: dict[UUID, str], words: Sequence[str]) -> list[str]:
    """The four words that both see when they hold the same keys. `words` is `diceware(…)`."""
    lines = sorted(f"{person} {verify}" for person, verify in pins.items())
    named = "\n".join(["twofold pair v1", couple_recipient, *lines])
    bits = int.from_bytes(hashlib.sha256(named.encode()).digest()[:7], "big") >> 4  # 4 × 13
    return [words[(bits >> 13 * place & 8191) % len(words)] for place in (3, 2, 1, 0)]


def diceware(node_modules: Path) -> list[str]:
    """The sorted word list that the browser loads, out of the same file.

    In that file each word is one capital, which says how many letters it shares with the word
    before it (A: none), and then the rest.
    """
    text = (node_modules / LIST_FILE).read_text("utf-8")
    packed = re.search(r'decompress\("([A-Za-z]+)"', text)
    word, words = "", set()
    for capital, rest in re.findall("([A-Z])([a-z]*)", packed[1] if packed else ""):
        word = word[: ord(capital) - ord("A")] + rest
        words.add(word)
    if len(words) != LIST_LENGTH:
        raise SealingError("The list of words is not complete.")
    return sorted(words)


def _invitation_identity(secret: str) -> str:
    try:
        seed = from_base64url(secret)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise SealingError("This link is not complete.")
    return identity_from(hkdf(seed, b"twofold invitation v1"))
