"""What one claim does: false positives, coverage, wrong signs and refusals, over kinds of diaries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from bench.calibration.diaries import LIMITED, STRESSES, Array, Diaries, diaries, halves, kept_on
from bench.calibration.diaries import Kind as AnyKind
from bench.calibration.lines import Line, Section, points
from twofold.statistics.regression import many

DAYS, RHOS = (14, 28, 56, 112, 365), (0.0, 0.3, 0.5)
EFFECT = 0.3
ALONE = 0.05
AT_ONCE = 500  # diaries
MOST_DRAWN = 6  # times the runs, when many are refused
ENDLESS = (600, 10_000, 730)  # diaries, a turn of their own, days: together as good as endless
FEWEST = 200  # diaries that aren't refused, to say anything about a cell
MOST_FALSE, MOST_WRONG = 6.5, 2.0  # per cent


@dataclass
class Cell:
    """What came out of many diaries of one kind: those analysed, and how many were refused."""

    slope: Array
    p: Array
    reach: Array
    refused: int

    @property
    def told(self) -> float:
        """Per cent with p ≤ .05; nan when nearly all are refused."""
        return 100 * float(np.mean(self.p <= ALONE)) if len(self.p) >= FEWEST else float("nan")

    @property
    def wrong(self) -> float:
        """Per cent of the told ones that point the other way."""
        told = self.p <= ALONE
        return 100 * float(np.mean(self.slope[told] < 0)) if told.sum() >= FEWEST / 4 else float("nan")

    def covered(self, truth: float) -> float:
        """Per cent of intervals that hold the truth."""
        held = np.abs(self.slope - truth) <= self.reach
        return 100 * float(np.mean(held)) if len(held) >= FEWEST else float("nan")


@dataclass(frozen=True)
class Kind(AnyKind):
    """A kind of diary, and what is asked of it."""

    later: int = 0
    yes_no: bool = False
    dynamic: bool = False

    def drawn(self, runs: int, turn: int, days: int = 0) -> Diaries:
        """Some of its diaries."""
        seed = [STRESSES.index(self.stress), self.days, int(10 * self.rho), int(10 * self.effect), turn]
        make = kept_on if self.dynamic else diaries
        found = make(self.stress, runs, days or self.days, self.rho, self.effect, seed)
        return halves(found) if self.yes_no else found


@cache
def cell(kind: Kind, runs: int) -> Cell:
    """Draws diaries until so many were analysed, or six times as many were drawn."""
    kept: list[tuple[Array, ...]] = []
    refused = turn = 0
    while sum(len(one[0]) for one in kept) < runs and turn * AT_ONCE < MOST_DRAWN * runs:
        some = kind.drawn(AT_ONCE, turn)
        slopes, shortage = many(some.outcome, some.predictor, some.weekend, kind.later)
        enough = shortage.enough
        kept.append((slopes.slope[enough], slopes.p[enough], slopes.reach[enough]))
        refused += int((~enough).sum())
        turn += 1
        if turn * AT_ONCE >= runs and not any(len(one[0]) for one in kept):
            break
    slope, p, reach = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    return Cell(slope, p, reach, refused)


@cache
def truth(kind: Kind) -> float:
    """The slope that endless diaries of this kind would show; for most it is the effect itself."""
    if kind.stress not in LIMITED:
        return kind.effect
    if kind.days != ENDLESS[2]:
        return truth(replace(kind, days=ENDLESS[2]))
    some = kind.drawn(*ENDLESS)
    slopes, _ = many(some.outcome, some.predictor, some.weekend, kind.later)
    return float(np.mean(slopes.slope))


def false_positives(runs: int) -> Iterator[Line]:
    """Acceptance 1: claims between two diaries that have nothing to do with each other."""
    for later, yes_no, name in ((0, False, "0–10"), (0, True, "yes or no"), (1, False, "the day after")):
        for stress in STRESSES:
            for days in DAYS[1:]:
                cells = [cell(Kind(stress, days, rho, later=later, yes_no=yes_no), runs) for rho in RHOS]
                if all(np.isnan(one.told) for one in cells):
                    continue
                shown = [points(one.told) for one in cells]
                worst = max(one.told for one in cells if not np.isnan(one.told))
                yield Line([name, stress, days, *shown], 1, worst <= MOST_FALSE)


def coverage(runs: int) -> Iterator[Line]:
    """Acceptance 3, for slopes: a true effect of .3; right is the model itself, the rest is stress."""
    for stress in STRESSES:
        for dynamic in (False, True) if stress == "plain" else (False,):
            for days in DAYS[1:]:
                kinds = [Kind(stress, days, rho, EFFECT, dynamic=dynamic) for rho in RHOS]
                held = [cell(kind, runs).covered(truth(kind)) for kind in kinds]
                least, most = (93, 97) if stress == "plain" else (90, 100)
                met = all(np.isnan(one) or least <= round(one, 1) <= most for one in held)
                if not all(np.isnan(one) for one in held):
                    name = "plain, today keeps on" if dynamic else stress
                    yield Line([name, days, *map(points, held), f"{least}–{most}"], 3, met)


def signs(runs: int) -> Iterator[Line]:
    """Acceptance 5: how often a true effect of .3 is told, and how often as its opposite."""
    for stress in STRESSES:
        for days in DAYS[1:]:
            cells = [cell(Kind(stress, days, rho, EFFECT), runs) for rho in RHOS]
            if any(not np.isnan(one.told) for one in cells):
                wrong = [one.wrong for one in cells]
                met = all(np.isnan(one) or one <= MOST_WRONG for one in wrong)
                row = [stress, days, *(points(one.told) for one in cells), *map(points, wrong)]
                yield Line(row, 5, met)


def refusals(runs: int) -> Iterator[Line]:
    """Acceptance 6: what is below the least data."""
    for later, days in ((0, 14), (0, 27), (1, 56), (1, 59)):
        for stress in ("plain", "all at once"):
            found = cell(Kind(stress, days, 0.3, later=later), runs)
            share = 100 * found.refused / (found.refused + len(found.p))
            yield Line(
                ["the day after" if later else "same day", stress, days, points(share)], 6, share == 100
            )


RHO_HEAD = [f"ρ = {rho:g}" for rho in RHOS]
WRONG_HEAD = [f"wrong, {one}" for one in RHO_HEAD]
SECTIONS: list[Section] = [
    (
        "Claims: % told where there is nothing",
        ["predictor", "diaries are", "days", *RHO_HEAD],
        false_positives,
    ),
    ("Claims: % of intervals that hold the slope", ["diaries are", "days", *RHO_HEAD, "asked for"], coverage),
    (
        "Claims: % told of an effect of .3 SD, and % of those with the wrong sign",
        ["diaries are", "days", *RHO_HEAD, *WRONG_HEAD],
        signs,
    ),
    ("Claims: % refused below the least data", ["claim", "diaries are", "days", "refused"], refusals),
]
