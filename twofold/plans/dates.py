"""What the pages of dates show: worked out once, so that no template has to decide."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from twofold.album.pages import with_photos
from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of

from .ideas import Idea, for_children, ideas, shuffled_for
from .models import Outing, Swipe
from .pages import MOST, Match, matches, own_ideas
from .planning import AHEAD_AT_MOST, outing_of
from .wishes import memories_about

PAGE = 10
LATELY = timedelta(days=180)  # after which something both like may come again
TOLD_FOR = timedelta(days=3)  # that something was let go
TIMES = [("15", "15 minutes"), ("60", "An hour"), ("120", "Two hours"), ("more", "Longer")]
COSTS = [("0", "Free"), ("1", "A coffee each, at most"), ("2", "A meal out, at most")]
ENERGIES = [("1", "Tired is fine"), ("2", "Some"), ("3", "Lively")]
PLACES = [("home", "At home"), ("out", "Out"), ("apart", "Each in our own place")]
FITS = {
    "new": "New to most of us",
    "rainy": "Rain",
    "dark": "Dark evenings",
    "morning": "Morning",
    "evening": "Evening",
    "weekend": "Weekend",
    "outdoors": "Outdoors",
    "nature": "Nature",
    "food": "Food",
    "no-drink": "Without a drink",
    "making": "Making something",
    "moving": "Moving",
    "playful": "Playful",
    "quiet": "Quiet",
    "culture": "Art and music",
    "with-children": "Children along or asleep",
}
COST_WORDS = ["free", "costs a little", "costs some", "a treat"]
ENERGY_WORDS = ["", "tired is fine", "takes some energy", "lively"]
PLACE_WORDS = {"home": "at home", "out": "out", "apart": "each in your own place"}
LENGTHS = [15, 30, 60, 90, 120, 180, 300, 600, 1440]


@dataclass(frozen=True)
class IdeaCard:
    """An idea, as one of the two sees it: with their own word on it, and nobody else's."""

    idea: Idea
    said: str = ""  # "yes", "no" or ""

    @property
    def for_children(self) -> bool:
        return self.idea.id in for_children()

    @property
    def line(self) -> str:
        one = self.idea
        return " · ".join(
            (length(one.minutes), COST_WORDS[one.cost], ENERGY_WORDS[one.energy], PLACE_WORDS[one.place])
        )


@dataclass(frozen=True)
class DayCard:
    """An outing, as one of the two sees it."""

    circle: Circle
    outing: Outing

    @property
    def mine(self) -> bool:
        return bool(self.outing.proposed_by_id == self.circle.person.pk)

    @property
    def for_my_word(self) -> bool:
        return self.outing.waits and not self.mine and not self.outing.past

    @property
    def length(self) -> str:
        return length(self.outing.minutes)

    @property
    def on_my_clock(self) -> datetime | None:
        """The start as this person's own clock shows it, where that is another than the couple's.

        Without a zone, so that a template shows it as it is.
        """
        starts, zone = self.outing.starts_at, ZoneInfo(self.circle.person.time_zone)
        mine = starts.astimezone(zone).replace(tzinfo=None) if starts else None
        return None if starts is None or mine == starts.replace(tzinfo=None) else mine

    @property
    def can_come_back(self) -> bool:
        """Let go by this person, and its day is still to come."""
        return self.outing.ended_by_id == self.circle.person.pk and not self.outing.past


class DayForm:
    """The fields for a day: what may be chosen, and what is chosen already."""

    def __init__(self, circle: Circle, minutes: int = 90, outing: Outing | None = None) -> None:
        self.outing, self.minutes = outing, outing.minutes if outing else minutes
        self.today = self.first = circle.day()
        self.last = self.today + AHEAD_AT_MOST

    @property
    def lengths(self) -> list[tuple[int, str, bool]]:
        nearest = min(LENGTHS, key=lambda one: abs(one - self.minutes))
        return [(one, length(one), one == nearest) for one in LENGTHS]


class DatesPage:
    """Ideas to like or to leave, each in private; what both like; and the days that are found."""

    times, costs, energies, places, fits = TIMES, COSTS, ENERGIES, PLACES, list(FITS.items())

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def cards(self) -> list[IdeaCard]:
        """Every idea in the couple's own order, those without one's word first."""
        own = Swipe.objects.filter(couple=self.circle.together(), person=self.circle.person)
        said = {one.idea: "yes" if one.yes else "no" for one in own if one.stands}
        order = shuffled_for(self.circle.together().pk, list(ideas()))
        return sorted(
            (IdeaCard(ideas()[id], said.get(id, "")) for id in order), key=lambda one: one.said != ""
        )

    @cached_property
    def days(self) -> list[DayCard]:
        """What is agreed or suggested, and for a few days what was let go, the earliest first."""
        couple = self.circle.together()
        told = Q(ended_at=None) | Q(ended_at__gt=timezone.now() - TOLD_FOR)
        found = Outing.objects.of(couple).between(self.circle.day(), date.max).filter(told)
        shown = []
        for one in found.select_related("letter")[:MOST]:
            one.couple = couple
            shown.append(DayCard(self.circle, one))
        self.circle.hand_over([one.outing.letter for one in shown if one.outing.letter])
        return shown

    @cached_property
    def _both_like(self) -> list[Match]:
        found = matches(self.circle)
        self.circle.hand_over([one.letter for one in found if one.letter])
        return found

    @property
    def matches(self) -> list[Match]:
        """What both like, as long as no day is being found for it, and it has not been done lately."""
        couple, today = self.circle.together(), self.circle.day()
        been = Outing.objects.of(couple).agreed().between(today - LATELY, today - timedelta(days=1))
        taken: set[Any] = {id for pair in been.values_list("idea", "letter")[:200] for id in pair if id}
        standing = [one.outing for one in self.days if one.outing.ended_at is None]
        taken |= {one.idea or one.letter_id for one in standing}
        return [
            one
            for one in self._both_like
            if (one.idea.id if one.idea else one.letter and one.letter.pk) not in taken
        ]

    @cached_property
    def own(self) -> list[Letter]:
        """Ideas of the two themselves that wait for the other's yes."""
        found = [one for one in own_ideas(self.circle) if not one.yeses.all()]
        self.circle.hand_over(found)
        return found


class OutingPage(DayCard):
    """One outing, with what both have told about it."""

    @classmethod
    def of(cls, circle: Circle, outing_id: Any) -> "OutingPage":
        outing = outing_of(circle, outing_id)
        circle.hand_over([outing.letter] if outing.letter else [])
        return cls(circle, outing)

    @property
    def idea(self) -> IdeaCard | None:
        return IdeaCard(self.outing.shelf_idea) if self.outing.shelf_idea else None

    @cached_property
    def memories(self) -> list[Letter]:
        told = memories_about(self.circle, [self.outing.pk]).get(self.outing.pk, [])
        return with_photos(self.circle, told)

    @property
    def form(self) -> DayForm:
        return DayForm(self.circle, outing=self.outing)


def been(request: MemberRequest) -> dict[str, Any]:
    """A page of days that have been, the latest first, each with what was told about it."""
    circle = request.circle
    past = Outing.objects.of(circle.together()).agreed().filter(day__lt=circle.day())
    page = page_of(past.select_related("letter", "couple").order_by("-day", "-at"), request, PAGE)
    told = memories_about(circle, [one.pk for one in page["letters"]])
    circle.hand_over([one.letter for one in page["letters"] if one.letter])
    days = [(DayCard(circle, one), told.get(one.pk, [])) for one in page["letters"]]
    return {"days": days, "next_page": page["next_page"]}


def length(minutes: int) -> str:
    """ "1½ hours": minutes as people say them."""
    if minutes >= 1440:
        return "a day and a night"
    if minutes >= 600:
        return "a whole day"
    if minutes < 60:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    half = "½" if 20 <= rest < 45 else ""
    hours += rest >= 45
    return "1 hour" if hours == 1 and not half else f"{hours}{half} hours"
