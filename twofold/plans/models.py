"""Wishes that become the two's own, ideas each likes in private, and the days that are found for them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.people.models import Person

from .ideas import Idea, ideas

COMES_BACK_AFTER = timedelta(days=91)  # a "not now"


class WishYes(models.Model):
    """The partner's yes to a wish, or to an own idea. There is no "no": a yes is there, or not yet."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("letter", "person"), name="one_yes_each"),)

    def __str__(self) -> str:
        return "yes"

    @classmethod
    def say(cls, letter: Letter, person: Person, yes: bool) -> None:
        """Say yes, or take it back. The author has said theirs by sharing."""
        if letter.author_id == person.pk:
            return
        if yes:
            cls.objects.get_or_create(letter=letter, person=person, defaults={"couple": letter.couple})
        else:
            cls.objects.filter(letter=letter, person=person).delete()


class Done(models.Model):
    """That a wish has come true, and on which day."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="done")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    day = models.DateField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("couple", "-day", "-at"), name="done_lately"),)

    def __str__(self) -> str:
        return f"done on {self.day}"


class Swipe(models.Model):
    """One person's private word on one idea. The other learns of it when both said yes, and not otherwise."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    idea = models.CharField(max_length=60)
    yes = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("couple", "person", "idea"), name="one_word_on_an_idea"),
        )

    def __str__(self) -> str:
        return f"{'yes' if self.yes else 'not now'} to {self.idea}"

    @property
    def stands(self) -> bool:
        """A yes stays; a "not now" makes way after three months."""
        return self.yes or self.at > timezone.now() - COMES_BACK_AFTER

    @classmethod
    @transaction.atomic
    def say(cls, couple: Couple, person: Person, idea: str, yes: bool | None) -> bool:
        """Keep this word, or None to take it back. Gives whether both like it now, or did until now."""
        # Of two yeses in the same second one comes after the other, and sees it.
        Couple.objects.select_for_update().get(pk=couple.pk)
        own = cls.objects.filter(couple=couple, person=person, idea=idea)
        liked_before = own.filter(yes=True).exists()
        if yes is None:
            own.delete()
        else:
            cls.objects.update_or_create(
                couple=couple, person=person, idea=idea, defaults={"yes": yes, "at": timezone.now()}
            )
        theirs = cls.objects.filter(couple=couple, idea=idea, yes=True).exclude(person=person)
        return liked_before is not (yes is True) and theirs.exists()


class Outings(models.QuerySet["Outing"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def agreed(self) -> Self:
        return self.standing().exclude(agreed_at=None)

    def proposed(self) -> Self:
        return self.standing().filter(agreed_at=None)

    def between(self, first: date, last: date) -> Self:
        """On these days, both included, the earliest first; of one day, those without a time first."""
        found = self.filter(day__gte=first, day__lte=last)
        return found.order_by("day", models.F("time").asc(nulls_first=True), "at")


class Outing(models.Model):
    """A day for an idea, a wish, or an idea of their own: proposed by one, agreed by the other.

    `day` and `time` are on the couple's clock. Every change raises `turn`, so nobody agrees to what
    they have not seen.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="outings")
    idea = models.CharField(max_length=60, blank=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="outings")
    day = models.DateField()
    time = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField(default=1)
    instead_of = models.DateField(null=True)  # the day that both had agreed on before
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = Outings.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(letter=None) | models.Q(idea=""), name="planned_from_one_source"
            ),
        )
        indexes = (models.Index(fields=("couple", "day"), name="days_planned"),)

    def __str__(self) -> str:
        return f"outing on {self.day}"

    @property
    def shelf_idea(self) -> Idea | None:
        return ideas().get(self.idea)

    @property
    def title(self) -> str:
        """The idea's title; "" where the words are sealed, or gone."""
        return self.shelf_idea.title if self.shelf_idea else ""

    @property
    def starts_at(self) -> datetime | None:
        """The aware moment, where a time is set. An hour that the clocks skip moves forward."""
        if self.time is None:
            return None
        zone = ZoneInfo(self.couple.time_zone)
        return datetime.combine(self.day, self.time, zone).astimezone(UTC).astimezone(zone)

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def agreed(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @property
    def waits(self) -> bool:
        """Proposed, and neither agreed nor let go."""
        return self.agreed_at is None and self.ended_at is None

    @property
    def begun(self) -> bool:
        """Its day has come: there may be something to tell."""
        return self.agreed and self.day <= self.couple.day()

    @property
    def past(self) -> bool:
        return self.day < self.couple.day()


def clock(text: str | None) -> time | None:
    """ "18:30" as a time; None for a day without one."""
    return time.fromisoformat(text) if text else None
