"""When a ritual comes round: days worked out from a rule, and moments on its own clock. Pure.

An hour that the clocks skip moves forward; of an hour that comes twice, the first counts.
Both are what calendars do with such times (RFC 5545, section 3.3.5).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Cadence = Literal["daily", "weekly", "monthly"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY, WORKING_DAYS, WEEKEND = 0b1111111, 0b0011111, 0b1100000
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last"}
LAST = 5


def mask_of(weekdays: list[int]) -> int:
    """Weekdays, 0 for Monday, as one number with a bit for each."""
    return sum({1 << day for day in weekdays})


def moment(day: date, at: time, time_zone: str) -> datetime:
    """The aware moment, in UTC, at which clocks in `time_zone` show `at` on `day`."""
    # With fold 0 a skipped time is read by the clock before the change, so it comes out later.
    return datetime.combine(day, at, ZoneInfo(time_zone)).astimezone(UTC)


def local(at: datetime, time_zone: str) -> datetime:
    """An aware moment on the clock of `time_zone`."""
    return at.astimezone(ZoneInfo(time_zone))


@dataclass(frozen=True, slots=True)
class Rule:
    """What repeats. `week` counts the weekday within its month, 1 to 4, or 5 for the last one."""

    cadence: Cadence
    days: int  # a bit for each weekday, the lowest for Monday
    week: int | None
    time: time
    time_zone: str

    @property
    def weekdays(self) -> list[int]:
        return [day for day in range(7) if self.days >> day & 1]

    @property
    def sound(self) -> bool:
        """Whether the parts go together: one day for weekly and monthly, and a week for monthly alone."""
        if not 0 < self.days <= EVERY_DAY or (self.cadence == "monthly") != (self.week is not None):
            return False
        one_day = self.cadence == "daily" or len(self.weekdays) == 1
        return one_day and (self.week is None or 1 <= self.week <= LAST)

    def falls_on(self, day: date) -> bool:
        if not self.days >> day.weekday() & 1:
            return False
        if self.cadence != "monthly":
            return True
        if self.week == LAST:
            return day.day + 7 > monthrange(day.year, day.month)[1]
        return (day.day - 1) // 7 + 1 == self.week

    def between(self, first: date, last: date) -> Iterator[date]:
        """The days it falls on, both ends included, in order."""
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if self.falls_on(day):
                yield day

    def starts_at(self, day: date) -> datetime:
        """The moment, in UTC, at which it begins on `day`."""
        return moment(day, self.time, self.time_zone)

    @property
    def words(self) -> str:
        """ "Monday to Friday at 07:30", "the last Sunday of the month at 20:00"."""
        return f"{self.days_in_words} at {self.time:%H:%M}"

    @property
    def days_in_words(self) -> str:
        if self.cadence == "monthly":
            return f"the {ORDINALS[self.week or 1]} {NAMES[self.weekdays[0]]} of the month"
        known = {EVERY_DAY: "every day", WORKING_DAYS: "Monday to Friday", WEEKEND: "at the weekend"}
        if self.days in known:
            return known[self.days]
        names = [NAMES[day] for day in self.weekdays]
        if len(names) == 1:
            return f"every {names[0]}"
        if len(names) == 6:
            return f"every day but {NAMES[next(day for day in range(7) if day not in self.weekdays)]}"
        return f"{', '.join(names[:-1])} and {names[-1]}"
