"""Who sits in a live session, and whether their phone is here: known while it is open, forgotten after."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from twofold.people.models import Person

HERE_FOR = timedelta(seconds=12)  # a phone asks every five; one lost answer is no absence
BEAT = timedelta(seconds=4)  # how often a seat's moment is written at most


class Seat(models.Model):
    """One person's place in a session, 0 for who began it."""

    session = models.ForeignKey("practices.LiveSession", models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    joined = models.BooleanField(default=False)
    ready = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "place"), name="one_person_a_seat"),
            models.UniqueConstraint(fields=("session", "person"), name="one_seat_a_person"),
        )

    def __str__(self) -> str:
        return f"seat {self.place}"

    @property
    def here(self) -> bool:
        return bool(self.joined and self.seen_at and timezone.now() - self.seen_at <= HERE_FOR)

    def seen(self) -> bool:
        """Note that this phone is here, seldom enough to be cheap. Says whether it had been away."""
        was_here, now = self.here, timezone.now()
        if self.seen_at is None or now - self.seen_at >= BEAT:
            Seat.objects.filter(pk=self.pk, session__ended_at=None).update(seen_at=now)
            self.seen_at = now
        return self.joined and not was_here
