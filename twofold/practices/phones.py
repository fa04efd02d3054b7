"""Phones down: a length agreed on, both phones laid away, and the minutes that were undivided.

How often somebody left the screen is counted on their own phone. The number comes here only when
that person chooses to show it.
"""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.wire import Refusal

MINUTES = range(5, 241)
WAITS = timedelta(hours=2)  # for the other phone


class PhonesDowns(models.QuerySet["PhonesDown"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)


class PhonesDown(models.Model):
    """A time without phones. It runs out by itself; `ended_at` is for one ended sooner, by either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="phones_down")
    minutes = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[PhonesDowns] = PhonesDowns.as_manager()  # type: ignore[assignment]

    if TYPE_CHECKING:
        laid: models.Manager["Laid"]

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("couple",), condition=Q(ended_at=None), name="one_phones_down_a_couple"
            ),
        )

    def __str__(self) -> str:
        return f"{self.minutes} minutes"

    @classmethod
    def latest(cls, circle: Circle) -> "PhonesDown | None":
        """The open one, or the last that is over, for as long as it can be looked at again."""
        found = cls.objects.of(circle.together()).order_by("-created_at").prefetch_related("laid").first()
        if found and found.phase == "waiting" and timezone.now() - found.created_at > WAITS:
            return None
        return found if found and timezone.now() - found.created_at < timedelta(hours=12) else None

    @classmethod
    def begin(cls, circle: Circle, minutes: int) -> "PhonesDown":
        """Suggest a length; the open one, when there is one."""
        if minutes not in MINUTES:
            raise Refusal("Phones can stay down from five minutes to four hours.")
        couple = circle.together()
        for old in cls.objects.of(couple).filter(ended_at=None):
            old.close_when_over()
        try:
            with transaction.atomic():
                down = cls.objects.create(couple=couple, minutes=minutes)
        except IntegrityError:
            return cls.objects.get(couple=couple, ended_at=None)
        circle.announce("phones-down")
        return down

    @property
    def phase(self) -> str:
        """One of "waiting", "down" and "over"."""
        if self.ended_at or (self.ends_at and timezone.now() >= self.ends_at):
            return "over"
        return "down" if self.began_at else "waiting"

    @property
    def undivided(self) -> int:
        """Whole minutes so far."""
        if self.began_at is None or self.ends_at is None:
            return 0
        until: datetime = min(self.ended_at or timezone.now(), self.ends_at)
        return max(0, int((until - self.began_at).total_seconds() // 60))

    def close_when_over(self) -> None:
        """Give the place free once its time has run out, or nobody came."""
        waited = self.phase == "waiting" and timezone.now() - self.created_at > WAITS
        if self.phase == "over" or waited:
            PhonesDown.objects.filter(pk=self.pk, ended_at=None).update(
                ended_at=self.ends_at or timezone.now()
            )

    @classmethod
    def found(cls, circle: Circle, id: UUID) -> "PhonesDown":
        """One of this couple's, locked for this transaction, or Http404."""
        down = cls.objects.select_for_update().filter(couple=circle.together(), pk=id).first()
        if down is None:
            raise Http404
        return down

    @classmethod
    @transaction.atomic
    def lay(cls, circle: Circle, id: UUID, now: bool = False) -> "PhonesDown":
        """This phone lies down. With both, or with `now` when the other is not at hand, it begins."""
        down = cls.found(circle, id)
        if down.phase == "over":
            return down
        Laid.objects.get_or_create(down=down, person=circle.person)
        if down.began_at is None and (now or down.laid.count() == 2):
            down.began_at = timezone.now()
            down.ends_at = down.began_at + timedelta(minutes=down.minutes)
            down.save()
        circle.announce("phones-down")
        return down

    @classmethod
    @transaction.atomic
    def end(cls, circle: Circle, id: UUID) -> "PhonesDown":
        """Take the phones up again. Twice is the same as once, and who did it is not kept."""
        down = cls.found(circle, id)
        if down.ended_at is None:
            down.ended_at = min(timezone.now(), down.ends_at or timezone.now())
            down.save()
            circle.announce("phones-down")
        return down

    @classmethod
    @transaction.atomic
    def share(cls, circle: Circle, id: UUID, left: int) -> "PhonesDown":
        """Show one's own count to the partner, by one's own choice, once it is over."""
        down = cls.found(circle, id)
        if down.phase != "over":
            raise Refusal("This can be shown once the time is over.")
        Laid.objects.update_or_create(down=down, person=circle.person, defaults={"left_screen": left})
        circle.announce("phones-down")
        return down


class Laid(models.Model):
    """One person's phone in it. `left_screen` stays empty unless that person shows it."""

    down = models.ForeignKey(PhonesDown, models.CASCADE, related_name="laid")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    left_screen = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("down", "person"), name="one_phone_each"),)

    def __str__(self) -> str:
        return "phone"
