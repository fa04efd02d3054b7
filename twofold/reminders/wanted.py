"""What one person wants to be reminded of, when, and when it stays quiet. Nobody else ever sees it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from django.db import models
from django.utils import timezone

from twofold.people.models import Person

from .ways import has_way

LATE = timedelta(minutes=30)  # what is later than this says nothing any more
BEFORE = (0, 10, 30, 60, 180, 1440)  # minutes
EVERY = (1, 3, 6, 12, 24)  # hours

Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]


class Choice(msgspec.Struct, frozen=True):
    """Everything that can be chosen, as the page sends it. Times are of one's own clock."""

    rhythm: bool
    rhythm_before: Literal[0, 10, 30, 60, 180, 1440]
    question: bool
    question_at: time
    checkin: bool
    checkin_at: time
    tip: bool
    tip_day: Weekday
    tip_at: time
    news: bool
    news_every: Literal[1, 3, 6, 12, 24]
    quiet: bool
    quiet_from: time
    quiet_until: time


class Wanteds(models.QuerySet["Wanted"]):
    def on(self) -> Self:
        """With something switched on, and a way to be told."""
        switched = models.Q(rhythm=True) | models.Q(question=True) | models.Q(checkin=True)
        return self.filter(switched | models.Q(tip=True) | models.Q(news=True)).filter(has_way("person"))


class Wanted(models.Model):
    """One person's choices. Without a row, everything is off."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="wanted")
    rhythm = models.BooleanField(default=False)
    rhythm_before = models.PositiveSmallIntegerField(default=30)
    question = models.BooleanField(default=False)
    question_at = models.TimeField(default=time(19, 30))
    checkin = models.BooleanField(default=False)
    checkin_at = models.TimeField(default=time(21, 0))
    tip = models.BooleanField(default=False)
    tip_day = models.PositiveSmallIntegerField(default=6)  # Monday is 0
    tip_at = models.TimeField(default=time(10, 0))
    news = models.BooleanField(default=False)
    news_every = models.PositiveSmallIntegerField(default=6)
    quiet = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=time(22, 0))
    quiet_until = models.TimeField(default=time(7, 0))
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Wanteds] = Wanteds.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return "what one wants"

    @classmethod
    def of(cls, person: Person) -> "Wanted":
        """A person's choices, or those they begin with; not saved."""
        return cls.objects.filter(person=person).first() or cls(person=person)

    @classmethod
    def choose(cls, person: Person, choice: Choice) -> None:
        """Keep a whole set of choices. What was due before this moment stays unsaid."""
        chosen = {**msgspec.structs.asdict(choice), "changed_at": timezone.now()}
        for name, value in chosen.items():
            if isinstance(value, time):
                chosen[name] = value.replace(second=0, microsecond=0, tzinfo=None)
        cls.objects.update_or_create(person=person, defaults=chosen)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.time_zone)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether `moment` lies in the quiet hours, by this person's own clock. They may cross midnight."""
        if not self.quiet:
            return False
        at = moment.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def own_times(self, now: datetime) -> Iterator[tuple[str, date, datetime]]:
        """Kind, day and moment of what became due at a time of one's own, in the last half hour."""
        today = now.astimezone(self.zone).date()
        times = (("question", self.question_at), ("checkin", self.checkin_at), ("tip", self.tip_at))
        for kind, at in times:
            for day in (today - timedelta(days=1), today):
                moment = moment_of(day, at, self.zone)
                wrong_day = kind == "tip" and day.weekday() != self.tip_day
                if getattr(self, kind) and not wrong_day and now - LATE < moment <= now:
                    yield kind, day, moment


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, of a time on a clock. One that a change of clocks leaves out comes that much later;
    of two that read the same, it is the first."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def by_person(wanted: list[Wanted]) -> dict[UUID, Wanted]:
    return {one.person_id: one for one in wanted}
