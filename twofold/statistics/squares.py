"""Least squares for one slope, for many diaries at once: the same code serves a page and the benchmark.

Rows that aren't used weigh nothing, so diaries with different missing days go through it together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

SAME = 1e-7  # of its size: all that is left of an outcome or a predictor when the others say the same
TWICE = 1e-10  # the share of a direction among the others that they say twice
# Both measured by bench.calibration. Between HC2 (1), too narrow at 28 days, and HC3 (2), too wide there; and
# a margin on every error, for what a model of a diary leaves out and for pages with many claims.
CAUTION, MARGIN = 1.5, 1.06
LEAST_ERROR, TINY = 1e-12, 1e-300  # of a slope: nothing is surer than its rounding
FULL = 1e-3  # a row that the columns fit by themselves says nothing


@dataclass(frozen=True)
class Slopes:
    """One slope for each diary; `firm` where outcome and predictor vary beyond what the others explain."""

    slope: Array
    error: Array  # its standard error
    freedom: Array  # degrees of freedom
    rows: Counts
    firm: Flags

    @property
    def p(self) -> Array:
        """Two-sided, by Student's t."""
        p: Array = 2 * stdtr(self.freedom, -np.abs(self.slope / self.error))
        return p

    @property
    def reach(self) -> Array:
        """Half the width of the 95 % interval, by the same t."""
        reach: Array = stdtrit(self.freedom, 0.975) * self.error
        return reach


def _size(columns: Array) -> Array:
    size: Array = np.sqrt(np.sum(columns**2, axis=-1, keepdims=True))
    return size


def _without(column: Array, basis: Array) -> Array:
    """What is left of a column beside these orthonormal ones; twice, against rounding."""
    for _ in range(2):
        shares = basis @ column[..., None]
        column = column - (basis.swapaxes(-1, -2) @ shares)[..., 0]
    return column


def _centred(column: Array, use: Flags) -> Array:
    """The column less its mean over the used rows; nothing at all when it is constant up to rounding."""
    column = np.where(use, column, 0.0)
    mean = column.sum(-1, keepdims=True) / np.maximum(use.sum(-1, keepdims=True), 1)
    centred = np.where(use, column - mean, 0.0)
    return np.where(_size(centred) > 1e-12 * _size(column), centred, 0.0)


def _basis(columns: Sequence[Array], use: Flags) -> Array:
    """Orthonormal columns that say the same as these, nought for what is said twice: (runs, k, rows)."""
    centred = np.stack([_centred(column, use) for column in columns], axis=1)
    size = _size(centred)
    unit = np.where(size > 0, centred / np.where(size > 0, size, 1.0), 0.0)
    share, ways = np.linalg.eigh(unit @ unit.swapaxes(-1, -2))
    new = share > TWICE
    scaled = ways * np.where(new, 1 / np.sqrt(np.where(new, share, 1.0)), 0.0)[:, None]
    return np.asarray(scaled.swapaxes(-1, -2) @ unit, dtype=np.float64)


def fit(outcome: Array, predictor: Array, others: Sequence[Array], use: Flags) -> Slopes:
    """The slope of outcome on predictor beside a constant and the others; every array is (runs, rows).

    The error is robust to a spread that differs from day to day, as it does near the top of a scale.
    It is MacKinnon and White's (1985), with each squared residual divided by a power of (1 − leverage).
    """
    basis = _basis(others, use)
    whole_y, whole_x = _centred(outcome, use), _centred(predictor, use)
    y, x = _without(whole_y, basis), _without(whole_x, basis)
    firm = (_size(y) > SAME * _size(whole_y)) & (_size(x) > SAME * _size(whole_x))
    unit = np.where(firm, x / np.where(firm, _size(x), 1.0), 0.0)
    along = np.sum(unit * y, axis=-1, keepdims=True)
    residual = y - along * unit
    rows = use.sum(-1)
    leverage = use / np.maximum(rows, 1)[:, None] + np.sum(basis**2, axis=-2) + unit**2
    spread = (unit * residual) ** 2 / np.maximum(1 - leverage, FULL) ** CAUTION
    length = np.where(firm, _size(x), 1.0)[:, 0]
    freedom = np.maximum(rows - 2 - np.sum(basis**2, axis=(-2, -1)).round(), 1.0)
    slope, error = along[:, 0] / length, MARGIN * np.sqrt(spread.sum(-1)) / length
    return Slopes(slope, np.maximum(error, LEAST_ERROR * np.abs(slope) + TINY), freedom, rows, firm[:, 0])
