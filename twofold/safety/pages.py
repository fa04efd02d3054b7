"""What the help page shows: every country, and beside a line that is old, that it is."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .help import ANYWHERE, Country, Line, countries


@dataclass(frozen=True)
class Shown:
    """A line as it stands on the page today."""

    line: Line
    old: bool


@dataclass(frozen=True)
class Opened:
    """A country with its lines, grouped by whom they are for."""

    country: Country
    groups: list[tuple[str, list[Shown]]]

    @classmethod
    def on(cls, today: date, country: Country) -> "Opened":
        groups = [
            (title, [Shown(line, line.is_old(today)) for line in lines]) for title, lines in country.groups
        ]
        return cls(country, groups)


class HelpPage:
    """Old by the server's day. A copy kept on a device looks again, by the device's clock."""

    def __init__(self) -> None:
        today = timezone.now().date()
        every = [Opened.on(today, one) for one in countries()]
        self.countries = [one for one in every if one.country.id != ANYWHERE]
        self.anywhere = next((one for one in every if one.country.id == ANYWHERE), None)
