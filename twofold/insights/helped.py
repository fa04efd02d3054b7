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
CLEARLY = 5.0  # of 10: for “both of you” each one's whole interval lies above
NAMES = {"helped": "It helped", "close": "How close you felt", "safe": "How at ease you felt"}


@dataclass(frozen=True)
class Helped:
    """One practice as one person has rated it: a group of sessions for each of the three ratings."""

    practice: str
    title: str
    sessions: int
    groups: tuple[Group, ...]
    for_both: bool = False

    @property
    def main(self) -> Group:
        return self.groups[0]


def practices_that_helped(circle: Circle, both: bool) -> list[Helped]:
    """One's own practices, the best first. The partner's ratings come in where both let theirs, and show
    in nothing but that a practice was good for both. One query."""
    people = [circle.person.pk, *([circle.partner.pk] if both and circle.partner else [])]
    ratings = Rating.objects.filter(session__couple=circle.together(), person__in=people)
    said = ratings.exclude(session__practice="").order_by("-at")
    rows = list(said.values_list("person", "session__practice", *NAMES)[:MOST])
    mine = estimated([row[1:] for row in rows if row[0] == circle.person.pk])
    good = {id for id, groups in mine.items() if _is_clearly_good(groups)}
    if both:
        theirs = estimated([row[1:] for row in rows if row[0] != circle.person.pk])
        good &= {id for id, groups in theirs.items() if _is_clearly_good(groups)}
    found = [
        Helped(id, practices()[id].title, max(one.days for one in groups), groups, both and id in good)
        for id, groups in mine.items()
        if id in practices()
    ]
    return sorted(found, key=lambda one: (-one.main.middle, one.title))


def _is_clearly_good(groups: tuple[Group, ...]) -> bool:
    return groups[0].low > CLEARLY


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
