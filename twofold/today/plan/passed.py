"""What somebody set aside for now: a row of their own, told to nobody, and gone within days."""

from datetime import timedelta

from django.db import models, transaction

from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.people.models import Person

KEPT = timedelta(days=7)  # after that it may be suggested to them again, and nobody can count


class Passed(models.Model):
    """That a person looked for something else on a day. Moves their own card, and nobody else's."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    practice = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        verbose_name_plural = "passed"
        constraints = (
            models.UniqueConstraint(fields=("person", "couple", "practice", "day"), name="passed_once_a_day"),
        )

    def __str__(self) -> str:
        return "passed"

    @classmethod
    @transaction.atomic
    def by(cls, circle: Circle, practice: str) -> None:
        """Set a practice aside for this person. Twice is the same as once."""
        couple, today = circle.together(), circle.day()
        cls.objects.filter(person=circle.person, day__lt=today - KEPT).delete()
        cls.objects.get_or_create(person=circle.person, couple=couple, practice=practice, day=today)
        circle.announce("next", to_both=False)

    @classmethod
    def back(cls, circle: Circle, practice: str) -> None:
        """Have today's suggestion back that this person set aside."""
        own = cls.objects.filter(person=circle.person, couple=circle.together(), day=circle.day())
        own.filter(practice=practice).delete()
        circle.announce("next", to_both=False)

    @classmethod
    def again(cls, circle: Circle) -> None:
        """Begin anew: nothing of this person's is set aside any more."""
        cls.objects.filter(person=circle.person, couple=circle.together()).delete()
        circle.announce("next", to_both=False)
