"""Dos and don’ts: what each of the two wants for both, marked privately; what both marked is agreed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.people.models import Person


class Marks(models.QuerySet["Agreed"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)


class Agreed(models.Model):
    """One person's mark on a pair. It shows to the other once they have marked the same."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    pair = models.CharField(max_length=60)  # an id of the content file
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Marks] = Marks.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = (models.UniqueConstraint(fields=("couple", "person", "pair"), name="one_mark_each"),)

    def __str__(self) -> str:
        return self.pair

    @classmethod
    def mark(cls, circle: Circle, pair: str, on: bool) -> bool:
        """Mark a pair for oneself, or take the mark away. Says whether what both see has changed."""
        own: dict[str, Any] = {"person": circle.person, "couple": circle.together(), "pair": pair}
        if on:
            _, changed = cls.objects.get_or_create(**own)
        else:
            changed = cls.objects.filter(**own).delete()[0] > 0
        theirs = cls.objects.of(circle.together()).filter(person=circle.partner, pair=pair)
        return changed and theirs.exists()
