"""The practices that one person has found good, from their own ratings, told to them alone.

A few ratings are drawn towards the mean of all of that person's practices (an empirical Bayes estimate, as in
Morris, 1983): a practice done three times on three fine evenings is no more than that.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Any

from twofold.couples.access import Circle
from twofold.practices.library import practices
from twofold.practices.models import Rating

from .findings import ANSWERS, Group

LEAST = 3  # sessions of a practice, each with a rating
MOST = 4_000  # ratings
ALIKE = 1.0  # the least variance between sessions that is reckoned with: answers are whole numbers
NAMES = {"helped": "It helped", "close": "How close you felt", "safe": "How at ease you felt"}


@dataclass(frozen=True)
class Helped:
    """One practice as one person has rated it: a group of sessions for each of the three ratings."""

    practice: str
    title: str
    sessions: int
    groups: tuple[Group, ...]

    @property
    def main(self) -> Group:
        return self.groups[0]


def practices_that_helped(circle: Circle) -> list[Helped]:
    """One's own practices, the best first. One query.

    The partner's ratings never enter, whatever both have agreed to: whoever gave one was told that the
    other never sees it, and what a practice lacks beside “good for both” would tell it.
    """
    own = Rating.objects.filter(session__couple=circle.together(), person=circle.person)
    said = own.exclude(session__practice="").order_by("-at")
    found = [
        Helped(id, practices()[id].title, max(one.days for one in groups), groups)
        for id, groups in estimated(list(said.values_list("session__practice", *NAMES)[:MOST])).items()
        if id in practices()
    ]
    return sorted(found, key=lambda one: (-one.main.middle, one.title))


def estimated(rows: list[tuple[Any, ...]]) -> dict[str, tuple[Group, ...]]:
    """For each practice rated at least three times, its groups; rows are practice, helped, close, safe."""
    by_rating = [shrunk([(row[0], row[place]) for row in rows], name) for place, name in _places()]
    with_main = by_rating[0]
    return {id: tuple(one[id] for one in by_rating if id in one) for id in with_main}


def _places() -> list[tuple[int, str]]:
    return list(enumerate(NAMES.values(), 1))


def shrunk(said: list[tuple[str, int | None]], name: str) -> dict[str, Group]:
    """Each practice's mean, drawn to the mean of all by how few sessions it has, with a 95 % interval."""
    values: dict[str, list[int]] = defaultdict(list)
    for practice, value in said:
        if value is not None:
            values[practice].append(value)
    kept = {id: some for id, some in values.items() if len(some) >= LEAST}
    if not kept:
        return {}
    grand = fmean(value for some in kept.values() for value in some)
    freedom = sum(len(some) - 1 for some in kept.values())
    within = max(ALIKE, sum(variance(some) * (len(some) - 1) for some in kept.values()) / freedom)
    between = _between([(fmean(some), len(some)) for some in kept.values()], grand, within)
    return {id: _drawn(some, name, grand, within, between) for id, some in kept.items()}


def _between(means: list[tuple[float, int]], grand: float, within: float) -> float:
    """The variance of practices about the mean of all, beyond what chance among sessions gives."""
    if len(means) < 2:
        return within
    seen = sum((mean - grand) ** 2 for mean, _ in means) / (len(means) - 1)
    chance = fmean(within / n for _, n in means)
    return max(seen - chance, within / 10)  # practices are never wholly alike


def _drawn(some: list[int], name: str, grand: float, within: float, between: float) -> Group:
    weight = between / (between + within / len(some))
    middle = grand + weight * (fmean(some) - grand)
    around = 1.96 * (weight * within / len(some)) ** 0.5
    counts = tuple(some.count(answer) for answer in ANSWERS)
    return Group(name, counts, middle, max(0.0, middle - around), min(10.0, middle + around))
