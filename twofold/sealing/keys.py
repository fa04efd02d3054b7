"""The keys of people and couples, and the parts of a keyring that hold them.

Promise: a part made here opens in the browser and the other way round; secrets stay out of `repr`,
and so out of logs and tracebacks.
"""

from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from .age import SealingError, make_identity, open_with, recipient_of, seal_to
from .container import (
    make_signing_seed,
    parsed_object,
    read_container,
    signed_container,
    text_fields,
    verified_text,
    verify_key_of,
)
from .encoding import to_json


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """A person's own secrets. The recovery identity is known while it is new, and not later."""

    person: UUID
    name: str
    identity: str = field(repr=False)
    signing: str = field(repr=False)
    recovery: str
    recovery_identity: str | None = field(default=None, repr=False)

    @classmethod
    def make(cls, person: UUID, name: str) -> Self:
        """Fresh keys."""
        recovery = make_identity()
        return cls(person, name, make_identity(), make_signing_seed(), recipient_of(recovery), recovery)

    @property
    def recipient(self) -> str:
        return recipient_of(self.identity)

    @property
    def verify(self) -> str:
        return verify_key_of(self.signing)


@dataclass(frozen=True, slots=True)
class CoupleKeys:
    """The key that two people share."""

    couple: UUID
    identity: str = field(repr=False)

    @classmethod
    def make(cls, couple: UUID) -> Self:
        """A fresh key."""
        return cls(couple, make_identity())

    @property
    def recipient(self) -> str:
        return recipient_of(self.identity)


@dataclass(frozen=True, slots=True)
class Pins:
    """Whose signing key is whose; `compared` once both have read the pair words aloud."""

    couple: UUID
    pins: dict[UUID, str]
    compared: bool = False


def make_root_part(keys: PersonKeys, wrap_recipient: str) -> bytes:
    """The root of a keyring, sealed to the passphrase's key and the recovery key."""
    contents = {
        "v": 1,
        "person": str(keys.person),
        "name": keys.name,
        "identity": keys.identity,
        "signing": keys.signing,
        "recovery": keys.recovery,
    }
    return seal_to([wrap_recipient, keys.recovery], to_json(contents).encode())


def open_root_part(part: bytes, identity: str) -> PersonKeys:
    """Open with the passphrase's identity or the recovery identity."""
    value = parsed_object(open_with(identity, part))
    person, *rest = text_fields(value, "person", "name", "identity", "signing", "recovery")
    return PersonKeys(read_uuid(person), *rest)


def make_couple_part(couple: CoupleKeys, wrap_recipient: str, recovery_recipient: str) -> bytes:
    """A couple's key, sealed to the passphrase's key and the recovery key."""
    contents = {"v": 1, "couple": str(couple.couple), "identity": couple.identity}
    return seal_to([wrap_recipient, recovery_recipient], to_json(contents).encode())


def open_couple_part(part: bytes, identity: str) -> CoupleKeys:
    """Open with the passphrase's identity or the recovery identity."""
    couple, key = text_fields(parsed_object(open_with(identity, part)), "couple", "identity")
    return CoupleKeys(read_uuid(couple), key)


def make_pins_part(pins: Pins, keys: PersonKeys) -> bytes:
    """Pins, signed by the person and sealed to the person."""
    known = {str(person): verify for person, verify in pins.pins.items()}
    contents = {"v": 1, "couple": str(pins.couple), "pins": known, "compared": pins.compared}
    return seal_to([keys.recipient], signed_container("pins", to_json(contents), keys.signing))


def open_pins_part(part: bytes, keys: PersonKeys, couple: UUID) -> Pins:
    """One's own pins of one couple; SealingError where anybody else wrote them."""
    container = read_container(open_with(keys.identity, part))
    value = parsed_object(verified_text("pins", container, keys.verify))
    known, compared = value.get("pins"), value.get("compared")
    if text_fields(value, "couple") != [str(couple)]:
        raise SealingError("These pins belong to another couple.")
    if not isinstance(known, dict) or not isinstance(compared, bool):
        raise SealingError("What was inside are not pins.")
    if not all(isinstance(verify, str) for verify in known.values()):
        raise SealingError("What was inside are not pins.")
    return Pins(couple, {read_uuid(person): verify for person, verify in known.items()}, compared)


def read_uuid(text: str) -> UUID:
    """The UUID spelled out in full, lower case; SealingError for any other spelling."""
    try:
        found = UUID(text)
    except ValueError:
        raise SealingError("There is an id inside that is not one.") from None
    if str(found) != text:
        raise SealingError("There is an id inside that is not one.")
    return found
