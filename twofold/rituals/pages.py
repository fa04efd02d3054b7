"""What the pages of rhythm show, worked out once, so that no template has to decide."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.people.models import Person
from twofold.plans.models import Outing
from twofold.practices.history import sessions_over

from .models import Occasion, Ritual
from .picture import Picture
from .rhythm import local
from .ritual import MOST
from .rounds import Occurrence, Planned, between, occurrences, wide

SHAPES = 10  # that the sprite draws, one for each ritual
MONTHS_AHEAD = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """Something of the chosen day, with what may be said of it."""

    what: Occurrence | Planned
    shape: str
    clock: str
    for_you: str
    practised: bool = False  # a session of its practice ended that day
    may_be_done: bool = False

    @property
    def ritual(self) -> Ritual | None:
        return self.what.ritual if isinstance(self.what, Occurrence) else None

    @property
    def outing(self) -> Outing | None:
        return self.what.outing if isinstance(self.what, Planned) else None

    @property
    def letter(self) -> Letter | None:
        thing = self.ritual or self.outing
        return thing.letter if thing else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A ritual with its shape, and its time on the viewer's own clock where that differs."""

    ritual: Ritual
    shape: str
    for_you: str
    own: bool  # suggested by the viewer
    zone: str = ""  # whose clock the time is on, where it is not the couple's


def for_you(at: datetime, time_zone: str, person: Person) -> str:
    """A moment on this person's clock, where that shows another: "22:00", "Sunday 01:00", or ""."""
    there, here = local(at, time_zone), local(at, person.time_zone)
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return ""
    return f"{here:%H:%M}" if there.date() == here.date() else f"{here:%A %H:%M}"


def next_start(ritual: Ritual, day: date) -> datetime:
    """The next time by its rule from `day` on; a monthly one comes round within two months."""
    return ritual.rule.starts_at(next(ritual.rule.between(day, day + 63 * DAY)))


def standing(circle: Circle, ritual: Ritual, shape: str = "") -> Standing:
    told = for_you(next_start(ritual, circle.day()), ritual.time_zone, circle.person)
    zone = "" if ritual.time_zone == circle.together().time_zone else city(ritual.time_zone)
    return Standing(ritual, shape, told, ritual.proposed_by_id == circle.person.pk, zone)


def city(time_zone: str) -> str:
    """ "Europe/Lisbon" as people say it."""
    return time_zone.rpartition("/")[2].replace("_", " ")


def chosen_day(circle: Circle, day: str, month: str) -> date:
    """The day that an address asks for, or the first of its month; today where it asks for none."""
    today: date = circle.day()
    asked = day if re.fullmatch(r"20\d\d-\d\d-\d\d", day) else f"{month}-01"
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        return today
    far = today.year * 12 + today.month + MONTHS_AHEAD
    if wanted.year < 2020 or wanted.year * 12 + wanted.month > far:
        return today
    return today if asked != day and (wanted.year, wanted.month) == (today.year, today.month) else wanted


class RhythmPage:
    """A month of the two as a picture, the chosen day, and what is agreed or suggested."""

    def __init__(self, circle: Circle, day: date) -> None:
        self.circle, self.day, self.today = circle, day, circle.day()
        self.first = day.replace(day=1)
        self.last = (self.first + 31 * DAY).replace(day=1) - DAY

    @cached_property
    def all_standing(self) -> list[Ritual]:
        found = Ritual.objects.of(self.circle.together()).standing().select_related("letter")
        rituals = list(found.order_by("agreed_at", "proposed_at", "pk")[: 2 * MOST])
        self.circle.hand_over([one.letter for one in rituals if one.letter])
        return rituals

    @property
    def agreed(self) -> list[Standing]:
        return [standing(self.circle, one, self.shape(one)) for one in self.all_standing if one.agreed]

    @property
    def proposed(self) -> list[Standing]:
        """What waits for a yes, the partner's suggestions first."""
        found = [standing(self.circle, one) for one in self.all_standing if one.waits]
        return sorted(found, key=lambda one: one.own)

    @cached_property
    def things(self) -> list[Occurrence | Planned]:
        return between(self.circle.together(), self.first, self.last)

    @cached_property
    def shapes(self) -> dict[UUID, str]:
        """A shape for each ritual; a change keeps that of the ritual it took the place of."""
        shapes: dict[UUID, str] = {}
        here = [one.ritual for one in self.things if isinstance(one, Occurrence)]
        agreed = {one.pk: one for one in [*here, *self.all_standing] if one.agreed_at}
        for one in sorted(agreed.values(), key=lambda one: (one.agreed_at, one.pk)):
            free = str(len(set(shapes.values())) % SHAPES)
            shapes[one.pk] = shapes.get(one.instead_of_id or one.pk, free)
        return shapes

    def shape(self, ritual: Ritual) -> str:
        return self.shapes.get(ritual.pk, "0")

    @cached_property
    def picture(self) -> Picture:
        return Picture(self.things, self.shapes, self.day, self.today)

    @cached_property
    def letters(self) -> list[Letter]:
        """The sealed titles that the page needs, each once."""
        found = [row.letter for row in self.rows] + [
            one.letter for cell in self.picture.told for one in cell.signs
        ]
        found += [one.letter for one in self.all_standing]
        letters = {one.pk: one for one in found if one}
        self.circle.hand_over(list(letters.values()))
        return list(letters.values())

    @cached_property
    def rows(self) -> list[Row]:
        here = [one for one in self.things if one.shown_on == self.day]
        slugs = {one.ritual.source for one in here if isinstance(one, Occurrence)}
        practised = self._practised() if slugs else set()
        return [self._row(one, practised) for one in here]

    @property
    def moved_away(self) -> list[Row]:
        """What was to be on the chosen day, and moved."""
        return [
            self._row(one, set())
            for one in self.things
            if isinstance(one, Occurrence) and one.day == self.day and one.shown_on != self.day
        ]

    def _row(self, one: Occurrence | Planned, practised: set[str]) -> Row:
        if isinstance(one, Planned):
            zone = self.circle.together().time_zone
            shape = "outing"
        else:
            zone, shape = one.ritual.time_zone, self.shape(one.ritual)
        at = one.starts_at
        clock, told = (f"{local(at, zone):%H:%M}", for_you(at, zone, self.circle.person)) if at else ("", "")
        guide = one.ritual.practice if isinstance(one, Occurrence) else None
        did = guide is not None and guide.id in practised
        return Row(one, shape, clock, told, did, self.day <= self.today)

    def _practised(self) -> set[str]:
        """Practices of which a session ended on the chosen day."""
        couple = self.circle.together()
        over = sessions_over(self.circle).filter(ended_at__range=wide(self.day, self.day))
        ended = over.values_list("practice", "ended_at")[:100]
        return {slug for slug, at in ended if slug and couple.day(at) == self.day}

    @property
    def previous(self) -> date | None:
        before = (self.first - DAY).replace(day=1)
        return before if before >= self.circle.together().created_at.date().replace(day=1) else None

    @property
    def next(self) -> date | None:
        after = self.last + DAY
        far = self.today.year * 12 + self.today.month + MONTHS_AHEAD
        return after if after.year * 12 + after.month <= far else None


class RitualPage:
    """One ritual: what it is, when, and what may be changed."""

    def __init__(self, circle: Circle, ritual: Ritual) -> None:
        self.circle, self.ritual = circle, ritual
        if ritual.letter:
            circle.hand_over([ritual.letter])

    @cached_property
    def standing(self) -> Standing:
        return standing(self.circle, self.ritual)

    @cached_property
    def change(self) -> Standing | None:
        """A change that waits for a yes, where this one is in force."""
        waiting = self.ritual.changes.filter(agreed_at=None, ended_at=None).select_related("letter").first()
        return standing(self.circle, waiting) if waiting else None

    @property
    def next_day(self) -> date:
        return local(next_start(self.ritual, self.circle.day()), self.ritual.time_zone).date()


def occurrence_on(ritual: Ritual, day: date) -> Occurrence | None:
    """What comes round on a day of the rule, wherever it was moved; None where nothing does."""
    marks = Occasion.objects.filter(ritual=ritual, day=day)
    found = occurrences([ritual], marks, day, day)
    return next((one for one in found if one.day == day and one.state != Occasion.State.LEFT), None)
