"""How good a practice is likely to feel to somebody: a Bayesian linear model in closed form. Pure Python.

A practice's worth is x·θ plus an offset of its own. θ holds a baseline, a weight for each component
(so that one walk teaches something of every walk), and weights for length, depth and setting. All are
normal beforehand, and what was felt is worth plus normal noise, so the posterior is normal, too
(Lindley & Smith 1972). The offsets are integrated out: the times of one practice count as their mean,
whose variance is that of an offset plus that of the noise. What is left is as small as θ.

No numpy: fifteen numbers need none, and a server at rest keeps its memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import fsum, log2, sqrt
from operator import mul
from statistics import NormalDist
from typing import get_args

from twofold.practices.library import Component, Practice

from .words import Prior

COMPONENTS: tuple[str, ...] = get_args(Component)
FEATURES = ("baseline", *COMPONENTS, "length", "odd length", "depth", "together", "apart")
PLACE = {name: index for index, name in enumerate(FEATURES)}
BASELINE_SD, COMPONENT_SD, SHAPE_SD = 1.0, 1.3, 1.1  # points, for each weight of θ
OWN_SD = 0.7  # of a practice's own offset
NOISE_SD = 1.5  # of one evening, around what the practice is worth
BOLD = 0.1  # share of the posterior’s spread that a lot has: half a year has few evenings to try things in
NORMAL = NormalDist()

Row = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one time says of a practice: points, and how much they count beside a rating."""

    practice: str
    points: float
    weight: float = 1.0


def row(practice: Practice) -> Row:
    """A practice as the model sees it: the features that are not 0, in their order, with their values."""
    return _row(frozenset(practice.components), practice.minutes, practice.depth, practice.setting)


@cache
def _row(components: frozenset[str], minutes: int, depth: int, setting: str) -> Row:
    share, length = 1 / sqrt(len(components)), log2(minutes / 12) / 2
    found = [(0, 1.0), *sorted((PLACE[one], share) for one in components)]
    found += [(PLACE["length"], length), (PLACE["odd length"], length**2)]
    found += [(PLACE["depth"], (depth - 2) / 2)]
    return tuple(found + ([(PLACE[setting], 1.0)] if setting in PLACE else []))


class Belief:
    """The posterior. The same whatever the order of the evidence, to the last bit."""

    def __init__(self, prior: Prior, library: Mapping[str, Practice], evidence: Iterable[Evidence]) -> None:
        self.rows = {id: row(one) for id, one in library.items()}
        self.groups = _grouped(one for one in evidence if one.practice in library)
        first = {"baseline": prior.baseline, **prior.means}
        precision = [[0.0] * len(FEATURES) for _ in FEATURES]
        target = [0.0] * len(FEATURES)
        for index, name in enumerate(FEATURES):
            precision[index][index] = _sd(name) ** -2
            target[index] = first.get(name, 0.0) * _sd(name) ** -2
        for id in sorted(self.groups):
            mean, weight = self.groups[id]
            trust, x = 1 / (OWN_SD**2 + NOISE_SD**2 / weight), self.rows[id]
            for place, (i, value) in enumerate(x):
                scaled, line = value * trust, precision[i]
                target[i] += scaled * mean
                for j, other in x[: place + 1]:  # below the diagonal is all that is read
                    line[j] += scaled * other
        self.root = _cholesky(precision)
        self.mean = _backward(self.root, _forward(self.root, target))

    def expected(self, id: str) -> float:
        """What a practice is worth, at the posterior's mean."""
        return self._with_own(id, self.mean)[0]

    def drawn(self, lots: "Lots", ids: Iterable[str]) -> dict[str, float]:
        """A worth for each practice, drawn from the posterior. Equal lots give equal draws."""
        spread = _backward(self.root, lots.features)
        theta = [middle + BOLD * away for middle, away in zip(self.mean, spread, strict=True)]
        found = {}
        for id in ids:
            linear, own = self._with_own(id, theta)
            found[id] = linear + BOLD * own * lots.own[id]
        return found

    def _with_own(self, id: str, theta: Sequence[float]) -> tuple[float, float]:
        """Mean and spread of a practice's worth, where θ is given."""
        linear = sum(value * theta[index] for index, value in self.rows[id])
        if id not in self.groups:
            return linear, OWN_SD
        mean, weight = self.groups[id]
        share = OWN_SD**2 / (OWN_SD**2 + NOISE_SD**2 / weight)
        return linear + share * (mean - linear), OWN_SD * sqrt(1 - share)


class Lots:
    """Standard normal numbers from a seed, each practice with its own: leaving one out changes no other."""

    def __init__(self, seed: bytes, ids: Iterable[str]) -> None:
        self.features = [lot(seed, name) for name in FEATURES]
        self.own = {id: lot(seed, "own " + id) for id in ids}


def lot(seed: bytes, name: str) -> float:
    """A standard normal number, the same for ever for a seed and a name."""
    number = int.from_bytes(sha256(seed + name.encode()).digest()[:6], "big")
    return NORMAL.inv_cdf((number + 0.5) / 2**48)


def _sd(name: str) -> float:
    return BASELINE_SD if name == "baseline" else COMPONENT_SD if name in COMPONENTS else SHAPE_SD


def _grouped(evidence: Iterable[Evidence]) -> dict[str, tuple[float, float]]:
    """Mean and weight for each practice. Exact sums, so that the order of evenings cannot matter."""
    found: dict[str, list[Evidence]] = {}
    for one in evidence:
        found.setdefault(one.practice, []).append(one)
    weights = {id: fsum(one.weight for one in each) for id, each in found.items()}
    return {
        id: (fsum(one.points * one.weight for one in each) / weights[id], weights[id])
        for id, each in found.items()
    }


def _cholesky(matrix: list[list[float]]) -> list[list[float]]:
    root: list[list[float]] = []
    for i, line in enumerate(matrix):
        made: list[float] = []
        for j in range(i):
            made.append((line[j] - sum(map(mul, made, root[j]))) / root[j][j])
        made.append(sqrt(line[i] - sum(map(mul, made, made))))
        root.append(made)
    return root


def _forward(root: list[list[float]], right: Sequence[float]) -> list[float]:
    found: list[float] = []
    for line, value in zip(root, right, strict=True):
        found.append((value - sum(map(mul, line, found))) / line[-1])
    return found


def _backward(root: list[list[float]], right: Sequence[float]) -> list[float]:
    found = list(right)
    for i in reversed(range(len(found))):
        found[i] /= root[i][i]
        for j in range(i):
            found[j] -= root[i][j] * found[i]
    return found
