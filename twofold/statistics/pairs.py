"""Many couples asked once: the actor–partner model whose two members are exchangeable.

Generalised least squares with one residual variance and one correlation within pairs, both by restricted
maximum likelihood: Kenny, Kashy and Cook (2006), Dyadic Data Analysis, chapter 7. One couple's diary is
`apim`; this one holds our algebra against published figures (twofold/statistics/tests/test_published.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GOLDEN = (np.sqrt(5) - 1) / 2
EDGE = 1 - 1e-6  # of the correlation
STEPS = 80  # each leaves .618 of the range


@dataclass(frozen=True)
class Between:
    """Intercept, actor and partner in outcome points; `errors` are their standard errors, in this order."""

    intercept: float
    actor: float
    partner: float
    errors: tuple[float, float, float]
    residual_correlation: float
    residual_sd: float
    pairs: int


def between(outcome: Array, actor: Array, partner: Array, pair: NDArray[np.int64]) -> Between:
    """Each person's outcome on what they (actor) and their partner (partner) reported; a row a person.

    `pair` says which rows belong together: two each, anywhere. Neither the order of rows nor who of the two
    comes first matters. Raises ValueError when a pair has not two rows or a number is missing, and
    numpy.linalg.LinAlgError when actor and partner say the same thing.
    """
    order = np.argsort(pair, kind="stable")
    together = np.asarray(pair)[order].reshape(-1, 2) if len(pair) % 2 == 0 else np.zeros((0, 2))
    numbers = np.column_stack([outcome, np.ones(len(pair)), actor, partner])[order]
    if not together.size or (together[:, 0] != together[:, 1]).any() or not np.isfinite(numbers).all():
        raise ValueError("two whole rows for each pair, please")
    if len(np.unique(together)) != len(together):
        raise ValueError("two rows for each pair, please, not more")
    sums, gaps = (numbers[::2] + numbers[1::2]) / np.sqrt(2), (numbers[::2] - numbers[1::2]) / np.sqrt(2)
    correlation = _highest(lambda rho: _fitted(sums, gaps, rho)[0])
    _, coefficients, covariance, variance = _fitted(sums, gaps, correlation)
    intercept, actor_slope, partner_slope = coefficients.tolist()
    errors = np.sqrt(np.diag(covariance)).tolist()
    return Between(
        intercept=intercept,
        actor=actor_slope,
        partner=partner_slope,
        errors=(errors[0], errors[1], errors[2]),
        residual_correlation=correlation,
        residual_sd=float(np.sqrt(variance)),
        pairs=len(sums),
    )


def _fitted(sums: Array, gaps: Array, rho: float) -> tuple[float, Array, Array, float]:
    """Restricted log-likelihood, coefficients, their covariance and the residual variance at this rho.

    The sum of two with correlation rho has 1 + rho times the variance, their difference 1 − rho, and the two
    are unrelated: so weighted least squares on both does it.
    """
    rows = np.vstack([sums / np.sqrt(1 + rho), gaps / np.sqrt(1 - rho)])
    outcome, design = rows[:, 0], rows[:, 1:]
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ outcome
    left = outcome - design @ coefficients
    freedom = len(rows) - design.shape[1]
    variance = float(left @ left / freedom)
    penalty = len(sums) * np.log(1 - rho * rho) - np.linalg.slogdet(inverse)[1]
    return float(-(freedom * np.log(variance) + penalty) / 2), coefficients, inverse * variance, variance


def _highest(likelihood: Callable[[float], float]) -> float:
    """The correlation with the highest likelihood, by golden section."""
    low, high = -EDGE, EDGE
    for _ in range(STEPS):
        reach = GOLDEN * (high - low)
        if likelihood(high - reach) >= likelihood(low + reach):
            high = low + reach
        else:
            low = high - reach
    return float((low + high) / 2)
