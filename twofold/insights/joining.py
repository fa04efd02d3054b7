"""Each of the two decides whether their ratings enter what is worked out for both. No row is a no."""

from typing import ClassVar, Self

import msgspec
from django.db import models
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.people.models import Person


class JoiningSent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One's own choice, as a page sends it."""

    on: bool


class Joinings(models.QuerySet["Joining"]):
    def of(self, person: Person, couple: Couple) -> Self:
        return self.filter(person=person, couple=couple)


class Joining(models.Model):
    """That somebody lets their ratings into the insights of one couple, and since when."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Joinings] = Joinings.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = (models.UniqueConstraint(fields=("couple", "person"), name="one_joining_each"),)

    def __str__(self) -> str:
        return "joining"

    @classmethod
    def choose(cls, circle: Circle, on: bool) -> None:
        """Let one's own ratings in, or take them out again; twice is once. The other is not told."""
        couple = circle.together()
        if on:
            cls.objects.get_or_create(couple=couple, person=circle.person)
        else:
            cls.objects.of(circle.person, couple).delete()
        circle.announce("insights", to_both=False)
