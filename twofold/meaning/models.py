"""What people write of meaning lies with the letters; here is what they have marked beside it."""

from datetime import date

from django.db import models
from django.utils import timezone

from twofold.couples.models import Couple
from twofold.people.models import Person


class Skipped(models.Model):
    """One person leaves a topic out. The other is never told, and sees what they saw before."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "skipped"
        constraints = (models.UniqueConstraint(fields=("couple", "person", "topic"), name="skipped_once"),)

    def __str__(self) -> str:
        return self.topic


class Look(models.Model):
    """That the two have looked at their vision together on a day: said by either, for both."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="looks")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("couple", "day"), name="one_look_a_day"),)

    def __str__(self) -> str:
        return f"{self.day}"

    @classmethod
    def today(cls, couple: Couple) -> bool:
        """Keep it; whether it was new. Said twice on one day, it is said once."""
        return cls.objects.get_or_create(couple=couple, day=couple.day())[1]

    @classmethod
    def not_today(cls, couple: Couple) -> None:
        cls.objects.filter(couple=couple, day=couple.day()).delete()

    @classmethod
    def last(cls, couple: Couple) -> date | None:
        return cls.objects.filter(couple=couple).order_by("-day").values_list("day", flat=True).first()
