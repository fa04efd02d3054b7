"""One reminder, said at most once.

It is claimed just before it is sent, by an update that one process alone can win. A process that ends
after that leaves it unsaid: a reminder that never comes does less harm than one that comes twice.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils import timezone

from twofold.couples.models import Couple
from twofold.people.models import Person

from .outcome import Outcome, Result
from .wanted import LATE
from .words import Words

KEPT = timedelta(days=7)
PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(minutes=10)


class Reminders(models.QuerySet["Reminder"]):
    def waiting(self) -> Self:
        return self.filter(claimed_at=None, passed_at=None)

    def ready(self, now: datetime) -> Self:
        """What is to be said by now, in the order in which it was due."""
        return self.waiting().filter(next_at__lte=now).order_by("due_at", "pk")

    def make(self, found: list["Reminder"]) -> None:
        """Keep those that are not there yet. Of two processes that find the same, one row comes."""
        known = set(self.filter(person__in=[one.person_id for one in found]).values_list("person", "key"))
        new = [one for one in found if (one.person_id, one.key) not in known]
        if new:
            self.bulk_create(new, ignore_conflicts=True)


class Reminder(models.Model):
    """Something to say to one person at one moment. `key` is a digest of what it is about."""

    class Kind(models.TextChoices):
        RITUAL = "ritual"
        OUTING = "outing"
        QUESTION = "question"
        CHECKIN = "checkin"
        TIP = "tip"
        NEWS = "news"
        EXPERIMENT = "experiment"

    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    couple = models.ForeignKey(Couple, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()  # of the next try; at first the same
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)  # let go of without a word

    objects: ClassVar[Reminders] = Reminders.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="once_a_reminder"),)
        indexes = (
            models.Index(
                fields=("next_at",),
                condition=models.Q(claimed_at=None, passed_at=None),
                name="reminders_waiting",
            ),
        )

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def end_for(cls, couple: Couple) -> None:
        """What was due of a couple that has parted is said to nobody."""
        cls.objects.filter(couple=couple, claimed_at=None).delete()

    @classmethod
    def about(
        cls, person: Person, couple_id: UUID | None, kind: str, what: str, due_at: datetime
    ) -> "Reminder":
        """A reminder that is not kept yet. `what` tells it from every other of this person's."""
        key = sha256(f"{kind} {what}".encode()).hexdigest()
        given = {"kind": kind, "key": key, "due_at": due_at, "next_at": due_at}
        return cls(person=person, couple_id=couple_id, **given)

    @property
    def words(self) -> Words:
        return Words.NEW if self.kind == self.Kind.NEWS else Words.SET

    def is_late(self, now: datetime) -> bool:
        return now - self.due_at > LATE

    def claim(self) -> bool:
        """Take it, so that nobody else says it. False when somebody has, or when it was let go of."""
        mine = Reminder.objects.waiting().filter(pk=self.pk)
        return mine.update(claimed_at=timezone.now()) == 1

    def let_go(self) -> None:
        """Leave it unsaid, for good."""
        Reminder.objects.waiting().filter(pk=self.pk).update(passed_at=timezone.now())

    def settle(self, results: list[Result]) -> None:
        """Note how it went. Where surely nothing arrived by any way, it may be tried once more."""
        own = Reminder.objects.filter(pk=self.pk)
        outcomes = {one.outcome for one in results}
        if outcomes & {Outcome.SENT, Outcome.UNSURE}:
            own.update(sent_at=timezone.now())
        elif Outcome.NOT_SENT in outcomes:
            pause = min(PAUSE * 2**self.tries, LONGEST_PAUSE)
            again = {"next_at": timezone.now() + pause, "tries": models.F("tries") + 1}
            own.update(claimed_at=None, **again)
        else:
            own.update(passed_at=timezone.now())
