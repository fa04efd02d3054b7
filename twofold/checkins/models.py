"""The evening diary: one a day for each person, shared with its numbers in clear, or wholly sealed.

The ratings follow the interpersonal process model of intimacy: own and partner's self-disclosure, and
perceived partner responsiveness as being understood, validated and cared for (Laurenceau, Barrett &
Pietromonaco, 1998). The questions are our own, not a validated scale.
"""

from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID, uuid4

import msgspec
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, StaleRevision
from twofold.couples.models import Couple
from twofold.people.days import BACKDATING_DAYS
from twofold.people.models import Person
from twofold.sealing.sealer import one_of
from twofold.wire import Refusal, Unreadable

from . import feelings

Scale = Annotated[int, msgspec.Meta(ge=0, le=10)] | None
Ids = Annotated[list[str], msgspec.Meta(max_length=12)]
RATINGS = (
    "closeness",
    "understood",
    "validated",
    "cared_for",
    "own_disclosure",
    "partner_disclosure",
    "undivided_minutes",
    "device_interruptions",
    "touch",
    "disagreement",
    "stress",
)


class DiaryNumbers(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What travels in clear beside a shared check-in. Any part can be left out."""

    day: date
    feelings: Ids = []
    body: Ids = []
    sensations: Ids = []
    triggers: Ids = []
    closeness: Scale = None
    understood: Scale = None
    validated: Scale = None
    cared_for: Scale = None
    own_disclosure: Scale = None
    partner_disclosure: Scale = None
    undivided_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] | None = None
    device_interruptions: Annotated[int, msgspec.Meta(ge=0, le=200)] | None = None
    touch: Scale = None
    disagreement: bool | None = None
    stress: Scale = None

    def check_words(self) -> None:
        """Refuse ids that are not in the content files: they could carry words past the seal."""
        known = (
            (self.feelings, feelings.words()),
            (self.body, {one.id for one in feelings.body().place}),
            (self.sensations, {one.id for one in feelings.body().sensation}),
            (self.triggers, feelings.triggers()),
        )
        for ids, allowed in known:
            if any(id not in allowed for id in ids):
                raise Unreadable("This check-in names a feeling or a place that is not known here.")


class CheckIns(models.QuerySet["CheckIn"]):
    def visible_to(self, circle: Circle) -> Self:
        """One's own, and what the partner has shared."""
        return self.filter(Q(author=circle.person) | Q(couple=circle.couple, couple__isnull=False))

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)


def _scale() -> Any:
    return models.PositiveSmallIntegerField(null=True, blank=True)


class CheckIn(models.Model):
    """The numbers of one shared diary day. A "just for me" day has a letter and no row here."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="checkin")
    author = models.ForeignKey(Person, models.CASCADE, related_name="checkins")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="checkins")
    day = models.DateField()
    feelings = models.JSONField(default=list)
    body = models.JSONField(default=list)
    sensations = models.JSONField(default=list)
    triggers = models.JSONField(default=list)
    closeness = _scale()
    understood = _scale()
    validated = _scale()
    cared_for = _scale()
    own_disclosure = _scale()
    partner_disclosure = _scale()
    undivided_minutes = _scale()
    device_interruptions = _scale()
    touch = _scale()
    disagreement = models.BooleanField(null=True)
    stress = _scale()

    objects: ClassVar[Any] = CheckIns.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("author", "day"), name="one_diary_a_day"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 10}),
                    name=f"diary_{name}_in_range",
                )
                for name in RATINGS
                if name not in ("undivided_minutes", "device_interruptions", "disagreement")
            ),
        )
        indexes = (models.Index(fields=("couple", "-day"), name="diary_days"),)

    def __str__(self) -> str:
        return f"diary of {self.day}"

    @classmethod
    def keep(cls, circle: Circle, sent: "DiarySent") -> Letter:
        """Keep a diary day as sent. Sharing puts the numbers beside it; "just for me" takes them away.

        Raises:
            Refusal: a day outside the last seven, or sharing with nobody there.
            StaleRevision: another device was first; the late version is kept beside.
        """
        kept = Letter.kept(circle.person, sent.letter)
        if kept and (kept.couple_id is not None) is sent.share:
            return kept
        today = circle.day()
        if not today - timedelta(days=BACKDATING_DAYS) <= sent.day <= today:
            raise Refusal("A check-in can be written for today or the seven days before it.")
        if not sent.share and sent.letter.readable:
            raise Unreadable("A check-in that is just for you carries no numbers in clear.")
        place: dict[str, Any] = {"couple": None, "kind": Letter.Kind.CHECKIN, "day": sent.day}
        place["only"] = _ids_of(circle, sent.day)
        if sent.share:
            place |= circle.share()
        letter, in_time = cls._keep(circle, sent, place)
        if not in_time:
            raise StaleRevision(letter)
        return letter

    @classmethod
    @transaction.atomic
    def _keep(cls, circle: Circle, sent: "DiarySent", place: dict[str, Any]) -> tuple[Letter, bool]:
        numbers = _numbers(sent.letter.readable, sent.day) if sent.share else None
        letter, in_time = Letter.keep(circle.person, sent.letter, place)
        if letter.day != sent.day:
            raise Unreadable("This check-in belongs to another day.")
        if in_time and numbers is None:
            _withdraw(letter)
        elif in_time and numbers is not None:
            values = {name: getattr(numbers, name) for name in numbers.__struct_fields__}
            values |= {"author": circle.person, "couple": circle.couple}
            # The same day can stand in a space that is closed by now; here it counts once.
            cls.objects.filter(author=circle.person, day=sent.day).exclude(letter=letter).delete()
            cls.objects.update_or_create(letter=letter, defaults=values)
        return letter, in_time


def _numbers(readable: dict[str, Any], day: date) -> DiaryNumbers:
    try:
        numbers = msgspec.convert(readable, DiaryNumbers)
    except msgspec.ValidationError as fault:
        raise Unreadable(f"This check-in could not be read: {fault}") from fault
    numbers.check_words()
    if numbers.day != day:
        raise Unreadable("The day inside this check-in is another than the day beside it.")
    return numbers


def _ids_of(circle: Circle, day: date) -> set[UUID]:
    """The ids that a person's diary day may have: begun alone, or in the couple."""
    spaces = ["alone", *([str(circle.couple.pk)] if circle.couple else [])]
    return {one_of("checkin", str(circle.person.pk), space, day.isoformat()) for space in spaces}


def _withdraw(letter: Letter) -> None:
    """A day that was shared and is now for its author alone. Where it was read, an empty place stays."""
    CheckIn.objects.filter(letter=letter).delete()
    if letter.couple_id:
        if letter.handed:
            Letter.objects.create(
                id=uuid4(),
                author=letter.author,
                couple=letter.couple,
                kind=letter.kind,
                sealed=b"",
                day=letter.day,
                appears_at=letter.appears_at,
                handed=True,
                removed_at=timezone.now(),
            )
        letter.revisions.all().delete()
        letter.couple, letter.appears_at, letter.handed = None, None, False
        letter.save(update_fields=("couple", "appears_at", "handed"))


def diary_of(circle: Circle, day: date) -> Letter | None:
    """One's own letter of a diary day, shared or not."""
    found: Letter | None = (
        Letter.objects.written_by(circle.person)
        .filter(kind=Letter.Kind.CHECKIN, day=day)
        .standing()
        .exclude(couple__departure__isnull=False)
        .first()
    )
    return found


class DiarySent(msgspec.Struct, frozen=True):
    """A check-in as a device sends it."""

    letter: LetterDraft
    day: date
    share: bool


class JournalSent(msgspec.Struct, frozen=True):
    """A journal entry as a device sends it. `day` brings a removed one back to where it stood."""

    letter: LetterDraft
    share: bool = False
    day: date | None = None


def keep_page(circle: Circle, sent: JournalSent) -> Letter:
    """Keep a page of the journal; one that is shared stays so through every change.

    Raises:
        Refusal: sharing with nobody there.
        StaleRevision: another device was first; the late words are kept beside.
    """
    known = Letter.objects.written_by(circle.person).filter(pk=sent.letter.id).first()
    place: dict[str, Any] = {"couple": None, "kind": Letter.Kind.JOURNAL}
    if sent.share or (known and known.couple_id):
        place |= circle.share()
    today = circle.day()
    day = known.day if known else min(sent.day or today, today)
    return Letter.write(circle.person, sent.letter, day=day, **place)
