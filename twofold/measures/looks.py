"""A monthly look at where the two are: sealed just for oneself; shared by a second act, and opened together.

Own answers hold no number in clear. What is shared travels with its numbers, waits folded and untold
until the other has shared theirs of the same month, and is drawn as the couple's map.
"""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.couples.together import write_together
from twofold.sealing.letter import one_of
from twofold.wire import Refusal, Unreadable

from .look_words import CIRCLES, look

KIND = Letter.Kind.LOOK
RECENT = timedelta(days=100)
PAIR = 2  # letters of one month, one of each
PAST = "That month is over. You can look again for the month that is now."

Number = Annotated[int, msgspec.Meta(ge=0, le=10)]
Circles = Annotated[int, msgspec.Meta(ge=1, le=7)]


class Readable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shared look carries in clear: numbers by the ids of the content file, and nothing else."""

    numbers: Annotated[dict[str, Number], msgspec.Meta(min_length=1)]


def month_of(day: date) -> str:
    """A month as it is written here, such as "2026-11"."""
    return f"{day:%Y-%m}"


def about(month: str) -> UUID:
    """What one's own look of a month is about."""
    return one_of("look", month)


def own_id(circle: Circle, month: str) -> UUID:
    """The id of this person's own look of a month, as every device of theirs works it out."""
    return one_of("look", str(circle.person.pk), month)


def shared_about(circle: Circle, month: str) -> UUID:
    """What the two letters are about that a couple share of one month."""
    return one_of("look-shared", str(circle.together().pk), month)


def is_open(circle: Circle, month: str) -> bool:
    """Whether a look of this month can be kept or shared by now: this month's, and the last one's.

    A day is added, because the clock that the two agree on can be set back while a page is open.
    """
    today: date = circle.day()
    before = today.replace(day=1) - timedelta(days=1)
    return month in {month_of(one) for one in (before, today, today + timedelta(days=1))}


def keep(circle: Circle, month: str, draft: LetterDraft) -> Letter:
    """Keep one's own look, sealed with its numbers, just for oneself. A later one of the month replaces it.

    Raises:
        Unreadable: a number came in clear.
        Refusal: the month is over.
        StaleRevision: another device was first.
    """
    if draft.readable:
        raise Unreadable("A look of one’s own carries nothing in clear.")
    place: dict[str, Any] = {"kind": KIND, "about": about(month), "couple": None}
    return Letter.write(circle.person, draft, day=_day(circle, month), only={own_id(circle, month)}, **place)


def share(circle: Circle, month: str, draft: LetterDraft) -> Letter:
    """Share what somebody chose of a look. It waits folded, untold, until the other has shared theirs."""
    check_numbers(draft.readable)
    return write_together(circle, draft, shared_about(circle, month), KIND, day=_day(circle, month))


def check_numbers(readable: dict[str, Any]) -> None:
    """Raises Unreadable unless these are numbers of the look, each within its bounds, and nothing besides."""
    try:
        numbers = msgspec.convert(readable, Readable).numbers
        msgspec.convert(numbers.get(CIRCLES, 1), Circles)
    except msgspec.ValidationError as fault:
        raise Unreadable(f"These are no numbers of a look: {fault}") from fault
    if not numbers.keys() <= look().ids | {CIRCLES}:
        raise Unreadable("These are no numbers of a look.")


def _day(circle: Circle, month: str) -> date:
    """The day that a look of this month is kept under, always within it."""
    if not is_open(circle, month):
        raise Refusal(PAST)
    today: date = circle.day()
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(max(today, first), last)


def opened(circle: Circle) -> Letters:
    """What the two have shared and both may read, newest month first."""
    found: Letters = Letter.objects.story_of(circle).of_kind(KIND).standing()
    return found.order_by("-day", "-id")


def shared_numbers(circle: Circle) -> dict[UUID, dict[str, int]]:
    """The numbers of both in the newest month that is open, if it is recent; else empty. One query."""
    if circle.couple is None:
        return {}
    since = timezone.now().date() - RECENT
    rows = opened(circle).filter(day__gte=since).values_list("about", "author", "readable")
    months: dict[Any, dict[UUID, dict[str, int]]] = {}
    for month, author, readable in rows[:12]:
        months.setdefault(month, {})[author] = readable["numbers"]
    return next((both for both in months.values() if len(both) == PAIR), {})


def due(circle: Circle) -> bool:
    """Whether this person has not looked yet this month. One query, by its key."""
    return not Letter.objects.filter(pk=own_id(circle, month_of(circle.day()))).exists()
