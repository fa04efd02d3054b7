"""Sealed files: what a photo consists of, sent in pieces, and handed to whoever may read its letter.

The signed letter names each file with the digest of its sealed bytes, so that nothing can be put in
the place of another. The server knows how long a file is, and whose; no more.
"""

import os
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

import msgspec
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import RANDOM, Letter
from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.sealing.envelope import FILE_BYTES, check_file_head
from twofold.wire import Refusal, Unreadable

from . import shelf

CHUNK = 1024 * 1024  # bytes; the most that one request brings
LOOSE_AT_MOST = 120  # files of a person that no photo names yet: fifty photos and some to spare
LOOSE_BYTES = 480 * 1024 * 1024
LOOSE_FOR = timedelta(days=2)
MANY = "There are many pictures on their way already. Let those arrive first; nothing is lost."
RETURNED = "This picture did not arrive as it was sent. It is sent again from its beginning."


class Announced(msgspec.Struct, frozen=True):
    """What a device is about to send: how long it is, its digest, and for which couple it is sealed."""

    couple: UUID
    size: Annotated[int, msgspec.Meta(ge=1, le=FILE_BYTES)]
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class SealedFiles(models.QuerySet["SealedFile"]):
    def loose(self) -> Self:
        """Those that no photo names yet."""
        return self.filter(letter=None)

    def visible_to(self, circle: Circle) -> Self:
        """One's own, and those whose letter one may be handed."""
        own = models.Q(author=circle.person)
        if circle.couple is None:
            return self.filter(own)
        theirs = models.Q(letter__couple=circle.couple, letter__appears_at__lte=timezone.now())
        return self.filter(own | theirs)


class SealedFile(models.Model):
    """One sealed file of a photo. Its id is made by the author's device; its bytes lie on the shelf."""

    id = models.UUIDField(primary_key=True, editable=False)
    author = models.ForeignKey(Person, models.CASCADE, related_name="files")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="files")
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="files")
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    begun_at = models.DateTimeField(default=timezone.now)
    complete_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SealedFiles.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("author", "begun_at"), condition=models.Q(letter=None), name="album_loose_files"
            ),
        )

    def __str__(self) -> str:
        return f"file {self.id}"

    @classmethod
    @transaction.atomic
    def begin(cls, circle: Circle, id: UUID, announced: Announced) -> "SealedFile":
        """Make room for a file, once; a repeat finds it as far as it has come.

        Raises Refusal where too many are on their way, or it is sealed for another couple; Http404
        for an id that is somebody else's, or was announced as something else.
        """
        if announced.couple != circle.together().pk:
            raise Refusal("This was sealed for another place than the one that is open now.")
        Person.objects.select_for_update().get(pk=circle.person.pk)  # of two at once, one counts the other
        known = cls.objects.filter(pk=id).first()
        facts = {"size": announced.size, "digest": announced.digest}
        if known is None:
            if id.version != RANDOM:
                raise Http404
            cls._check_room(circle.person, announced.size)
            return cls.objects.create(id=id, author=circle.person, couple=circle.together(), **facts)
        if known.author_id != circle.person.pk or {"size": known.size, "digest": known.digest} != facts:
            raise Http404
        return known

    @classmethod
    def _check_room(cls, person: Person, size: int) -> None:
        loose = cls.objects.loose().filter(author=person)
        sums = loose.aggregate(files=models.Count("pk"), bytes=models.Sum("size"))
        if sums["files"] >= LOOSE_AT_MOST or (sums["bytes"] or 0) + size > LOOSE_BYTES:
            raise Refusal(MANY)

    @property
    def arrived(self) -> int:
        """How many bytes are there: of what the database says, what the disk still has."""
        return self.size if self.complete_at else min(self.received, shelf.length(self.pk))

    def take(self, chunk: bytes, at: int) -> None:
        """Add the bytes from offset `at` on; what is there already counts once.

        Raises Refusal, with how far it has come, where there is a gap or the whole is not as announced;
        EnvelopeError for what was never sealed; OSError when the disk is full.
        """
        if not 0 < len(chunk) <= CHUNK:
            raise Unreadable("A piece of a picture has between one byte and 1,048,576.")
        if self.complete_at:
            return
        with shelf.in_turn(self.pk) as handle:
            self.refresh_from_db()
            there = self.arrived
            if at > there or at + len(chunk) > self.size:
                raise Refusal("A piece before this one is missing.", received=there)
            if there < at + len(chunk):
                self._grow(handle, chunk[there - at :], there)

    def _grow(self, handle: int, more: bytes, at: int) -> None:
        if at == 0:
            # The whole header comes in the first piece: nothing unsealed is ever written.
            check_file_head(more, self.size)
            os.ftruncate(handle, 0)
        shelf.write(handle, more, at)
        self.received = at + len(more)
        if self.received == self.size:
            self._finish(handle)
        self.save(update_fields=("received", "complete_at"))
        if self.received == 0:
            raise Refusal(RETURNED, received=0)

    def _finish(self, handle: int) -> None:
        if shelf.settle(handle, self.pk, self.size, self.digest):
            self.complete_at = timezone.now()
        else:
            self.received = 0
