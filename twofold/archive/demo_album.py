"""The demo couple's album: photos that are painted here and sealed as a browser would, and memories."""

import hashlib
import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from twofold.album import shelf
from twofold.album.models import SealedFile
from twofold.couples.letters import Letter
from twofold.sealing.age import seal_to
from twofold.sealing.encoding import to_json

from .demo_pair import Pair, fresh_id
from .demo_room_words import Album, Childhood, Pictured, Remembered, Scene
from .demo_scenes import draw
from .demo_words import Who
from .demo_year import spread

LONG, SHORT, THUMB = 640, 480, 0.5  # pixels, and the share of them that a small one has
UPRIGHT: tuple[Scene, ...] = ("city", "forest", "hills", "night", "snow", "window")
EVERY = 3  # of the upright scenes, one in so many stands upright


class Pictures:
    """Photos and memories: painted and sealed in memory, then saved at once, the files on the shelf."""

    def __init__(self, pair: Pair, rng: random.Random, told: dict[str, Letter]) -> None:
        self.pair, self.rng, self.told = pair, rng, told
        self.letters: list[Letter] = []
        self.rows: list[SealedFile] = []
        self.sealed: dict[UUID, bytes] = {}
        self.drawn: Counter[Scene] = Counter()

    def live(self, said: Album) -> None:
        days = self._days(said)
        memories: dict[int, Letter] = {}
        for one in said.memory:
            memories |= dict.fromkeys(one.photos, self._memory(one, days[one.photos[0]]))
        for number, photo in enumerate(said.photo):
            memory = memories.get(number) or self.told.get(photo.of)
            day = memory.day if memory else days[number]
            at = memory.written_at + timedelta(minutes=4 + number) if memory else self._added(day, 21)
            readable: dict[str, Any] = {"taken": day.isoformat()}
            self._photo(photo, at, readable, day, about=memory.pk if memory else None)
        for number, old in enumerate(said.childhood):
            at = self.pair.year.at(self.pair.year.days[20 + 30 * number], 20.5)
            readable = {"year": old.year, "childhood": True}
            self._photo(old, at, readable, date(old.year, 1, 1), sepia=True)

    def _days(self, said: Album) -> list[date]:
        """When each photo was taken, where no memory says it; the first of them a year ago today."""
        order = {id(one): number for number, one in enumerate(said.photo)}
        days = [date.min] * len(said.photo)
        for day, photo in spread(said.photo, self.pair.year, self.rng):
            days[order[id(photo)]] = day
        days[0] = a_year_before(self.pair.year.today)
        return days

    def _added(self, day: date, hour: float) -> datetime:
        return self.pair.year.at(max(day, self.pair.year.first), hour)

    def _memory(self, one: Remembered, day: date) -> Letter:
        given = {"day": day, "readable": {"day": day.isoformat()}}
        letter = self.pair.letter(one.who, Letter.Kind.MEMORY, one.text, self._added(day, 21.6), **given)
        self.letters.append(letter)
        return letter

    def _photo(
        self,
        photo: Pictured | Childhood,
        at: datetime,
        readable: dict[str, Any],
        day: date,
        about: UUID | None = None,
        sepia: bool = False,
    ) -> None:
        number = self.drawn[photo.scene]
        self.drawn[photo.scene] += 1
        upright = photo.scene in UPRIGHT and number % EVERY == 1
        size = (SHORT, LONG) if upright else (LONG, SHORT)
        small = (round(size[0] * THUMB), round(size[1] * THUMB))
        picture = self._seal(photo.who, draw(photo.scene, number, *size, sepia), at)
        thumb = self._seal(photo.who, draw(photo.scene, number, *small, sepia), at)
        named = [("picture", picture), ("thumb", thumb)]
        names = {name: {"id": str(one.pk), "sha256": one.digest} for name, one in named}
        words = {
            "caption": photo.caption,
            "numbers": to_json({"width": size[0], "height": size[1], **names}),
        }
        letter = self.pair.letter(
            photo.who, Letter.Kind.PHOTO, words, at, readable=readable, day=day, about=about
        )
        picture.letter = thumb.letter = letter
        self.letters.append(letter)
        self.rows += [picture, thumb]

    def _seal(self, who: Who, picture: bytes, at: datetime) -> SealedFile:
        sealed = seal_to([self.pair.keys.recipient], picture)
        row = SealedFile(
            id=fresh_id(self.rng),
            author=self.pair.person(who),
            couple=self.pair.couple,
            size=len(sealed),
            received=len(sealed),
            digest=hashlib.sha256(sealed).hexdigest(),
            begun_at=at - timedelta(minutes=1),
            complete_at=at,
        )
        self.sealed[row.pk] = sealed
        return row

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        SealedFile.objects.bulk_create(self.rows)
        for id, sealed in self.sealed.items():
            _put(id, sealed)


def a_year_before(day: date) -> date:
    """The same day of the year before; for a leap day, the one before it."""
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _put(id: UUID, sealed: bytes) -> None:
    """On the shelf, for this user alone, as it is put there when it comes in pieces."""
    place = shelf.place_of(id)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(0o600, exist_ok=False)
    place.write_bytes(sealed)
