"""A ritual of the two: proposed by one, agreed by the other, and never changed by one alone.

What is agreed stays as it was agreed. A change is a ritual of its own that waits beside the old one
and takes its place once both have said yes, so the past keeps the days that it had.
"""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Q
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.people.days import day_of
from twofold.people.models import Person
from twofold.practices.library import Practice, practices

from .rhythm import Cadence, Rule, moment
from .shelf import Habit, ShelfRitual, rituals, tips

if TYPE_CHECKING:
    from .occasion import Occasion

TIP = "tip:"  # before the id of a habit that became a ritual
MOST = 20  # rituals of one couple at a time
UNDO_FOR = timedelta(hours=1)


class Rituals(models.QuerySet["Ritual"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def standing(self) -> Self:
        """Agreed or proposed, and not ended."""
        return self.filter(ended_at=None)

    def agreed(self) -> Self:
        return self.exclude(agreed_at=None)

    def proposed(self) -> Self:
        return self.standing().filter(agreed_at=None)

    def within(self, start: datetime, end: datetime) -> Self:
        """Agreed ones that were in force at any moment between the two."""
        # A day more at the beginning: what is agreed at noon counts from that morning.
        begun = Q(agreed_at__lt=end + timedelta(days=1))
        return self.agreed().filter(begun, Q(ended_at=None) | Q(ended_at__gt=start))


class Ritual(models.Model):
    """Something small that comes round. Times are on the clock of `time_zone`, wherever the two are."""

    class Cadences(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"
        MONTHLY = "monthly"

    id = models.UUIDField(primary_key=True, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="rituals")
    source = models.CharField(max_length=80, blank=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="rituals")
    cadence = models.CharField(max_length=7, choices=Cadences)
    days = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField(null=True)
    time = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64)
    turn = models.PositiveIntegerField(default=1)  # rises with each suggestion: nobody agrees to one unseen
    instead_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="changes")
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = Rituals.as_manager()

    if TYPE_CHECKING:
        occasions: models.Manager["Occasion"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(letter=None) | Q(source=""), name="ritual_from_one_source"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=127), name="ritual_has_days"),
        )
        indexes = (models.Index(fields=("couple", "ended_at"), name="rituals_in_force"),)

    def __str__(self) -> str:
        return self.source or "a ritual of their own"

    @property
    def rule(self) -> Rule:
        return Rule(cast(Cadence, self.cadence), self.days, self.week, self.time, self.time_zone)

    @property
    def from_shelf(self) -> ShelfRitual | Habit | None:
        """What it came from; None for one of their own, or one that the shelf no longer has."""
        if self.source.startswith(TIP):
            return tips().get(self.source.removeprefix(TIP))
        return rituals().get(self.source)

    @property
    def title(self) -> str:
        """The shelf's title; "" where the words are sealed, or gone."""
        return self.from_shelf.title if self.from_shelf else ""

    @property
    def practice(self) -> Practice | None:
        """The practice that guides it, where one does."""
        return practices().get(getattr(self.from_shelf, "practice", None) or "")

    @property
    def begins_at(self) -> datetime | None:
        """From when it counts: a fresh one from the morning of the day that both agreed."""
        if self.agreed_at is None or self.instead_of_id:
            return self.agreed_at
        day = day_of(self.agreed_at, self.time_zone)
        return moment(day, time(0), self.time_zone)

    def in_force(self, at: datetime) -> bool:
        """Whether it was agreed by then, and not ended yet."""
        return bool(self.begins_at and self.begins_at <= at and (self.ended_at is None or at < self.ended_at))

    @property
    def agreed(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @property
    def waits(self) -> bool:
        """Proposed, and neither agreed nor taken back."""
        return self.agreed_at is None and self.ended_at is None
