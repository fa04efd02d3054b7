"""Closeness over the last weeks, drawn for two. What is shown is what was said, and nothing is guessed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from twofold.checkins.models import CheckIn
from twofold.couples.access import Circle

from .joining import Joining

__all__ = ["Joining", "Point", "Ribbon", "Strand", "band", "line", "smooth", "unbroken"]

DAYS = 28
WIDTH, HEIGHT, MARGIN = 600, 140, 10
LONGEST_GAP = 4  # days; over a longer silence no line is drawn, because nothing is known


@dataclass(frozen=True)
class Point:
    """One day's middle of closeness, and the lowest and highest said around it, on 0–10."""

    index: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Strand:
    """One partner's ribbon as SVG paths, and the numbers behind it for a table."""

    side: str
    name: str
    lines: list[str]
    bands: list[str]
    dots: list[tuple[float, float]]


class Ribbon:
    """The closeness of both over four weeks, from shared check-ins."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.last = circle.day()
        self.first: date = self.last - timedelta(days=DAYS - 1)

    @cached_property
    def said(self) -> dict[Any, dict[date, int]]:
        """Closeness by person and day; one query."""
        found: dict[Any, dict[date, int]] = {}
        rows = CheckIn.objects.visible_to(self.circle).since(self.first).exclude(closeness=None)
        for author, day, value in rows.values_list("author", "day", "closeness")[: DAYS * 2]:
            found.setdefault(author, {})[day] = value or 0
        return found

    @cached_property
    def strands(self) -> list[Strand]:
        return [self._strand(one) for one in self.circle.memberships if self.said.get(one.person_id)]

    def _strand(self, membership: Any) -> Strand:
        said = self.said[membership.person_id]
        points = smooth({(day - self.first).days: value for day, value in said.items()})
        runs = unbroken(points)
        return Strand(
            side=membership.side,
            name=membership.person.called,
            lines=[line([(_x(p.index), _y(p.middle)) for p in run]) for run in runs if len(run) > 1],
            bands=[band(run) for run in runs if len(run) > 1],
            dots=[(_x((day - self.first).days), _y(value)) for day, value in sorted(said.items())],
        )

    @property
    def evenings(self) -> int:
        """On how many of these days both have said how close they felt."""
        days = [set(one) for one in self.said.values()]
        return len(days[0] & days[1]) if len(days) == 2 else 0

    @cached_property
    def rows(self) -> list[tuple[date, list[int | None]]]:
        """The same as a table: each day with something said, newest first."""
        people = [one.person_id for one in self.circle.memberships]
        days = sorted({day for one in self.said.values() for day in one}, reverse=True)
        return [(day, [self.said.get(person, {}).get(day) for person in people]) for day in days]


def smooth(values: dict[int, int]) -> list[Point]:
    """Three-day middles, with the lowest and highest answer of those days as the band."""
    points = []
    for index in sorted(values):
        near = [values[i] for i in (index - 1, index, index + 1) if i in values]
        points.append(Point(index, sum(near) / len(near), min(near), max(near)))
    return points


def unbroken(points: list[Point]) -> list[list[Point]]:
    """The points in runs without a long silence inside."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.index - runs[-1][-1].index <= LONGEST_GAP:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _x(index: float) -> float:
    return round(MARGIN + index / (DAYS - 1) * (WIDTH - 2 * MARGIN), 1)


def _y(value: float) -> float:
    return round(HEIGHT - MARGIN - value / 10 * (HEIGHT - 2 * MARGIN), 1)


def line(places: list[tuple[float, float]], begin: str = "M") -> str:
    """A smooth path through places, level at each turn so that it never swings beyond what was said."""
    path = [f"{begin}{places[0][0]} {places[0][1]}"]
    for (x0, y0), (x1, y1) in pairwise(places):
        half = round((x0 + x1) / 2, 1)
        path.append(f"C{half} {y0} {half} {y1} {x1} {y1}")
    return "".join(path)


def band(run: list[Point]) -> str:
    """The area between the lowest and the highest."""
    upper = [(_x(p.index), _y(p.high) - 2) for p in run]
    lower = [(_x(p.index), _y(p.low) + 2) for p in reversed(run)]
    return line(upper) + line(lower, "L") + "Z"
