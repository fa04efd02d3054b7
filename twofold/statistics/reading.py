"""How well one reads the other: guesses of an answer beside the answer itself.

The truth and bias model of West and Kenny (2011), Psychological Review 118, 357–378: the guess, less the mean
of the truth, on the truth and on the guesser's own answer, each from its mean. So the constant is the bias,
one slope is what tracks the truth, the other is what is taken over from oneself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from twofold.statistics.plain import Refused

Array = NDArray[np.float64]
Estimate = tuple[float, float, float]  # the estimate, and the ends of its 95 % interval

LEAST = 28  # guesses
MORE = 7  # guesses, to come back with when all of them were the same
NOT_KNOWN: Estimate = (np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class Reading:
    """How the guesses of one person stand to what the other said. Every interval is a 95 % one.

    `bias`: by how many points guesses lie above (+) or below (−) the answers, on average. `tracking`: points
    that a guess moves with one point of the answer; 1 follows it fully, 0 not at all. `assumed_similarity`:
    points that a guess moves with one point of the guesser's own answer, whatever the other said; nan, with
    its interval, when own answers are missing or all the same. `guesses`: how many entered.
    """

    bias: float
    bias_low: float
    bias_high: float
    tracking: float
    tracking_low: float
    tracking_high: float
    assumed_similarity: float
    similarity_low: float
    similarity_high: float
    guesses: int


def reading(truth: Array, guess: Array, own: Array) -> Reading | Refused:
    """Truth, guess and the guesser's own answer, in points of one scale, each row one guess; nan is missing.

    A row without truth or guess stays out. When at least 28 rows have the guesser's own answer as well,
    those rows alone enter; otherwise all rows do and similarity is left out, so that tracking then holds
    whatever the two of them share. The order of rows means nothing. Refuses below 28 guesses, and when all
    answers or all guesses are the same. Raises ValueError for lengths that differ or infinite numbers.

    The interval of the bias is that of a mean of differences, so that it speaks of further guesses too; the
    slopes have HC3 errors (MacKinnon and White 1985) with t, since answers near the end of a scale spread
    less.
    """
    rows = _rows(truth, guess, own)
    rows = rows[np.isfinite(rows[:, 0]) & np.isfinite(rows[:, 1])]
    if len(rows) < LEAST:
        return Refused("few-guesses", LEAST - len(rows))
    complete = rows[np.isfinite(rows[:, 2])]
    rows = complete if len(complete) >= LEAST and not _flat(complete[:, 2]) else rows[:, :2]
    if _flat(rows[:, 0]) or _flat(rows[:, 1]):
        return Refused("no-variance", MORE)
    slopes = _slopes(rows)
    return Reading(*_mean(rows[:, 1] - rows[:, 0]), *slopes[0], *slopes[1], len(rows))


def _rows(truth: Array, guess: Array, own: Array) -> Array:
    columns = [np.asarray(one, dtype=np.float64) for one in (truth, guess, own)]
    if {one.shape for one in columns} != {(len(columns[0]),)} or any(np.isinf(one).any() for one in columns):
        raise ValueError("truth, guess and own are one number (or nan) for each guess")
    return np.column_stack(columns)


def _flat(values: Array) -> bool:
    """All the same, up to rounding."""
    return bool(np.ptp(values) <= 1e-9 * np.abs(values).max())


def _mean(values: Array) -> Estimate:
    """The mean, and the ends of its t interval."""
    reach = float(stdtrit(len(values) - 1, 0.975)) * float(values.std(ddof=1)) / np.sqrt(len(values))
    return float(values.mean()), float(values.mean() - reach), float(values.mean() + reach)


def _slopes(rows: Array) -> tuple[Estimate, Estimate]:
    """Tracking and assumed similarity, by least squares with HC3 errors."""
    centred = rows - rows.mean(axis=0)
    columns = np.delete(centred, 1, axis=1)
    if columns.shape[1] == 2 and np.linalg.matrix_rank(columns / columns.std(axis=0)) < 2:
        columns = columns[:, :1]  # they always said the same: what is tracked can't be told from one's own
    design = np.column_stack([np.ones(len(rows)), columns])
    orthogonal, upper = np.linalg.qr(design)
    found = np.linalg.solve(upper, orthogonal.T @ centred[:, 1])
    left = (centred[:, 1] - design @ found) / (1 - np.minimum((orthogonal**2).sum(axis=1), 1 - 1e-9))
    spread = np.linalg.solve(upper, (orthogonal * left[:, None]).T)
    reach = float(stdtrit(len(rows) - design.shape[1], 0.975)) * np.sqrt((spread**2).sum(axis=1))
    told = [(float(b), float(b - r), float(b + r)) for b, r in zip(found[1:], reach[1:], strict=True)]
    return told[0], told[1] if len(told) == 2 else NOT_KNOWN
