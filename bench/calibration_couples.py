"""Whether the two-partner analyses keep what they say: false claims, intervals, refusals.

    nice .venv/bin/python -m bench.calibration_couples [--runs 2000]

Prints Markdown, and ends with 1 when a line is missed. `SECTIONS` is for bench.calibration.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from bench.calibration.diaries import (
    BAD,
    LIMITED,
    LOST,
    LOST_IF_BAD,
    STRESSES,
    TREND,
    WEEKEND,
    Array,
    Kind,
    answers,
    autocorrelated,
    weekends,
)
from bench.calibration.lines import Line, points
from bench.calibration_lots import Section, shown
from twofold.statistics.apim import effects
from twofold.statistics.plain import Refused
from twofold.statistics.reading import reading

DAYS, RHOS = (42, 56, 112, 365), (0.0, 0.3, 0.5)
EFFECT = 0.3  # standard deviations: of one's own predictor and of the partner's, each
ALIKE = 0.4  # correlation of the two partners' predictors, and of what else moves their outcomes
AT_ONCE = 250  # couples
MANY, MANY_DAYS = 2_000, 182  # diaries, and their days, to see what a slope would settle at
MOST_DRAWN = 6  # times the runs, when many are refused
FEWEST = 200  # couples that aren't refused, to say anything about a cell
MOST_FALSE = 6.5  # per cent
GUESSES = (28, 56, 112, 365)
READING = {"bias": 0.4, "tracking": 0.5, "similarity": 0.3}


@dataclass
class Cell:
    """a's actor and partner slope (couples × 2), their p and half intervals, and how many were refused."""

    slope: Array
    p: Array
    reach: Array
    refused: int

    def told(self, which: int) -> float:
        """Per cent with p ≤ .05; nan when nearly all are refused."""
        return 100 * float(np.mean(self.p[:, which] <= 0.05)) if len(self.p) >= FEWEST else float("nan")

    def held(self, which: int, truth: float) -> float:
        """Per cent of intervals that hold the truth."""
        inside = np.abs(self.slope[:, which] - truth) <= self.reach[:, which]
        return 100 * float(np.mean(inside)) if len(inside) >= FEWEST else float("nan")


def alike(rng: np.random.Generator, shape: tuple[int, int, float]) -> list[Array]:
    """A series for each of two, which share something."""
    common = autocorrelated(rng, *shape)
    return [ALIKE**0.5 * common + (1 - ALIKE) ** 0.5 * autocorrelated(rng, *shape) for _ in "ab"]


def couples(kind: Kind, runs: int, rng: np.random.Generator) -> list[Array]:
    """Outcomes of a and b, predictors of a and b, (runs, days) each; a day that anybody left out is nan."""
    days = kind.days
    x_a, x_b = alike(rng, (runs, days, kind.rho))
    y_a, y_b = (one + kind.effect * (x_a + x_b) for one in alike(rng, (runs, days, kind.rho)))
    four, bad, everything = [y_a, y_b, x_a, x_b], y_a < BAD, kind.stress == "all at once"
    if kind.stress == "trend" or everything:
        four = [one + TREND * np.linspace(-0.5, 0.5, days) for one in four]
    if kind.stress == "weekend" or everything:
        four = [one + WEEKEND * weekends(runs, days) for one in four]
    if kind.stress == "ceiling" or everything:
        four = [answers(one) for one in four]
    lost = np.zeros((runs, days), dtype=np.bool_)
    if kind.stress == "missing at random":
        lost = rng.random((runs, days)) < LOST
    if kind.stress == "missing on bad days" or everything:
        lost = bad & (rng.random((runs, days)) < LOST_IF_BAD)
    return [np.where(lost, np.nan, one) for one in four]


def analysed(four: list[Array]) -> tuple[Array, Array, Array, np.ndarray]:
    """a's two slopes with p and reach, (runs, 2), and which couples are not refused."""
    both = effects(0, (four[0], four[1]), (four[2], four[3]), weekends(*four[0].shape))
    enough = np.all([shortage.enough for _, shortage in both], axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = [(one.slope, one.p, one.reach) for one, _ in both]
    slope, p, reach = (np.column_stack(part) for part in zip(*parts, strict=True))
    return slope, p, reach, enough


@cache
def cell(kind: Kind, runs: int) -> Cell:
    """Draws couples until so many were analysed, or six times as many were drawn."""
    rng = np.random.default_rng(
        [STRESSES.index(kind.stress), kind.days, int(10 * kind.rho), int(10 * kind.effect)]
    )
    kept: list[tuple[Array, Array, Array]] = []
    refused = drawn = 0
    while drawn - refused < runs and drawn < MOST_DRAWN * runs:
        slope, p, reach, enough = analysed(couples(kind, AT_ONCE, rng))
        kept.append((slope[enough], p[enough], reach[enough]))
        refused, drawn = refused + int((~enough).sum()), drawn + AT_ONCE
    return Cell(*(np.concatenate(part) for part in zip(*kept, strict=True)), refused=refused)


@cache
def truth(stress: str, rho: float) -> tuple[float, float]:
    """The slopes that a great many diaries of this kind show; for most they are the effect itself."""
    if stress not in LIMITED:
        return EFFECT, EFFECT
    slope, *_ = analysed(couples(Kind(stress, MANY_DAYS, rho, EFFECT), MANY, np.random.default_rng(9)))
    return float(slope[:, 0].mean()), float(slope[:, 1].mean())


def false_claims(runs: int) -> Iterator[Line]:
    """Acceptance 1, for two partners: neither predictor has to do with either outcome."""
    for which, name in enumerate(("actor", "partner")):
        for stress in STRESSES:
            for days in DAYS:
                told = [cell(Kind(stress, days, rho), runs).told(which) for rho in RHOS]
                if not np.isnan(told).all():
                    met = bool(np.nanmax(told) <= MOST_FALSE)
                    yield Line([name, stress, days, *map(points, told)], 1, met)


def intervals(runs: int) -> Iterator[Line]:
    """Acceptance 3, for two partners: a true effect of .3 of each, and how often it is told."""
    for which, name in enumerate(("actor", "partner")):
        for stress in STRESSES:
            least, most = (93, 97) if stress == "plain" else (90, 100)
            for days in DAYS:
                kinds = [Kind(stress, days, rho, EFFECT) for rho in RHOS]
                held = [cell(kind, runs).held(which, truth(stress, kind.rho)[which]) for kind in kinds]
                if np.isnan(held).all():
                    continue
                met = all(np.isnan(one) or least <= round(one, 1) <= most for one in held)
                told = [points(cell(kind, runs).told(which)) for kind in kinds]
                yield Line([name, stress, days, *map(points, held), f"{least}–{most}", *told], 3, met)


def refusals(runs: int) -> Iterator[Line]:
    """Acceptance 6: 41 days of both, and 27 guesses."""
    for stress in ("plain", "all at once"):
        *_, enough = analysed(couples(Kind(stress, 41, 0.3), runs, np.random.default_rng(3)))
        yield Line(["two partners", stress, 41, points(100 * float(np.mean(~enough)))], 6, not enough.any())
    found = [reading(*guesses(27, "plain", np.random.default_rng(run))) for run in range(runs)]
    share = 100 * float(np.mean([isinstance(one, Refused) for one in found]))
    yield Line(["reading", "plain", 27, points(share)], 6, share == 100)


def guesses(count: int, kind: str, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Truth, guess and own answer; the two have something in common."""
    shared, truth_, own = (rng.standard_normal(count) for _ in range(3))
    truth_, own = (ALIKE**0.5 * shared + (1 - ALIKE) ** 0.5 * one for one in (truth_, own))
    noise = rng.standard_normal(count) * (0.5 + 0.7 * np.abs(truth_) if kind == "spread differs" else 1)
    guess = READING["bias"] + READING["tracking"] * truth_ + READING["similarity"] * own + noise
    return truth_, guess, own


def read(runs: int) -> Iterator[Line]:
    """Acceptance 3, for reading each other: bias, tracking and assumed similarity lie in their intervals."""
    for kind, least, most in (("plain", 93, 97), ("spread differs", 90, 100)):
        for count in GUESSES:
            found = [
                reading(*guesses(count, kind, np.random.default_rng([count, run]))) for run in range(runs)
            ]
            held = [100 * float(np.mean([_holds(one, name) for one in found])) for name in READING]
            met = all(least <= round(one, 1) <= most for one in held)
            yield Line([kind, count, *map(points, held), f"{least}–{most}"], 3, met)


def _holds(found: object, name: str) -> bool:
    return bool(getattr(found, f"{name}_low") <= READING[name] <= getattr(found, f"{name}_high"))


RHO_HEAD = [f"ρ = {rho:g}" for rho in RHOS]
TOLD_HEAD = [f"told, {one}" for one in RHO_HEAD]
SECTIONS: list[Section] = [
    ("Two partners: % of false claims", ["slope", "days are", "days", *RHO_HEAD], false_claims),
    (
        "Two partners: % of intervals that hold a true .3",
        ["slope", "days are", "days", *RHO_HEAD, "asked for", *TOLD_HEAD],
        intervals,
    ),
    ("Reading: % of intervals that hold the truth", ["guesses are", "guesses", *READING, "asked for"], read),
    ("Below the least data: % refused", ["analysis", "days are", "days or guesses", "refused"], refusals),
]

if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--runs", type=int, default=2_000, help="couples a cell")
    sys.exit(bool(shown(SECTIONS, asked.parse_args().runs)))
