"""Whether days by lot keep what they say: false findings, power, and what the interval holds.

    nice .venv/bin/python -m bench.calibration_lots [--runs 2000]

Prints Markdown, and ends with 1 when a line is missed. Draws and tests go through the product's own code.
`SECTIONS` is for bench.calibration, which prints them among its own.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from bench import calibration_unrated
from bench.calibration.diaries import (
    BAD,
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
from bench.calibration.lines import Line, points, print_lines
from twofold.statistics import lots
from twofold.statistics.randomisation import p_values

DAYS, RHOS = (28, 56, 84), (0.0, 0.3, 0.5)
EFFECTS = (0.5, 0.8)  # standard deviations of the outcome
AT_ONCE = 100  # experiments
ONE_BY_ONE = 0.1  # of the runs, through the public test as well
ALPHA = 0.05
TINY = 1e-20  # of a sum of squares: nothing varies
Section = tuple[str, Sequence[str], Callable[[int], Iterator[Line]]]


@dataclass
class Cell:
    """Per cent of experiments that were told, and of those whose 95 % interval holds the effect."""

    told: float
    held: float


def experiments(kind: Kind, runs: int, rng: np.random.Generator, seed: str) -> tuple[Array, Array]:
    """Which days were with (1 and 0) and the outcomes, nan where a day was not rated; (runs, days) each."""
    drawn = [lots.draw(f"{seed}:{run}", kind.days) for run in range(runs)]
    assigned = np.array(drawn, dtype=np.float64)
    series = autocorrelated(rng, runs, kind.days, kind.rho)
    everything = kind.stress == "all at once"
    if kind.stress == "trend" or everything:
        series = series + TREND * np.linspace(-0.5, 0.5, kind.days)
    if kind.stress == "weekend" or everything:
        series = series + WEEKEND * weekends(runs, kind.days)
    felt = series + kind.effect * assigned
    outcome = answers(felt) if kind.stress == "ceiling" or everything else felt
    lost = np.zeros(felt.shape, dtype=np.bool_)
    if kind.stress == "missing at random":
        lost = rng.random(felt.shape) < LOST
    if kind.stress == "missing on bad days" or everything:
        lost = (felt < BAD) & (rng.random(felt.shape) < LOST_IF_BAD)
    return assigned, np.where(lost, np.nan, outcome)


@cache
def truth(kind: Kind) -> float:
    """What with brings in points of the outcome, over endless rated days."""
    if kind.stress not in ("ceiling", "missing on bad days", "all at once") or not kind.effect:
        return kind.effect
    assigned, outcome = experiments(kind, 20_000, np.random.default_rng(9), "endless")
    return float(np.nanmean(outcome[assigned == 1]) - np.nanmean(outcome[assigned == 0]))


def tested(assigned: Array, outcome: Array, seed: str) -> Array:
    """p of each experiment, as `lots.test` has it; those beyond 56 days share their redraws.

    Where every draw is looked at, half of them is enough: swapping with and without turns the sign alone.
    """
    draws = lots.every_draw(assigned[0] > 0.5, seed).astype(np.float64)
    sampled = assigned.shape[1] > DAYS[1]
    apart = statistics(draws if sampled else draws[: len(draws) // 2], outcome)
    mine = np.concatenate([statistics(a[None], y[None])[0] for a, y in zip(assigned, outcome, strict=True)])
    if sampled:
        apart[:, 0] = mine
    return p_values(apart, mine)


def statistics(draws: Array, outcome: Array) -> Array:
    """The statistic of one person, experiments × draws, from sums that hold for all draws: many at once.

    Of a four, its square is made of the squares of its two halves, whichever is with, and their product.
    """
    seen = np.isfinite(outcome)
    left = np.where(seen, outcome - np.nanmean(outcome, axis=1, keepdims=True), 0.0)
    with_days = seen.astype(np.float64) @ draws.T
    without_days = seen.sum(axis=1, keepdims=True) - with_days
    both = (with_days > 0) & (without_days > 0)
    on, off = both / np.maximum(with_days, 1), both / np.maximum(without_days, 1)
    halves = left.reshape(len(left), -1, 2, lots.BLOCK).sum(axis=3)
    first = draws[:, :: 2 * lots.BLOCK].T
    with_squares = halves[:, :, 0] ** 2 @ first + halves[:, :, 1] ** 2 @ (1 - first)
    without_squares = (halves**2).sum(axis=(1, 2))[:, None] - with_squares
    products = halves.prod(axis=2).sum(axis=1)[:, None]
    squares = on**2 * with_squares + off**2 * without_squares - 2 * on * off * products
    return np.asarray((left @ draws.T) * (on + off) / np.sqrt(np.where(squares > TINY, squares, np.inf)))


@cache
def cell(kind: Kind, runs: int) -> Cell:
    """What comes of so many experiments of a kind; an effect is held when it can be taken away unnoticed."""
    rng = np.random.default_rng(
        [STRESSES.index(kind.stress), kind.days, int(10 * kind.rho), int(10 * kind.effect)]
    )
    told: list[Array] = []
    held: list[Array] = []
    for turn in range(-(-runs // AT_ONCE)):
        seed = f"{kind}:{turn}"
        assigned, outcome = experiments(kind, AT_ONCE, rng, seed)
        told.append(tested(assigned, outcome, seed) <= ALPHA)
        if kind.effect == EFFECTS[0]:
            held.append(tested(assigned, outcome - truth(kind) * assigned, seed) > ALPHA)
    return Cell(100 * float(np.mean(told)), 100 * float(np.mean(held)) if held else float("nan"))


def false_findings(runs: int) -> Iterator[Line]:
    """Acceptance 2: with brings nothing. Three standard errors of the simulation are allowed for."""
    most = 5 + 3 * 100 * (ALPHA * (1 - ALPHA) / runs) ** 0.5
    for stress in STRESSES:
        for days in DAYS:
            told = [cell(Kind(stress, days, rho), runs).told for rho in RHOS]
            yield Line([stress, days, *map(points, told)], 2, max(told) <= most)


def power(runs: int) -> Iterator[Line]:
    """How often an effect is told, beside what the page says before the start (for rho .3)."""
    kinds = [(EFFECTS[0], stress) for stress in STRESSES] + [(EFFECTS[1], "plain")]
    for effect, stress in kinds:
        for days in DAYS:
            told = [cell(Kind(stress, days, rho, effect), runs).told for rho in RHOS]
            said = points(100 * lots.power(days, effect)) if stress == "plain" else "–"
            yield Line([effect, stress, days, *map(points, told), said])


def intervals(runs: int) -> Iterator[Line]:
    """Acceptance 3, for experiments: an effect of .5 lies in its interval."""
    for stress in STRESSES:
        least, most = (90, 100) if stress in ("ceiling", "missing on bad days", "all at once") else (93, 97)
        for days in DAYS:
            held = [cell(Kind(stress, days, rho, EFFECTS[0]), runs).held for rho in RHOS]
            met = all(least <= round(one, 1) <= most for one in held)
            yield Line([stress, days, *map(points, held), f"{least}–{most}"], 3, met)


def agreement(runs: int) -> Iterator[Line]:
    """The public test beside the batches: the same p, and an interval that holds what the test allows."""
    for days in DAYS:
        kind, seed = Kind("missing at random", days, 0.3, EFFECTS[0]), f"agreement:{days}"
        count = max(20, int(ONE_BY_ONE * runs))
        assigned, outcome = experiments(kind, count, np.random.default_rng(days), seed)
        batch = np.concatenate([tested(assigned[[i]], outcome[[i]], seed) for i in range(count)])
        allowed = np.concatenate(
            [tested(assigned[[i]], (outcome - 0.5 * assigned)[[i]], seed) for i in range(count)]
        )
        ones = [lots.test(list(a > 0.5), y, seed) for a, y in zip(assigned, outcome, strict=True)]
        same = np.mean([one.p == p for one, p in zip(ones, batch, strict=True)])
        agree = np.mean(
            [(one.low <= 0.5 <= one.high) == (p > ALPHA) for one, p in zip(ones, allowed, strict=True)]
        )
        yield Line([days, count, points(100 * same), points(100 * agree)], 2, bool(same == agree == 1))


RHO_HEAD = [f"ρ = {rho:g}" for rho in RHOS]
SECTIONS: list[Section] = [
    ("Experiments: % told where there is nothing", ["days are", "days", *RHO_HEAD], false_findings),
    ("Experiments: % told", ["effect, SD", "days are", "days", *RHO_HEAD, "said before, ρ = 0.3"], power),
    ("Experiments: % of intervals that hold .5 SD", ["days are", "days", *RHO_HEAD, "asked for"], intervals),
    *calibration_unrated.SECTIONS,
    ("Experiments: one by one as in batches", ["days", "runs", "% same p", "% interval as p"], agreement),
]


def shown(sections: Sequence[Section], runs: int) -> int:
    """Prints the sections; how many lines are missed."""
    missed = 0
    for title, head, lines in sections:
        started = time.perf_counter()
        print(f"\n### {title}")
        missed += len(print_lines(head, lines(runs)))
        print(f"\n{runs} runs a cell, {time.perf_counter() - started:.0f} s", flush=True)
    return missed


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--runs", type=int, default=2_000, help="experiments a cell")
    sys.exit(bool(shown(SECTIONS, asked.parse_args().runs)))
