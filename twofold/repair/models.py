"""Raising something, hearing it, and the matters that are open between two.

The words are letters. What is kept beside them is small: a time that one sets for oneself, a time that
two agree on, and that a matter rests.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.wire import Refusal

FURTHEST = timedelta(days=366)


class Later(models.Model):
    """Somebody opens what was raised at a time of their own. Told to nobody."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "letter"), name="one_later_each"),)

    def __str__(self) -> str:
        return f"later {self.at:%H:%M}"

    @classmethod
    def choose(cls, circle: Circle, letter: Letter, minutes: int) -> "Later":
        """Look at it in so many minutes. Choosing again moves the time."""
        at = timezone.now() + timedelta(minutes=minutes)
        place = {"couple": circle.together(), "at": at}
        return cls.objects.update_or_create(person=circle.person, letter=letter, defaults=place)[0]


class MatterTimes(models.QuerySet["MatterTime"]):
    def of(self, couple: Couple) -> Self:
        """Times for matters that are still open."""
        return self.filter(couple=couple, matter__removed_at=None, matter__resting=None)


class MatterTime(models.Model):
    """A time to talk about a matter: one proposes it, and it holds once the other agrees."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    matter = models.OneToOneField(Letter, models.CASCADE, related_name="talk_at")
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    objects: ClassVar[MatterTimes] = MatterTimes.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = (models.Index(fields=("couple", "at"), name="matter_times"),)

    def __str__(self) -> str:
        return f"{self.at:%d %b %H:%M}"

    @classmethod
    def propose(cls, circle: Circle, matter: Letter, day: date, clock: time) -> "MatterTime":
        """Name a time on the couple's clock. Another proposal takes the place of what stood there.

        Raises Refusal for a time that is past, or further away than a year.
        """
        couple = circle.together()
        near = abs(day - timezone.now().date()) <= FURTHEST + timedelta(days=1)  # others may be no moment
        at = datetime.combine(day, clock, ZoneInfo(couple.time_zone)).astimezone(UTC) if near else None
        if at is None or not timezone.now() <= at <= timezone.now() + FURTHEST:
            raise Refusal("Choose a time from now on, within the next year.")
        what = {"couple": couple, "proposed_by": circle.person, "at": at, "agreed_at": None}
        with transaction.atomic():
            standing = cls.objects.select_for_update().filter(matter=matter).first()
            if standing and standing.at == at:  # sent twice, or both named the same
                standing._agree(circle.person)
                return standing
            return cls.objects.update_or_create(matter=matter, defaults=what)[0]

    @transaction.atomic
    def agree(self, person: Person, at: datetime) -> None:
        """Say yes to the other's proposal. Raises Refusal when it is another one by now, or none."""
        standing = MatterTime.objects.select_for_update().filter(pk=self.pk).first()
        if standing is None:
            raise Refusal("This time has been taken back meanwhile. You can suggest another one.")
        if standing.at != at:
            raise Refusal("Another time has been proposed meanwhile. Look at that one first.")
        standing._agree(person)

    def _agree(self, person: Person) -> None:
        if self.agreed_at is None and self.proposed_by_id != person.pk:
            self.agreed_at = timezone.now()
            self.save(update_fields=("agreed_at",))


class Resting(models.Model):
    """A matter has been talked over, for now. Either of the two may take it up again."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    matter = models.OneToOneField(Letter, models.CASCADE, related_name="resting")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "resting"
