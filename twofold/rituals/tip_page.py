"""What the page of the tip shows: this week's, the shelf, and what each said of the weeks before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from twofold.couples.access import MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of

from .habits import tip_now
from .models import Tip
from .shelf import Habit, Theme, themes

PAGE = 3
FRESH = timedelta(days=10)  # after a week's end, while its look back is offered first
HOW = ("Not yet", "Once or twice", "Most days")


@dataclass(frozen=True, slots=True)
class Tried:
    """A week that is over, as one of the two looks back on it."""

    tip: Tip
    mine: Letter | None
    theirs: Letter | None
    fresh: bool
    revision: int = 0  # of one's own that was removed: the next is written over its place

    @property
    def opened(self) -> list[tuple[Letter, str]]:
        """Both letters with how often it was, once both have written; none where both took theirs away."""
        both = [one for one in (self.mine, self.theirs) if one]
        stands = any(one.has_appeared and not one.removed_at for one in both)
        return [(one, how_often(one)) for one in both] if stands else []

    @property
    def folded(self) -> Letter | None:
        """One's own, while it waits."""
        return None if self.opened else self.mine


def how_often(letter: Letter) -> str:
    how = letter.readable.get("how")
    return HOW[how] if isinstance(how, int) and how in range(len(HOW)) else ""


class TipPage:
    how = tuple(enumerate(HOW))

    def __init__(self, request: MemberRequest) -> None:
        self.request, self.circle, self.today = request, request.circle, request.circle.day()

    @cached_property
    def now(self) -> Tip | None:
        return tip_now(self.circle)

    @property
    def suggested_by_me(self) -> bool:
        return self.now is not None and self.now.proposed_by_id == self.circle.person.pk

    @property
    def turn(self) -> int:
        return self.now.turn if self.now else 0

    @property
    def may_let_go(self) -> bool:
        return self.now is not None and self.today < self.now.last_day

    @property
    def themes(self) -> Iterable[Theme]:
        return themes().values()

    @property
    def offered(self) -> list[Habit]:
        """Three for this week, from three themes: the same for both, other ones next week."""
        week = self.today.isocalendar().week
        found = list(themes().values())
        return [
            found[(week + number) % len(found)].tip[(week * 3 + number) % len(found[0].tip)]
            for number in range(min(3, len(found)))
        ]

    @cached_property
    def _page(self) -> dict[str, object]:
        over = (
            Tip.objects.of(self.circle.together()).agreed().filter(week__lte=self.today - timedelta(days=6))
        )
        return page_of(over.order_by("-week"), self.request, PAGE)

    @property
    def next_page(self) -> object:
        return self._page["next_page"]

    @cached_property
    def tried(self) -> list[Tried]:
        tips: list[Tip] = self._page["letters"]  # type: ignore[assignment]
        notes = self.circle.letters.of_kind(Letter.Kind.TIP_NOTE).filter(about__in=[one.pk for one in tips])
        letters = list(notes.filter(couple=self.circle.couple)[: 2 * PAGE])
        self.circle.hand_over(letters)
        return [self._tried(tip, [one for one in letters if one.about == tip.pk]) for tip in tips]

    def _tried(self, tip: Tip, letters: list[Letter]) -> Tried:
        me = self.circle.person.pk
        standing = [one for one in letters if one.removed_at is None]
        mine = next((one for one in standing if one.author_id == me), None)
        theirs = next((one for one in letters if one.author_id != me), None)
        removed = next((one.revision for one in letters if one.author_id == me and one.removed_at), 0)
        return Tried(tip, mine, theirs, self.today - tip.last_day <= FRESH, removed)
