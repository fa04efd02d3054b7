"""Randomisation tests: what else the lot could have drawn, and how rare the difference seen is among it.

The engine knows nothing of days or couples: it is given the admissible assignments, one a row, and counts.
Edgington and Onghena (2007), Randomization Tests, 4th edition.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROUNDING = 1e-9  # differences smaller than this share of the largest are ties; they count as just as extreme


def differences(assignments: Flags, outcome: Array) -> Array:
    """Mean outcome "with" minus mean outcome "without", for each row of `assignments` (rows × days).

    `outcome` is one series of days or many (series × days), in points; the answer has a number a row, or
    series × rows. A day whose outcome is nan stays out of every row; a row that leaves one of the two sides
    empty gets 0, the least extreme of all.
    """
    seen = np.isfinite(outcome)
    rows = assignments.T.astype(np.float64)
    points = np.where(seen, outcome, 0.0)
    with_days = rows.sum(axis=0) if seen.all() else seen.astype(np.float64) @ rows
    without_days = seen.sum(axis=-1, keepdims=True) - with_days
    both = (with_days > 0) & (without_days > 0)
    with_share, without_share = both / np.maximum(with_days, 1), both / np.maximum(without_days, 1)
    total = points.sum(axis=-1, keepdims=True)
    return np.asarray(points @ rows * (with_share + without_share) - total * without_share)


def enough(assignments: Flags, seen: Flags, least: int) -> Flags:
    """Whether a series has `least` days of either side, for each row of `assignments`: series × rows."""
    with_days = seen.astype(np.float64) @ assignments.T.astype(np.float64)
    return np.asarray(np.minimum(with_days, seen.sum(axis=-1, keepdims=True) - with_days) >= least)


def mean_difference(assignments: Flags, outcome: Array, least: int) -> Array:
    """The mean of the `differences` of many series (series × days), for each row of `assignments`.

    A row takes the series that have enough days of either side by that very row, so that one rule holds for
    every assignment; a row without any gets 0.
    """
    counts = enough(assignments, np.isfinite(outcome), least)
    return np.asarray(
        (differences(assignments, outcome) * counts).sum(axis=0) / np.maximum(counts.sum(axis=0), 1)
    )


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


def interval(statistics: Array, overlaps: Array, observed: float, level: float = 0.95) -> tuple[float, float]:
    """Every effect that the same two-sided test does not rule out at 1 − `level`, in outcome points.

    Take an effect e away from the days that had it. The observed difference becomes `observed` − e, and the
    one of another assignment becomes its statistic − e × its overlap, where the overlap (−1 to 1) is what
    `differences` makes of the drawn assignment itself. The other is at least as extreme for e between two
    crossings, one on each side of `observed`. So p falls on both sides of it, and the ends are found by
    counting crossings: exact, with nothing searched for.
    """
    same = overlaps >= 1 - ROUNDING
    opposite = overlaps <= -1 + ROUNDING
    near = np.where(same, -np.inf, (observed - statistics) / np.where(same, 1.0, 1 - overlaps))
    far = np.where(opposite, np.inf, (observed + statistics) / np.where(opposite, 1.0, 1 + overlaps))
    low, high = np.minimum(near, far), np.maximum(near, far)
    low, high = np.where(same | opposite, -np.inf, low), np.where(same | opposite, np.inf, high)
    ruled_out = int((1 - level) * len(statistics) + ROUNDING)
    return float(np.sort(low)[ruled_out]), float(np.sort(high)[len(high) - 1 - ruled_out])
