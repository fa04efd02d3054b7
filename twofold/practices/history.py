"""What the two have done, looked back on: each sees their own ratings, and the words that are theirs."""

from functools import cached_property
from typing import Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .keeping import Rating
from .library import Practice
from .live import LiveSession
from .outline import PlainTurn
from .screen import WRITTEN, extras_of, words_of
from .shelf import offered


class PastSession:
    """A session that is over, as one of the two looks back on it."""

    def __init__(self, circle: Circle, live: LiveSession) -> None:
        self.circle, self.live = circle, live

    @property
    def practice(self) -> Practice | None:
        return self.live.score

    @property
    def own(self) -> Letter | None:
        return self.live.own

    @property
    def on_shelf(self) -> bool:
        """Whether it can be done again: what is left out by now stays in the story, without a way to it."""
        return self.live.practice in offered(self.circle)

    @property
    def day(self) -> Any:
        return self.live.couple.day(self.live.ended_at)

    @cached_property
    def rating(self) -> Rating | None:
        return Rating.objects.filter(session=self.live, person=self.circle.person).first()

    @cached_property
    def letters(self) -> list[Letter]:
        """Everything written in it that this person may be handed, in the order of its turns."""
        turns = {self.live.about(number): number for number in range(len(self.live.plain_turns))}
        about = [*turns, self.live.pk]
        found = self.circle.letters.filter(about__in=about).of_kind(*KINDS).order_by("written_at")[:200]
        letters = sorted(found, key=lambda one: turns.get(one.about or self.live.pk, len(turns)))
        self.circle.hand_over(letters)
        return letters

    @property
    def promises(self) -> list[Letter]:
        return [one for one in self.letters if one.kind == Letter.Kind.PROMISE]

    @property
    def words(self) -> list[Letter]:
        """Notes of the turns, without the line at the end."""
        notes = (one for one in self.letters if one.kind == Letter.Kind.PRACTICE_NOTE)
        return [one for one in notes if one.about != self.live.pk]

    @property
    def note(self) -> Letter | None:
        """The line that this person kept for themselves at the end."""
        return next((one for one in self.letters if one.about == self.live.pk), None)

    @cached_property
    def written(self) -> list[dict[str, Any]]:
        """The notes turn by turn, each with what was asked."""
        practice = self.practice
        if practice is None:
            return [{"turn": 0, "text": "", "letters": self.words}] if self.words else []
        told = []
        for number, turn in enumerate(self.live.plain_turns):
            here = [one for one in self.letters if one.about == self.live.about(number)]
            if here:
                told.append({"turn": number, "text": practice.step[turn.step].text, "letters": here})
        return told

    @property
    def unwritten(self) -> list[dict[str, Any]]:
        """The turns in which this person could write and did not: what they began may lie on their device."""
        told = {one.about for one in self.letters if one.author_id == self.circle.person.pk}
        turns = enumerate(self.live.plain_turns)
        asked = [(number, turn) for number, turn in turns if turn.kind in WRITTEN]
        return [self._asked(*one) for one in asked if self.live.about(one[0]) not in told]

    def _asked(self, number: int, turn: PlainTurn) -> dict[str, Any]:
        step = self.practice.step[turn.step] if self.practice else None
        return {
            "number": number,
            "kind": turn.kind,
            "about": str(self.live.about(number)),
            "reveal": turn.reveal,
            "text": words_of(step)["text"],
            **extras_of(step, turn.kind),
        }


KINDS = (Letter.Kind.PRACTICE_NOTE, Letter.Kind.PROMISE)


def sessions_over(circle: Circle) -> Any:
    """Sessions that came past their first turn, newest first."""
    over = LiveSession.objects.of(circle.together()).over().filter(turn__gt=0)
    return over.select_related("own", "couple").order_by("-ended_at", "-pk")


def own_ratings(circle: Circle, practice: Practice) -> list[dict[str, Any]]:
    """How a practice was for this person the last five times."""
    mine = Rating.objects.filter(
        person=circle.person, session__couple=circle.couple, session__practice=practice.id
    )
    return [
        {"day": circle.together().day(one.at), "close": one.close, "safe": one.safe, "helped": one.helped}
        for one in mine.order_by("-at")[:5]
    ]
