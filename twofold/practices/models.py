"""The room's tables, one module for each thing; and the practices that somebody likes to come back to."""

from django.db import models

from twofold.people.models import Person

from .breaks import Break, Return
from .keeping import Rating, TurnRating
from .live import LiveSession
from .phones import Laid, PhonesDown
from .seats import Seat

__all__ = [
    "Break",
    "FavouritePractice",
    "Laid",
    "LiveSession",
    "PhonesDown",
    "Rating",
    "Return",
    "Seat",
    "TurnRating",
]


class FavouritePractice(models.Model):
    """A practice that one person likes to come back to."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="favourite_practices")
    practice = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "practice"), name="one_practice_star"),)

    def __str__(self) -> str:
        return self.practice
