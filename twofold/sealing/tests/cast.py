"""The cast of the sealing tests: Ada and Ben, who are a couple, and Cleo, who is a stranger."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from twofold.sealing.sealer import CoupleKeys, Inner, PersonKeys, Pins, seal_letter


@dataclass(frozen=True)
class Cast:
    ada: PersonKeys
    ben: PersonKeys
    cleo: PersonKeys
    couple: CoupleKeys

    @property
    def pins(self) -> Pins:
        known = {person.person: person.verify for person in (self.ada, self.ben)}
        return Pins(self.couple.couple, known, compared=True)

    def letter(self, **given: Any) -> Inner:
        """What Ada might write on an evening; every field can be given."""
        evening: dict[str, Any] = {
            "id": uuid4(),
            "couple": self.couple.couple,
            "author": self.ada.person,
            "kind": "checkin",
            "about": None,
            "revision": 1,
            "readable": {"closeness": 4, "feelings": ["calm", "hopeful"]},
            "written_at": "2026-03-01T21:14:00+01:00",
            "text": "The walk by the river did me good.",
        }
        return Inner(**(evening | given))

    def sealed(self, inner: Inner) -> bytes:
        """Ada's letter, sealed for the couple."""
        return seal_letter(inner, self.couple.recipient, self.ada.signing)


def make_cast() -> Cast:
    ada, ben, cleo = (
        PersonKeys.make(UUID(int=at, version=4), name)
        for at, name in enumerate(["Ada", "Ben", "Cleo"], start=1)
    )
    return Cast(ada, ben, cleo, CoupleKeys.make(UUID(int=9, version=4)))


def as_json(value: Any) -> dict[str, Any]:
    """The browser's view of a letter, record, keys, pins, package or introduction."""
    fields: dict[str, Any] = {name: getattr(value, name) for name in value.__dataclass_fields__}
    plain = {name: str(each) if isinstance(each, UUID) else each for name, each in fields.items()}
    plain.pop("recovery_identity", None)
    if isinstance(value, Pins):
        plain["pins"] = {str(person): verify for person, verify in value.pins.items()}
    return {"v": 1, **plain}
