"""What a month held, counted from what both can see: never words, never what is private, folded or unopened.

No count says whose a thing was.
"""

from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter, Letters
from twofold.couples.models import Couple
from twofold.people.days import start_of
from twofold.plans.models import Done, Outing
from twofold.practices.models import LiveSession
from twofold.questions.models import Reveal
from twofold.rituals.models import Occasion, Tip
from twofold.rituals.rhythm import local

from .month_words import OWN, Counted

MOST = 1_000  # of each kind; a month has not so many
DAY = timedelta(days=1)
COUNTED = (Letter.Kind.APPRECIATION, Letter.Kind.WIN, Letter.Kind.KNOWN)


class Month:
    """One month of a couple, by their own days. Nine queries for all of it."""

    def __init__(self, couple: Couple, first: date) -> None:
        self.couple, self.first = couple, first
        self.last = next_month(first) - DAY
        start, end = (start_of(day, couple.time_zone) for day in (first, self.last + DAY))
        self.moments = (start, end - timedelta(microseconds=1))
        self.days = (first, self.last)

    @cached_property
    def evenings(self) -> list[date]:
        """Days whose question both have answered."""
        found = Reveal.objects.filter(asked__couple=self.couple, asked__day__range=self.days)
        return sorted(set(found.values_list("asked__day", flat=True)[:MOST]))

    @cached_property
    def practices(self) -> list[LiveSession]:
        """Practices that came past their first turn."""
        over = LiveSession.objects.of(self.couple).over().filter(turn__gt=0, ended_at__range=self.moments)
        return list(over.order_by("ended_at")[:MOST])

    @cached_property
    def rituals(self) -> list[date]:
        """The days on which a ritual was marked as done: where it had moved, the day it moved to."""
        done = Occasion.objects.filter(couple=self.couple, state=Occasion.State.DONE)
        near = Q(day__range=self.days) | Q(moved_to__range=(self.moments[0] - DAY, self.moments[1] + DAY))
        rows = done.filter(near).values_list("day", "moved_to", "ritual__time_zone")[:MOST]
        held = (local(moved, zone).date() if moved else day for day, moved, zone in rows)
        return sorted(day for day in held if self.first <= day <= self.last)

    @cached_property
    def dates(self) -> list[date]:
        """Days that both had agreed on and neither let go."""
        return [one.day for one in Outing.objects.of(self.couple).agreed().between(*self.days)[:MOST]]

    @property
    def _appeared(self) -> Letters:
        """What both could read from some moment of the month on, and can by now."""
        shared: Letters = Letter.objects.filter(couple=self.couple, appears_at__range=self.moments)
        return shared.filter(appears_at__lte=timezone.now()).standing()

    @cached_property
    def _letters(self) -> list[tuple[str, datetime | None]]:
        found = self._appeared.of_kind(*COUNTED).order_by("appears_at")
        return list(found.values_list("kind", "appears_at")[:MOST])

    def _days_of(self, kind: str) -> list[date]:
        return [self.couple.day(at) for one, at in self._letters if one == kind and at]

    @property
    def appreciation(self) -> list[date]:
        return self._days_of(Letter.Kind.APPRECIATION)

    @cached_property
    def check_ins(self) -> int:
        """Days on which both shared theirs."""
        shared = CheckIn.objects.filter(couple=self.couple, day__range=self.days).values("day")
        return shared.annotate(people=Count("author")).filter(people=2).count()

    @cached_property
    def photos(self) -> int:
        return self._appeared.of_kind(Letter.Kind.PHOTO).count()

    @cached_property
    def wishes(self) -> int:
        done = Done.objects.filter(couple=self.couple, day__range=self.days, letter__couple=self.couple)
        return done.filter(letter__removed_at=None, letter__appears_at__lte=timezone.now()).count()

    @cached_property
    def tips(self) -> list[str]:
        """The titles of the small habits that both agreed to, by the Monday of their week."""
        agreed = Tip.objects.of(self.couple).agreed().filter(week__range=self.days).order_by("week")
        return [one.habit.title for one in agreed[:MOST] if one.habit]

    @property
    def counts(self) -> list[Counted]:
        """All of it, for the letter."""
        return [
            Counted("evenings", len(self.evenings)),
            Counted("practices", len(self.practices), [one.title or OWN for one in self.practices]),
            Counted("appreciation", len(self.appreciation)),
            Counted("rituals", len(self.rituals)),
            Counted("dates", len(self.dates)),
            Counted("wishes", self.wishes),
            Counted("wins", len(self._days_of(Letter.Kind.WIN))),
            Counted("checkins", self.check_ins),
            Counted("tips", len(self.tips), self.tips),
            Counted("rounds", len(self._days_of(Letter.Kind.KNOWN))),
            Counted("photos", self.photos),
        ]


def next_month(first: date) -> date:
    return (first + 31 * DAY).replace(day=1)
