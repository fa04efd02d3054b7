"""Actor and partner: how each one's day goes with what both of them reported that day.

The actor–partner interdependence model (Kenny, Kashy and Cook 2006) for one couple's diary: two equations,
one for each outcome, whose residuals may be correlated (Zellner 1962). In both stand the two predictors of
the day, the day before with both outcomes and both predictors, the day number as a line that may bend each
quarter, and the weekend of today and yesterday. Yesterday's predictors are among them because an outcome
that carries on from day to day carries their share along; without them the slopes are off. As both equations
have the same columns, generalised least squares gives the slopes of least squares, so errors and intervals
are those of `regression`.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twofold.statistics.equations import seemingly_unrelated
from twofold.statistics.plain import Reason, Refused
from twofold.statistics.regression import Claim, Shortage, bends, claim, lacking
from twofold.statistics.squares import Slopes, fit

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Two = tuple[Array, Array]  # of partner a and of partner b

LEAST = 42  # days on which both reported both
# Measured by bench.calibration_couples: with twice the columns of a single claim, its caution about rows that
# weigh much is more than enough at 42 days (intervals that hold 97 of 100). This takes an eighth of it back.
EASED = 0.1
REASONS: tuple[Reason, ...] = ("few-days", "one-sided", "no-variance")  # told in this order


@dataclass(frozen=True)
class Effects:
    """What one's outcome goes with: `actor`, one's own predictor; `partner`, the other's, beside it."""

    actor: Claim
    partner: Claim


@dataclass(frozen=True)
class Apim:
    """Both partners' effects. `residual_correlation` (−1 to 1): whether the two have unexplained good days
    together; nan when nothing is left unexplained. `days`: on which both reported both."""

    a: Effects
    b: Effects
    residual_correlation: float
    days: int


def apim(
    outcome_a: Array, outcome_b: Array, predictor_a: Array, predictor_b: Array, weekend: Flags
) -> Apim | Refused:
    """One value a day in order, nan where it is missing; outcomes and predictors in their own points.

    A day enters when both partners' outcome and predictor are known, for it and for the day before; a gap is
    never closed. Refuses below 42 days known for both (32 of them after a known day), below 8 days on each
    side of either predictor, and without real variance; it does not say whose. Which partner is a and which
    is b changes nothing. Raises ValueError when the lengths differ or a number is infinite.
    """
    numbers = [np.asarray(one, dtype=np.float64) for one in (outcome_a, outcome_b, predictor_a, predictor_b)]
    flags = np.asarray(weekend, dtype=np.bool_)
    known = _known(numbers, flags)
    y_a, y_b, x_a, x_b = (np.where(known, one, np.nan)[None] for one in numbers)
    outcomes, predictors = (y_a, y_b), (x_a, x_b)
    found = [one for mine in (0, 1) for one in effects(mine, outcomes, predictors, flags[None])]
    refused = _refused([shortage.first() for _, shortage in found])
    if refused:
        return refused
    sides = (y_a, x_a), (y_a, x_b), (y_b, x_b), (y_b, x_a)
    told = [claim(slopes, y[0][known], x[0][known]) for (slopes, _), (y, x) in zip(found, sides, strict=True)]
    together = _together(outcomes, predictors, flags[None])
    return Apim(Effects(told[0], told[1]), Effects(told[2], told[3]), together, int(known.sum()))


def effects(mine: int, outcomes: Two, predictors: Two, weekend: Flags) -> list[tuple[Slopes, Shortage]]:
    """For many couples, (runs, days): actor and partner slope of a (`mine` 0) or b (1), and what each lacks.

    A day with anything missing is to be nan in all four. The benchmark and the page go through this.
    """
    others, use = _beside(outcomes, predictors, weekend)
    outcome, found = outcomes[mine], []
    for told, beside in ((mine, 1 - mine), (1 - mine, mine)):
        columns = [*others, predictors[beside][:, 1:]]
        slopes = _eased(fit(outcome[:, 1:], predictors[told][:, 1:], columns, use))
        found.append((slopes, lacking(outcome, predictors[told], slopes, LEAST)))
    return found


def _eased(slopes: Slopes) -> Slopes:
    share = np.minimum(slopes.freedom / np.maximum(slopes.rows, 1), 1.0)
    return replace(slopes, error=slopes.error * share**EASED)


def _known(numbers: list[Array], weekend: Flags) -> Flags:
    """The days on which both reported both."""
    if weekend.ndim != 1 or any(one.shape != weekend.shape or np.isinf(one).any() for one in numbers):
        raise ValueError("outcomes, predictors and weekend are one number (or nan) for each day")
    return np.asarray(np.isfinite(numbers).all(axis=0))


def _beside(outcomes: Two, predictors: Two, weekend: Flags) -> tuple[list[Array], Flags]:
    """What both equations hold beside a constant and today's predictors, and which rows count."""
    use = np.isfinite(sum((*outcomes, *predictors)))
    rows = max(use.shape[1] - 1, 0)
    time = [
        np.broadcast_to(np.maximum(np.arange(rows) - bend, 0.0), (len(use), rows)) for bend in bends(rows)
    ]
    flags = weekend.astype(np.float64)
    yesterday = [one[:, :-1] for one in (*outcomes, *predictors)]
    return [*time, flags[:, 1:], flags[:, :-1], *yesterday], use[:, 1:] & use[:, :-1]


def _refused(reasons: list[Refused | None]) -> Refused | None:
    """The first reason in order, with the most days that any of the slopes lacks for it."""
    for reason in REASONS:
        more = [one.more for one in reasons if one and one.reason == reason]
        if more:
            return Refused(reason, max(more))
    return None


def _together(outcomes: Two, predictors: Two, weekend: Flags) -> float:
    """The residual correlation of the two equations of one couple, (1, days)."""
    others, use = _beside(outcomes, predictors, weekend)
    columns = [one[use] for one in (*others, *(one[:, 1:] for one in predictors))]
    varied = [(one - one.mean()) / one.std() for one in columns if np.ptp(one) > 0]
    design = np.column_stack([np.ones(int(use.sum())), *varied])
    return seemingly_unrelated([one[:, 1:][use] for one in outcomes], [design, design]).residual_correlation
