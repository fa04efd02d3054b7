"""What the two have agreed, as a calendar reads it (RFC 5545). It names nobody and says no words of theirs.

Titles are neutral unless a person chose the shelf's; what the two named themselves is sealed, so it
is neutral always. The same facts give the same bytes, so that a reader can ask whether anything changed.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone  # type: ignore[import-untyped]

from twofold.plans.models import Outing
from twofold.plans.pages import outings_between

from .models import Feed, Occasion, Ritual
from .rhythm import LAST, Rule, local
from .rounds import Occurrence, wide

NEUTRAL = "Time for two"
DAY = timedelta(days=1)
AHEAD = 400 * DAY
MOST = 1_000  # exceptions, and outings, in one feed
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def feed_of(feed: Feed) -> bytes:
    """Everything from the last three months on, for one person's calendar."""
    couple, first = feed.couple, beginning(feed.couple.day())
    last = first + AHEAD
    start, end = wide(first, last)
    rituals = list(Ritual.objects.of(couple).within(start, end).order_by("agreed_at", "pk")[:100])
    marks = Occasion.objects.filter(couple=couple, day__gte=first).order_by("day", "pk")[:MOST]
    by_ritual: dict[UUID, list[Occasion]] = {}
    for mark in marks:
        by_ritual.setdefault(mark.ritual_id, []).append(mark)
    events: list[Event] = []
    for ritual in rituals:
        events += series(ritual, by_ritual.get(ritual.pk, []), first, feed.titles)
    events += [of_outing(one, feed.titles) for one in outings_between(couple, first, last)]
    return calendar(events, {couple.time_zone, *(one.time_zone for one in rituals)}, first, last)


def beginning(today: date) -> date:
    """The first of a month, three months back: it stands still for a month at a time."""
    months = today.year * 12 + today.month - 1 - 3
    return date(months // 12, months % 12 + 1, 1)


def calendar(events: Iterable[Event], zones: set[str], first: date, last: date) -> bytes:
    """Events as a file, with the zones they use. `UTC` needs no description."""
    whole = Calendar()
    whole.add("prodid", "-//Twofold//Rhythm//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", NEUTRAL)
    for zone in sorted(zones - {"UTC"}):
        span = {"first_date": date(first.year - 1, 1, 1), "last_date": date(last.year + 2, 1, 1)}
        whole.add_component(Timezone.from_tzid(zone, **span))
    for event in events:
        whole.add_component(event)
    return bytes(whole.to_ical())


def series(ritual: Ritual, marks: list[Occasion], first: date, titles: bool) -> list[Event]:
    """A ritual from `first` on: what repeats, less what was left, and each time that was moved."""
    rule, start = ritual.rule, _first_day(ritual, first)
    if start is None:
        return []
    repeating = _event(ritual, start, titles)
    repeating.add("rrule", recurrence(rule, ritual.ended_at))
    moved = []
    for mark in marks:
        if mark.day < start or not ritual.in_force(rule.starts_at(mark.day)):
            continue
        if mark.state == Occasion.State.LEFT:
            repeating.add("exdate", at(rule, mark.day))
        elif mark.moved_to:
            one = _event(ritual, mark.day, titles, mark.moved_to, stamp=mark.at)
            one.add("recurrence-id", at(rule, mark.day))
            moved.append(one)
    return [repeating, *moved]


def _first_day(ritual: Ritual, first: date) -> date | None:
    """The day it first comes round from `first` on, while it is in force."""
    begins = max(first, ritual.begins_at.date() - DAY) if ritual.begins_at else first
    days = ritual.rule.between(begins, begins + 63 * DAY)  # a monthly one comes round in any such span
    return next((day for day in days if ritual.in_force(ritual.rule.starts_at(day))), None)


def recurrence(rule: Rule, ended_at: datetime | None) -> dict[str, object]:
    """The rule as an RRULE."""
    until = {"until": ended_at.astimezone(UTC).replace(microsecond=0)} if ended_at else {}
    if rule.cadence == "monthly":
        count = -1 if rule.week == LAST else rule.week
        return {"freq": "monthly", "byday": f"{count}{CODES[rule.weekdays[0]]}", **until}
    return {"freq": "weekly", "byday": [CODES[day] for day in rule.weekdays], **until}


def at(rule: Rule, day: date) -> datetime:
    """A day's time as the rule names it, on its own clock: also an hour that the clocks skip."""
    return datetime.combine(day, rule.time, ZoneInfo(rule.time_zone))


def _event(
    ritual: Ritual, day: date, titles: bool, moved_to: datetime | None = None, stamp: datetime | None = None
) -> Event:
    start = local(moved_to, ritual.time_zone) if moved_to else at(ritual.rule, day)
    title = ritual.title if titles else ""
    return _plain(uid("ritual", ritual.pk), start, ritual.minutes, title, stamp or ritual.agreed_at)


def _plain(id: str, start: date, minutes: int, title: str, stamp: datetime | None) -> Event:
    event = Event()
    event.add("uid", id)
    event.add("dtstamp", (stamp or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=minutes) if isinstance(start, datetime) else timedelta(days=1))
    event.add("summary", title or NEUTRAL)
    event.add("class", "PRIVATE")
    return event


def uid(kind: str, *parts: object) -> str:
    """An id that stays, and tells nothing of the id that it was made from."""
    named = "\n".join(["twofold calendar v1", kind, *map(str, parts)])
    return hashlib.sha256(named.encode()).hexdigest()[:40] + "@twofold.invalid"


def of_outing(outing: Outing, titles: bool) -> Event:
    start = outing.starts_at or outing.day
    return _plain(
        uid("outing", outing.pk), start, outing.minutes, outing.title if titles else "", outing.agreed_at
    )


def file_of_outing(outing: Outing, titles: bool) -> bytes:
    """One outing as a file of its own."""
    return calendar([of_outing(outing, titles)], {outing.couple.time_zone}, outing.day, outing.day)


def file_of(one: Occurrence, titles: bool) -> bytes:
    """One time of a ritual as a file of its own, which does not repeat."""
    ritual, day = one.ritual, one.shown_on
    start = local(one.starts_at, ritual.time_zone)
    title = ritual.title if titles else ""
    event = _plain(uid("once", ritual.pk, one.day), start, ritual.minutes, title, ritual.agreed_at)
    return calendar([event], {ritual.time_zone}, day, day)
