"""Diaries of people who don't exist, many at once: (runs, days) arrays, nan where a day is missing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

STRESSES = (
    "plain",
    "trend",
    "weekend",
    "ceiling",
    "missing at random",
    "missing on bad days",
    "all at once",
)
TREND = 2.0  # standard deviations from the first day to the last, in both series
WEEKEND = 1.0  # standard deviations, in both series
TOP, MIDDLE, SPREAD = 10.0, 8.5, 1.6  # of answers near the top: about a third are 10
# Where endless diaries show another slope than the effect: the scale ends, or the days choose themselves.
LIMITED = ("ceiling", "missing on bad days", "all at once")
LOST = 0.3  # of days, at random
BAD, LOST_IF_BAD = -0.5, 0.6  # days below this many standard deviations are often left out


@dataclass(frozen=True)
class Kind:
    """What disturbs the days, how many there are, how like each is to the one before, and what is true."""

    stress: str
    days: int
    rho: float
    effect: float = 0.0


@dataclass
class Diaries:
    """Many diaries of one kind: a predictor, an outcome and which days are at the weekend."""

    outcome: Array
    predictor: Array
    weekend: Flags


def autocorrelated(rng: np.random.Generator, runs: int, days: int, rho: float) -> Array:
    """Series of mean 0 and variance 1, each day rho times the day before and something new."""
    series = rng.standard_normal((runs, days))
    for day in range(1, days):
        series[:, day] = rho * series[:, day - 1] + np.sqrt(1 - rho**2) * series[:, day]
    return series


def weekends(runs: int, days: int) -> Flags:
    """Saturdays and Sundays; the diaries begin on each day of the week in turn."""
    return (np.arange(days) + np.arange(runs)[:, None]) % 7 >= 5


def answers(series: Array) -> Array:
    """The same as whole answers on 0–10, close to the top."""
    return np.clip(np.round(MIDDLE + SPREAD * series), 0, TOP)


def stressed(stress: str, pair: list[Array], rng: np.random.Generator) -> Diaries:
    """These two series (outcome, predictor) under a stress that both share."""
    runs, days = pair[0].shape
    weekend = weekends(runs, days)
    everything = stress == "all at once"
    bad = pair[0] < BAD
    if stress == "trend" or everything:
        pair = [one + TREND * np.linspace(-0.5, 0.5, days) for one in pair]
    if stress == "weekend" or everything:
        pair = [one + WEEKEND * weekend for one in pair]
    if stress == "ceiling" or everything:
        pair = [answers(one) for one in pair]
    lost = np.zeros((runs, days), dtype=bool)
    if stress == "missing at random":
        lost = rng.random((runs, days)) < LOST
    if stress == "missing on bad days" or everything:
        lost = bad & (rng.random((runs, days)) < LOST_IF_BAD)
    outcome, predictor = (np.where(lost, np.nan, one) for one in pair)
    return Diaries(outcome, predictor, weekend)


def diaries(stress: str, runs: int, days: int, rho: float, effect: float, seed: list[int]) -> Diaries:
    """Diaries in which the predictor goes with `effect` standard deviations of the outcome, the same day."""
    rng = np.random.default_rng(seed)
    predictor = autocorrelated(rng, runs, days, rho)
    own = autocorrelated(rng, runs, days, rho)
    return stressed(stress, [effect * predictor + own, predictor], rng)


def kept_on(stress: str, runs: int, days: int, rho: float, effect: float, seed: list[int]) -> Diaries:
    """As `diaries`, but what the predictor brings stays on in the next day's outcome: a dynamic model."""
    rng = np.random.default_rng(seed)
    predictor = autocorrelated(rng, runs, days, rho)
    outcome = effect * predictor + np.sqrt(1 - rho**2) * rng.standard_normal((runs, days))
    for day in range(1, days):
        outcome[:, day] += rho * outcome[:, day - 1]
    return stressed(stress, [outcome, predictor], rng)


def halves(found: Diaries) -> Diaries:
    """The same with a predictor of yes and no: whether it is in its upper third or so."""
    bar = np.nanquantile(found.predictor, 2 / 3, axis=1, keepdims=True)
    yes = np.where(np.isnan(found.predictor), np.nan, (found.predictor >= bar).astype(np.float64))
    return Diaries(found.outcome, yes, found.weekend)
