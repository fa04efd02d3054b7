"""Experiments in which the lot decides how often a day is rated: false findings, and what the interval holds.

`SECTIONS` is for bench.calibration_lots, which prints them among its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.calibration.diaries import Array, Flags, autocorrelated
from bench.calibration.lines import Line, Section, points
from twofold.statistics import lots
from twofold.statistics.randomisation import contributions, p_value, studentised

DAYS, RHOS = (28, 56, 84), (0.0, 0.5)
MORE, MOST_DRAWN = 2.5, 8  # times the runs asked for; times these, where few rate enough to count
REDRAWS = 499  # of those of the product, so that there is time for more runs
OF_TWO = 0.5  # of the runs; they go one by one, intervals and all
LEAST = 8  # rated days of either kind for a person to count, as in the product
ALPHA, MOST = 0.05, 6.0  # MOST in per cent, at 5,000 runs
SELDOM, OFTEN = 0.45, 0.9


@dataclass(frozen=True)
class Rating:
    """Each one's share of days rated, with and without, and their noise; on days with, times `louder`."""

    name: str
    shares: tuple[tuple[float, float], ...]
    noise: tuple[float, ...] = (1.0, 1.0)
    louder: float = 1.0

    def drawn(self, rng: np.random.Generator, days: int, rho: float, effects: Array) -> tuple[Flags, Array]:
        """The days with, and what was rated; each one's habit brings so many standard deviations."""
        mine = np.repeat(rng.random(-(-days // 4)) < 0.5, 4) ^ (np.arange(days) % 4 >= lots.BLOCK)
        people = len(self.shares)
        noise = np.array(self.noise[:people])[:, None] * np.where(mine, self.louder, 1.0)
        said = noise * autocorrelated(rng, people, days, rho) + effects[:people, None] * mine
        share = np.array(self.shares)
        rated = rng.random(said.shape) < np.where(mine, share[:, :1], share[:, 1:])
        return mine, np.where(rated, said, np.nan)


LESS, SAME = (SELDOM, OFTEN), (OFTEN, OFTEN)
STRONG = Rating("", ((0.95, 0.4), (0.95, 0.95)))
RATINGS = (
    Rating("one of two", (LESS, SAME)),
    Rating("one of two, 95 and 40 %", STRONG.shares),
    Rating("one of two, who varies twice as much", (LESS, SAME), (2.0, 1.0)),
    Rating("one of two, the other varies twice as much", (LESS, SAME), (1.0, 2.0)),
    Rating("both", (LESS, LESS)),
    Rating("both, opposite kinds", (LESS, (OFTEN, SELDOM))),
    Rating("one alone", (LESS,)),
    Rating("one alone, days with vary 1.5 times as much", (LESS,), louder=1.5),
)


def who_count(mine: Flags, said: Array) -> Flags:
    rated = np.isfinite(said)
    return np.asarray(np.minimum((rated & mine).sum(axis=1), (rated & ~mine).sum(axis=1)) >= LEAST)


def false_findings(runs: int) -> Iterator[Line]:
    """With brings nothing but fewer ratings. Of few runs, three standard errors are allowed for."""
    runs = int(MORE * runs)
    most = max(MOST, 5 + 3 * 100 * (ALPHA * (1 - ALPHA) / runs) ** 0.5)
    for place, rating in enumerate(RATINGS):
        for days in DAYS:
            told = [false_share(rating, days, rho, runs, [place, days, int(10 * rho)]) for rho in RHOS]
            yield Line([rating.name, days, *map(points, told)], 2, max(told) <= most)


def false_share(rating: Rating, days: int, rho: float, runs: int, seed: list[int]) -> float:
    """Per cent told by the product's statistic, of experiments in which somebody counts."""
    rng, told = np.random.default_rng(seed), []
    others = lots.every_draw(np.array(lots.draw("unrated", days)), "unrated")
    for _ in range(MOST_DRAWN * runs):
        mine, said = rating.drawn(rng, days, rho, np.zeros(2))
        if who_count(mine, said).any():
            told.append(p_of(mine, said, others, rng) <= ALPHA)
        if len(told) == runs:
            break
    return 100 * float(np.mean(told))


def p_of(mine: Flags, said: Array, others: Flags, rng: np.random.Generator) -> float:
    every = len(others) <= REDRAWS
    some = others if every else others[rng.integers(1, len(others), REDRAWS)]
    found = studentised(contributions(np.vstack([mine, some]), said, lots.fours(len(mine)), LEAST))
    return p_value(found[1:] if every else found, float(found[0]))


def of_two(runs: int) -> Iterator[Line]:
    """Acceptance 3 under stress, through the public test: the mean effect of those who count is held."""
    count = max(20, int(OF_TWO * runs))
    for days in DAYS:
        held, error = one_effect(days, np.array([1.0, 0.0]), count)
        yield Line([days, points(100 * held), f"{error:+.2f}"], 3, 100 * held >= 90)


def one_effect(days: int, effects: Array, runs: int) -> tuple[float, float]:
    """Share of intervals that hold the mean effect of those who count, and the mean error."""
    rng = np.random.default_rng([days, 10])
    held, errors = [], []
    for run in range(runs):
        mine, said = STRONG.drawn(rng, days, 0.3, effects)
        truth = float(np.mean(effects[who_count(mine, said)]))
        found = lots.test(list(mine), said, f"two:{run}", LEAST)
        held.append(found.low <= truth <= found.high)
        errors.append(found.effect - truth)
    return float(np.mean(held)), float(np.mean(errors))


SECTIONS: list[Section] = [
    (
        "Experiments, one kind of day rated half as often: % told where there is nothing",
        ["who does", "days", *(f"ρ = {rho:g}" for rho in RHOS)],
        false_findings,
    ),
    (
        "Experiments of two, one of whom rates 4 of 10 days without, and has 1 SD more on days with",
        ["days", "% of intervals that hold it", "mean error, SD"],
        of_two,
    ),
]
