"""Today's word of the experiment that runs, for pages elsewhere. Neutral, whichever kind of day it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .agreeing import standing
from .models import Experiment, Mark


@dataclass(frozen=True, slots=True)
class Running:
    """The experiment that has a day today. `title` is "" where the words are sealed in `letter`, or gone."""

    id: UUID
    title: str
    letter: Letter | None
    day: date
    with_: bool
    number: int
    of: int
    done: bool | None

    @property
    def word(self) -> str:
        return "a day with" if self.with_ else "a day without"


def running(circle: Circle, at: datetime | None = None) -> Running | None:
    """What runs today, with what was marked of it; None between experiments. Two queries, or one."""
    if circle.couple is None:
        return None
    one, day = standing(circle, at), circle.couple.day(at)
    return running_on(one, day) if one else None


def running_on(one: Experiment, day: date) -> Running | None:
    """As `running`, of one that is at hand. One query."""
    found = word_of(one, day)
    if found is None:
        return None
    done = Mark.objects.filter(experiment=one, day=day).values_list("done", flat=True).first()
    return replace(found, done=done)


def word_of(one: Experiment, day: date) -> Running | None:
    """The day's word alone, without what was marked of it. No query."""
    plan = one.drawn
    if plan is None or not plan.has(day):
        return None
    with_, number = plan.with_on(day), plan.number(day)
    return Running(one.pk, one.title, one.letter, day, with_, number, one.length, done=None)
