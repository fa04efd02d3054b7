"""Promises with a day, and how each of the two found them kept: looked at privately, opened together.

A promise is its author's to make, to change and to let go. Nothing here counts, compares or watches.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.together import write_together
from twofold.wire import Refusal, Unreadable

AT_MOST = timedelta(days=366)  # how far ahead a promise can be
LATELY = timedelta(days=14)  # for how long a day that has come is offered on other pages
AT_ONCE = 5
KEPT, PARTLY, NOT = 2, 1, 0
OPENED = Exists(
    Letter.objects.filter(
        kind=Letter.Kind.KEPT, about=OuterRef("pk"), couple=OuterRef("couple"), appears_at__isnull=False
    )
)


def promises_of(circle: Circle) -> Any:
    """The promises of the two, with the empty places of those let go."""
    both = [one.person_id for one in circle.memberships]  # so that the index by author and kind serves
    return Letter.objects.story_of(circle).of_kind(Letter.Kind.PROMISE).filter(author__in=both)


def promise_of(circle: Circle, id: UUID) -> Letter:
    """One that stands, or Http404."""
    found: Letter | None = promises_of(circle).standing().filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def promises_to_look_at(circle: Circle) -> list[Letter]:
    """Promises whose day has come lately, that this person has not looked at; in one query, at most five.

    Whoever shows their words hands them over: `circle.hand_over(…)`.
    """
    if circle.couple is None:
        return []
    today = circle.day()
    own = Letter.objects.written_by(circle.person).of_kind(Letter.Kind.KEPT).standing()
    lately = (
        promises_of(circle)
        .standing()
        .filter(readable__day__lte=today.isoformat(), readable__day__gte=(today - LATELY).isoformat())
    )
    fresh = lately.filter(~Exists(own.filter(about=OuterRef("pk"))), ~OPENED)
    return list(fresh.order_by("readable__day", "pk")[:AT_ONCE])


def day_of(promise: Letter) -> date | None:
    """The day in clear beside a promise; None for an empty place."""
    day = promise.readable.get("day")
    return date.fromisoformat(day) if isinstance(day, str) else None


def has_come(circle: Circle, promise: Letter) -> bool:
    day = day_of(promise)
    return day is not None and day <= circle.day()


def make(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a new promise, for both. Raises Refusal for a day that is past or too far away."""
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    if draft.revision != 1:
        raise Http404  # a change has an address of its own
    _check_day(circle, draft)
    return Letter.write(circle.person, draft, kind=Letter.Kind.PROMISE, day=circle.day(), **circle.share())


def change(circle: Circle, promise: Letter, draft: LetterDraft) -> Letter:
    """Give one's own promise other words or another day, until both have looked at it."""
    if Letter.kept(circle.person, draft):
        return promise
    if promises_of(circle).filter(OPENED, pk=promise.pk).exists():
        raise Refusal("You have both looked at this one. A new promise can take up what you want now.")
    _check_day(circle, draft)
    place = {"kind": Letter.Kind.PROMISE, "about": promise.about, "day": promise.day, "only": {promise.pk}}
    return Letter.write(circle.person, draft, **place, **circle.share())


def _check_day(circle: Circle, draft: LetterDraft) -> None:
    try:
        day = date.fromisoformat(draft.readable["day"])
    except (KeyError, ValueError, TypeError) as fault:
        raise Unreadable("A promise carries its day in clear, and nothing else.") from fault
    if draft.readable != {"day": day.isoformat()}:
        raise Unreadable("A promise carries its day in clear, and nothing else.")
    if not circle.day() <= day <= circle.day() + AT_MOST:
        raise Refusal("Choose a day from today on, within the next year.")


def look(circle: Circle, promise: Letter, draft: LetterDraft) -> Letter:
    """Keep how one person found a promise kept; both looks open in the same instant.

    Raises Refusal before its day, and StaleRevision when another device was first.
    """
    kept = draft.readable.get("kept")
    if len(draft.readable) != 1 or type(kept) is not int or not NOT <= kept <= KEPT:
        raise Unreadable("A look carries one number in clear: 0, 1 or 2.")
    if not has_come(circle, promise):
        raise Refusal("Its day has not come yet.")
    return write_together(circle, draft, promise.pk, Letter.Kind.KEPT)
