"""What the pages of experiments show: the list, the choice, and one experiment from suggestion to result."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

import msgspec

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.rituals.shelf import Habit, Theme

from .agreeing import standing
from .analysis import Numbers, conclude
from .chances import Length, length_of, lengths
from .marking import BACK
from .models import DAY, Experiment, Mark, Plan
from .now import Running, running_on
from .outcomes import OUTCOMES, Outcome, themes_offered
from .picture import Cell, Picture, strip
from .telling import VERDICTS, Told, adherence_of, tell, whose

PAGE = 12
OWN = 20  # own words to take up again


@dataclass(frozen=True, slots=True)
class Past:
    """One of the list: what became of it, each in the same plain way."""

    experiment: Experiment
    state: str
    plan: Plan
    day: int  # on which it was let go; 0 or less before its first day

    @property
    def verdict(self) -> str:
        told = self.experiment.told
        return VERDICTS[told.numbers["kind"]] if told else ""


class ListPage:
    """All experiments of the two, and the one that stands now."""

    def __init__(self, request: MemberRequest) -> None:
        self.request, self.circle, self.today = request, request.circle, request.circle.day()

    @cached_property
    def now(self) -> Experiment | None:
        found = standing(self.circle)
        if found and found.letter:
            self.circle.hand_over([found.letter])
        return found

    @property
    def mine(self) -> bool:
        return self.now is not None and self.now.proposed_by_id == self.circle.person.pk

    @cached_property
    def running(self) -> Running | None:
        return running_on(self.now, self.today) if self.now else None

    @cached_property
    def _page(self) -> dict[str, Any]:
        over = Experiment.objects.of(self.circle.together()).agreed()
        over = over.exclude(let_go_at=None, plan__last_day__gte=self.today)
        return page_of(
            over.select_related("plan", "letter", "result").order_by("-agreed_at"), self.request, PAGE
        )

    @property
    def next_page(self) -> object:
        return self._page["next_page"]

    @cached_property
    def past(self) -> list[Past]:
        found: list[Experiment] = self._page["letters"]
        self.circle.hand_over([one.letter for one in found if one.letter])
        return [_past(self.circle, one, self.today) for one in found]

    @property
    def letters(self) -> list[Letter]:
        """The own words that this page names, each once."""
        shown = [*(one.experiment for one in self.past), *([self.now] if self.now else [])]
        return list({one.letter_id: one.letter for one in shown if one.letter}.values())


def _past(circle: Circle, one: Experiment, today: date) -> Past:
    plan = cast(Plan, one.drawn)
    day = plan.number(circle.together().day(one.let_go_at)) if one.let_go_at else 0
    return Past(one, one.state(today), plan, day)


class ChoosePage:
    """The shelf of habits with one's own words, or one of them with the outcome and the days to choose."""

    def __init__(self, circle: Circle, habit: Habit | None = None, letter: Letter | None = None) -> None:
        self.circle, self.habit, self.letter = circle, habit, letter
        self.there = standing(circle)
        if letter:
            circle.hand_over([letter])

    @property
    def under_way(self) -> bool:
        return self.there is not None and self.there.agreed_at is not None

    @property
    def turn(self) -> int:
        return self.there.turn if self.there else 0

    @property
    def instead(self) -> bool:
        """Whether this would take the place of what the partner has suggested."""
        return self.there is not None and self.there.proposed_by_id != self.circle.person.pk

    @property
    def themes(self) -> list[Theme]:
        return themes_offered()

    @cached_property
    def own(self) -> list[Letter]:
        story: Any = Letter.objects.story_of(self.circle).of_kind(Letter.Kind.EXPERIMENT).standing()
        found: list[Letter] = list(story[:OWN])
        self.circle.hand_over(found)
        return found

    @property
    def outcomes(self) -> list[tuple[Outcome, bool]]:
        chosen = self.there.outcome if self.there else "closeness"
        return [(one, one.id == chosen) for one in OUTCOMES.values()]

    @property
    def lengths(self) -> tuple[Length, ...]:
        return lengths()


class ExperimentPage:
    """One experiment. Nothing of what anybody rated is read before its result opens."""

    def __init__(self, circle: Circle, one: Experiment) -> None:
        self.circle, self.one = circle, one
        self.today: date = circle.day()
        if one.letter:
            circle.hand_over([one.letter])

    @property
    def state(self) -> str:
        return self.one.state(self.today)

    @property
    def mine(self) -> bool:
        return self.one.proposed_by_id == self.circle.person.pk

    @property
    def wrote_it(self) -> bool:
        return self.one.letter is not None and self.one.letter.author_id == self.circle.person.pk

    @property
    def plan(self) -> Plan | None:
        return self.one.drawn

    @property
    def length(self) -> Length:
        return length_of(self.one.length)

    @property
    def first_day(self) -> date:
        """Where both agree today."""
        return self.today + DAY

    @property
    def let_go_on(self) -> int:
        """Which of its days that was; 0 or less before the first, or where both never agreed."""
        return _past(self.circle, self.one, self.today).day if self.plan else 0

    @cached_property
    def marks(self) -> list[Mark]:
        return list(self.one.marks.order_by("day")[: self.one.length])

    @cached_property
    def cells(self) -> list[Cell]:
        return strip(self.plan, self.marks, self.today) if self.plan else []

    @property
    def begins_in_column(self) -> int:
        """The weekday of the first day, 1 for Monday."""
        return self.cells[0].day.isoweekday()

    @property
    def now(self) -> Cell | None:
        """Today's day, where it is one of these."""
        return next((one for one in self.cells if one.today), None)

    @property
    def number(self) -> int:
        return self.plan.number(self.today) if self.plan else 0

    @property
    def earlier(self) -> list[Cell]:
        """The days before that can still be marked, the newest first."""
        if self.state not in ("running", "waiting"):
            return []
        return [one for one in reversed(self.cells) if self.today - BACK <= one.day < self.today]

    @cached_property
    def numbers(self) -> Numbers | None:
        """The result's, where it is open."""
        result = conclude(self.one)
        return msgspec.convert(result.numbers, Numbers) if result else None

    @property
    def told(self) -> Told | None:
        return tell(self.one, self.numbers) if self.numbers else None

    @property
    def whose(self) -> str:
        return whose(self.numbers) if self.numbers else ""

    @property
    def adherence(self) -> str:
        return adherence_of(self.numbers) if self.numbers else ""

    @cached_property
    def picture(self) -> Picture | None:
        """None where nothing was worked out."""
        worked_out = self.numbers is not None and self.numbers.effect is not None
        return Picture(self.plan, self.numbers) if worked_out and self.plan and self.numbers else None
