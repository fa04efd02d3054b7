"""What is known of two people for a suggestion, read from the database in seven queries at most.

The look's shared numbers and the leanings stand in the room of measures; a barrier comes without a name
of whose it is, and the map's numbers are those that both have opened.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.measures import leanings, looks
from twofold.measures.words import barriers
from twofold.people.days import start_of
from twofold.practices.breaks import Break
from twofold.practices.history import sessions_over
from twofold.practices.library import practices
from twofold.practices.outline import outline
from twofold.rituals.models import Occasion, Ritual
from twofold.rituals.ritual import MOST

from .belief import COMPONENTS
from .inputs import Known, Setting, Time
from .passed import KEPT, Passed

TENDER = timedelta(hours=48)
MENDING = timedelta(days=7)
ROWS = 600  # of sessions with their ratings, the newest: some years of evenings
ROOM_BELOW = 7  # of ten, from both: a component of the map with room to grow


class Story:
    """The two, as far as a suggestion goes. Each part is one query, asked once."""

    def __init__(self, circle: Circle) -> None:
        self.circle, self.couple, self.today = circle, circle.together(), circle.day()

    def known(self, minutes: int | None = None, setting: Setting = "") -> Known:
        tender, mending, _ = self.lately
        passed = self._passed()
        return Known(
            couple=str(self.couple.pk),
            today=self.today,
            times=tuple(self._times()),
            tender=tender,
            mending=mending,
            rhythm=self._rhythm(),
            leaning=self._leaning(),
            room=self._room(),
            minutes=minutes,
            setting=setting or ("apart" if self._far_apart() else ""),
            own_passed=frozenset(passed),
            own_turn=sum(day == self.today for day in passed.values()),
        )

    @cached_property
    def lately(self) -> tuple[bool, bool, bool]:
        """Whether the days are tender, whether it is the week after a break, and whether a break stands.

        Of a disagreement it goes by days that both have shared, so each can read what it rests on.
        """
        couple = Couple.objects.filter(pk=self.couple.pk)
        shook, paused, mending, stands = couple.values_list(*self._signs(timezone.now())).get()
        return shook or paused or stands, mending, stands

    def _signs(self, now: datetime) -> tuple[Any, ...]:
        days = CheckIn.objects.filter(couple=OuterRef("pk"), day__gte=self.today - timedelta(days=1))
        other = CheckIn.objects.filter(couple=OuterRef("couple"), day=OuterRef("day"))
        both = days.filter(Exists(other.exclude(author=OuterRef("author"))))
        breaks = Break.objects.filter(couple=OuterRef("pk"))
        return (
            Exists(both.filter(disagreement=True)),
            Exists(breaks.filter(Q(began_at__gt=now - TENDER) | Q(ended_at__gt=now - TENDER))),
            Exists(breaks.filter(began_at__gt=now - MENDING)),
            Exists(breaks.filter(ended_at=None, back_at__gt=now)),
        )

    def _times(self) -> list[Time]:
        """Sessions past their first turn, each with how it was as it had been said before today."""
        ratings = ("person", "close", "safe", "helped", "at")
        over = sessions_over(self.circle).select_related(None).filter(practice__in=practices())
        said = (f"ratings__{name}" for name in ratings)
        rows = over.values_list("pk", "practice", "ended_at", "turn", *said)[:ROWS]
        morning = start_of(self.today, self.couple.time_zone)
        found: dict[UUID, Time] = {}
        for id, practice, ended_at, turn, person, *numbers, at in rows:
            known = found.get(id) or Time(
                practice, self.couple.day(ended_at), whole=turn >= _length(practice)
            )
            given = [one for one in numbers if one is not None]
            if given and at < morning:
                mean, (first, second) = sum(given) / len(given), known.felt
                felt = (mean, second) if person == self._first else (first, mean)
                known = replace(known, felt=felt)
            found[id] = known
        return list(found.values())

    @property
    def _first(self) -> UUID:
        """Whose ratings stand first: the same for both, whoever looks."""
        return min(one.person_id for one in self.circle.memberships)

    def _rhythm(self) -> frozenset[str]:
        """Practices that go with rituals of today which are neither done, left nor moved. One query."""
        here = Occasion.objects.filter(ritual=OuterRef("pk"), day=self.today)
        agreed = Ritual.objects.of(self.couple).standing().agreed()
        unmarked = agreed.filter(~Exists(here)).order_by("agreed_at", "pk")[:MOST]
        today = [one for one in unmarked if one.rule.falls_on(self.today)]
        return frozenset(one.practice.id for one in today if one.practice)

    def _leaning(self) -> frozenset[str]:
        standing = leanings.of(self.circle)
        return frozenset(id for one in barriers().barrier if one.id in standing for id in one.practices)

    def _room(self) -> frozenset[str]:
        """The component that both gave the least on the map they opened; none where all is near full."""
        both = list(looks.shared_numbers(self.circle).values())
        if len(both) != 2:
            return frozenset()
        given = {one: both[0][one] + both[1][one] for one in COMPONENTS if one in both[0] and one in both[1]}
        least = min(given.values(), default=20)
        roomy = [one for one in given if given[one] == least and max(n[one] for n in both) < ROOM_BELOW]
        return frozenset(roomy)

    def _passed(self) -> dict[str, Any]:
        """What who looks has set aside within the week, with the newest day of each."""
        own = Passed.objects.filter(person=self.circle.person, couple=self.couple)
        rows = own.filter(day__gt=self.today - KEPT).order_by("day", "pk").values_list("practice", "day")
        return dict(rows[:500])

    def _far_apart(self) -> bool:
        now, people = timezone.now(), (self.circle.person, self.circle.partner)
        return len({now.astimezone(ZoneInfo(one.time_zone)).utcoffset() for one in people if one}) > 1


@cache
def _length(practice: str) -> int:
    return len(outline(practices()[practice]))
