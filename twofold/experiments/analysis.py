"""What came of an experiment: worked out once, as the plan says, and not before its days are over."""

import math
from collections import defaultdict
from datetime import datetime
from statistics import fmean
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
Ratings = list[int | None]  # one person's, with a place for each day
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
    `people` is how many of the two it is made of, `mean_with` and `mean_without` the mean of their own means
    around their usual: `effect` is what lies between.
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
    people: int = 2
    mean_with: float = 0.0
    mean_without: float = 0.0


def conclude(experiment: Experiment, at: datetime | None = None) -> Result | None:
    """The result, worked out at the first look and kept; None before it opens, and of what was let go."""
    plan = experiment.drawn
    day = experiment.couple.day(at)
    if plan is None or experiment.state(day, at) != "open":
        return None
    return experiment.told or _conclude(experiment, plan, at or timezone.now())


@transaction.atomic
def _conclude(experiment: Experiment, plan: Plan, at: datetime) -> Result:
    Couple.objects.select_for_update().get(pk=experiment.couple_id)  # both may look first in one instant
    known: Result | None = Result.objects.filter(experiment=experiment).first()
    if known:
        return known
    numbers = msgspec.to_builtins(work_out(plan, ratings(plan), _adherence(plan)))
    return Result.objects.create(
        experiment=experiment, couple_id=experiment.couple_id, at=at, numbers=numbers
    )


def work_out(plan: Plan, people: list[Ratings], adherence: Adherence) -> Numbers:
    """The test of the days as they were drawn, of whoever rated enough of either kind."""
    lot = plan.drawn.assignment
    enough = [one for one in people if min(len(_rated(lot, one, on)) for on in (True, False)) >= LEAST]
    values = day_by_day(enough or people, plan.drawn.days)
    counted = [on for on, value in zip(lot, values, strict=True) if value is not None]
    bare = Numbers("few", values, counted.count(True), counted.count(False), adherence, people=len(enough))
    if not enough:
        return bare
    if all(len(set(one) - {None}) == 1 for one in enough):
        return msgspec.structs.replace(bare, kind="unclear")
    return _tested(plan, enough, bare)


def _tested(plan: Plan, people: list[Ratings], bare: Numbers) -> Numbers:
    import numpy as np

    from twofold.statistics.lots import test

    points = np.array([[math.nan if one is None else one for one in said] for said in people])
    told = test(plan.drawn.assignment, points, plan.drawn.seed, LEAST)
    low, high = max(told.low, -SCALE), min(told.high, SCALE)
    found = {"effect": told.effect, "low": low, "high": high, "p": told.p}
    means = {"mean_with": _mean(plan, people, True), "mean_without": _mean(plan, people, False)}
    return msgspec.structs.replace(bare, kind=kind_of(low, high, told.p), **found, **means)


def kind_of(low: float, high: float, p: float) -> Kind:
    """How a result reads, by the rule that the plan fixed."""
    if low >= -NEAR and high <= NEAR:
        return "none"
    return "found" if p <= 0.05 else "unclear"


def ratings(plan: Plan) -> list[Ratings]:
    """Of each person who rated any of its days, the rating of every day."""
    outcome = plan.drawn.outcome
    rows = CheckIn.objects.filter(couple=plan.couple_id, day__gte=plan.first_day, day__lte=plan.last_day)
    rows = rows.exclude(**{outcome: None}).order_by("day", "author")
    said: dict[UUID, Ratings] = defaultdict(lambda: [None] * plan.drawn.days)
    for author, day, value in rows.values_list("author", "day", outcome)[: 2 * plan.drawn.days]:
        said[author][plan.number(day) - 1] = value
    return list(said.values())


def day_by_day(people: list[Ratings], days: int) -> list[float | None]:
    """Each day for the picture: each one's rating around their own mean, and the mean of those who rated."""
    usual = [_usual(said) for said in people]
    found: list[float | None] = []
    for day in range(days):
        around = [
            one - mean for said, mean in zip(people, usual, strict=True) if (one := said[day]) is not None
        ]
        found.append(fmean(around) if around else None)
    return found


def _usual(said: Ratings) -> float:
    return fmean(one for one in said if one is not None)


def _rated(lot: list[bool], said: Ratings, on: bool) -> list[int]:
    """One's ratings of the days with, or of those without."""
    return [one for kind, one in zip(lot, said, strict=True) if one is not None and kind is on]


def _mean(plan: Plan, people: list[Ratings], on: bool) -> float:
    """Of the days with, or of those without: the mean of each one's own mean around their usual."""
    return fmean(fmean(_rated(plan.drawn.assignment, one, on)) - _usual(one) for one in people)


def _adherence(plan: Plan) -> Adherence:
    marks = Mark.objects.filter(experiment=plan.pk, day__range=(plan.first_day, plan.last_day))
    said = [(plan.with_on(day), done) for day, done in marks.values_list("day", "done")[: plan.drawn.days]]
    return Adherence(
        marked_with=sum(on for on, _ in said),
        done_with=said.count((True, True)),
        marked_without=sum(not on for on, _ in said),
        done_without=said.count((False, True)),
    )
