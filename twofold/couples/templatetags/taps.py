"""The one-tap replies under a letter."""

from django import template

from twofold.couples.letters import Letter, Reaction
from twofold.people.models import Person

register = template.Library()


@register.filter
def taps(letter: Letter, person: Person) -> list[tuple[str, str, bool]]:
    """Each tap with its words, and whether this person has given it."""
    given = {one.kind for one in letter.reactions.all() if one.person_id == person.pk}
    return [(kind.value, str(kind.label), kind.value in given) for kind in Reaction.Kind]
