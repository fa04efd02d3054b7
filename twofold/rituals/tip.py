"""One small habit for a week: proposed by one, agreed by both, looked back on by each alone first."""

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from twofold.couples.models import Couple
from twofold.people.models import Person

from .shelf import Habit, tips

WEEK = timedelta(days=7)


class Tips(models.QuerySet["Tip"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def agreed(self) -> Self:
        return self.exclude(agreed_at=None)


class Tip(models.Model):
    """The habit of one week. `week` is its Monday, by the couple's own days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="tips")
    week = models.DateField()
    source = models.CharField(max_length=60)
    turn = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Tips.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("couple", "week"), name="one_tip_a_week"),)

    def __str__(self) -> str:
        return self.source

    @property
    def habit(self) -> Habit | None:
        """What it is about; None where the shelf no longer has it."""
        return tips().get(self.source)

    @property
    def last_day(self) -> date:
        return self.week + WEEK - timedelta(days=1)


def week_of(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())
