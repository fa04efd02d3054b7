"""What the pages of trust show: worked out once, so that no template has to decide."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sin
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from twofold.boundaries import limits
from twofold.boundaries.choices import practice_names
from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of

from .letting import matter_of, steps_of
from .models import Agreed
from .promises import KEPT, NOT, OPENED, PARTLY, day_of, has_come, promises_of
from .words import Pair, Step, dos, rebuilding

LOOKS = {KEPT: "Kept", PARTLY: "Partly", NOT: "Not yet, or not this time"}
AHEAD, DUE, PAGE, STONES = 30, 12, 10, 24
NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass
class Look:
    """How one of the two found a promise kept."""

    letter: Letter

    @property
    def words(self) -> str:
        return LOOKS.get(self.letter.readable.get("kept", -1), "")


@dataclass
class PromiseCard:
    """A promise as one of the two sees it by now."""

    circle: Circle
    letter: Letter
    mine: Look | None = None
    theirs: Look | None = None

    @property
    def day(self) -> date | None:
        return day_of(self.letter)

    @property
    def come(self) -> bool:
        return has_come(self.circle, self.letter)

    @property
    def own(self) -> bool:
        return self.letter.author_id == self.circle.person.pk

    @property
    def opened(self) -> bool:
        looks = [one for one in (self.mine, self.theirs) if one]
        return any(one.letter.has_appeared for one in looks)

    @property
    def looks(self) -> list[Look]:
        """Both, one's own first, once they are open."""
        return [one for one in (self.mine, self.theirs) if one] if self.opened else []

    @property
    def differ(self) -> bool:
        said = {one.words for one in self.looks if one.words}
        return len(said) > 1


def cards_of(circle: Circle, promises: list[Letter]) -> list[PromiseCard]:
    """Promises with what each has said about them, as far as this person may read it; handed over here."""
    about = [one.pk for one in promises]
    looks = list(circle.letters.of_kind(Letter.Kind.KEPT).filter(about__in=about, couple=circle.couple))
    circle.hand_over([*promises, *looks])
    cards = {one.pk: PromiseCard(circle, one) for one in promises}
    for one in looks:
        card = cards[one.about or one.pk]
        if one.author_id != circle.person.pk:
            card.theirs = Look(one)
        else:
            card.mine = Look(one)
    return list(cards.values())


@dataclass(frozen=True)
class Stone:
    """One stone of the path, in the units of its picture."""

    x: int
    y: int
    rx: int


class PromisesPage:
    """The promises of the two: those ahead, those whose day has come, those looked at together."""

    def __init__(self, request: MemberRequest) -> None:
        self.first, self.checks = rebuilding().first, rebuilding().check
        self.circle, today = request.circle, request.circle.day().isoformat()
        of = promises_of(self.circle)
        self._ahead = list(
            of.standing().filter(readable__day__gt=today).order_by("readable__day", "pk")[:AHEAD]
        )
        due = of.standing().filter(~OPENED, readable__day__lte=today)
        self._due = list(due.order_by("-readable__day", "pk")[:DUE])
        self._past = page_of(of.filter(self._over).order_by("-day", "-id"), request, PAGE)

    _over = Q(OPENED) | Q(removed_at__isnull=False)

    @cached_property
    def _cards(self) -> dict[UUID, PromiseCard]:
        shown = [*self._ahead, *self._due, *self._past["letters"]]
        return {one.letter.pk: one for one in cards_of(self.circle, shown)}

    @property
    def ahead(self) -> list[PromiseCard]:
        return [self._cards[one.pk] for one in self._ahead]

    @property
    def due(self) -> list[PromiseCard]:
        return [self._cards[one.pk] for one in self._due]

    @property
    def past(self) -> list[PromiseCard]:
        return [self._cards[one.pk] for one in self._past["letters"]]

    @property
    def next_page(self) -> int | None:
        return self._past["next_page"]  # type: ignore[no-any-return]

    @cached_property
    def stones(self) -> list[Stone]:
        """A stone for each promise looked at together, whatever came of it: a path, and no chart."""
        laid = len(promises_of(self.circle).standing().filter(OPENED).values_list("pk")[:STONES])
        return [Stone(20 + 28 * n, round(30 + 12 * sin(n * 1.1)), 11 + (n * 7) % 4) for n in range(laid)]

    @property
    def width(self) -> int:
        return 12 + 28 * max(8, len(self.stones))

    @property
    def stones_words(self) -> str:
        laid = len(self.stones)
        if laid >= STONES:
            return "You two have looked at many promises together."
        said = NUMBERS[laid] if laid < len(NUMBERS) else str(laid)
        return f"You two have looked at {said} promise{'' if laid == 1 else 's'} together."


class LettingGoPage:
    """One matter of one's own, with its seven steps."""

    def __init__(self, request: HttpRequest, id: UUID) -> None:
        circle: Circle = request.circle  # type: ignore[attr-defined]
        self.matter = matter_of(circle, id)
        self.steps = [OneStep(*one) for one in steps_of(circle, self.matter)]
        fresh = next((one for one in self.steps if one.letter is None), self.steps[0])
        fresh.here = True
        for before, after in zip(self.steps, self.steps[1:], strict=False):
            before.after = after.step.id


@dataclass
class OneStep:
    """A step, and whether it is the one in sight at first: the first that nothing is written in."""

    step: Step
    about: UUID
    letter: Letter | None
    here: bool = False
    after: str = ""


@dataclass(frozen=True)
class PairCard:
    """A pair as one of the two sees it. Unmarked and not looked at by the other look alike."""

    pair: Pair
    mine: bool
    both: bool
    within: bool  # its practice is one that both can be offered

    @property
    def practice_title(self) -> str:
        return practice_names()[self.pair.practice].title if self.within else ""


def _within(circle: Circle, practice: str) -> bool:
    """Whether a practice is one that both can be offered; another is linked to nowhere."""
    return limits.of(circle).allow_practice(practice) and practice_names()[practice].depth <= circle.depth


class DosPage:
    """The page both can agree on. Of the other's marks it shows those that meet one's own."""

    def __init__(self, circle: Circle) -> None:
        marks: list[Any] = list(Agreed.objects.of(circle.together()).values_list("person", "pair")[:200])
        mine = {pair for person, pair in marks if person == circle.person.pk}
        theirs = {pair for person, pair in marks if person != circle.person.pk}
        self.pairs = [
            PairCard(one, id in mine, id in mine & theirs, _within(circle, one.practice))
            for id, one in dos().items()
        ]

    @property
    def agreed(self) -> list[PairCard]:
        return [one for one in self.pairs if one.both]
