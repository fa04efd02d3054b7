"""What the pages of wishes show: worked out once, so that no template has to decide."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from twofold.album.pages import with_photos
from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter, Letters
from twofold.couples.views import page_of

from .ideas import Starter, shuffled_for, starters
from .models import Done, Outing

SHOWN = 100
PAGE = 10
LATELY = timedelta(days=365)
NUMBERS = [
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
]


@dataclass
class WishCard:
    """One wish, or one own idea, as one of the two sees it."""

    circle: Circle
    letter: Letter
    done: Done | None = None
    memories: list[Letter] = field(default_factory=list)

    @property
    def own(self) -> bool:
        return bool(self.letter.author_id == self.circle.person.pk)

    @property
    def shared(self) -> bool:
        return self.letter.couple_id is not None

    @cached_property
    def ours(self) -> bool:
        """Both have said yes, one by sharing it, the other in so many words; or it has come true."""
        return self.done is not None or bool(self.letter.yeses.all())  # prefetched

    @property
    def said_yes(self) -> bool:
        return not self.own and bool(self.letter.yeses.all())

    @cached_property
    def days(self) -> list[Outing]:
        """Its days that stand, with the couple's clock at hand."""
        found: list[Outing] = getattr(self.letter, "days")  # noqa: B009 (prefetched under a name of ours)
        for one in found:
            one.couple = self.circle.together()
        return found

    @property
    def planned(self) -> Outing | None:
        return next((one for one in self.days if not one.past), None)

    @property
    def has_been(self) -> Outing | None:
        """A day that was agreed on and has gone by: perhaps it came true?"""
        return next((one for one in reversed(self.days) if one.past and one.agreed), None)


class WishesPage:
    """A page of each list of wishes: of both, of one so far, come true, and just one's own."""

    def __init__(self, request: MemberRequest) -> None:
        self.circle = request.circle
        story = with_days(self.circle, Letter.objects.story_of(self.circle).of_kind(Letter.Kind.WISH))
        shared = page_of(story.standing().filter(done=None), request, SHOWN)
        own = Letter.objects.written_by(self.circle.person).of_kind(Letter.Kind.WISH)
        private = own.filter(couple=None).standing().order_by("-written_at", "-id")
        mine = page_of(private, request, SHOWN)
        true = Done.objects.filter(couple=self.circle.together(), letter__removed_at=None)
        done = page_of(true.select_related("letter").order_by("-day", "-at"), request, PAGE)
        self.just_mine: list[Letter] = mine["letters"]
        self.next_page: int | None = shared["next_page"] or mine["next_page"] or done["next_page"]
        self.first_page: bool = shared["first_page"]
        self._shared = [WishCard(self.circle, one) for one in shared["letters"]]
        self._done: list[Done] = done["letters"]
        self.circle.hand_over([*shared["letters"], *(one.letter for one in self._done)])

    @property
    def ours(self) -> list[WishCard]:
        return [one for one in self._shared if one.ours]

    @property
    def of_one(self) -> list[WishCard]:
        """Those of the partner first: a yes can be said to them."""
        found = [one for one in self._shared if not one.ours]
        return sorted(found, key=lambda one: one.own)

    @cached_property
    def done(self) -> list[WishCard]:
        found = self._done
        with_photos(self.circle, [one.letter for one in found])
        told = memories_about(self.circle, [one.letter.pk for one in found])
        return [WishCard(self.circle, one.letter, one, told.get(one.letter.pk, [])) for one in found]

    @property
    def empty(self) -> bool:
        return not (self._shared or self.just_mine or self._done)

    @cached_property
    def wins(self) -> str:
        """Small wins, noticed in a sentence; "" while there are none."""
        since = self.circle.day() - LATELY
        lately = Done.objects.filter(couple=self.circle.together(), day__gt=since).order_by("day")
        days = list(lately.values_list("day", flat=True)[:1000])
        return told_as_wins(days, self.circle.day())

    @property
    def starters(self) -> list[Starter]:
        """Beginnings, in the couple's own order."""
        order = shuffled_for(self.circle.together().pk, list(starters()))
        return [starters()[id] for id in order]


def told_as_wins(days: list[date], today: date) -> str:
    """ "Four have come true since March." The days are in order, and of the last year."""
    if not days:
        return ""
    count = NUMBERS[len(days)] if len(days) < len(NUMBERS) else str(len(days))
    first = days[0]
    month = f"{first:%B}" if first.year == today.year else f"{first:%B} {first.year}"
    if (first.year, first.month) == (today.year, today.month):
        return f"{count.capitalize()} {'has' if len(days) == 1 else 'have'} come true this month."
    return f"{count.capitalize()} {'has' if len(days) == 1 else 'have'} come true since {month}."


def with_days(circle: Circle, letters: Letters) -> Letters:
    """With each letter's yes, and its days that stand, the earliest first. Two queries more."""
    days = Outing.objects.of(circle.together()).standing().order_by("day", "time")
    return letters.prefetch_related("yeses", Prefetch("outings", days, to_attr="days"))


def memories_about(circle: Circle, about: list[Any]) -> dict[Any, list[Letter]]:
    """What both have told about these things, the first-told first. One query, and one to hand over."""
    # Found by what they are about alone, and held to the couple here, as replies are.
    found = Letter.objects.filter(kind=Letter.Kind.MEMORY, about__in=about).order_by("written_at")
    couple = circle.together()
    told = [one for one in found[:SHOWN] if one.couple_id == couple.pk and one.has_appeared]
    circle.hand_over(told)
    by_thing: dict[Any, list[Letter]] = {}
    for one in told:
        by_thing.setdefault(one.about, []).append(one)
    return by_thing
