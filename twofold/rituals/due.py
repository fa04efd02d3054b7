"""What begins soon, for every couple that is asked for: worked out for a short window, from few rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from twofold.couples.models import Membership
from twofold.plans.models import Outing

from .models import Occasion, Ritual
from .rounds import occurrences

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Something agreed that begins at `starts_at`. `key` names this one beginning, and stays the same.

    What is moved begins anew, and has another key. `kind` is "ritual" or "outing".
    """

    couple_id: UUID
    person_ids: tuple[UUID, ...]
    key: str
    starts_at: datetime
    kind: str


def due_between(start: datetime, end: datetime, couples: Collection[UUID]) -> list[Due]:
    """What begins from `start` on and before `end`, in order, of these couples alone. Four queries.

    Args:
        start, end: aware moments, not far apart.
        couples: ids of the couples to look at; those that have parted give nothing.

    What is marked as done or left is not among it; what was moved is, at its new time.
    """
    people = people_of(couples)
    if not people or start >= end:
        return []
    found = [*_rituals(start, end, people), *_outings(start, end, people)]
    return sorted(found, key=lambda one: (one.starts_at, one.key))


def people_of(couples: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The two of each couple; nobody of one that is not two."""
    there: dict[UUID, tuple[UUID, ...]] = {}
    rows = Membership.objects.filter(couple_id__in=list(couples), ended_at=None).order_by("person_id")
    for couple, person in rows.values_list("couple_id", "person_id"):
        there[couple] = (*there.get(couple, ()), person)
    return {couple: two for couple, two in there.items() if len(two) == 2}


def _rituals(start: datetime, end: datetime, people: dict[UUID, tuple[UUID, ...]]) -> Iterator[Due]:
    # The day in a ritual's own zone may be the one before or after the day in UTC.
    first, last = (start.astimezone(UTC) - DAY).date(), (end.astimezone(UTC) + DAY).date()
    rituals = list(Ritual.objects.filter(couple_id__in=people).within(start, end))
    near = Q(day__gte=first, day__lte=last) | Q(moved_to__gte=start, moved_to__lt=end)
    marks = Occasion.objects.filter(near, couple_id__in=people)
    for one in occurrences(rituals, marks, first, last):
        if start <= one.starts_at < end and one.state in ("", Occasion.State.MOVED):
            couple, key = one.ritual.couple_id, _key("ritual", one.ritual.pk, one.starts_at)
            yield Due(couple, people[couple], key, one.starts_at, "ritual")


def _outings(start: datetime, end: datetime, people: dict[UUID, tuple[UUID, ...]]) -> Iterator[Due]:
    first, last = (start.astimezone(UTC) - DAY).date(), (end.astimezone(UTC) + DAY).date()
    found = Outing.objects.filter(couple_id__in=people).agreed().between(first, last)
    for one in found.exclude(time=None).select_related("couple"):
        at = one.starts_at
        if at and start <= at < end:
            yield Due(one.couple_id, people[one.couple_id], _key("outing", one.pk, at), at, "outing")


def _key(kind: str, id: UUID, at: datetime) -> str:
    return f"{kind}:{id}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
