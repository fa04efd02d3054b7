"""The reminder of a day's word: every morning of an experiment alike, so that it tells nothing by itself."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from twofold.rituals.due import Due, people_of
from twofold.rituals.rhythm import moment

from .models import Plan

DAY = timedelta(days=1)
AT = time(8)  # on the couple's own clock


def due_between(start: datetime, end: datetime, couples: Collection[UUID]) -> list[Due]:
    """The mornings from `start` on and before `end`, in order, of these couples alone. Two queries.

    Args:
        start, end: aware moments, not far apart.
        couples: ids of the couples to look at; those that have parted give nothing.
    """
    if start >= end or not couples:
        return []
    first, last = (start.astimezone(UTC) - DAY).date(), (end.astimezone(UTC) + DAY).date()
    near = Plan.objects.filter(couple_id__in=list(couples), first_day__lte=last, last_day__gte=first)
    plans = list(near.filter(experiment__let_go_at=None).select_related("couple"))
    people = people_of([one.couple_id for one in plans])
    there = [one for one in plans if one.couple_id in people]
    found = [due for one in there for due in _mornings(one, start, end, people[one.couple_id])]
    return sorted(found, key=lambda one: (one.starts_at, one.key))


def _mornings(plan: Plan, start: datetime, end: datetime, people: tuple[UUID, ...]) -> Iterator[Due]:
    day, last = (start.astimezone(UTC) - DAY).date(), (end.astimezone(UTC) + DAY).date()
    for number in range((last - day).days + 1):
        morning = day + number * DAY
        at = moment(morning, AT, plan.couple.time_zone)
        if plan.has(morning) and start <= at < end:
            key = f"experiment:{plan.pk}:{morning:%Y%m%d}"
            yield Due(plan.couple_id, people, key, at, "experiment")
