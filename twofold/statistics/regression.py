"""What goes with closer days: one outcome on one predictor, the same day or the day after.

Beside the predictor stand yesterday's outcome and predictor, the day number as a line that may bend each
quarter, and the weekend of today and yesterday. A row needs all of them: a missing day breaks the pair, and
gaps are never closed. docs/statistics.md says why, and what was measured.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from twofold.statistics.plain import Reason, Refused
from twofold.statistics.squares import Slopes, fit

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_SAME_DAY, LEAST_DAY_AFTER = 28, 60  # days on which outcome and predictor are known
LEAST_ROWS = 0.75  # of the least days: with yesterday known, too
SIDE = 8  # days on each side of the predictor
VARIED = 4  # days on which the outcome differs from its median
QUARTER = 91  # days
PRIOR = 0.3  # standard deviation of the slopes that we expect, in standard deviations


@dataclass(frozen=True)
class Claim:
    """An estimate that a page may tell, if `discovery.told` says so.

    `slope` is in outcome points for one more unit of the predictor, shrunk towards none; `low` and `high` are
    the 95 % interval of the slope before shrinking, which agrees with `p`. `standardised` is the shrunk slope
    in standard deviations. `difference` and its interval are the same in outcome points, between a high and
    a low day of the predictor (upper and lower quartile; yes and no). `days` are those on which outcome and
    predictor are known; `rows`, those of them that the estimate rests on, with what came before known, too.
    """

    slope: float
    low: float
    high: float
    p: float
    days: int
    rows: int
    standardised: float
    difference: float
    difference_low: float
    difference_high: float
    direction: Literal[1, -1]


@dataclass(frozen=True)
class Shortage:
    """What many diaries lack, each: 0 where nothing. `firm` is False where there is no real variance."""

    days: NDArray[np.int64]
    side: NDArray[np.int64]
    firm: Flags

    @property
    def enough(self) -> Flags:
        return (self.days <= 0) & (self.side <= 0) & self.firm

    def first(self) -> Refused | None:
        """Why the first of them can't be told."""
        lacks: list[tuple[Reason, int]] = [("few-days", int(self.days[0])), ("one-sided", int(self.side[0]))]
        lacks.append(("no-variance", int(not self.firm[0])))
        return next((Refused(reason, more) for reason, more in lacks if more > 0), None)


def same_day(outcome: Array, predictor: Array, weekend: Flags) -> Claim | Refused:
    """What the predictor goes with on the same day: arrays of one value per day in order, nan if missing.

    Refuses below 28 days with both known (21 of them after a known day), 8 days on each side of the
    predictor, and real variance in both. ValueError when the lengths differ.
    """
    return _claimed(outcome, predictor, weekend, later=0)


def day_after(outcome: Array, predictor: Array, weekend: Flags) -> Claim | Refused:
    """What the predictor goes with on the next day; as `same_day`, from 60 days (45 pairs)."""
    return _claimed(outcome, predictor, weekend, later=1)


def _claimed(outcome: Array, predictor: Array, weekend: Flags, later: int) -> Claim | Refused:
    y, x = (np.asarray(one, dtype=np.float64)[None] for one in (outcome, predictor))
    flags = np.asarray(weekend, dtype=np.bool_)[None]
    if not (y.ndim == 2 and y.shape == x.shape == flags.shape):
        raise ValueError("outcome, predictor and weekend are of one length")
    slopes, shortage = many(y, x, flags, later)
    refused = shortage.first()
    if refused:
        return refused
    known = np.isfinite(y[0]) & np.isfinite(x[0])
    return claim(slopes, y[0][known], x[0][known])


def many(outcome: Array, predictor: Array, weekend: Flags, later: int) -> tuple[Slopes, Shortage]:
    """The slopes of many diaries, (runs, days), and what each lacks; `later` is 1 for the day after."""
    runs, days = outcome.shape
    last = max(days - 1 - later, 0)
    y, yesterday = outcome[:, 1 + later :], outcome[:, later : later + last]
    x, before = predictor[:, 1 : 1 + last], predictor[:, :last]
    ends = weekend[:, 1 + later :], weekend[:, later : later + last]
    time = [np.broadcast_to(np.maximum(np.arange(last) - bend, 0.0), (runs, last)) for bend in bends(last)]
    use = np.isfinite(y) & np.isfinite(x) & np.isfinite(yesterday) & np.isfinite(before)
    slopes = fit(y, x, [*time, *(one.astype(np.float64) for one in ends), yesterday, before], use)
    return slopes, lacking(outcome, predictor, slopes, LEAST_DAY_AFTER if later else LEAST_SAME_DAY)


def bends(rows: int) -> list[int]:
    """Where the line through the days may bend: at its beginning, and then each quarter of a year."""
    return [0, *range(QUARTER, rows - QUARTER // 2, QUARTER)]


def lacking(outcome: Array, predictor: Array, slopes: Slopes, least: int) -> Shortage:
    known = np.isfinite(outcome) & np.isfinite(predictor)
    y, x = np.where(known, outcome, np.inf), np.where(known, predictor, np.inf)
    count = known.sum(-1)
    short = np.maximum(least - count, round(LEAST_ROWS * least) - slopes.rows)
    above, at, below = (np.sum(known & side, axis=-1) for side in _sides(x, _median(x, count)))
    smaller = np.maximum(np.minimum(above, at + below), np.minimum(above + at, below))
    varied = np.sum(known & (y != _median(y, count)), axis=-1) >= VARIED
    return Shortage(short, SIDE - smaller, slopes.firm & varied)


def _sides(values: Array, middle: Array) -> tuple[Flags, Flags, Flags]:
    return values > middle, values == middle, values < middle


def _median(values: Array, count: NDArray[np.int64]) -> Array:
    """The lower median of each row's first `count` in order; unknown ones are infinite."""
    if not values.shape[-1]:
        return np.zeros((len(values), 1))
    place = np.maximum(count - 1, 0)[:, None] // 2
    return np.take_along_axis(np.sort(values, axis=-1), place, axis=-1)


def claim(slopes: Slopes, outcome: Array, predictor: Array) -> Claim:
    """The claim of the first of these slopes, given the known days that it comes from."""
    slope, error, reach = (float(one[0]) for one in (slopes.slope, slopes.error, slopes.reach))
    low, high = slope - reach, slope + reach
    units = float(np.std(predictor, ddof=1) / np.std(outcome, ddof=1))
    shrunk = float(np.clip(slope * PRIOR**2 / (PRIOR**2 + (error * units) ** 2), low, high))
    gap = _gap(predictor)
    return Claim(
        slope=shrunk,
        low=low,
        high=high,
        p=float(slopes.p[0]),
        days=len(outcome),
        rows=int(slopes.rows[0]),
        standardised=shrunk * units,
        difference=shrunk * gap,
        difference_low=low * gap,
        difference_high=high * gap,
        direction=1 if slope >= 0 else -1,
    )


def _gap(predictor: Array) -> float:
    """How far a high day is from a low one: the quartiles; the two answers; or the halves' means."""
    answers = np.unique(predictor)
    if len(answers) == 2:
        return float(answers[1] - answers[0])
    low, high = np.quantile(predictor, [0.25, 0.75])
    if high > low:
        return float(high - low)
    above = predictor > high if np.any(predictor > high) else predictor >= high
    return float(predictor[above].mean() - predictor[~above].mean())
