"""The level's band and "changed": coverage, false changes, and how often a real one is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import ndtri

from bench.calibration.diaries import LOST, Array, answers, autocorrelated
from bench.calibration.lines import Line, Section, points
from twofold.statistics.level import levels
from twofold.statistics.walk import CARRY, SPEED

DAYS, CHANGE_DAYS, RHOS = (14, 28, 60, 120, 365), (60, 120, 365), (0.0, 0.3, 0.5)
KINDS = ("flat", "walk .03", "walk .1", "step", "trend")
STRESSES = ("plain", "missing at random", "ceiling")
MOST_CHANGED = 0.2  # per cent of flat diaries
AT_ONCE = 100
NORMAL = ndtri((np.arange(100) + 0.5) / 100)


@dataclass
class Found:
    """Per cent: of days whose level is in the band, of diaries told as changed, and as the wrong way."""

    covered: float
    changed: float
    wrong: float


def path(kind: str, rng: np.random.Generator, days: int) -> Array:
    """The true level, (runs, days), in standard deviations of the noise."""
    nothing = np.zeros((AT_ONCE, days))
    if kind.startswith("walk"):
        return np.cumsum(float(kind.split()[1]) * rng.standard_normal(nothing.shape), axis=1)
    if kind == "step":
        return nothing + (np.arange(days) >= days // 2)
    return nothing + (np.linspace(0, 2, days) if kind == "trend" else 0.0)


def own(rng: np.random.Generator, days: int) -> tuple[Array, Array]:
    """Levels and noise as the model expects them: each diary at a point of its grid."""
    point = rng.integers(len(CARRY), size=AT_ONCE)
    steps = SPEED[point][:, None] * rng.standard_normal((AT_ONCE, days))
    noise = [autocorrelated(rng, 1, days, float(CARRY[one]))[0] for one in point]
    return np.cumsum(steps, axis=1), np.stack(noise)


def drawn(kind: str, stress: str, days: int, rho: float, seed: list[int]) -> tuple[Array, Array]:
    """Diaries and their true levels, (runs, days)."""
    rng = np.random.default_rng(seed)
    if kind == "the model":
        truth, noise = own(rng, days)
    else:
        truth, noise = path(kind, rng, days), autocorrelated(rng, AT_ONCE, days, rho)
    values = truth + noise
    if stress == "missing at random":
        lost = rng.random(values.shape) < LOST
        lost[:, :14] &= days > 28  # a short diary has its fourteen days
        values = np.where(lost, np.nan, values)
    if stress == "ceiling":
        values, truth = answers(values), np.mean(answers(truth[..., None] + NORMAL), axis=-1)
    return values, truth


@cache
def found(kind: str, stress: str, days: int, rho: float, runs: int) -> Found:
    """What the product says of so many diaries of a kind."""
    covered, changed, wrong = [], [], []
    for turn in range(-(-runs // AT_ONCE)):
        values, truth = drawn(kind, stress, days, rho, [days, int(10 * rho), turn])
        said = levels(values)
        known = ~np.isnan(said.middle.T)
        covered.append(np.mean((np.abs(said.middle.T - truth) <= said.reach.T)[known]))
        real = truth[:, -14:].mean(1) - truth[:, :14].mean(1)
        changed.append(np.mean(said.changed != 0))
        wrong.append(np.mean((said.changed != 0) & (said.changed * real < 0)))
    return Found(*(100 * float(np.mean(part)) for part in (covered, changed, wrong)))


def bands(runs: int) -> Iterator[Line]:
    """Acceptance 3, for bands: per cent of days whose level is inside."""
    for days in DAYS:
        right = found("the model", "plain", days, 0, runs).covered
        row = ["as the model expects", "plain", days, points(right), "", "", "93–97"]
        yield Line(row, 3, 93 <= right <= 97)
    for kind in KINDS:
        for stress in STRESSES if kind in ("flat", "walk .1") else ("plain",):
            for days in DAYS:
                held = [found(kind, stress, days, rho, runs).covered for rho in RHOS]
                row = [kind, stress, days, *map(points, held), "90–100"]
                yield Line(row, 3, min(held) >= 90)


def changes(runs: int) -> Iterator[Line]:
    """How often "changed" is said; of flat diaries, at most .2 per cent."""
    for kind in KINDS:
        for stress in STRESSES if kind == "flat" else ("plain",):
            for days in CHANGE_DAYS:
                cells = [found(kind, stress, days, rho, runs) for rho in RHOS]
                row = [kind, stress, days, *(f"{one.changed:.2f}" for one in cells)]
                row.append(f"{max(one.wrong for one in cells):.2f}")
                flat = kind == "flat"
                yield Line(row, 7 if flat else 0, not flat or max(c.changed for c in cells) <= MOST_CHANGED)


RHO_HEAD = [f"ρ = {rho:g}" for rho in RHOS]
SECTIONS: list[Section] = [
    ("Level: % of days inside the band", ["level", "diaries are", "days", *RHO_HEAD, "asked for"], bands),
    ("Level: % told as changed", ["level", "diaries are", "days", *RHO_HEAD, "wrong way"], changes),
]
