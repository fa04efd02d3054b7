"""What others read of plans: days that are agreed, those that wait for a word, and what both like."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Couple

from .ideas import Idea, ideas
from .models import Outing, Swipe

MOST = 100


def outings_between(couple: Couple, first: date, last: date) -> list[Outing]:
    """What both have agreed on, from the first day to the last, in order. One query."""
    found = Outing.objects.of(couple).agreed().between(first, last).select_related("letter")
    return _with(couple, found[:MOST])


def next_outing(circle: Circle) -> Outing | None:
    """The next that both have agreed on, today's included. One query."""
    couple = circle.together()
    found = Outing.objects.of(couple).agreed().between(circle.day(), date.max).select_related("letter")
    return next(iter(_with(couple, found[:1])), None)


def waiting_for_my_word(circle: Circle) -> list[Outing]:
    """Days that the partner has suggested and that this person may agree to. One query."""
    couple = circle.together()
    open_ = Outing.objects.of(couple).proposed().between(circle.day(), date.max)
    return _with(couple, open_.exclude(proposed_by=circle.person).select_related("letter")[:20])


@dataclass(frozen=True)
class Match:
    """Something that both like: an idea of the shelf, or one of their own, sealed."""

    at: datetime
    idea: Idea | None = None
    letter: Letter | None = None

    @property
    def title(self) -> str:
        """The idea's title; "" where the words are sealed."""
        return self.idea.title if self.idea else ""


def matches(circle: Circle) -> list[Match]:
    """What both like, the newest first. Two queries; `circle.hand_over` the letters that are shown."""
    couple = circle.together()
    liked = Swipe.objects.filter(couple=couple, yes=True).values_list("idea")
    both = liked.annotate(people=Count("person"), since=Max("at")).filter(people=2).order_by("-since")[:MOST]
    found = [Match(at, idea=ideas()[id]) for id, _, at in both if id in ideas()]
    found += [Match(_said(one), letter=one) for one in own_ideas(circle) if one.yeses.all()]
    return sorted(found, key=lambda one: one.at, reverse=True)


def own_ideas(circle: Circle) -> list[Letter]:
    """Ideas that the two have added themselves, with the partner's yes where it is given. Two queries."""
    story = Letter.objects.story_of(circle).of_kind(Letter.Kind.OUTING).standing()
    return list(story.prefetch_related("yeses")[:MOST])


def _said(letter: Letter) -> datetime:
    yes: datetime = letter.yeses.all()[0].at  # prefetched
    return yes


def _with(couple: Couple, found: object) -> list[Outing]:
    """With the couple that is at hand already, so that its clock costs no query."""
    outings: list[Outing] = list(found)  # type: ignore[call-overload]
    for one in outings:
        one.couple = couple
    return outings
