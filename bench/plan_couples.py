"""Simulated couples for `bench.plan`: what they like is hidden from the plan, and drawn without its files.

What a person feels at a practice, 0–10, is 6 plus what its components are worth to them (the first that
the library names counts half, the others share the rest), plus a slope for depth, a hill around the
length they like best, a liking of their own for each practice, and a point for being together or apart.
Each kind of couple has leanings for each of the two, written down here from its description; every person
strays from them by a normal lot (sd 0.8 a component). The plan's model, too, adds up components, has a
square for length and looks at each of the two; it does not know that the first component counts more, nor
where 0 and 10 cut off, and its numbers come from another file. It was tuned on couples 5,000 and up.
"""

from dataclasses import dataclass, field

import numpy as np

from twofold.boundaries.choices import gates
from twofold.practices.library import Practice, practices

EVENINGS, WEEKS = 3, 26
STEPS = EVENINGS * WEEKS
COMPONENT_SD, DEPTH_SD, OWN_SD, EVENING_SD = 0.8, 0.4, 0.7, 1.5
RATES, DOES = 0.7, 0.85  # how often somebody says how it was; how often the two do what is suggested


@dataclass(frozen=True)
class Kind:
    """Leanings of the one and of the other, in points; minutes at hand; how often an evening is tender."""

    one: dict[str, float]
    other: dict[str, float]
    likes: float  # minutes
    at_hand: tuple[float, float, float, float]  # chances of 5, 15, 30 and 60 minutes
    tender: float = 0.03
    apart: bool = False


KINDS = {
    "avoidant–anxious": Kind(
        {"touch": 0.9, "time": 0.8, "responsiveness": 0.8, "vulnerability": 0.6, "depth": 0.2},
        {"vulnerability": -1.0, "touch": -0.6, "acceptance": 0.8, "meaning": 0.5, "depth": -0.8},
        15,
        (0.2, 0.4, 0.3, 0.1),
    ),
    "busy": Kind(
        {"time": 0.7, "touch": 0.6, "meaning": -0.6, "repair": -0.4, "depth": -0.2},
        {"time": 0.4, "responsiveness": 0.6, "vulnerability": -0.4, "depth": -0.5},
        7,
        (0.45, 0.4, 0.15, 0.0),
    ),
    "after a quarrel": Kind(
        {"safety": 0.8, "repair": 0.5, "vulnerability": -0.5, "responsiveness": 0.6, "depth": -0.1},
        {"acceptance": 0.7, "touch": -0.7, "empathy": 0.6, "trust": 0.4, "depth": -0.6},
        12,
        (0.2, 0.4, 0.3, 0.1),
        tender=0.2,
    ),
    "new": Kind(
        {"time": 0.7, "meaning": 0.8, "vulnerability": 0.4, "repair": -0.7, "depth": 0.1},
        {"acceptance": 0.6, "touch": 0.7, "trust": -0.5, "depth": -0.4},
        20,
        (0.15, 0.35, 0.35, 0.15),
    ),
    "long-distance": Kind(
        {"responsiveness": 0.8, "meaning": 0.6, "time": 0.5, "depth": 0.1},
        {"vulnerability": -0.6, "empathy": 0.5, "acceptance": 0.7, "depth": -0.5},
        20,
        (0.15, 0.4, 0.3, 0.15),
        apart=True,
    ),
}


@dataclass(frozen=True)
class Partner:
    """One of the two: how deep, what is left out, and how each practice feels to them on average."""

    depth: int
    left_out: frozenset[str]
    feels: dict[str, float]


@dataclass(frozen=True)
class Simulated:
    kind: str
    number: int
    partners: tuple[Partner, Partner]
    minutes: list[int]
    tender: list[bool]
    seed: int = field(default=0)

    @property
    def allowed(self) -> dict[str, Practice]:
        """What both are open to, as the product's shelf has it."""
        return {id: one for id, one in practices().items() if all(may(each, one) for each in self.partners)}

    def truth(self, id: str) -> float:
        """What a practice is worth to the two, on average: the lower of them counts double."""
        low, high = sorted(one.feels[id] for one in self.partners)
        return (2 * low + high) / 3

    def evening(self, step: int, id: str) -> tuple[float | None, float | None] | None:
        """How it was for who says so; None where the two did not do it. The same whoever suggested it."""
        lots = np.random.default_rng((self.seed, step, list(practices()).index(id)))
        if lots.random() > DOES:
            return None
        one, other = (np.clip(each.feels[id] + lots.normal(0, EVENING_SD), 0, 10) for each in self.partners)
        says, does = lots.random(2) < RATES
        return float(round(one)) if says else None, float(round(other)) if does else None


def may(partner: Partner, practice: Practice) -> bool:
    return practice.depth <= partner.depth and practice.id not in partner.left_out


def couple(kind: str, number: int) -> Simulated:
    """The same for ever for a kind and a number."""
    seed = 1_000_003 * (list(KINDS).index(kind) + 1) + number
    lots, what = np.random.default_rng(seed), KINDS[kind]
    one = _partner(lots, what, what.one, int(lots.integers(3, 6)))
    other = _partner(lots, what, what.other, int(lots.integers(2, 5)))
    minutes = [int(m) for m in lots.choice([5, 15, 30, 60], STEPS, p=what.at_hand)]
    tender = [bool(t) for t in lots.random(STEPS) < what.tender]
    tender[:2] = [kind == "after a quarrel"] * 2
    return Simulated(kind, number, (one, other), minutes, tender, seed)


def _partner(lots: np.random.Generator, kind: Kind, leans: dict[str, float], depth: int) -> Partner:
    names = sorted({name for one in practices().values() for name in one.components})
    weights = {name: leans.get(name, 0.0) + lots.normal(0, COMPONENT_SD) for name in names}
    slope = leans.get("depth", 0.0) + lots.normal(0, DEPTH_SD)
    likes = np.log2(kind.likes) + lots.normal(0, 0.6)
    place = {"together": lots.normal(0, 0.4), "apart": lots.normal(-0.3, 0.4), "either": 0.0}
    feels = {}
    for id, practice in practices().items():
        first, *others = practice.components
        rest = sum(weights[name] for name in others) / (2 * len(others)) if others else weights[first] / 2
        hill = -0.35 * (np.log2(practice.minutes) - likes) ** 2
        own = lots.normal(0, OWN_SD) + slope * (practice.depth - 2) / 1.5 + place[practice.setting]
        feels[id] = float(np.clip(6 + 1.5 * (weights[first] / 2 + rest) + hill + own, 0, 10))
    left = [gate for gate in sorted(gates()) if lots.random() < 0.12]
    return Partner(depth, frozenset().union(*(gates()[one] for one in left)), feels)
