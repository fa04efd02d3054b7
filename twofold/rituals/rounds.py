"""What comes round between two days: rituals with their marks, and outings, put in order.

Occurrences are worked out; only what somebody said of one (done, moved, left) was ever stored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from twofold.couples.access import Circle
from twofold.couples.models import Couple
from twofold.plans.models import Outing
from twofold.plans.pages import outings_between

from .models import Occasion, Ritual
from .rhythm import local

MOST_RITUALS = 60  # in force at some time within a month, ended ones included
MOST_MARKS = 2_000


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a ritual comes round. `day` is the rule's; `starts_at` knows of a move, too."""

    ritual: Ritual
    day: date
    starts_at: datetime
    state: str = ""  # "", "done", "moved" or "left"
    moved: bool = False

    kind = "ritual"

    @property
    def key(self) -> str:
        return f"{self.ritual.pk} {self.day}"

    @property
    def title(self) -> str:
        """The shelf's title; "" for one of their own, whose words are sealed."""
        return self.ritual.title

    @property
    def shown_on(self) -> date:
        """The day it takes place, on its own clock."""
        return local(self.starts_at, self.ritual.time_zone).date()


@dataclass(frozen=True, slots=True)
class Planned:
    """An outing, as something of a day. Without a time, `starts_at` is None."""

    outing: Outing
    starts_at: datetime | None

    kind = "outing"
    state = ""

    @property
    def title(self) -> str:
        return self.outing.title

    @property
    def shown_on(self) -> date:
        return self.outing.day


def day_of_two(circle: Circle, day: date) -> list[Occurrence | Planned]:
    """What is on a day: rituals that come round, what was moved to it, and outings. Three queries.

    What was moved away from the day is not among them; what was left is, and says so.
    """
    return [one for one in between(circle.together(), day, day) if one.shown_on == day]


def between(couple: Couple, first: date, last: date) -> list[Occurrence | Planned]:
    """Everything from the first day to the last, in order. What was moved stands at its new time."""
    rituals = of_days(couple, first, last)
    marks = Occasion.objects.filter(couple=couple).filter(_near(first, last))[:MOST_MARKS]
    found: list[Occurrence | Planned] = list(occurrences(rituals, marks, first, last))
    found += [Planned(one, one.starts_at) for one in outings_between(couple, first, last)]
    return sorted(found, key=_order)


def of_days(couple: Couple, first: date, last: date) -> list[Ritual]:
    """The rituals that were in force at some time of these days, the first agreed first."""
    start, end = wide(first, last)
    found = Ritual.objects.of(couple).within(start, end).select_related("letter")
    return list(found.order_by("agreed_at", "pk")[:MOST_RITUALS])


def occurrences(
    rituals: Iterable[Ritual], marks: Iterable[Occasion], first: date, last: date
) -> Iterator[Occurrence]:
    """Each time these rituals come round from the first day to the last, or were moved to. Pure."""
    marked: dict[object, dict[date, Occasion]] = {}
    for mark in marks:
        marked.setdefault(mark.ritual_id, {})[mark.day] = mark
    for ritual in rituals:
        own = marked.get(ritual.pk, {})
        moved_here = {mark.day for mark in own.values() if mark.moved_to}
        for day in sorted({*ritual.rule.between(first, last), *moved_here}):
            one = _occurrence(ritual, day, own.get(day))
            if one and (first <= day <= last or first <= one.shown_on <= last):
                yield one


def _occurrence(ritual: Ritual, day: date, mark: Occasion | None) -> Occurrence | None:
    starts_at = ritual.rule.starts_at(day)
    # What was done stays done, also where the ritual ended in between.
    done = mark is not None and mark.state == Occasion.State.DONE
    if not ritual.rule.falls_on(day) or not (done or ritual.in_force(starts_at)):
        return None
    if mark is None:
        return Occurrence(ritual, day, starts_at)
    return Occurrence(ritual, day, mark.moved_to or starts_at, mark.state, mark.moved_to is not None)


def wide(first: date, last: date) -> tuple[datetime, datetime]:
    """Two moments around these days in any time zone on earth."""
    day = timedelta(days=1)
    return (
        datetime.combine(first - day, time(0), UTC),
        datetime.combine(last + 2 * day, time(0), UTC),
    )


def _near(first: date, last: date) -> Q:
    return Q(day__gte=first, day__lte=last) | Q(moved_to__range=wide(first, last))


def _order(one: Occurrence | Planned) -> tuple[date, datetime, str]:
    """By day; within it what has no time first."""
    return (one.shown_on, one.starts_at or datetime.min.replace(tzinfo=UTC), one.title)
