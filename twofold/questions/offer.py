"""Which questions a couple is offered: within both people's depth, and none of what either leaves out.

A question outside is as one that never was: the same answer, and no count of it anywhere.
"""

from twofold.boundaries import limits
from twofold.couples.access import Circle

from .decks import Deck, Question, decks, questions

CORE = {"appreciation", "play", "time"}  # what a few light questions stay about when all is left out


def is_core(question: Question) -> bool:
    return question.depth == 1 and set(question.themes) <= CORE


def offered(circle: Circle) -> dict[str, Question]:
    """The questions within both boundaries by id; the kind core where none is left."""
    within = limits.of(circle)
    found = {
        id: one
        for id, one in questions().items()
        if one.depth <= circle.depth and within.allow_themes(one.themes)
    }
    return found or {id: one for id, one in questions().items() if is_core(one)}


def offered_decks(circle: Circle) -> dict[str, tuple[Deck, list[Question]]]:
    """The decks that have something to offer, each with just that."""
    open_to = offered(circle)
    found = {id: (deck, [one for one in deck.question if one.id in open_to]) for id, deck in decks().items()}
    return {id: (deck, inside) for id, (deck, inside) in found.items() if inside}
