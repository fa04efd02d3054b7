"""The room's tables: what the two try, the plan that was drawn for it, a mark a day, and what came of it."""

import uuid
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

import msgspec
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.people.days import day_of
from twofold.people.models import Person
from twofold.rituals.shelf import Habit, tips

from .outcomes import LENGTHS, OUTCOMES, Outcome

DAY = timedelta(days=1)
OPENS_AFTER = 2 * DAY  # from the last day to the result: an evening late is still counted
UNDO_FOR = timedelta(hours=1)


class Experiments(models.QuerySet["Experiment"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def standing(self, day: date) -> Self:
        """Suggested, or with days still to come. There is one of these at a time."""
        there = Q(agreed_at=None) | Q(plan__last_day__gte=day)
        return self.filter(there, let_go_at=None).select_related("plan", "letter")

    def agreed(self) -> Self:
        return self.exclude(agreed_at=None)

    def not_open(self, day: date) -> Self:
        """Those whose result cannot be looked at on `day`."""
        ahead = Q(agreed_at=None) | Q(plan__last_day__gt=day - OPENS_AFTER)
        return self.filter(ahead, let_go_at=None)


class Experiment(models.Model):
    """A habit and one outcome, suggested by one and agreed by both. `length` is its number of days."""

    class About(models.TextChoices):
        CLOSENESS = "closeness"
        UNDERSTOOD = "understood"
        TOUCH = "touch"
        STRESS = "stress"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="experiments")
    source = models.CharField(max_length=60, blank=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="experiments")
    outcome = models.CharField(max_length=10, choices=About)
    length = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField(default=1)  # rises with each suggestion: nobody agrees to one unseen
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    let_go_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # for undo alone

    objects: ClassVar[Any] = Experiments.as_manager()

    if TYPE_CHECKING:
        plan: "Plan"
        result: "Result"
        marks: models.Manager["Mark"]

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(letter=None) | Q(source=""), name="experiment_from_one_source"
            ),
            models.CheckConstraint(condition=Q(length__in=LENGTHS), name="experiment_has_a_length"),
            models.UniqueConstraint(
                fields=("couple",),
                condition=Q(agreed_at=None, let_go_at=None),
                name="one_suggested_experiment",
            ),
        )
        indexes = (models.Index(fields=("couple", "-agreed_at"), name="experiments_of_two"),)

    def __str__(self) -> str:
        return self.source or "an experiment of their own"

    @property
    def habit(self) -> Habit | None:
        """The shelf's; None for one of their own, or one that the shelf no longer has."""
        return tips().get(self.source)

    @property
    def title(self) -> str:
        """The shelf's title; "" where the words are sealed, or gone."""
        return self.habit.title if self.habit else ""

    @property
    def words_gone(self) -> bool:
        """Whether nobody can read any more what the habit is."""
        return self.letter_id is None and self.habit is None

    @property
    def about(self) -> Outcome:
        return OUTCOMES[self.outcome]

    @property
    def drawn(self) -> "Plan | None":
        """The plan, once both have agreed."""
        return getattr(self, "plan", None)

    @property
    def told(self) -> "Result | None":
        """What came of it, once that was worked out."""
        return getattr(self, "result", None)

    def state(self, day: date, at: datetime | None = None) -> str:
        """On `day`, now or `at` a moment of it.

        One of "proposed", "running", "waiting" (for its result), "open" or "let go". To open it takes the day
        on the clock that both agreed by, too: one that was set ahead since opens nothing early.
        """
        if self.let_go_at:
            return "let go"
        plan = self.drawn
        if plan is None:
            return "proposed"
        if day <= plan.last_day:
            return "running"
        if day < plan.opens_on:
            return "waiting"
        agreed_by = plan.drawn.time_zone or self.couple.time_zone
        return "open" if day_of(at or timezone.now(), agreed_by) >= plan.opens_on else "waiting"

    @classmethod
    def let_go_for(cls, couple: Couple) -> None:
        """What has no result yet ends with a couple that parts, and is never analysed."""
        found = cls.objects.of(couple).not_open(couple.day())
        # As of its beginning: when a place was closed stands nowhere that the other could read it.
        cls.objects.filter(pk__in=[one.pk for one in found]).update(let_go_at=F("proposed_at"))


class Plans(models.QuerySet["Plan"]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("A plan is drawn once.")


class Plan(models.Model):
    """What was fixed as both agreed: `content` byte for byte, and its digest. It never changes."""

    experiment = models.OneToOneField(Experiment, models.CASCADE, primary_key=True, related_name="plan")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    content = models.TextField()
    digest = models.CharField(max_length=64)

    objects: ClassVar[Any] = Plans.as_manager()

    class Meta:
        indexes = (models.Index(fields=("couple", "last_day"), name="plans_by_day"),)

    def __str__(self) -> str:
        return self.digest

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it, once. Raises TypeError where it is kept already."""
        if not self._state.adding:
            raise TypeError("A plan is drawn once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    @cached_property
    def drawn(self) -> "Drawn":
        return msgspec.json.decode(self.content, type=Drawn)

    @property
    def days(self) -> list[tuple[date, bool]]:
        """Every day with whether the habit belongs to it, in order."""
        return [(self.first_day + number * DAY, on) for number, on in enumerate(self.drawn.assignment)]

    @property
    def opens_on(self) -> date:
        """The day from which on its result can be looked at, in the time zone that it was agreed in."""
        return self.last_day + OPENS_AFTER

    def number(self, day: date) -> int:
        """Which day of it `day` is, from 1; 0 or less before it begins."""
        return (day - self.first_day).days + 1

    def has(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def with_on(self, day: date) -> bool:
        return self.drawn.assignment[(day - self.first_day).days]


class Drawn(msgspec.Struct, frozen=True):
    """A plan's content, as far as the analysis needs it."""

    outcome: str
    days: int
    first_day: date
    seed: str
    assignment: list[bool]
    time_zone: str = ""  # the couple's as both agreed; plans of version 1 have none


class Mark(models.Model):
    """What the two say of one day: that they did it, or did not. One for both, and the last word stands."""

    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="marks")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    day = models.DateField()
    done = models.BooleanField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("experiment", "day"), name="one_mark_an_evening"),)

    def __str__(self) -> str:
        return f"{self.day}: {'done' if self.done else 'not done'}"


class Result(models.Model):
    """What came of it, worked out once, from the numbers as they stood then."""

    experiment = models.OneToOneField(Experiment, models.CASCADE, primary_key=True, related_name="result")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    numbers = models.JSONField()

    def __str__(self) -> str:
        return f"result of {self.at:%Y-%m-%d}"


def lets_undo(experiment: Experiment, person: Person, now: datetime) -> bool:
    """Whether `person` has let it go within the hour, and can have it back."""
    at = experiment.let_go_at
    return at is not None and at > now - UNDO_FOR and experiment.let_go_by_id == person.pk
