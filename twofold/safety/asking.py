"""Which practices come after the private choice: about conflict, about feeling safe, about trust rebuilt.

Couples' exercises are generally advised against where one is afraid of the other; so these are preceded
by what everybody is told, and by a way to help that nobody is told of.
"""

from collections.abc import Collection
from typing import Protocol

COMPONENTS = frozenset({"repair", "safety"})
ROWS = "F"  # the rows of the mission's coverage that are about conflict, forgiveness and trust rebuilt


class Practised(Protocol):
    """What this has to know of a practice, whose room lies above."""

    @property
    def components(self) -> Collection[str]: ...
    @property
    def serves(self) -> Collection[str]: ...


def comes_first(practice: Practised) -> bool:
    """Whether the private choice comes before this practice."""
    touched = COMPONENTS.intersection(practice.components)
    return bool(touched) or any(row.startswith(ROWS) for row in practice.serves)
