"""The cast of the tests: Ada and Ben are a couple, Cleo is a stranger.

They act through the real views with the real Python sealer, so what a test stores is what a browser
would have stored.
"""

import base64
import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, Revision
from twofold.couples.models import Couple, Membership
from twofold.people.models import KeyringPart, Person
from twofold.sealing.sealer import (
    CoupleKeys,
    Inner,
    PersonKeys,
    Record,
    make_identity,
    make_recovery_code,
    make_recovery_kit,
    make_root_part,
    one_of,
    open_letter,
    recipient_of,
    seal_letter,
)

WRITTEN_AT = "2026-11-22T20:15:00.000Z"


def b64(envelope: bytes) -> str:
    return base64.b64encode(envelope).decode()


@cache
def some_kit() -> bytes:
    """A recovery kit; one serves the whole cast, because making one is slow on purpose."""
    return make_recovery_kit(make_recovery_code(), make_identity())


def record_of(letter: Letter, version: Letter | Revision | None = None) -> Record:
    """What stands beside a letter's sealed bytes, or beside those of an earlier version of it."""
    version = version or letter
    return Record(
        id=letter.pk,
        couple=letter.couple_id,
        author=letter.author_id,
        kind=letter.kind,
        about=letter.about,
        revision=version.revision,
        readable=version.readable,
    )


@dataclass(eq=False)
class Player:
    """One of the cast: a person in the database, their keys, and a browser they are signed in with."""

    name: str
    keys: PersonKeys = field(init=False)
    client: Client = field(init=False)
    couple_keys: CoupleKeys | None = None

    def __post_init__(self) -> None:
        self.keys = PersonKeys.make(uuid4(), self.name.lower())
        self.person = Person(
            id=self.keys.person,
            called=self.name,
            handle=uuid4().hex * 2,
            locator=uuid4().hex[:22],
            recovery_locator=uuid4().hex[:22],
            recovery_password="!",  # noqa: S106 (no hash: nobody gets in by it)
            recovery_kit=some_kit(),
            depth=5,
        )
        self.person.set_unusable_password()
        self.person.save()
        root = make_root_part(self.keys, recipient_of(self.keys.identity))
        KeyringPart.objects.create(person=self.person, kind="root", sealed=root)
        self.client = Client()
        self.client.force_login(self.person)

    @property
    def id(self) -> UUID:
        return self.keys.person

    @property
    def circle(self) -> Circle:
        """Who they are to the couple by now; never kept."""
        return Circle(Person.objects.get(pk=self.id))

    def seal(self, kind: str, text: Any, *, shared: bool = True, **given: Any) -> dict[str, Any]:
        """A letter as the browser sends it: id, revision, sealed, readable."""
        couple = self.couple_keys if shared else None
        inner = Inner(
            id=given.get("id", uuid4()),
            couple=couple.couple if couple else None,
            author=self.id,
            kind=kind,
            about=given.get("about"),
            revision=given.get("revision", 1),
            readable=given.get("readable", {}),
            written_at=WRITTEN_AT,
            text=text,
        )
        recipient = couple.recipient if couple else self.keys.recipient
        sealed = seal_letter(inner, recipient, self.keys.signing)
        return {
            "id": str(inner.id),
            "revision": inner.revision,
            "sealed": b64(sealed),
            "readable": inner.readable,
            "couple": str(couple.couple) if couple else None,
        }

    def answer_to(self, asked: Any, text: str, revision: int = 1) -> dict[str, Any]:
        id = one_of("answer", str(asked.pk), str(self.id))
        return self.seal("answer", text, about=asked.pk, id=id, revision=revision)

    def diary_id(self, day: str) -> UUID:
        """The id of this person's diary day, as every device of theirs works it out."""
        space = str(self.couple_keys.couple) if self.couple_keys else "alone"
        return one_of("checkin", str(self.id), space, day)

    def post(self, url: str, **body: Any) -> Any:
        return self.client.post(url, json.dumps(body), content_type="application/json")

    def get(self, url: str) -> Any:
        return self.client.get(url)

    def open(self, letter: Letter, author: "Player") -> str | dict[str, str]:
        """Open a letter as this person's browser would. Raises SealingError when it does not open."""
        record = record_of(letter)
        keys = self.couple_keys
        identity = keys.identity if letter.couple_id and keys else self.keys.identity
        return open_letter(bytes(letter.sealed), record, identity, author.keys.verify).text


class Cast:
    """Everybody, made when first asked for; `paired()` joins Ada and Ben."""

    @cached_property
    def ada(self) -> Player:
        return Player("Ada")

    @cached_property
    def ben(self) -> Player:
        return Player("Ben")

    @cached_property
    def cleo(self) -> Player:
        return Player("Cleo")

    @cached_property
    def couple(self) -> Couple:
        """Ada and Ben, paired."""
        return pair(self.ada, self.ben)

    def paired(self) -> "Cast":
        _ = self.couple
        return self


def pair(first: Player, second: Player) -> Couple:
    """Join two, as an accepted invitation would."""
    keys = CoupleKeys.make(uuid4())
    couple = Couple.objects.create(pk=keys.couple)
    for player, side in ((first, "clay"), (second, "tide")):
        player.couple_keys = keys
        Membership.objects.create(couple=couple, person=player.person, side=side)
    return couple
