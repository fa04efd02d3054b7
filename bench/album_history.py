"""Fills a couple's album with photos that their browsers can open, straight on the disk and in the database.

    TWOFOLD_DATA=… python -m bench.album_history COUNT THUMB SESSION NAME < passphrase

THUMB is a JPEG; NAME and the passphrase sign in. Prints JSON: the queries of the album's first page.
"""

import hashlib
import json
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import django

django.setup()

from django.db import transaction  # noqa: E402 - after Django is set up
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.queries import counted  # noqa: E402
from twofold.album.models import SealedFile  # noqa: E402
from twofold.album.shelf import place_of  # noqa: E402
from twofold.couples.models import Couple, Letter  # noqa: E402
from twofold.people.models import KeyringPart, Place  # noqa: E402
from twofold.sealing.age import seal_to  # noqa: E402
from twofold.sealing.sealer import (  # noqa: E402
    CoupleKeys,
    Inner,
    PersonKeys,
    derive,
    name_handle,
    open_couple_part,
    open_root_part,
    seal_letter,
)


def keys_of(name: str, passphrase: str) -> tuple[PersonKeys, CoupleKeys]:
    """The keys of who signs in so, and of their couple."""
    derived = derive(passphrase, name_handle(bytes(Place.objects.get().salt), name))
    root = KeyringPart.objects.get(person__locator=derived.locator, kind="root")
    part = KeyringPart.objects.get(person=root.person, kind="couple")
    identity = derived.wrap_identity
    return open_root_part(bytes(root.sealed), identity), open_couple_part(bytes(part.sealed), identity)


class Album:
    """Photos of one of the two, three a day, from yesterday back; one sealed thumb serves them all."""

    def __init__(self, author: PersonKeys, keys: CoupleKeys, thumb: bytes) -> None:
        self.author, self.keys = author, keys
        self.couple = Couple.objects.get(pk=keys.couple)
        self.sealed = seal_to([keys.recipient], thumb)
        self.digest = hashlib.sha256(self.sealed).hexdigest()

    @transaction.atomic
    def fill(self, count: int) -> None:
        letters, files = [], []
        for number in range(count):
            day = self.couple.day() - timedelta(days=1 + number // 3)
            named = [uuid4(), uuid4()]
            letters.append(self._letter(day.isoformat(), named))
            files += [self._file(id, letters[-1]) for id in named]
        Letter.objects.bulk_create(letters)
        SealedFile.objects.bulk_create(files)

    def _letter(self, day: str, named: list[UUID]) -> Letter:
        picture, thumb = ({"id": str(id), "sha256": self.digest} for id in named)
        numbers = json.dumps({"width": 480, "height": 360, "picture": picture, "thumb": thumb})
        id, readable, at = uuid4(), {"taken": day}, timezone.now()
        facts = {"id": id, "kind": "photo", "about": None, "revision": 1, "readable": readable}
        text = {"caption": "", "numbers": numbers}
        inner = Inner(
            **facts,
            couple=self.keys.couple,
            author=self.author.person,
            written_at=at.isoformat(),
            text=text,
        )
        sealed = seal_letter(inner, self.keys.recipient, self.author.signing)
        place = {"author_id": self.author.person, "couple": self.couple, "appears_at": at, "handed": True}
        return Letter(**facts, **place, sealed=sealed, day=day)

    def _file(self, id: UUID, letter: Letter) -> SealedFile:
        place_of(id).parent.mkdir(parents=True, exist_ok=True)
        place_of(id).write_bytes(self.sealed)
        size, at = len(self.sealed), timezone.now()
        of = {"author_id": self.author.person, "couple": self.couple, "letter": letter}
        return SealedFile(id=id, **of, size=size, received=size, digest=self.digest, complete_at=at)


def main(count: str, thumb: str, session: str, name: str) -> None:
    Album(*keys_of(name, sys.stdin.read().strip()), Path(thumb).read_bytes()).fill(int(count))
    client = Client(headers={"host": "localhost"})
    client.cookies["twofold"] = session
    counted(client, "/us/album")
    ids = SealedFile.objects.values_list("pk", flat=True)[:100]
    print(json.dumps({"queries": counted(client, "/us/album"), "files": [str(one) for one in ids]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
