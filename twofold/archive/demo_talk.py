"""The demo couple's year of questions: asked, answered by both, by one or by none, and replied to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from twofold.couples.letters import Letter, Reaction
from twofold.questions.decks import Question, questions
from twofold.questions.models import Asked, Ease, Favourite, Pace, Reveal, SetAside
from twofold.sealing.sealer import one_of

from .demo_pair import Pair
from .demo_words import WHO, Answered, OwnQuestion, Said, Who
from .demo_year import spread

LEFT_UNANSWERED = 24  # questions that neither took up
STARS = ("everyday-phones-away", "us-over-time-closer-and-further", "play-private-joke")
TAPS = {
    Letter.Kind.ANSWER: 0.4,
    Letter.Kind.APPRECIATION: 0.5,
    Letter.Kind.CHECKIN: 0.1,
    Letter.Kind.JOURNAL: 0.8,
    Letter.Kind.REPLY: 0.1,
}
OTHER: dict[Who, Who] = {"mira": "jon", "jon": "mira"}


@dataclass
class Talk:
    """Everything around the questions, not saved yet."""

    letters: list[Letter] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    reveals: list[Reveal] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)

    def save(self, pair: Pair) -> None:
        """Keep it all, then let the pace follow from how the questions sat with each."""
        Letter.objects.bulk_create(self.letters)
        Asked.objects.bulk_create(self.asked)
        Reveal.objects.bulk_create(self.reveals)
        SetAside.objects.bulk_create(self.aside)
        Favourite.objects.bulk_create(
            Favourite(person=pair.person("mira"), source=source) for source in STARS
        )
        _feel(pair, self.reveals)


def talk(pair: Pair, said: Said) -> Talk:
    """A year of questions."""
    found, rng = Talk(), pair.rng
    unasked = _unasked(pair, said)
    one_sided = [one for one in said.answers if one.season != "today" and not (one.mira and one.jon)]
    told = [one for one in said.answers if one not in one_sided]
    for one in one_sided:  # they wait anywhere among the others, except at the very end
        told.insert(rng.randrange(20, len(told) - 5), one)
    own = [(one, unasked.pop()) for one in said.own_questions]
    entries = [*told, *(_Unanswered(unasked.pop()) for _ in range(LEFT_UNANSWERED))]
    rng.shuffle(entries[len(told) :])
    placed = spread(_mixed(entries, len(told), rng), pair.year, rng)
    for day, entry in placed:
        if isinstance(entry, Answered):
            _answered(found, pair, day, _asked(pair, day, questions()[entry.question]), entry)
        else:
            _left(found, pair, _asked(pair, day, entry.question))
    return found
