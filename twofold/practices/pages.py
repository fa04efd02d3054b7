"""What the pages of the library show: worked out once, so that no template has to decide."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args

from django.db.models import Avg, Count, Max

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .keeping import Rating
from .library import Component, Practice
from .live import LiveSession
from .models import FavouritePractice
from .outline import outline
from .own import own_practices
from .shelf import offered

OWN_SHOWN = 50
UNTIMED_SHARE = 20  # seconds that a turn without a clock counts for in the ring
TIMES = [("5", "Up to 5 minutes"), ("10", "Up to 10"), ("20", "Up to 20"), ("more", "Longer")]
SETTINGS = [("together", "Side by side"), ("apart", "Far apart")]
COMING_BACK = "coming-back-after-a-break"


@dataclass(frozen=True)
class Card:
    """A practice on the shelf, as one of the two sees it."""

    practice: Practice
    starred: bool = False
    times: tuple[int, date] | None = None  # how often the two have done it, and when last
    felt: float | None = None  # the mean of one's own "helped", 0–10

    @property
    def done(self) -> int:
        return self.times[0] if self.times else 0

    @property
    def last(self) -> date | None:
        return self.times[1] if self.times else None

    @property
    def arcs(self) -> list[dict[str, Any]]:
        """The turns as parts of a ring, each with its share of the whole."""
        played = outline(self.practice)
        whole = sum(one.seconds or UNTIMED_SHARE for one in played)
        return [
            {
                "kind": one.kind,
                "share": round((one.seconds or UNTIMED_SHARE) / whole, 4),
                "speaker": one.speaker or "",
            }
            for one in played
        ]

    @property
    def depth_dots(self) -> list[bool]:
        return [level <= self.practice.depth for level in range(1, 6)]

    @property
    def time(self) -> str:
        """Which of TIMES it belongs to."""
        return next((name for name in ("5", "10", "20") if self.practice.minutes <= int(name)), "more")

    @property
    def words(self) -> str:
        """What a search looks through."""
        one = self.practice
        return " ".join((one.title, one.invitation, *one.components)).casefold()


class LibraryPage:
    """The shelf of practices within both people's boundaries."""

    components = [(one, one.capitalize()) for one in get_args(Component)]
    settings, times = SETTINGS, TIMES

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def cards(self) -> list[Card]:
        within = offered(self.circle).values()
        stars, done, felt = stars_of(self.circle), done_by(self.circle), felt_by(self.circle)
        return [Card(one, one.id in stars, done.get(one.id), felt.get(one.id)) for one in within]

    @cached_property
    def open(self) -> LiveSession | None:
        return open_session(self.circle)

    @cached_property
    def own(self) -> list[Letter]:
        found = list(own_practices(self.circle)[:OWN_SHOWN])
        self.circle.hand_over(found)
        return found


def open_session(circle: Circle) -> LiveSession | None:
    """The session that the two have open, if any."""
    found: LiveSession | None = LiveSession.objects.of(circle.together()).open().first()
    return found


def card_of(circle: Circle, practice: Practice) -> Card:
    starred = practice.id in stars_of(circle)
    return Card(practice, starred, done_by(circle).get(practice.id), felt_by(circle).get(practice.id))


def stars_of(circle: Circle) -> set[str]:
    own = FavouritePractice.objects.filter(person=circle.person)
    return set(own.values_list("practice", flat=True)[:500])


def done_by(circle: Circle) -> dict[str, tuple[int, date]]:
    """How often the two have come past the first turn of each practice, and when last."""
    couple = circle.together()
    over = LiveSession.objects.of(couple).over().filter(turn__gt=0).exclude(practice="")
    rows = over.order_by().values_list("practice").annotate(Count("pk"), Max("ended_at"))
    return {practice: (times, couple.day(last)) for practice, times, last in rows}


def felt_by(circle: Circle) -> dict[str, float]:
    """How much each practice helped, by this person's own ratings."""
    own = Rating.objects.filter(person=circle.person, session__couple=circle.couple).exclude(helped=None)
    return dict(own.values_list("session__practice").annotate(Avg("helped")))


def next_after(circle: Circle, practice: Practice) -> Practice | None:
    """One that serves the same and goes a little deeper, within both boundaries; an undone one first."""
    done = done_by(circle)
    fitting = [
        one
        for one in offered(circle).values()
        if one.id != practice.id
        and practice.depth <= one.depth
        and set(one.components) & set(practice.components)
    ]
    shared = {one.id: len(set(one.components) & set(practice.components)) for one in fitting}
    return min(fitting, key=lambda one: (one.id in done, one.depth, -shared[one.id], one.id), default=None)
