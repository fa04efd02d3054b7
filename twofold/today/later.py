"""What comes after Today's first cards: the day's rhythm, and what the other rooms have to say of today.

It is a page part of its own, asked for once the page is there, so that the first cards never wait for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from twofold.album.pages import anniversary
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.experiments.agreeing import standing
from twofold.experiments.models import Experiment
from twofold.experiments.now import Running, word_of
from twofold.knowing.models import Round
from twofold.knowing.pages import open_rounds
from twofold.knowing.telling import Aged, may_have_changed
from twofold.life.pages import ForToday, for_today
from twofold.measures import looks
from twofold.plans.models import Outing
from twofold.plans.pages import waiting_for_my_word
from twofold.rituals.habits import tip_now
from twofold.rituals.models import Ritual, Tip
from twofold.rituals.pages import for_you
from twofold.rituals.rhythm import local
from twofold.rituals.rounds import Occurrence, Planned, between

from . import month_letter


@dataclass(frozen=True)
class Line:
    """One thing of the day or the days to come."""

    what: Occurrence | Planned
    clock: str
    for_you: str
    letter: Letter | None


class LaterPart:
    """Each part asked for once; in all within a budget of its own."""

    AHEAD = timedelta(days=7)
    LINES = 6
    ASKED_FOR = 10  # days: so long a month's look is offered, and no longer

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def coming(self) -> list[Line]:
        """What is left of today and of a week: each ritual once, at its next time."""
        couple, today = self.circle.together(), self.circle.day()
        found = between(couple, today, today + self.AHEAD)
        standing = [one for one in found if one.shown_on >= today and one.state not in ("left", "done")]
        nearest = {_thing(one).pk: one for one in reversed(standing)}
        lines = [self._line(one) for one in standing if nearest[_thing(one).pk] is one][: self.LINES]
        self.circle.hand_over([one.letter for one in lines if one.letter])
        return lines

    def _line(self, one: Occurrence | Planned) -> Line:
        thing, at = _thing(one), one.starts_at
        zone = thing.time_zone if isinstance(thing, Ritual) else self.circle.together().time_zone
        clock, told = (f"{local(at, zone):%H:%M}", for_you(at, zone, self.circle.person)) if at else ("", "")
        return Line(one, clock, told, thing.letter)

    @property
    def letters(self) -> list[Letter]:
        """The sealed names in `coming`, each once."""
        named = [one.letter for one in self.coming]
        named += [self.experiment.letter] if self.experiment else []
        return list({one.pk: one for one in named if one}.values())

    @property
    def today(self) -> Any:
        return self.circle.day()

    @cached_property
    def experiment(self) -> Experiment | None:
        """The one that is suggested, or has days to come."""
        found = standing(self.circle)
        self.circle.hand_over([found.letter] if found and found.letter else [])
        return found

    @cached_property
    def day_of_it(self) -> Running | None:
        return word_of(self.experiment, self.today) if self.experiment else None

    @property
    def waits_for_my_word(self) -> bool:
        one = self.experiment
        return one is not None and one.agreed_at is None and one.proposed_by_id != self.circle.person.pk

    @property
    def month_told(self) -> date | None:
        """The month whose letter is new."""
        return month_letter.new(self.circle)

    @cached_property
    def look_is_due(self) -> bool:
        """Offered as a month begins, or as two do; somebody who leaves it is left alone."""
        own = self.circle.own
        since = (self.today - own.joined_at.date()).days if own else 0
        return (self.today.day <= self.ASKED_FOR or since <= self.ASKED_FOR) and looks.due(self.circle)

    @cached_property
    def tip(self) -> Tip | None:
        return tip_now(self.circle)

    @cached_property
    def warm(self) -> ForToday:
        return for_today(self.circle)

    @cached_property
    def aged(self) -> Aged | None:
        return may_have_changed(self.circle)

    @cached_property
    def turns(self) -> list[Round]:
        return open_rounds(self.circle)

    @cached_property
    def suggested(self) -> list[Outing | Ritual]:
        """Days and rituals that the partner has suggested, and that wait for a word or for nothing."""
        rituals = Ritual.objects.of(self.circle.together()).proposed()
        theirs = rituals.exclude(proposed_by=self.circle.person)
        return [*waiting_for_my_word(self.circle), *theirs[:3]]

    @cached_property
    def anniversary(self) -> list[Letter]:
        found = anniversary(self.circle)
        self.circle.hand_over(found)
        return found


def _thing(one: Occurrence | Planned) -> Ritual | Outing:
    return one.ritual if isinstance(one, Occurrence) else one.outing
