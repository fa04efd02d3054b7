"""Taking a break: either may, at once and without a reason, with a time to come back.

Who began it is not kept, and neither is any break for longer than a week: nobody can count them.
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

from .live import LiveSession
from .machine import CannotNow

SHORTEST, LONGEST = timedelta(minutes=20), timedelta(hours=24)
KEPT = timedelta(days=7)
SOFTLY = timedelta(hours=1)  # after a break: how long its page shows the way back in
LAPSES = timedelta(hours=12)  # after its time: a break that nobody has come back from is over


class Breaks(models.QuerySet["Break"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)


class Break(models.Model):
    """A break of the two. `proposed_at` is another time, until the other agrees to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="breaks")
    began_at = models.DateTimeField(default=timezone.now)
    back_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Breaks] = Breaks.as_manager()  # type: ignore[assignment]

    if TYPE_CHECKING:
        returns: models.Manager["Return"]

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("couple",), condition=Q(ended_at=None), name="one_break_a_couple"
            ),
        )

    def __str__(self) -> str:
        return "break"

    @classmethod
    def begin(cls, circle: Circle, lasts: timedelta) -> "Break":
        """A break from now on; the one that stands, when there is one. A live session pauses.

        Raises Refusal for one shorter than twenty minutes or longer than a day.
        """
        if not SHORTEST <= lasts <= LONGEST:
            raise Refusal("A break lasts from twenty minutes to a day.")
        couple = circle.together()
        forget_old()
        cls.objects.of(couple).filter(ended_at=None, back_at__lte=timezone.now() - LAPSES).update(
            ended_at=timezone.now()
        )
        try:
            with transaction.atomic():
                pause = cls.objects.create(couple=couple, back_at=timezone.now() + lasts)
        except IntegrityError:  # both needed it in the same moment
            pause = cls.objects.get(couple=couple, ended_at=None)
        _pause_session(circle)
        circle.announce("break")
        return pause

    @classmethod
    def standing_of(cls, circle: Circle) -> "Break | None":
        """The break that the two are on. Looking is also what lets old ones be forgotten."""
        theirs = list(cls.objects.of(circle.together()).prefetch_related("returns"))
        if any(timezone.now() - one.began_at > KEPT for one in theirs):
            forget_old()
        return next((one for one in theirs if one.stands), None)

    @classmethod
    def last_of(cls, circle: Circle) -> "Break | None":
        """The one they are on, or one that both came back from a moment ago: for the way back in."""
        recent = cls.objects.of(circle.together()).filter(ended_at__gt=timezone.now() - SOFTLY)
        return cls.standing_of(circle) or recent.prefetch_related("returns").order_by("-ended_at").first()

    @property
    def stands(self) -> bool:
        return self.ended_at is None and timezone.now() < self.back_at + LAPSES

    @classmethod
    def found(cls, circle: Circle, id: UUID) -> "Break":
        """A break of this couple, locked for this transaction, or Http404."""
        pause = cls.objects.select_for_update().filter(couple=circle.together(), pk=id).first()
        if pause is None:
            raise Http404
        return pause

    @classmethod
    @transaction.atomic
    def propose(cls, circle: Circle, id: UUID, back_at: datetime) -> "Break":
        """Offer another time; the agreed one stands until the other accepts."""
        pause = cls.found(circle, id)
        now = timezone.now()
        if back_at < pause.began_at + SHORTEST or back_at <= now:
            raise Refusal("Choose a time that leaves at least twenty minutes, and is still to come.")
        if back_at > now + LONGEST:
            raise Refusal("Choose a time within the next day.")
        pause.proposed_at, pause.proposed_by = back_at, circle.person
        return pause._keep(circle)

    @classmethod
    @transaction.atomic
    def accept(cls, circle: Circle, id: UUID) -> "Break":
        """Agree to the time that the other has offered. Twice is the same as once."""
        pause = cls.found(circle, id)
        if pause.proposed_at is None:
            return pause
        if pause.proposed_by_id == circle.person.pk:
            raise Refusal("This time is for your partner to agree to.")
        pause.back_at, pause.proposed_at, pause.proposed_by = pause.proposed_at, None, None
        pause.returns.all().delete()
        return pause._keep(circle)

    @classmethod
    @transaction.atomic
    def come_back(cls, circle: Circle, id: UUID) -> "Break":
        """This person is back. When both are, it is over."""
        pause = cls.found(circle, id)
        Return.objects.get_or_create(pause=pause, person=circle.person)
        if pause.ended_at is None and pause.returns.count() == 2:
            pause.ended_at, pause.proposed_at, pause.proposed_by = timezone.now(), None, None
        return pause._keep(circle)

    def _keep(self, circle: Circle) -> "Break":
        self.save()
        circle.announce("break")
        return self


class Return(models.Model):
    """That somebody is back from a break. Goes with it."""

    pause = models.ForeignKey(Break, models.CASCADE, related_name="returns")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pause", "person"), name="back_once"),)

    def __str__(self) -> str:
        return "back"


def forget_old() -> None:
    """Breaks of more than a week ago are nobody's business any more."""
    Break.objects.filter(began_at__lt=timezone.now() - KEPT).delete()


def _pause_session(circle: Circle) -> None:
    session: LiveSession | None = LiveSession.objects.of(circle.together()).open().first()
    if session:
        try:
            session.order("pause", None, circle)
        except CannotNow:
            return  # it had not begun, was paused or had just ended
