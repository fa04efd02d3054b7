"""What came of an experiment: worked out once, as the plan says, and not before its days are over."""

import math
from collections import defaultdict
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.models import Couple

from .drawing import LEAST
from .models import Experiment, Mark, Plan, Result

NEAR = 0.3  # points; an effect within this is about none
SCALE = 10.0  # the ratings' range: no difference of means is larger
Kind = Literal["found", "none", "unclear", "few"]


class Adherence(msgspec.Struct, frozen=True):
    """Of the days with, and of those without: how many were marked, and on how many of these it was done."""

    marked_with: int
    done_with: int
    marked_without: int
    done_without: int


class Numbers(msgspec.Struct, frozen=True):
    """A result as it is kept. `values` has one a day, in points around the usual; None where nobody rated.

    `effect`, `low`, `high` (95 %): points of 0–10, with minus without; None where nothing was worked out.
    """

    kind: Kind
    values: list[float | None]
    days_with: int
    days_without: int
    adherence: Adherence
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None


def conclude(experiment: Experiment, at: datetime | None = None) -> Result | None:
    """The result, worked out at the first look and kept; None before it opens, and of what was let go."""
    plan = experiment.drawn
    day = experiment.couple.day(at)
    if plan is None or experiment.state(day) != "open":
        return None
    return experiment.told or _conclude(experiment, plan, at or timezone.now())


@transaction.atomic
def _conclude(experiment: Experiment, plan: Plan, at: datetime) -> Result:
    Couple.objects.select_for_update().get(pk=experiment.couple_id)  # both may look first in one instant
    known: Result | None = Result.objects.filter(experiment=experiment).first()
    if known:
        return known
    numbers = msgspec.to_builtins(work_out(plan, day_by_day(plan), _adherence(plan)))
    return Result.objects.create(
        experiment=experiment, couple_id=experiment.couple_id, at=at, numbers=numbers
    )


def work_out(plan: Plan, values: list[float | None], adherence: Adherence) -> Numbers:
    """The test of the days as they were drawn; of fewer than eight of either kind there is none."""
    counted = [on for on, value in zip(plan.drawn.assignment, values, strict=True) if value is not None]
    with_, without = counted.count(True), counted.count(False)
    if min(with_, without) < LEAST:
        return Numbers("few", values, with_, without, adherence)
    import numpy as np

    from twofold.statistics.lots import test

    points = np.array([math.nan if one is None else one for one in values])
    told = test(plan.drawn.assignment, points, plan.drawn.seed)
    low, high = max(told.low, -SCALE), min(told.high, SCALE)
    kind = kind_of(low, high, told.p)
    return Numbers(kind, values, with_, without, adherence, told.effect, low, high, told.p)


def kind_of(low: float, high: float, p: float) -> Kind:
    """How a result reads, by the rule that the plan fixed."""
    if low >= -NEAR and high <= NEAR:
        return "none"
    return "found" if p <= 0.05 else "unclear"


def day_by_day(plan: Plan) -> list[float | None]:
    """Each day's outcome: each one's rating around their own mean, and the mean of those who rated."""
    outcome = plan.drawn.outcome
    rows = CheckIn.objects.filter(couple=plan.couple_id, day__gte=plan.first_day, day__lte=plan.last_day)
    rows = rows.exclude(**{outcome: None}).order_by("day", "author")
    said: dict[UUID, dict[date, int]] = defaultdict(dict)
    for author, day, value in rows.values_list("author", "day", outcome)[: 2 * plan.drawn.days]:
        said[author][day] = value
    usual = {author: sum(own.values()) / len(own) for author, own in said.items()}
    found: list[float | None] = []
    for day, _ in plan.days:
        around = [own[day] - usual[author] for author, own in said.items() if day in own]
        found.append(sum(around) / len(around) if around else None)
    return found


def _adherence(plan: Plan) -> Adherence:
    marks = Mark.objects.filter(experiment=plan.pk, day__range=(plan.first_day, plan.last_day))
    said = [(plan.with_on(day), done) for day, done in marks.values_list("day", "done")[: plan.drawn.days]]
    return Adherence(
        marked_with=sum(on for on, _ in said),
        done_with=said.count((True, True)),
        marked_without=sum(not on for on, _ in said),
        done_without=said.count((False, True)),
    )
