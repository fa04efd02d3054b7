"""What both people's boundaries leave out, in one query a request: rooms above offer what is within.

Nothing here says whose a boundary is, and no page counts what it hides.
"""

from dataclasses import dataclass

from twofold.couples.access import Circle

from .models import Boundary

KEPT = "_limits"


@dataclass(frozen=True)
class Limits:
    """The union of what the two leave out, and whether it is quiet time for one of them."""

    themes: frozenset[str] = frozenset()
    practices: frozenset[str] = frozenset()
    i_rest: bool = False  # the person who asks
    one_rests: bool = False  # either of the two

    def allow_themes(self, themes: list[str]) -> bool:
        return self.themes.isdisjoint(themes)

    def allow_practice(self, id: str) -> bool:
        return id not in self.practices


def of(circle: Circle) -> Limits:
    """The limits of a person and their partner, looked up once for a circle."""
    found: Limits | None = vars(circle).get(KEPT)
    if found is None:
        found = vars(circle)[KEPT] = _look(circle)
    return found


def _look(circle: Circle) -> Limits:
    people = {one.pk: one for one in (circle.person, circle.partner) if one}
    rows = list(Boundary.objects.filter(person__in=people))
    resting = {row.person_id for row in rows if row.rests(people[row.person_id].time_zone)}
    return Limits(
        themes=frozenset().union(*(row.themes for row in rows)),
        practices=frozenset().union(*(row.all_practices for row in rows)),
        i_rest=circle.person.pk in resting,
        one_rests=bool(resting),
    )
