"""What is kept of the love map beside its letters, and the rounds in which one guesses the other.

In a round one of the two answers for themself and the other guesses; both open in the same instant.
"""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import msgspec
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.models import Couple
from twofold.couples.together import write_together
from twofold.people.models import Person
from twofold.sealing.letter import one_of
from twofold.wire import Refusal, Unreadable

from .sheets import Sheet, sheets

OPEN_AT_MOST = 6
AGAIN_AFTER = timedelta(weeks=4)
KINDS = (Letter.Kind.KNOWN, Letter.Kind.GUESS)
SO_MANY = "A few rounds are open with you already. Play one of them, or leave one for another time."
OPENED = "This round is open by now, and stays as it was played. It can be played anew in a few weeks."


class Confirmed(models.Model):
    """An entry of the map that its author has looked at again and found still true. It holds no words."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="confirmed")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "confirmed"

    def __str__(self) -> str:
        return f"still true on {self.at:%d %B}"


class Rounds(models.QuerySet["Round"]):
    def of(self, circle: Circle) -> Self:
        """The couple's rounds as this person sees them, newest first.

        Each row says whether both sheets have opened (`is_open`), and whether this person's is written
        (`has_mine`), the other's (`has_theirs`), or the round left by this person (`left`). What the
        other has left is no part of it.
        """
        about = Letter.objects.filter(about=OuterRef("pk"), kind__in=KINDS)
        written = about.filter(removed_at=None)
        return (
            self.filter(couple=circle.together())
            .annotate(
                is_open=Exists(about.exclude(appears_at=None)),
                has_mine=Exists(written.filter(author=circle.person)),
                has_theirs=Exists(written.filter(author=circle.partner)),
                left=Exists(LeftRound.objects.filter(round=OuterRef("pk"), person=circle.person)),
            )
            .order_by("-at", "-id")
        )

    def within(self, circle: Circle) -> Self:
        """Those that go no deeper than either wants to."""
        return self.filter(source__in=[one.id for one in sheets().values() if one.depth <= circle.depth])

    def opened(self) -> Self:
        return self.filter(is_open=True)

    def folded(self) -> Self:
        """Not opened yet, whoever has written."""
        return self.filter(is_open=False)

    def at_hand(self) -> Self:
        """Not opened yet, and not left for another time by the one who asks."""
        return self.folded().filter(left=False)

    def unwritten(self) -> Self:
        """In which the one who asks has not written."""
        return self.filter(has_mine=False)


class Round(models.Model):
    """One sheet, played about one of the two: `subject` answers, the other guesses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="rounds")
    source = models.CharField(max_length=60)
    subject = models.ForeignKey(Person, models.CASCADE, related_name="+")
    begun_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = Rounds.as_manager()

    if TYPE_CHECKING:  # as `Rounds.of` gives them
        is_open: bool
        has_mine: bool
        has_theirs: bool
        left: bool

    class Meta:
        indexes = (models.Index(fields=("couple", "-at"), name="rounds_of_couple"),)

    def __str__(self) -> str:
        return self.source

    @property
    def sheet(self) -> Sheet | None:
        """None for a sheet that the content no longer has."""
        return sheets().get(self.source)

    @classmethod
    @transaction.atomic
    def begin(cls, circle: Circle, sheet: Sheet, subject: Person) -> "Round":
        """Open a round, or give the one that is open already.

        Raises Refusal for a sheet that goes too deep, one played lately, or when enough are open.
        """
        if sheet.depth > circle.depth:
            raise Refusal("This sheet goes deeper than one of you has chosen for now.")
        # The row is locked first, so the same round begun twice in one moment is one round.
        Couple.objects.select_for_update().get(pk=circle.together().pk)
        own = cls.objects.of(circle)
        latest = own.filter(source=sheet.id, subject=subject).first()
        if latest and not latest.is_open:
            LeftRound.objects.filter(round=latest, person=circle.person).delete()
            return latest
        if latest and latest.at > timezone.now() - AGAIN_AFTER:
            raise Refusal("You two have played this one lately. Give it a few weeks, and it is new again.")
        if own.at_hand().count() >= OPEN_AT_MOST:
            raise Refusal(SO_MANY)
        return cls.objects.create(
            couple=circle.together(), source=sheet.id, subject=subject, begun_by=circle.person
        )

    def kind_for(self, person: Person) -> str:
        return Letter.Kind.KNOWN if person.pk == self.subject_id else Letter.Kind.GUESS

    def letters_for(self, circle: Circle) -> list[Letter]:
        """The two sheets as far as this person may be handed them by now."""
        return list(circle.letters.filter(about=self.pk, kind__in=KINDS)[:2])

    def write(self, circle: Circle, draft: LetterDraft) -> Letter:
        """Keep this person's sheet; with the second of the two, both open in the same instant.

        Raises:
            Refusal: both are open by now.
            StaleRevision: another device was first; the late sheet is kept beside.
            Unreadable: numbers that are not this sheet's.
        """
        kept = Letter.kept(circle.person, draft)
        if kept and kept.about == self.pk:
            return kept
        kind = self.kind_for(circle.person)
        self._check(draft)
        if Letter.objects.filter(about=self.pk, kind__in=KINDS).exclude(appears_at=None).exists():
            raise Refusal(OPENED)
        letter = write_together(circle, draft, self.pk, kind, kinds=KINDS)
        letter.refresh_from_db(fields=("appears_at", "handed"))  # the second of the two opens both
        LeftRound.objects.filter(round=self, person=circle.person).delete()
        return letter

    def _check(self, draft: LetterDraft) -> None:
        """Numbers travel in clear, so each has to be of an item of this sheet, and of nothing else."""
        try:
            numbers = msgspec.convert(draft.readable, SheetNumbers).numbers
        except msgspec.ValidationError as fault:
            raise Unreadable(f"This sheet could not be read: {fault}") from fault
        if self.sheet is None or not self.sheet.numbers.issuperset(numbers):
            raise Unreadable("This sheet has a number for something that it does not ask.")


class SheetNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What travels in clear beside a sheet; an item that was passed is missing."""

    numbers: dict[str, Annotated[int, msgspec.Meta(ge=0, le=10)]]


class LeftRound(models.Model):
    """One person has left a round for another time. The other is never told."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="left_by")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "person"), name="left_round_once"),)

    def __str__(self) -> str:
        return "left for another time"


def id_of_sheet(round: Round, person: Person) -> uuid.UUID:
    """The id under which every device of a person's writes their sheet of a round."""
    return one_of(round.kind_for(person), str(round.pk), str(person.pk))
