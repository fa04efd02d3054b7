"""One time that a ritual comes round, where something is to be said of it: done, moved, or left.

Every other time is worked out from the rule. A time that nobody has marked is a time like any other.
"""

from django.db import models
from django.utils import timezone

from twofold.couples.models import Couple
from twofold.people.models import Person

from .ritual import Ritual


class Occasion(models.Model):
    """A mark on one day of a ritual. `day` is the day of the rule, also where it was moved to another."""

    class State(models.TextChoices):
        DONE = "done"
        MOVED = "moved"
        LEFT = "left"

    ritual = models.ForeignKey(Ritual, models.CASCADE, related_name="occasions")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=5, choices=State)
    moved_to = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ritual", "day"), name="one_mark_a_day"),
            models.CheckConstraint(
                condition=~models.Q(state="moved") | models.Q(moved_to__isnull=False),
                name="moved_somewhere",
            ),
        )
        indexes = (
            models.Index(fields=("couple", "day"), name="marks_by_day"),
            models.Index(fields=("couple", "moved_to"), name="marks_by_new_day"),
        )

    def __str__(self) -> str:
        return f"{self.state} on {self.day}"
