"""A random walk under noise that carries over, for many diaries at once, over a grid of both.

Given the known days alone, the level's precision matrix has three diagonals: the walk links each known day to
the next, and so does AR(1) noise, whatever lies between. One pass forward and one back give its mean and
variance (Rue and Held, 2005) for all the grid together. Arrays are (known days, runs, grid).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Days = NDArray[np.int64]

# How much of the noise carries over to the next day, and how far the level moves in a day, in standard
# deviations of the noise. Each pair is as likely as any other beforehand.
_CARRY, _SPEED = np.meshgrid([0.0, 0.2, 0.4, 0.6, 0.8], [0.001, 0.03, 0.06, 0.12, 0.24, 0.48])
CARRY, SPEED = _CARRY.ravel(), _SPEED.ravel()
NONE_LEFT = 1e-12  # of the variance, when nothing is left to explain


@dataclass(frozen=True)
class Known:
    """The known days of many diaries in front, and nothing behind them; in standard units."""

    day: Days  # (days, runs)
    there: NDArray[np.bool_]
    value: Array
    centre: Array  # (runs,)
    scale: Array

    @classmethod
    def of(cls, values: Array) -> "Known":
        """Of (runs, days) with nan where a day is missing."""
        known = np.isfinite(values)
        count = np.maximum(known.sum(1), 1)
        day = np.argsort(~known, axis=1, kind="stable")[:, : count.max()].T
        there = np.take_along_axis(known.T, day, axis=0)
        value = np.where(there, np.take_along_axis(np.where(known, values, 0.0).T, day, axis=0), 0.0)
        centre = value.sum(0) / count
        value = np.where(there, value - centre, 0.0)
        scale = np.sqrt(np.sum(value**2, axis=0) / count)
        scale = np.where(scale > 1e-12 * np.abs(centre), scale, 0.0)
        return cls(day, there, value / np.where(scale > 0, scale, 1.0), centre, scale)


@dataclass(frozen=True)
class Walks:
    """The level on each known day under each point of the grid, and how likely each point is."""

    known: Known
    weight: Array  # (runs, grid)
    noise: Array  # (runs, grid): the variance that `variance` and `shared` are multiples of
    mean: Array
    variance: Array
    shared: Array  # covariance of one known day and the next
    ratio: Array  # of the factorisation
    pivot: Array

    def contrast(self, share: Array) -> tuple[Array, Array]:
        """Mean and variance, (runs, grid), of a weighted sum of the level over known days (days, runs)."""
        part = np.empty_like(self.pivot)
        part[0] = share[0][:, None]
        for day in range(1, len(part)):
            part[day] = share[day][:, None] - self.ratio[day - 1] * part[day - 1]
        mean = np.sum(share[..., None] * self.mean, axis=0)
        return mean, self.noise * np.sum(part**2 / self.pivot, axis=0)

    def each_day(self, days: int) -> tuple[Array, Array]:
        """Mean and variance, (days, runs, grid), of every day: those between known days by a bridge.

        Days after the last known one keep its mean, less surely each day; days before the first are nan.
        """
        number = np.arange(days)[:, None]
        count = self.known.there.sum(0)
        before = np.zeros((days, len(count)), dtype=np.int64)
        for run, there in enumerate(count):
            before[:, run] = np.searchsorted(self.known.day[:there, run], number[:, 0], side="right") - 1
        here, after = np.maximum(before, 0), np.minimum(before + 1, count - 1)
        start, end = (np.take_along_axis(self.known.day, place, axis=0) for place in (here, after))
        gap = np.maximum(end - start, 1)
        along = np.where(end > start, (number - start) / gap, 0.0)[..., None]
        mean, variance = self._between(here, after, along)
        alone = np.where(end > start, (number - start) * (end - number) / gap, number - start)[..., None]
        variance += self.noise * SPEED**2 * alone
        nowhere = (before < 0)[..., None]
        return np.where(nowhere, np.nan, mean), np.where(nowhere, np.nan, variance)

    def _between(
        self, here: NDArray[np.int64], after: NDArray[np.int64], along: Array
    ) -> tuple[Array, Array]:
        first, second = (np.take_along_axis(self.mean, one[..., None], axis=0) for one in (here, after))
        own, other = (np.take_along_axis(self.variance, one[..., None], axis=0) for one in (here, after))
        both = np.take_along_axis(self.shared, np.minimum(here, len(self.shared) - 1)[..., None], axis=0)
        spread = (1 - along) ** 2 * own + along**2 * other + 2 * along * (1 - along) * both
        return (1 - along) * first + along * second, self.noise * spread


@dataclass(frozen=True)
class _Bands:
    """The diagonals: of the noise's precision, and of the level's given the values."""

    noise: Array
    noise_off: Array
    level: Array
    level_off: Array
    log: Array  # (runs, grid): of the densities' constants


def _bands(known: Known) -> _Bands:
    linked = known.there[1:, :, None]
    gap = np.where(linked, np.diff(known.day, axis=0)[..., None], 1)
    carried = np.where(linked, CARRY**gap, 0.0)
    fresh, walked = 1 - carried**2, SPEED**2 * gap
    noise = np.ones((*known.value.shape, len(CARRY)))
    noise[1:] = 1 / fresh
    noise[:-1] += carried**2 / fresh
    stiff = np.where(linked, 1 / walked, 0.0)
    level = noise.copy()
    level[1:] += stiff
    level[:-1] += stiff
    off = -carried / fresh
    log = -0.5 * np.sum(np.log(fresh) + np.where(linked, np.log(walked), 0.0), axis=0)
    return _Bands(noise, off, level, off - stiff, log)


def smoothed(values: Array) -> Walks:
    """The levels of many diaries, (runs, days) with nan where missing; each has two known days or more."""
    known = Known.of(values)
    bands = _bands(known)
    value = known.value[..., None]
    pull = bands.noise * value
    pull[1:] += bands.noise_off * value[:-1]
    pull[:-1] += bands.noise_off * value[1:]
    ratio, pivot, mean = _forward(bands, pull)
    variance, shared = _backward(ratio, pivot, mean)
    left = np.maximum(np.sum((value - mean) * pull, axis=0), NONE_LEFT)
    free = known.there.sum(0)[:, None] - 1.0
    log = bands.log - 0.5 * np.log(pivot).sum(0) - 0.5 * free * np.log(left)
    weight = np.exp(log - log.max(-1, keepdims=True))
    weight /= weight.sum(-1, keepdims=True)
    noise = left / np.maximum(free - 2, 1)  # the mean of its posterior, the scale integrated out
    return Walks(known, weight, noise, mean, variance, shared, ratio, pivot)


def _forward(bands: _Bands, pull: Array) -> tuple[Array, Array, Array]:
    ratio, pivot, mean = np.empty_like(bands.level_off), np.empty_like(pull), pull.copy()
    pivot[0] = bands.level[0]
    for day in range(1, len(pull)):
        ratio[day - 1] = bands.level_off[day - 1] / pivot[day - 1]
        pivot[day] = bands.level[day] - ratio[day - 1] * bands.level_off[day - 1]
        mean[day] -= ratio[day - 1] * mean[day - 1]
    mean /= pivot
    return ratio, pivot, mean


def _backward(ratio: Array, pivot: Array, mean: Array) -> tuple[Array, Array]:
    """Finishes `mean` in place; gives the variance of each known day and its covariance with the next."""
    variance, shared = 1 / pivot, np.empty_like(ratio)
    for day in range(len(ratio) - 1, -1, -1):
        mean[day] -= ratio[day] * mean[day + 1]
        shared[day] = -ratio[day] * variance[day + 1]
        variance[day] -= ratio[day] * shared[day]
    return variance, shared
