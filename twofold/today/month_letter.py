"""A letter to both about a month that is over, made from counts alone; the same for both of them."""

import re
from datetime import date
from functools import cached_property

from twofold.couples.access import Circle

from .month_days import Month, next_month
from .month_picture import Cloth
from .month_words import written

NEW_FOR = 7  # days of the next month
YEARS = 12  # of months that are listed


class MonthLetter:
    """One month's letter, as either of the two is shown it. Nine queries."""

    def __init__(self, circle: Circle, first: date) -> None:
        self.circle, self.first = circle, first
        self.month = Month(circle.together(), first)
        self.cloth = Cloth(self.month)

    @property
    def greeting(self) -> str:
        """Both by name, in the same order for both."""
        names = [one.person.called for one in sorted(self.circle.memberships, key=lambda one: one.side)]
        return f"Dear {names[0]}, dear {names[1]},"

    @cached_property
    def paragraphs(self) -> list[str]:
        return written(str(self.circle.together().pk), self.first, self.month.counts)

    @property
    def earlier(self) -> date | None:
        return self._beside(-1)

    @property
    def later(self) -> date | None:
        return self._beside(1)

    def _beside(self, step: int) -> date | None:
        all_months = months(self.circle)  # newest first
        place = all_months.index(self.first) - step
        return all_months[place] if 0 <= place < len(all_months) else None


def months(circle: Circle) -> list[date]:
    """The months that are over since the two began, newest first, by their own days. No query."""
    today, began = circle.day(), _began(circle)
    month, found = began.replace(day=1), []
    while next_month(month) <= today:
        found.append(month)
        month = next_month(month)
    return found[::-1][: YEARS * 12]


def _began(circle: Circle) -> date:
    """The day the second of the two came."""
    return circle.together().day(max(one.joined_at for one in circle.memberships))


def month_of(circle: Circle, text: str) -> date | None:
    """The month that an address names, such as "2026-10", where there is a letter about it."""
    if not re.fullmatch(r"\d{4}-\d\d", text):
        return None
    return next((one for one in months(circle) if f"{one:%Y-%m}" == text), None)


def new(circle: Circle) -> date | None:
    """The month whose letter is new: the one before, in the first seven days of the next. No query."""
    if circle.couple is None or circle.day().day > NEW_FOR:
        return None
    return next(iter(months(circle)), None)
