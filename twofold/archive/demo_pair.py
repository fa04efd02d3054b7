"""The two people of the demo and their keys: made, paired and kept as their browsers would do it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from twofold.couples.letters import Letter
from twofold.couples.models import Couple, Invitation, Membership, Side
from twofold.people.models import KeyringPart, Person, Place
from twofold.sealing.sealer import (
    CoupleKeys,
    Inner,
    Introduction,
    Package,
    PersonKeys,
    Pins,
    derive,
    make_couple_part,
    make_invitation_secret,
    make_pins_part,
    make_recovery_code,
    make_recovery_kit,
    make_root_part,
    name_handle,
    recovery_keys,
    seal_introduction,
    seal_letter,
    seal_package,
)

from .demo_words import WHO, Someone, Two, Who
from .demo_year import PAIRING, Year


@dataclass(frozen=True)
class SignIn:
    """What somebody needs to sign in as one of the two."""

    called: str
    name: str
    passphrase: str = field(repr=False)
    recovery_code: str = field(repr=False)


@dataclass(frozen=True)
class Partner:
    """One of the two, with everything that their own browser would hold."""

    person: Person
    keys: PersonKeys
    wrap_recipient: str
    sign_in: SignIn

    def part(self, kind: KeyringPart.Kind, couple: CoupleKeys, pins: Pins) -> bytes:
        """The sealed keyring part of a couple, or of the keys this person trusts."""
        if kind is KeyringPart.Kind.COUPLE:
            return make_couple_part(couple, self.wrap_recipient, self.keys.recovery)
        return make_pins_part(pins, self.keys)


@dataclass(frozen=True)
class Pair:
    """Both of them, and the couple they are."""

    partners: dict[Who, Partner]
    couple: Couple
    keys: CoupleKeys
    year: Year
    rng: random.Random

    def person(self, who: Who) -> Person:
        return self.partners[who].person

    def fresh_id(self) -> UUID:
        """An id as a browser makes them, from this demo's own chance."""
        return fresh_id(self.rng)

    def letter(self, who: Who, kind: str, text: str | dict[str, str], at: datetime, **given: Any) -> Letter:
        """A letter of theirs, sealed and signed, not saved yet.

        Args:
            who: its author.
            kind: a `Letter.Kind`.
            text: the words.
            at: when it was written.
            given: id, day, about, readable and revision, where they are not the usual ones;
                `shared=False` keeps it just for its author; `appears_at=None` folds it.
        """
        author = self.partners[who]
        shared = given.pop("shared", True)
        revision, readable = given.pop("revision", 1), given.pop("readable", {})
        appears_at = given.pop("appears_at", at) if shared else None
        inner = Inner(
            id=given.pop("id", None) or self.fresh_id(),
            couple=self.couple.pk if shared else None,
            author=author.person.pk,
            kind=kind,
            about=given.pop("about", None),
            revision=revision,
            readable=readable,
            written_at=as_browsers_write(at),
            text=text,
        )
        recipient = self.keys.recipient if shared else author.keys.recipient
        return Letter(
            id=inner.id,
            author=author.person,
            couple=self.couple if shared else None,
            kind=kind,
            about=inner.about,
            revision=revision,
            sealed=seal_letter(inner, recipient, author.keys.signing),
            readable=readable,
            day=given.pop("day", None) or self.couple.day(at),
            written_at=at,
            appears_at=appears_at,
            handed=appears_at is not None and self.seen(appears_at),
            **given,
        )

    def seen(self, at: datetime) -> bool:
        """Whether the partner has looked since: both last looked yesterday in the afternoon."""
        return at < self.year.at(self.year.days[-1], 17)


def fresh_id(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def as_browsers_write(at: datetime) -> str:
    """ISO 8601 to the millisecond, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make_pair(two: Two, year: Year, rng: random.Random) -> Pair:
    """Sign both up, let her invite and him accept, and date it all to the year's first evening."""
    began = year.began
    someones: dict[Who, Someone] = {"mira": two.mira, "jon": two.jon}
    partners = {who: _sign_up(someones[who], two.time_zone, began, rng) for who in WHO}
    keys = CoupleKeys.make(fresh_id(rng))
    couple = Couple.objects.create(pk=keys.couple, time_zone=two.time_zone, created_at=began)
    pins = Pins(keys.couple, {one.person.pk: one.keys.verify for one in partners.values()}, True)
    mira, jon = partners["mira"], partners["jon"]
    Membership.objects.create(couple=couple, person=mira.person, side=Side.CLAY, joined_at=began)
    for kind in (KeyringPart.Kind.COUPLE, KeyringPart.Kind.PINS):
        KeyringPart.objects.create(
            person=mira.person, kind=kind, couple_id=couple.pk, sealed=mira.part(kind, keys, pins)
        )
    invitation = Invitation.objects.create(couple=couple, inviter=mira.person, package=_package(mira, keys))
    own = Introduction(keys.couple, jon.person.pk, jon.keys.verify)
    invitation.accept(
        jon.person,
        introduction=seal_introduction(own, keys.recipient, jon.keys.signing),
        part=jon.part(KeyringPart.Kind.COUPLE, keys, pins),
        pins=jon.part(KeyringPart.Kind.PINS, keys, pins),
    )
    joined = began + PAIRING / 2
    Invitation.objects.filter(pk=invitation.pk).update(created_at=began, accepted_at=joined)
    Membership.objects.filter(person=jon.person).update(joined_at=joined)
    return Pair(partners, couple, keys, year, rng)


def _sign_up(someone: Someone, time_zone: str, at: datetime, rng: random.Random) -> Partner:
    keys = PersonKeys.make(fresh_id(rng), someone.name)
    handle = name_handle(bytes(Place.here().salt), someone.name)
    derived, code = derive(someone.passphrase, handle), make_recovery_code()
    recovery = recovery_keys(code)
    person = Person(
        id=keys.person,
        called=someone.called,
        time_zone=time_zone,
        depth=someone.depth,
        created_at=at,
    )
    person.locks_change(handle, derived.locator, derived.auth)
    kit = make_recovery_kit(code, str(keys.recovery_identity))
    person.recovery_changes(recovery.locator, recovery.auth, kit)
    person.save(force_insert=True)
    KeyringPart.objects.create(
        person=person,
        kind=KeyringPart.Kind.ROOT,
        sealed=make_root_part(keys, derived.wrap_recipient),
    )
    sign_in = SignIn(someone.called, someone.name, someone.passphrase, code)
    return Partner(person, keys, derived.wrap_recipient, sign_in)


def _package(inviter: Partner, couple: CoupleKeys) -> bytes:
    """The package of an invitation whose link nobody needs any more."""
    package = Package(couple.couple, couple.identity, inviter.person.pk, inviter.keys.verify)
    return seal_package(make_invitation_secret(), package)
