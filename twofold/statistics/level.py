"""The level of a diary: where somebody's days have been, with a band, and whether that changed.

Each day is the level, a random walk, plus noise that carries over from day to day (AR(1)). How fast the level
moves and how much noise carries over isn't known: the answer is a mixture over a grid of both.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from twofold.statistics.plain import Refused
from twofold.statistics.walk import Walks, smoothed

Array = NDArray[np.float64]

LEAST, LEAST_CHANGE, MOST = 14, 60, 365  # days
WINDOW, LEAST_IN_WINDOW = 14, 5  # days at the beginning and at the end
DOUBT = 0.005  # the level went the other way with less than this: then a change is told
BAND = 2.02  # standard deviations: 1.96, and a little, as a mixture has longer ends than a normal curve
TINY = 1e-300


@dataclass(frozen=True)
class Level:
    """A level with its 95 % band, one value per day; `changed` is None when there is none to tell.

    Days before the first known one, and more than a year before the last, are nan. `change` compares the last
    14 days with the first 14 of those looked at.
    """

    days: int
    middle: Array
    low: Array
    high: Array
    changed: Literal["up", "down"] | None
    change: float
    change_low: float
    change_high: float
    can_tell_change: bool


@dataclass(frozen=True)
class Levels:
    """The levels of many diaries, (days, runs); the change of each, (runs,), nan where it can't be told."""

    middle: Array
    reach: Array  # half the width of the band
    change: Array
    change_reach: Array
    changed: NDArray[np.int64]  # 1 up, -1 down, 0 none to tell


def level(values: Array) -> Level | Refused:
    """The level of these values, one per day in order, nan where a day is missing.

    Looks at the last 365 days, and refuses below 14 known ones. "Changed" takes 60 known days, with 5 of them
    in the first 14 days and 5 in the last 14. ValueError when the array isn't one-dimensional.
    """
    values = np.asarray(values, dtype=np.float64)
    if values.ndim != 1:
        raise ValueError("one value per day")
    year = values[-MOST:]
    days = int(np.isfinite(year).sum())
    if days < LEAST:
        return Refused("few-days", LEAST - days)
    start = int(np.argmax(np.isfinite(year)))
    found = levels(year[None, start:])
    gone = np.full(len(values) - len(year) + start, np.nan)
    middle, reach = (np.concatenate([gone, one[:, 0]]) for one in (found.middle, found.reach))
    change, change_reach = float(found.change[0]), float(found.change_reach[0])
    changes: dict[int, Literal["up", "down"]] = {1: "up", -1: "down"}
    return Level(
        days=days,
        middle=middle,
        low=middle - reach,
        high=middle + reach,
        changed=changes.get(int(found.changed[0])),
        change=change,
        change_low=change - change_reach,
        change_high=change + change_reach,
        can_tell_change=not np.isnan(change),
    )


def levels(values: Array) -> Levels:
    """The levels of many diaries, (runs, days), nan where missing; each has two known days or more."""
    walks = smoothed(values)
    scale, centre = walks.known.scale, walks.known.centre
    middle, reach = _mixed(walks.weight, *walks.each_day(values.shape[1]))
    change, change_reach, changed = _changes(walks, values.shape[1])
    return Levels(centre + scale * middle, scale * reach, scale * change, scale * change_reach, changed)


def _mixed(weight: Array, mean: Array, variance: Array) -> tuple[Array, Array]:
    """The middle of a mixture and half the width of its 95 % band, by the total variance."""
    middle = np.sum(weight * mean, axis=-1)
    total = np.sum(weight * ((mean - middle[..., None]) ** 2 + variance), axis=-1)
    return middle, BAND * np.sqrt(total)


def _changes(walks: Walks, days: int) -> tuple[Array, Array, NDArray[np.int64]]:
    """From the first days to the last, with the band, and whether there is one to tell."""
    known = walks.known
    late = known.there & (known.day >= days - WINDOW)
    early = known.there & (known.day < WINDOW)
    able = (known.there.sum(0) >= LEAST_CHANGE) & (np.minimum(late.sum(0), early.sum(0)) >= LEAST_IN_WINDOW)
    share = late / np.maximum(late.sum(0), 1) - early / np.maximum(early.sum(0), 1)
    mean, variance = walks.contrast(share)
    change, reach = _mixed(walks.weight, mean, variance)
    up = np.sum(walks.weight * ndtr(mean / np.sqrt(np.maximum(variance, TINY))), axis=-1)
    sure = able & (np.minimum(up, 1 - up) < DOUBT) & (np.abs(change) > reach)
    changed = np.where(sure, np.sign(change), 0).astype(np.int64)
    return np.where(able, change, np.nan), np.where(able, reach, np.nan), changed
