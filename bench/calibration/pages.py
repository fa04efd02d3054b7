"""Acceptance 4: pages of ten claims, some of them true, and how many of the told ones are false."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.calibration.diaries import Array, Flags, autocorrelated, stressed
from bench.calibration.lines import Line, Section, points
from twofold.statistics.discovery import told
from twofold.statistics.regression import many

CLAIMS, EFFECT = 10, 0.3
DAYS, RHOS, TRUE = (28, 56, 112, 365), (0.0, 0.3, 0.5), (0, 2, 5)
ALIKE = 0.5  # correlation among the true predictors, and among the others
MOST_FALSE = 10.0  # per cent
AT_ONCE = 250  # pages


@dataclass(frozen=True)
class Tested:
    """A claim as far as `told` is concerned."""

    p: float


def alike(rng: np.random.Generator, count: int, shape: tuple[int, int, float], alike: float) -> list[Array]:
    """Predictors that share something with each other and nothing with anybody else."""
    common = autocorrelated(rng, *shape)
    own = [autocorrelated(rng, *shape) for _ in range(count)]
    return [np.sqrt(alike) * common + np.sqrt(1 - alike) * one for one in own]


def drawn(stress: str, days: int, rho: float, true: int, seed: list[int]) -> tuple[Array, Flags]:
    """p of every claim and whether it could be tested, (pages, claims); the true ones come first."""
    rng = np.random.default_rng(seed)
    shape = (AT_ONCE, days, rho)
    predictors = [
        *alike(rng, true, shape, ALIKE if true > 2 else 0.0),
        *alike(rng, CLAIMS - true, shape, ALIKE if true else 0.0),
    ]
    outcome = autocorrelated(rng, *shape) + EFFECT * sum(predictors[:true], np.zeros((AT_ONCE, days)))
    found = []
    for predictor in predictors:
        some = stressed(stress, [outcome, predictor], np.random.default_rng([*seed, 1]))
        slopes, shortage = many(some.outcome, some.predictor, some.weekend, 0)
        found.append(np.where(shortage.enough, slopes.p, np.nan))
    return np.stack(found, axis=1), np.arange(CLAIMS) < true


def outcome_of(p: Array, true: Flags) -> tuple[float, float]:
    """Of one page: the share of told claims that are false, and the share of true ones that are told."""
    tested = ~np.isnan(p)
    said = np.zeros(len(p), dtype=bool)
    said[tested] = told([Tested(float(one)) for one in p[tested]])
    false = float(np.sum(said & ~true))
    return false / max(said.sum(), 1), float(np.sum(said & true)) / max(int(true.sum()), 1)


def false_discoveries(runs: int) -> Iterator[Line]:
    """How many of what a page tells is false, on average over pages."""
    for stress in ("plain", "all at once"):
        for true in TRUE:
            for days in DAYS[1:] if stress != "plain" else DAYS:
                shares, powers = [], []
                for rho in RHOS:
                    pages = []
                    for turn in range(-(-runs // AT_ONCE)):
                        p, which = drawn(stress, days, rho, true, [days, int(10 * rho), true, turn])
                        pages += [outcome_of(one, which) for one in p]
                    share, power = (100 * float(np.mean(part)) for part in zip(*pages, strict=True))
                    shares.append(share)
                    powers.append(power)
                told_true = points(float(np.mean(powers))) if true else "–"
                row = [stress, f"{true} of {CLAIMS}", days, *map(points, shares), told_true]
                yield Line(row, 4, max(shares) <= MOST_FALSE)


RHO_HEAD = [f"ρ = {rho:g}" for rho in RHOS]
SECTIONS: list[Section] = [
    (
        "Pages of ten claims: % of what is told that is false",
        ["diaries are", "true", "days", *RHO_HEAD, "% of true ones told"],
        false_discoveries,
    ),
]
