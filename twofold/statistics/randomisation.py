"""Randomisation tests: what else the lot could have drawn, and how rare the difference seen is among it.

The engine knows nothing of couples: it is given the admissible assignments, one a row with the drawn one in
front, and counts. Edgington and Onghena (2007), Randomization Tests, 4th edition.

The difference of each assignment is set beside how much it varies by that very assignment: where it rests on
few days, as when one kind of day is rated less often, it varies more, and by the difference alone the test
would tell too much. Such a studentised statistic leaves the test exact where nothing depends on the lot, and
keeps its level in large samples where the mean doesn't and other things do: Janssen (1997, Statistics &
Probability Letters 36), Chung and Romano (2013, Annals of Statistics 41), and for experiments Wu and Ding
(2021, Journal of the American Statistical Association 116). A sum over the root of its squares rises and
falls with Student's t of the same numbers (Efron 1969, the same journal, 64), and is never beyond all bounds.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

ROUNDING = 1e-9  # statistics closer than this share of the largest are ties; they count as just as extreme
NOTHING = 1e-12  # of the largest: what is left of an outcome that is the same on every day
STEPS, HALVINGS = 64, 50  # of the search for an end of the interval


def enough(assignments: Flags, seen: Flags, least: int) -> Flags:
    """Whether a series has `least` days of either side, for each row of `assignments`: series × rows."""
    with_days = seen.astype(np.float64) @ assignments.T.astype(np.float64)
    return np.asarray(np.minimum(with_days, seen.sum(axis=-1, keepdims=True) - with_days) >= least)


def contributions(assignments: Flags, outcome: Array, group: Counts, least: int = 1) -> Array:
    """What each group of days adds to the mean difference, for each row of `assignments`: rows × groups.

    Summed over the groups it is the difference: of each series in `outcome` (series × days, nan where a day
    is missing) the mean "with" less the mean "without", and of the series the mean. A row takes the series
    that have `least` days of either side by that very row, so that one rule holds for every assignment; a row
    without any is all 0. `group` numbers the group of each day from 0: days whose sides were drawn together.
    """
    seen, rows = np.isfinite(outcome), assignments.astype(np.float64)
    counts = enough(assignments, seen, least)
    members = (group[:, None] == np.arange(group.max() + 1)).astype(np.float64)
    total = np.zeros((len(rows), members.shape[1]))
    for points, rated, counted in zip(_around_usual(outcome), seen, counts, strict=True):
        with_days = (rows @ rated.astype(np.float64))[:, None]
        without_days = np.maximum(rated.sum() - with_days, 1)
        mine = points[:, None] * members
        on = rows @ mine
        apart = on / np.maximum(with_days, 1) - (mine.sum(axis=0) - on) / without_days
        total += np.where(counted[:, None], apart, 0.0)
    return np.asarray(total / np.maximum(counts.sum(axis=0), 1)[:, None])


def _around_usual(outcome: Array) -> Array:
    """Each series less its own mean, 0 where a day is missing: a missing day then adds nothing to any sum."""
    seen = np.isfinite(outcome)
    points = np.where(seen, outcome, 0.0)
    usual = points.sum(axis=1, keepdims=True) / np.maximum(seen.sum(axis=1, keepdims=True), 1)
    around = np.where(seen, points - usual, 0.0)
    rounding = NOTHING * np.abs(points).max(axis=1, keepdims=True)
    return np.where(np.abs(around) > rounding, around, 0.0)


def studentised(parts: Array) -> Array:
    """The sum of each row of `contributions` over the root of the sum of their squares; 0 where all are 0."""
    return _over_root(parts.sum(axis=1), (parts**2).sum(axis=1), parts.shape[1])


def _over_root(total: Array, squares: Array, groups: int) -> Array:
    least = np.maximum(squares, total**2 / groups)  # Cauchy and Schwarz; beneath it there is only rounding
    return np.asarray(np.where(least > 0, total / np.sqrt(np.where(least > 0, least, 1.0)), 0.0))


def p_value(statistics: Array, observed: float, *, two_sided: bool = True) -> float:
    """The share of admissible assignments whose statistic is at least as extreme as the observed one.

    `statistics` holds one number for each admissible assignment, the one that was drawn among them. When
    they are a sample of the scheme, put the observed one in front: the share is then (1 + k) / (1 + N),
    Phipson and Smyth (2010). Ties count. Two-sided compares sizes; otherwise larger is more extreme.
    Raises ValueError without any statistic, and when one is not a number.
    """
    if not statistics.size or not np.isfinite(statistics).all() or not np.isfinite(observed):
        raise ValueError("a statistic for each admissible assignment, please")
    return float(p_values(statistics[None], np.array([observed]), two_sided=two_sided)[0])


def p_values(statistics: Array, observed: Array, *, two_sided: bool = True) -> Array:
    """As `p_value`, for many series: `statistics` is series × assignments, `observed` one a series."""
    sizes = np.abs(statistics)
    slack = ROUNDING * sizes.max(axis=-1)
    bound = (np.abs(observed) if two_sided else observed) - slack
    return np.asarray(np.mean((sizes if two_sided else statistics) >= bound[:, None], axis=-1))


def interval(parts: Array, had_it: Array, level: float = 0.95) -> tuple[float, float]:
    """From the lowest effect to the highest that the same two-sided test does not rule out at 1 − `level`.

    `parts` are the `contributions` of the outcome, the drawn assignment in front; `had_it` those of the drawn
    assignment itself, 1 with and 0 without. An effect e is ruled out when the test of `parts` − e × `had_it`
    is: that takes e away from the days that had it. It is written as the observed difference plus a scale ×
    the tangent of an angle, so that a quarter turn reaches every effect there is. Each side is looked at in
    64 equal steps, from the outermost one that is not ruled out 50 halvings lead to the end. Where even
    endless effects are not ruled out, there are no ends.
    """
    observed = float(parts[0].sum())
    rest = parts - observed * had_it
    scale = max(float(np.sqrt((rest[0] ** 2).sum())), ROUNDING * float(np.abs(parts).max()), NOTHING)
    allowed = _not_ruled_out(rest, scale * had_it, 1 - level)
    if allowed(np.pi / 2):
        return -np.inf, np.inf
    low, high = (float(scale * np.tan(_outermost(allowed, side * np.pi / 2))) for side in (-1, 1))
    return observed + low, observed + high


def _not_ruled_out(rest: Array, had_it: Array, alpha: float) -> Callable[[float], bool]:
    """Whether p > `alpha` at an angle. Sums and squares are worked out once, so that each angle is quick."""
    total, overlap, groups = rest.sum(axis=1), had_it.sum(axis=1), rest.shape[1]
    squares, both, squared = ((one * two).sum(axis=1) for one, two in _products(rest, had_it))

    def allowed(angle: float) -> bool:
        c, s = np.cos(angle), np.sin(angle)
        spread = c * c * squares - 2 * c * s * both + s * s * squared
        statistics = _over_root(c * total - s * overlap, spread, groups)
        return p_value(statistics, float(statistics[0])) > alpha

    return allowed


def _products(rest: Array, had_it: Array) -> list[tuple[Array, Array]]:
    return [(rest, rest), (rest, had_it), (had_it, had_it)]


def _outermost(allowed: Callable[[float], bool], end: float) -> float:
    """The angle furthest towards `end` that is not ruled out. At 0, the observed difference, p is 1."""
    inside = max((step for step in range(1, STEPS) if allowed(end * step / STEPS)), default=0) / STEPS
    outside = inside + 1 / STEPS
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if allowed(end * middle) else (inside, middle)
    return end * inside
