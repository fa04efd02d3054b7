"""Two people and what joins them. Identity and membership only: every other room points here."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from twofold import events
from twofold.people.days import day_of
from twofold.people.models import KeyringPart, Person
from twofold.sealing.fields import PackageField
from twofold.wire import Refusal

from .departing import end_all
from .discarded import Discarded
from .letters import Letter, Reaction, Revision

__all__ = ["Couple", "Departure", "Discarded", "Invitation", "Letter", "Membership", "Reaction", "Revision"]

INVITATION_LASTS = timedelta(hours=72)


class Couple(models.Model):
    """The two together, or one who has invited and waits. Their day is one day, wherever they are."""

    id = models.UUIDField(primary_key=True, editable=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    if TYPE_CHECKING:
        departure: "Departure"

    def __str__(self) -> str:
        return f"couple {self.id}"

    def day(self, moment: datetime | None = None) -> date:
        """The couple's own day, the same for both, in the time zone they agreed on."""
        return day_of(moment or timezone.now(), self.time_zone)

    @transaction.atomic
    def part(self, person: Person) -> "Departure":
        """End it, by one person's act, at once. Calling it twice is the same as once.

        Open pages are told nothing more, and nothing of why: their next look finds it closed.
        """
        departure, _ = Departure.objects.get_or_create(couple=self, defaults={"person": person})
        current = self.memberships.filter(ended_at=None)
        for person_id in current.values_list("person", flat=True):
            events.close(person_id=person_id)
        current.update(ended_at=departure.at)
        self.memberships.filter(person=departure.person).update(closure_seen=True)
        # As of their beginning, as everything that ends here: when, is told to nobody (departing.py).
        open_ones = self.invitations.filter(accepted_at=None, withdrawn_at=None)
        open_ones.update(withdrawn_at=models.F("created_at"))
        end_all(self)
        return departure


class Departure(models.Model):
    """That a couple has parted, who did, and when. The other is told the fact alone."""

    couple = models.OneToOneField(Couple, models.CASCADE, related_name="departure")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "departure"


class Side(models.TextChoices):
    CLAY = "clay"
    TIDE = "tide"

    @property
    def other(self) -> "Side":
        return Side.TIDE if self is Side.CLAY else Side.CLAY


class Membership(models.Model):
    """A person's place in a couple. `introduction` carries their key to the other, sealed."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    side = models.CharField(max_length=4, choices=Side)
    introduction = PackageField(null=True)  # the inviter has none: the package carried their key
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    closure_seen = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("couple", "person"), name="one_membership_a_couple"),
            models.UniqueConstraint(fields=("couple", "side"), name="one_colour_each"),
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(ended_at=None),
                name="one_current_couple_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.side} of {self.couple_id}"


class Invitation(models.Model):
    """A place kept for one other person: one use, three days, and it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="invitations")
    inviter = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    package = PackageField()
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"invitation {self.state}"

    @property
    def expires_at(self) -> datetime:
        return self.created_at + INVITATION_LASTS

    @property
    def state(self) -> str:
        """One of "accepted", "withdrawn", "expired" and "open"."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "expired" if timezone.now() >= self.expires_at else "open"

    def withdraw(self) -> bool:
        """Take it back. False when somebody has accepted it already."""
        return bool(
            Invitation.objects.filter(pk=self.pk, accepted_at=None).update(withdrawn_at=timezone.now())
        )

    @transaction.atomic
    def accept(self, person: Person, introduction: bytes, part: bytes, pins: bytes) -> Membership:
        """Join `person` to the couple. Refuses, and changes nothing, when the invitation is spent.

        Of two people who accept in the same instant, the conditional update lets one through.
        """
        self._check_open_to(person)
        taken = Invitation.objects.filter(pk=self.pk, accepted_at=None, withdrawn_at=None)
        if not taken.update(accepted_at=timezone.now()):
            raise Refusal("This invitation has been used or taken back.")
        _leave_waiting_place(person)
        inviters = Membership.objects.get(couple=self.couple, person=self.inviter)
        for kind, sealed in ((KeyringPart.Kind.COUPLE, part), (KeyringPart.Kind.PINS, pins)):
            KeyringPart.objects.update_or_create(
                person=person, kind=kind, couple_id=self.couple_id, defaults={"sealed": sealed}
            )
        return Membership.objects.create(
            couple=self.couple,
            person=person,
            side=Side(inviters.side).other,
            introduction=introduction,
        )

    def _check_open_to(self, person: Person) -> None:
        if self.inviter_id == person.pk:
            raise Refusal("This is your own invitation. It is for your partner to open.")
        if self.state == "expired":
            raise Refusal("This invitation has run out. Ask for a new one; nothing is lost.")
        if self.state != "open":
            raise Refusal("This invitation has been used or taken back.")
        partnered = Membership.objects.filter(person=person, ended_at=None)
        if any(one.couple.memberships.count() > 1 for one in partnered.select_related("couple")):
            raise Refusal("You share a place with somebody already. Leave it first, if you want to.")


def _leave_waiting_place(person: Person) -> None:
    """Somebody who waits alone in a place of their own gives it up for the one they join."""
    waiting = Couple.objects.filter(memberships__person=person, memberships__ended_at=None)
    KeyringPart.objects.filter(person=person, couple_id__in=waiting.values("pk")).delete()
    Couple.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()
