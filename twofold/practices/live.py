"""The live session of a couple: one row that both phones follow, moved by commands under its lock."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.sealing.letter import one_of
from twofold.wire import Refusal

from . import machine
from .library import Practice, practices
from .machine import Beat, CannotNow, Live, Mode, Order, Who
from .outline import PlainTurn, outline, outline_of_own
from .seats import Seat

FORGOTTEN = timedelta(minutes=30)  # a beginning that nobody has come to
GONE = Beat("close")  # plays for a practice that was taken away in the meantime


class StaleVersion(CannotNow):
    """The state has moved on since the command was given."""


class LiveSessions(models.QuerySet["LiveSession"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def over(self) -> Self:
        return self.filter(ended_at__isnull=False)

    def locked(self, id: UUID) -> "LiveSession":
        """One of them, for this transaction alone."""
        held = self.select_for_update(of=("self",)).select_related("own").prefetch_related("seats")
        return held.get(pk=id)


class LiveSession(models.Model):
    """One time that a couple does a practice. Everything a phone shows can be told from this row."""

    class Phase(models.TextChoices):
        LOBBY = "lobby"
        RUNNING = "running"
        PAUSED = "paused"
        ENDED = "ended"

    class Screens(models.TextChoices):
        TWO = "two"
        ONE = "one"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="live_sessions")
    practice = models.CharField(max_length=60, blank=True)
    own = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")
    mode = models.CharField(max_length=3, choices=Screens, default=Screens.TWO)
    first = models.PositiveSmallIntegerField(default=0)  # the place of who speaks first
    phase = models.CharField(max_length=7, choices=Phase, default=Phase.LOBBY)
    turn = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    again = models.PositiveSmallIntegerField(default=0)
    chosen = models.JSONField(default=list)  # pairs of turn and option
    turn_ends_at = models.DateTimeField(null=True)
    remaining_ms = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = LiveSessions.as_manager()

    if TYPE_CHECKING:
        seats: models.Manager[Seat]

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("couple",), condition=Q(ended_at=None), name="one_open_session_a_couple"
            ),
        )
        indexes = (models.Index(fields=("couple", "-ended_at"), name="sessions_over"),)

    def __str__(self) -> str:
        return self.practice or "a practice of their own"

    @classmethod
    def begin(
        cls, circle: Circle, score: Practice | Letter, mode: Mode, instead_of: UUID | None = None
    ) -> "LiveSession":
        """The couple's open session of this practice, made when there is none. Both get the same one.

        Raises Refusal, with the open one beside it, while another practice is open.
        """
        couple = circle.together()
        standing: LiveSession | None = cls.objects.of(couple).open().first()
        if standing and not standing.plays(score):
            if standing.pk != instead_of and not standing.forgotten:
                raise Refusal("You two have another practice open.", open=standing.brief)
            with suppress(CannotNow):  # the other has ended it in the same moment
                standing.order("end", None, circle)
            standing = None
        return standing or cls._open(circle, score, mode)

    @classmethod
    def _open(cls, circle: Circle, score: Practice | Letter, mode: Mode) -> "LiveSession":
        """Two phones may begin in the same moment: the database keeps one session, and both get it."""
        couple = circle.together()
        what: dict[str, Any] = {"own": score} if isinstance(score, Letter) else {"practice": score.id}
        try:
            with transaction.atomic():
                session: LiveSession = cls.objects.create(couple=couple, mode=mode, **what)
                people = (circle.person, circle.partner)
                Seat.objects.bulk_create(
                    Seat(session=session, person=person, place=place) for place, person in enumerate(people)
                )
        except IntegrityError:
            session = cls.objects.of(couple).open().get()
            if not session.plays(score):
                raise Refusal("You two have another practice open.", open=session.brief) from None
        return session

    def plays(self, score: Practice | Letter) -> bool:
        return self.own_id == score.pk if isinstance(score, Letter) else self.practice == score.id

    @property
    def score(self) -> Practice | None:
        """The practice from the library; None for one's own, or one that is no longer there."""
        return practices().get(self.practice)

    @property
    def title(self) -> str:
        return self.score.title if self.score else ""

    @property
    def brief(self) -> dict[str, Any]:
        return {"id": str(self.pk), "title": self.title or None, "phase": self.phase}

    @property
    def forgotten(self) -> bool:
        return self.phase == self.Phase.LOBBY and timezone.now() - self.created_at > FORGOTTEN

    @property
    def plain_turns(self) -> list[PlainTurn]:
        if self.score:
            return outline(self.score)
        return outline_of_own(self.own) if self.own else []

    def about(self, turn: int) -> UUID:
        """What a letter of this turn is about: an id that both devices can work out."""
        return one_of("practice-turn", str(self.pk), str(turn))

    def place_of(self, person: Person) -> Who:
        return 0 if self.seat_of(person).place == 0 else 1

    def seat_of(self, person: Person) -> Seat:
        return next(one for one in self.seats.all() if one.person_id == person.pk)

    def partner_here(self, person: Person) -> bool:
        """Whether the partner's phone has this session open now."""
        return any(one.here for one in self.seats.all() if one.person_id != person.pk)

    def order_of(self, person: Person, **given: Any) -> Order:
        """A command's circumstances, for the machine."""
        return Order(
            who=self.place_of(person),
            now=milliseconds(timezone.now()),
            partner_here=self.partner_here(person),
            **given,
        )

    @property
    def live(self) -> Live:
        """The row as the machine knows it."""
        seats = self.seats.all()
        return Live(
            beats=tuple(one.beat for one in self.plain_turns) or (GONE,),
            mode=self.mode,  # type: ignore[arg-type]
            first=self.first,  # type: ignore[arg-type]
            phase=self.phase,  # type: ignore[arg-type]
            turn=self.turn,
            version=self.version,
            again=self.again,
            ends_at=None if self.turn_ends_at is None else milliseconds(self.turn_ends_at),
            remaining=self.remaining_ms,
            joined=frozenset(one.place for one in seats if one.joined),  # type: ignore[misc]
            ready=frozenset(one.place for one in seats if one.ready),  # type: ignore[misc]
            chosen=tuple((turn, option) for turn, option in self.chosen),
        )

    @transaction.atomic
    def order(self, command: str, version: int | None, circle: Circle, **given: Any) -> "LiveSession":
        """Do what one of the two says, once, and give the session as it is then.

        Args:
            command: one of `machine.COMMANDS`.
            version: the state it was given on; None for one that holds whatever the state.

        Raises:
            StaleVersion: the state has moved on. CannotNow: it does not fit this moment.
        """
        locked = LiveSession.objects.locked(self.pk)
        commutes = command in machine.COMMUTING and version is not None and version <= locked.version
        if version not in (None, locked.version) and not commutes:
            raise StaleVersion("This went on a moment ago. Here is where you two are.")
        before = locked.live
        after = machine.obey(before, command, locked.order_of(circle.person, **given))
        if after != before:
            locked.become(after)
            circle.announce("live", id=str(locked.pk), version=locked.version)
        return locked

    def become(self, live: Live) -> None:
        """Write the machine's state down."""
        self.mode, self.first, self.phase, self.turn = live.mode, live.first, live.phase, live.turn
        self.version, self.again, self.remaining_ms = live.version, live.again, live.remaining
        self.chosen = [list(pair) for pair in live.chosen]
        self.turn_ends_at = None if live.ends_at is None else moment(live.ends_at)
        over = live.phase == "ended"
        self.ended_at = timezone.now() if over else None
        self.save()
        for seat in self.seats.all():
            seat.joined, seat.ready = seat.place in live.joined, seat.place in live.ready
            seat.seen_at = None if over else seat.seen_at
            seat.save(update_fields=("joined", "ready", "seen_at"))


def milliseconds(at: datetime) -> int:
    """Since 1970, in whole milliseconds."""
    return round(at.timestamp() * 1000)


def moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
