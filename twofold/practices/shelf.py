"""Which practices a couple is offered: within both people's depth, and none of what either leaves out.

One outside is as one that never was: the same answer, and no count of it anywhere.
"""

from twofold.boundaries import limits
from twofold.couples.access import Circle

from .library import Practice, practices

CORE = ("morning-coffee", "evening-gratitude", "breathe-alone")  # stay when all is left out


def offered(circle: Circle) -> dict[str, Practice]:
    """The practices within both boundaries by id; the kind core where none is left."""
    within = limits.of(circle)
    found = {
        id: one for id, one in practices().items() if one.depth <= circle.depth and within.allow_practice(id)
    }
    return found or {id: practices()[id] for id in CORE}
