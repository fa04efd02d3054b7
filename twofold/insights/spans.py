"""How far back a picture of closeness looks, and what of it is drawn and told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .closeness import Course, Courses

Named = list[tuple[str, str, Course]]


@dataclass(frozen=True)
class Span:
    """Some days up to today. Its table has a row for every so many days."""

    id: str
    name: str
    days: int
    every: int

    @property
    def has_dots(self) -> bool:
        """Whether the answers are drawn, too: in a year they would hide the line."""
        return self.days <= SPANS[1].days

    def _places(self, courses: Courses) -> range:
        last = len(courses.mine.said)
        return range(max(0, last - self.days), last)

    def chart(self, courses: Courses, named: Named) -> dict[str, Any]:
        """What a line chart draws: for each its side, name, level and answers, and where the ticks stand."""
        places = self._places(courses)
        return {
            "days": len(places),
            "ticks": self._ticks([courses.day(one) for one in places]),
            "series": [
                {
                    "side": side,
                    "name": name,
                    "level": [course.level[one] for one in places],
                    "said": [course.said[one] for one in places] if self.has_dots else [],
                }
                for side, name, course in named
            ],
        }

    def _ticks(self, days: list[date]) -> list[tuple[int, str]]:
        """Mondays in a month of days, and first days of months in more."""
        if self.days <= SPANS[0].days:
            return [(place, f"{day.day} {day:%b}") for place, day in enumerate(days) if day.weekday() == 0]
        return [(place, f"{day:%b}") for place, day in enumerate(days) if day.day == 1]

    def rows(self, courses: Courses, named: Named) -> list[dict[str, Any]]:
        """The same as a table, the newest first."""
        newest_first = list(self._places(courses))[:: -self.every]
        rows: list[dict[str, Any]] = [
            {"day": courses.day(one), "cells": [_cell(course, one) for _, _, course in named]}
            for one in newest_first
        ]
        return [one for one in rows if any(cell is not None for cell in one["cells"])]

    @property
    def links(self) -> list[dict[str, Any]]:
        return [{"id": one.id, "name": one.name, "here": one is self} for one in SPANS]


def _cell(course: Course, place: int) -> dict[str, Any] | None:
    spot = course.level[place]
    if spot is None:
        return None
    return {"middle": spot[0], "low": spot[1], "high": spot[2], "said": course.said[place]}


SPANS = (
    Span("28", "Four weeks", 28, 1),
    Span("92", "Three months", 92, 7),
    Span("365", "A year", 365, 7),
)


def span_of(asked: str) -> Span:
    """The span asked for; three months when it is none of them."""
    return next((one for one in SPANS if one.id == asked), SPANS[1])
