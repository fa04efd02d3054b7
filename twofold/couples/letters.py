"""Every sealed word is a letter. Who may be handed one is decided here, once, for the whole product.

A letter with no couple is for its author alone. A couple's letter reaches the partner when it *appears*:
at once, on the day it is folded until, or when both have answered; until then the queries below leave
it out, so no view can hand it over early.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self
from uuid import UUID

import msgspec
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone

from twofold.people.models import Person
from twofold.sealing.fields import SealedField
from twofold.wire import Refusal, Unreadable

from .discarded import Discarded

if TYPE_CHECKING:
    from .access import Circle


class StaleRevision(Refusal):
    """A letter was changed elsewhere first. The words that came late are kept beside it."""

    def __init__(self, letter: "Letter") -> None:
        super().__init__(
            "This was changed on another device first. Both versions are kept.",
            revision=letter.revision,
        )


RANDOM = 4  # the version of an id made by chance; another was worked out
ELSEWHERE = "This was written for another place than the one that is open now."


class LetterDraft(msgspec.Struct, frozen=True):
    """What a device sends: its own id, a revision, sealed bytes, the numbers that travel in clear."""

    id: UUID
    revision: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    sealed: bytes
    readable: dict[str, Any] = {}
    couple: UUID | None = None  # whom it was sealed for; null: for its author alone

    @property
    def content(self) -> dict[str, Any]:
        return {"revision": self.revision, "sealed": self.sealed, "readable": self.readable}


class Letters(models.QuerySet["Letter"]):
    def written_by(self, person: Person) -> Self:
        return self.filter(author=person)

    def visible_to(self, circle: "Circle") -> Self:
        """What this person may be handed: their own, and what has appeared from the partner."""
        own = models.Q(author=circle.person)
        if circle.couple is None:
            return self.filter(own)
        return self.filter(own | models.Q(couple=circle.couple, appears_at__lte=timezone.now()))

    def story_of(self, circle: "Circle") -> Self:
        """What both may read by now, newest first."""
        return self.filter(couple=circle.couple, appears_at__lte=timezone.now()).order_by(
            "-appears_at", "-id"
        )

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def standing(self) -> Self:
        """Without the empty places that removed letters leave."""
        return self.filter(removed_at=None)

    def from_both(self) -> bool:
        """Whether each of the two has written one of these."""
        return bool(self.values("author").distinct().count() == 2)

    def new_to(self, circle: "Circle") -> Self:
        """From the partner, and not handed over yet; in no order, so that its own index serves it."""
        waiting = self.filter(couple=circle.couple, author=circle.partner, handed=False)
        return waiting.filter(couple__isnull=False, appears_at__lte=timezone.now())


class Letter(models.Model):
    """A sealed word. Its id is made by the author's device, so sending twice is sending once."""

    class Kind(models.TextChoices):
        ANSWER = "answer"
        REPLY = "reply"
        CHECKIN = "checkin"
        JOURNAL = "journal"
        APPRECIATION = "appreciation"
        QUESTION = "question"
        PRACTICE = "practice"
        PRACTICE_NOTE = "practice-note"
        PROMISE = "promise"
        MAP = "map"
        KNOWN = "known"
        GUESS = "guess"
        PHOTO = "photo"
        MEMORY = "memory"
        WISH = "wish"
        OUTING = "outing"
        LETTER = "letter"
        WIN = "win"
        HARD = "hard"
        VALUES = "values"
        MEANING = "meaning"
        TRADITION = "tradition"
        VISION = "vision"
        RITUAL = "ritual"
        TIP_NOTE = "tip-note"
        RAISED = "raised"
        HEARD = "heard"
        MATTER = "matter"
        LETTING_GO = "letting-go"
        KEPT = "kept"
        REFLECTION = "reflection"
        WISHES = "wishes"
        LOOK = "look"
        SCALE = "scale"
        SCALE_ANSWERS = "scale-answers"
        EXPERIMENT = "experiment"

    # The kinds whose rooms check what travels in clear; any other could carry words past the seal.
    WITH_NUMBERS = (
        *(Kind.CHECKIN, Kind.APPRECIATION, Kind.PRACTICE, Kind.PROMISE, Kind.KNOWN, Kind.GUESS),
        *(Kind.PHOTO, Kind.MEMORY, Kind.LETTER, Kind.HARD, Kind.TRADITION, Kind.TIP_NOTE),
        *(Kind.MATTER, Kind.KEPT, Kind.LOOK),
    )

    id = models.UUIDField(primary_key=True, editable=False)
    author = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    couple = models.ForeignKey("couples.Couple", models.CASCADE, null=True, related_name="letters")
    kind = models.CharField(max_length=16, choices=Kind)
    about = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=1)
    sealed = SealedField()
    readable = models.JSONField(default=dict)
    day = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    appears_at = models.DateTimeField(null=True)
    handed = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Letters.as_manager()
    has_strays = False  # set by `look_for_strays`, where its author looks at it

    class Meta:
        indexes = (
            models.Index(fields=("couple", "-appears_at", "-id"), name="story"),
            models.Index(fields=("author", "kind", "-day"), name="own_by_kind"),
            models.Index(fields=("about", "kind"), name="about"),
            models.Index(
                fields=("couple", "author", "appears_at"),
                condition=models.Q(handed=False, couple__isnull=False),
                name="not_handed_yet",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @classmethod
    def write(cls, author: Person, draft: LetterDraft, **place: Any) -> "Letter":
        """Keep a letter as sent, once.

        Args:
            author: who wrote it.
            draft: what their device sent.
            place: kind, couple, about, day and appears_at of a first revision; `only`, the ids that
                a thing there is one of may have.

        Raises:
            StaleRevision: another device was first; the late words are kept beside.
            Refusal: it was sealed for another couple than the one it would go to.
            Http404: the id belongs to somebody else, or to another thing.
        """
        letter, in_time = cls.keep(author, draft, place)
        if not in_time:  # raised out here, so that keeping the late words is not rolled back
            raise StaleRevision(letter)
        return letter

    @classmethod
    @transaction.atomic
    def keep(cls, author: Person, draft: LetterDraft, place: dict[str, Any]) -> tuple["Letter", bool]:
        """As `write`, for who is inside a transaction: says whether it came in time instead of raising."""
        only = place.pop("only", ())
        cls._check(draft, place, only)
        letter, created = cls.objects.select_for_update().get_or_create(
            id=draft.id, defaults={"author": author, **draft.content, **place}
        )
        if created:
            return letter, True
        same_thing = (letter.kind, letter.about) == (place["kind"], place.get("about"))
        if letter.author_id != author.pk or not same_thing:
            raise Http404
        if not letter.may_go_to(draft.couple):
            raise Refusal(ELSEWHERE)
        return letter, letter.revise(draft, place)

    @classmethod
    def _check(cls, draft: LetterDraft, place: dict[str, Any], only: Collection[UUID]) -> None:
        """Refuse what does not belong where it is sent."""
        if draft.readable and place["kind"] not in cls.WITH_NUMBERS:
            raise Unreadable("This kind of letter carries nothing in clear.")
        # An id that can be worked out is its owner's alone: nobody may take it before them.
        if draft.id not in only if only else draft.id.version != RANDOM:
            raise Http404
        couple = place.get("couple")
        if draft.couple != (couple.pk if couple else None):
            raise Refusal(ELSEWHERE)

    @classmethod
    def kept(cls, author: Person, draft: LetterDraft) -> "Letter | None":
        """The letter, when this very draft is kept already: sending twice is sending once, on any day."""
        found = cls.objects.written_by(author).filter(pk=draft.id, revision=draft.revision).first()
        if found is None:
            return None
        return found if found.stays_away or bytes(found.sealed) == draft.sealed else None

    @property
    def stays_away(self) -> bool:
        """Removed, and nothing is written under its id again, as it is under one that is worked out."""
        return self.removed_at is not None and self.pk.version == RANDOM

    def may_go_to(self, couple: UUID | None) -> bool:
        """Whether a revision sealed for this couple belongs here: who shared it, shared it with one couple.

        A shared check-in can become its author's alone again. Of what stays away nothing is told.
        """
        private_again = couple is None and self.kind == self.Kind.CHECKIN
        return self.couple_id in (None, couple) or private_again or self.stays_away

    def look_for_strays(self) -> None:
        """Find out whether a version that lost a race between devices is kept, for its author."""
        self.has_strays = self.revisions.filter(stray=True).exists()

    @property
    def opened_in_private(self) -> bool:
        """The partner opens it at a moment of their own, and its author does not learn when, or whether.

        What is left of a removed one does not say which kind it was, so it counts as such.
        """
        return self.kind == self.Kind.LETTER and ("occasion" in self.readable or self.removed_at is not None)

    @property
    def has_appeared(self) -> bool:
        """Whether both may read it by now."""
        return self.appears_at is not None and self.appears_at <= timezone.now()

    @property
    def shows_edit(self) -> bool:
        """Changed after it could be read, which both are shown, read or not."""
        return bool(self.edited_at and self.appears_at and self.edited_at > self.appears_at)

    def revise(self, draft: LetterDraft, place: dict[str, Any]) -> bool:
        """Take the next revision; False when another came first. A repeated one counts once."""
        same = draft.revision == self.revision and draft.sealed == bytes(self.sealed)
        if same or self.stays_away:
            return True
        if draft.revision != self.revision + 1 and not self.removed_at:
            Revision.keep(self, draft, stray=True)
            return False
        if self.has_appeared and not self.removed_at:  # it could be read: an edit shows as an edit
            Revision.keep(self, self)
        elif self.appears_at and not self.has_appeared:  # still folded: its day may change, too
            self.appears_at = place.get("appears_at", self.appears_at)
        self.sealed, self.readable, self.revision = draft.sealed, draft.readable, draft.revision
        self.removed_at, self.edited_at = None, timezone.now()
        if self.couple_id is None and place.get("couple"):  # shared later, re-sealed by its author
            self.couple, self.appears_at = place["couple"], place.get("appears_at")
            self.edited_at = None  # nobody else could read it before, so to share it is no edit
        self.save()
        return True

    def remove(self) -> "Discarded":
        """Take it away, with all that hangs on it; for an hour its author can have it back.

        What was handed over leaves an empty place. What was not leaves nothing to see: a bare row
        with its id keeps a late repeat from bringing it back, unless the id is one to write under again.
        Removed twice, it is removed once, and the first way back stays. Raises Http404 when it is gone.
        """
        with transaction.atomic():
            try:  # as it is now, and not at the look-up: it may have been handed over since, or removed
                self.refresh_from_db(from_queryset=Letter.objects.select_for_update())
            except Letter.DoesNotExist:
                raise Http404 from None
            return self._removed_before() if self.removed_at else self._take_away()

    def _removed_before(self) -> "Discarded":
        """The way back that the first removal left."""
        own = Discarded.objects.filter(person=self.author_id, rows__contains=f'"pk": "{self.pk}"')
        found = own.order_by("-at").first()
        if found is None:
            raise Http404
        return found

    def _take_away(self) -> "Discarded":
        left = Letter(
            id=self.pk,
            author=self.author,
            couple=self.couple if self.handed else None,
            kind=self.kind,
            about=self.about,
            revision=self.revision,
            sealed=b"",
            day=self.day,
            written_at=self.written_at,
            appears_at=self.appears_at if self.handed else None,
            handed=self.handed,
            removed_at=timezone.now(),
        )
        discarded = Discarded.take(self.author, self)
        if self.handed or left.pk.version == RANDOM:
            left.save(force_insert=True)
        return discarded

    @property
    def record(self) -> dict[str, Any]:
        """What stands beside the sealed bytes, for the browser to hold against what is inside."""
        return {
            "id": str(self.pk),
            "author": str(self.author_id),
            # Of an empty place the couple would tell whether it was handed over before it was removed.
            "couple": str(self.couple_id) if self.couple_id and not self.removed_at else None,
            "kind": self.kind,
            "about": str(self.about) if self.about else None,
            "revision": self.revision,
            "readable": self.readable,
        }


class Revision(models.Model):
    """An earlier version of a letter, or one that lost a race between two devices."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    sealed = SealedField()
    readable = models.JSONField(default=dict)
    stray = models.BooleanField(default=False)  # lost the race: for its author alone
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("revision", "kept_at")

    def __str__(self) -> str:
        return f"revision {self.revision}"

    @classmethod
    def keep(cls, letter: Letter, version: Letter | LetterDraft, stray: bool = False) -> None:
        """Keep `version`, unless the very same is kept already."""
        same = cls.objects.filter(letter=letter, revision=version.revision)
        if any(bytes(one.sealed) == bytes(version.sealed) for one in same):
            return
        cls.objects.create(
            letter=letter,
            revision=version.revision,
            sealed=version.sealed,
            readable=version.readable,
            stray=stray,
        )


class Reaction(models.Model):
    """One tap under a letter: the words are the product's own, so they need no seal."""

    class Kind(models.TextChoices):
        FEEL = "feel", "I feel you"
        THANK = "thank", "Thank you for telling me"
        MORE = "more", "Tell me more"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("letter", "person", "kind"), name="one_tap_of_each"),)

    def __str__(self) -> str:
        return self.get_kind_display()
