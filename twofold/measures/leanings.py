"""A private nudge: the one barrier that a person lets guide what is suggested to the two.

Nobody is told whose it is, or that there is one. What is suggested is for both, so it may hint at it.
"""

from typing import Any

from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.wire import Unreadable

from .models import Leaning
from .words import barriers


def own(circle: Circle) -> str:
    """The barrier this person has chosen, or "". One query."""
    chosen = Leaning.objects.filter(person=circle.person).values_list("barrier", flat=True)
    return chosen.first() or ""


def of(circle: Circle) -> set[str]:
    """The barriers that either of the two has chosen, without whose they are. One query."""
    people = [one.pk for one in (circle.person, circle.partner) if one]
    known = {one.id for one in barriers().barrier}
    return known & set(Leaning.objects.filter(person__in=people).values_list("barrier", flat=True))


def choose(circle: Circle, barrier: str) -> None:
    """Let one barrier guide, in the place of any before. Raises Unreadable for one that is none."""
    if barrier not in {one.id for one in barriers().barrier}:
        raise Unreadable("This is none of the barriers.")
    chosen: dict[str, Any] = {"barrier": barrier, "since": timezone.now()}
    Leaning.objects.update_or_create(person=circle.person, defaults=chosen)


def take_back(circle: Circle) -> Discarded | None:
    """Let it guide nothing any more; None where nothing did."""
    found = Leaning.objects.filter(person=circle.person).first()
    return Discarded.take(circle.person, found) if found else None
