"""What the page of boundaries shows: worked out once, so that no template has to decide."""

from typing import Any

from twofold.people.models import Person
from twofold.people.views import DEPTH_WORDS

from .choices import choices, practice_names
from .models import Boundary

NIGHT = (22, 7)  # offered first to who has no quiet hours yet
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class BoundariesPage:
    """One person's own boundaries, for their eyes alone."""

    depths, hours = DEPTH_WORDS, HOURS

    def __init__(self, person: Person) -> None:
        self.person, self.kept = person, Boundary.of(person)

    @property
    def themes(self) -> list[dict[str, Any]]:
        return [
            {"id": one.id, "name": one.name, "out": one.id in self.kept.themes} for one in choices().theme
        ]

    @property
    def gates(self) -> list[dict[str, Any]]:
        """The groups, each with the titles in it, so that nobody leaves out what they would have kept."""
        names = practice_names()
        return [
            {
                "id": one.id,
                "title": one.title,
                "line": one.line,
                "out": one.id in self.kept.gates,
                "names": sorted(names[id].title for id in one.practices),
            }
            for one in choices().gate
        ]

    @property
    def practices(self) -> list[dict[str, Any]]:
        return [
            {"id": id, "title": one.title, "out": id in self.kept.practices}
            for id, one in practice_names().items()
        ]

    @property
    def single(self) -> int:
        """How many single practices this person has left out, to show the list open."""
        return len(self.kept.practices)

    @property
    def has_quiet(self) -> bool:
        return self.kept.quiet_start is not None

    @property
    def start(self) -> int:
        return NIGHT[0] if self.kept.quiet_start is None else self.kept.quiet_start

    @property
    def end(self) -> int:
        return NIGHT[1] if self.kept.quiet_end is None else self.kept.quiet_end
