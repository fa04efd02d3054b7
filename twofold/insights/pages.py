"""What the pages of insights show, in words: worked out here, so that no template has to decide."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from twofold.couples.access import Circle
from twofold.practices.shelf import offered

from .closeness import Course, Courses, courses
from .findings import Found, Looked, Waiting, look
from .helped import Helped, practices_that_helped
from .kept import Ground
from .predictors import BY_ID, Predictor, method, name_of, sentence
from .reading import Read, read_each_other
from .spans import Span, span_of
from .strips import Strips
from .words import between_days, close_words, reading_words, rests_on, steps, waiting_words

SHOWN = 6  # findings in full; more of them stand folded below
SHOWN_PRACTICES = 12
FAR_AND_CLOSE = ("far apart", "very close")


class InsightsPage:
    """What every page of insights knows: who looks, with whom, and who lets their ratings in."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.ground = Ground(circle)
        self.partner = circle.partner.called if circle.partner else ""

    @property
    def joined(self) -> bool:
        return self.ground.joined

    @property
    def both(self) -> bool:
        return self.ground.both


@dataclass(frozen=True)
class FindingCard:
    """A told finding, as a card says it."""

    found: Found
    partner: str
    side: str
    tested: int
    told: int

    @property
    def id(self) -> str:
        return f"{self.found.kind}-{self.found.predictor}"

    @property
    def _predictor(self) -> Predictor:
        return BY_ID[self.found.predictor]

    @property
    def eyebrow(self) -> str:
        return {"same": "On the same day", "after": "The day after", "two": "The two of you"}[self.found.kind]

    @property
    def sentence(self) -> str:
        return sentence(self._predictor, self.found.kind, self.found.direction, self.partner)

    @property
    def how_sure(self) -> str:
        return between_days(self.found, self._predictor)

    @property
    def rests_on(self) -> str:
        return rests_on(self.found)

    @property
    def note(self) -> str:
        return self._predictor.note

    @property
    def method(self) -> str:
        counted = f"here, {self.found.rows} of {self.found.days} did"
        told = method(self._predictor, self.found.kind, self.partner)
        return f"{told}; {counted}. The last two years are looked at, and no more."

    @property
    def p(self) -> str:
        return "under 0.001" if self.found.p < 0.001 else f"{self.found.p:.3f}"

    @property
    def chance(self) -> str:
        """How many of those told here are expected to be chance."""
        many = round(self.told / 10)
        return f"Of the {self.told} told here, that is {f'about {many}' if many else 'fewer than one'}."

    @property
    def strips(self) -> Strips:
        words = f"How close you felt, from 0 to 10, on all {self.found.days} days."
        return Strips(self.side, words, "Days", self.found.groups, FAR_AND_CLOSE)


class DaysPage(InsightsPage):
    """What goes with one's own closer days, the same day and the day after, and from the other's side."""

    @cached_property
    def looked(self) -> Looked:
        return self.ground.kept("days", lambda: look(self.circle, self.both))

    @cached_property
    def findings(self) -> list[FindingCard]:
        tested, side = self.looked.tested, self.circle.side
        told = self.looked.told
        return [FindingCard(one, self.partner, side, tested, len(told)) for one in told]

    @property
    def first(self) -> list[FindingCard]:
        return self.findings[:SHOWN]

    @property
    def further(self) -> list[FindingCard]:
        return self.findings[SHOWN:]

    @property
    def nothing(self) -> list[str]:
        """What was looked at and has nothing to tell, by name."""
        return [name_of(BY_ID[id], self.partner, kind) for kind, id in self.looked.nothing]

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """What cannot be told yet, in a line for each number of days that it takes."""
        lines: dict[str, list[str]] = {}
        for one in sorted(self.looked.waiting, key=lambda one: one.more):
            lines.setdefault(waiting_words(one.reason, one.more, one.kind), []).append(self._name(one))
        return [{"words": words, "names": names} for words, names in lines.items()]

    def _name(self, one: Waiting) -> str:
        return name_of(BY_ID[one.predictor], self.partner, one.kind)

    @property
    def is_empty(self) -> bool:
        """Before the first evening."""
        return not (self.looked.tested or self.looked.waiting)


class ClosenessPage(InsightsPage):
    """The level of closeness: one's own, and the other's beside it where both let theirs in."""

    def __init__(self, circle: Circle, asked: str) -> None:
        super().__init__(circle)
        self.span: Span = span_of(asked)

    @cached_property
    def courses(self) -> Courses | None:
        return self.ground.kept("closeness", lambda: courses(self.circle, self.both))

    @property
    def mine(self) -> Course | None:
        return self.courses.mine if self.courses else None

    @property
    def words(self) -> list[str]:
        return close_words(self.mine) if self.mine else []

    @property
    def can_draw(self) -> bool:
        return bool(self.courses and any(one.level for one in self._strands))

    @property
    def _strands(self) -> list[Course]:
        found = (self.courses.mine, self.courses.theirs) if self.courses else ()
        return [one for one in found if one]

    @cached_property
    def named(self) -> list[tuple[str, str, Course]]:
        """Side, name and course of each whose level can be drawn."""
        named = zip(self.circle.memberships, self._strands, strict=False)
        return [(one.side, one.person.called, course) for one, course in named if course.level]

    @property
    def json(self) -> str:
        """For the picture, in an attribute: a part that comes later can carry no script element."""
        return msgspec.json.encode(self.span.chart(self.courses, self.named) if self.courses else {}).decode()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.span.rows(self.courses, self.named) if self.courses else []

    @property
    def spans(self) -> list[dict[str, Any]]:
        return self.span.links


class ReadingPage(InsightsPage):
    """How one reads the other, told to the one who guesses."""

    @cached_property
    def read(self) -> Read | None:
        """None unless both let theirs in."""
        return self.ground.kept("reading", lambda: read_each_other(self.circle)) if self.both else None

    @property
    def said(self) -> list[dict[str, str]]:
        return reading_words(self.read, self.partner) if self.read else []

    @property
    def strips(self) -> Strips:
        words = f"What you guessed, by where {self.partner}’s answer lay, from 0 to 10."
        groups = self.read.groups if self.read else ()
        return Strips(self.circle.side, words, f"{self.partner}’s answer", groups, unit=("guess", "guesses"))


class HelpedPage(InsightsPage):
    """The practices that one has found good, by one's own ratings."""

    @cached_property
    def practices(self) -> list[Helped]:
        return practices_that_helped(self.circle)

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The best first. What lies beyond a boundary by now keeps its place, without a way to it."""
        at_hand = offered(self.circle)
        return [
            {
                "one": one,
                "strips": self._strips(one),
                "middle": steps(one.main.middle),
                "fits": f"{steps(one.main.low)} to {steps(one.main.high)}",
                "is_offered": one.practice in at_hand,
            }
            for one in self.practices[:SHOWN_PRACTICES]
        ]

    def _strips(self, one: Helped) -> Strips:
        words = f"Your ratings of {one.title}, from 0 to 10."
        return Strips(self.circle.side, words, "You said", one.groups, unit=("time", "times"))
