"""Equations that share their surprises: what one leaves unexplained goes along with what the other does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TOGETHER = 1e-12  # residuals that differ by less, in correlation, say the same thing twice


@dataclass(frozen=True)
class Equations:
    """What was found: `coefficients`, one array an equation, and the residuals (rows × equations)."""

    coefficients: tuple[Array, ...]
    residuals: Array

    @property
    def residual_correlation(self) -> float:
        """Of the first two equations, −1 to 1; nan when one of them explains everything."""
        return _correlation(self.residuals)


def seemingly_unrelated(outcomes: Sequence[Array], designs: Sequence[Array]) -> Equations:
    """Feasible generalised least squares for equations with correlated residuals, Zellner (1962).

    One outcome (rows) and one design (rows × columns, the constant among them) an equation, the same rows in
    each; columns that say the same share their coefficient. Residuals of least squares give the covariance,
    which then weighs the equations: one step, no iteration. With the same design in each, the coefficients
    are those of least squares; that is also the answer when the residuals of two equations say the same, or
    nothing is left of one.
    """
    apart = tuple(_least_squares(x, y) for x, y in zip(designs, outcomes, strict=True))
    residuals = _residuals(outcomes, designs, apart)
    if not abs(_correlation(residuals)) < 1 - TOGETHER:
        return Equations(apart, residuals)
    weight = np.linalg.inv(residuals.T @ residuals / len(residuals))
    left = np.block([[weight[i, j] * a.T @ b for j, b in enumerate(designs)] for i, a in enumerate(designs)])
    right = [a.T @ sum(weight[i, j] * y for j, y in enumerate(outcomes)) for i, a in enumerate(designs)]
    ends = np.cumsum([design.shape[1] for design in designs])[:-1]
    found = tuple(np.split(_least_squares(left, np.concatenate(right)), ends))
    return Equations(found, _residuals(outcomes, designs, found))


def _least_squares(design: Array, outcome: Array) -> Array:
    return np.asarray(np.linalg.lstsq(design, outcome, rcond=None)[0], dtype=np.float64)


def _residuals(outcomes: Sequence[Array], designs: Sequence[Array], found: Sequence[Array]) -> Array:
    return np.column_stack([y - x @ b for y, x, b in zip(outcomes, designs, found, strict=True)])


def _correlation(residuals: Array) -> float:
    first, second = residuals[:, 0], residuals[:, 1]
    sizes = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.clip(first @ second / sizes, -1, 1)) if sizes else float("nan")
