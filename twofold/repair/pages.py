"""What the pages of repair show, worked out once; and what Today and the hub take from here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from twofold.checkins.feelings import Family, Word, taxonomy
from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.people.days import start_of

from . import words
from .letters import matters, notes_on, replies_to
from .models import Later, MatterTime

OPEN, RESTING, KEPT = 30, 30, 20
LATER = ((60, "In an hour"), (180, "In three hours"), (1440, "Tomorrow, about this time"))


def on_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """The time that a clock in `zone` shows, without a zone: templates would move it to the server's."""
    return moment.astimezone(zone).replace(tzinfo=None)


class RaisePage:
    """The four parts, what one has kept for saying aloud, and what one has sent: a page of each."""

    def __init__(self, request: MemberRequest) -> None:
        self.circle, self.parts = request.circle, words.raising()
        own = Letter.objects.written_by(self.circle.person).of_kind(Letter.Kind.RAISED).standing()
        own = own.order_by("-written_at", "-id")
        kept = page_of(own.filter(couple=None), request, KEPT)
        sent = page_of(own.filter(couple=self.circle.couple), request, KEPT)
        self.kept: list[Letter] = kept["letters"]
        # To come back to; whether they were opened is shown nowhere.
        self.sent: list[Letter] = sent["letters"]
        self.next_page: int | None = kept["next_page"] or sent["next_page"]

    @property
    def feelings(self) -> list[tuple[Family, list[Word]]]:
        """Every word for a feeling, by its family."""
        found = taxonomy()
        return [(one, [word for word in found.word if word.family == one.id]) for one in found.family]


class RaisedPage:
    """The first sheet of something the partner raised: now, or at a time of one's own."""

    choices = LATER

    def __init__(self, circle: Circle, letter: Letter) -> None:
        self.circle, self.letter, self.words = circle, letter, words.hearing()

    @cached_property
    def later(self) -> Later | None:
        """The time that this person set, until it has come."""
        own = Later.objects.filter(letter=self.letter, person=self.circle.person)
        return own.filter(at__gt=timezone.now()).first()

    @property
    def at(self) -> datetime | None:
        """The time that was set, on one's own clock."""
        return on_clock(self.later.at, ZoneInfo(self.circle.person.time_zone)) if self.later else None


class HeardPage:
    """The letter itself, with the four steps for who hears it, and what was answered."""

    def __init__(self, request: MemberRequest, letter: Letter) -> None:
        self.circle, self.letter, self.words = request.circle, letter, words.hearing()
        self.mine = letter.author_id == self.circle.person.pk
        self.replies, self.next_page = replies_to(request, letter)
        self.circle.hand_over([letter, *self.replies])

    @cached_property
    def notes(self) -> Letter | None:
        return None if self.mine else notes_on(self.circle, self.letter)


class MattersPage:
    """What is open between the two, and what rests. Nobody's name stands beside a matter, and no number."""

    def __init__(self, request: MemberRequest) -> None:
        self.circle, self.words = request.circle, words.matters()
        found = matters(self.circle).select_related("talk_at", "resting")
        open_ = page_of(found.filter(resting=None).order_by("-appears_at", "-id"), request, OPEN)
        resting = page_of(found.exclude(resting=None).order_by("-resting__at", "-id"), request, RESTING)
        self.open: list[Letter] = open_["letters"]
        self.resting: list[Letter] = resting["letters"]
        self.next_page: int | None = open_["next_page"] or resting["next_page"]
        self.none_open = open_["first_page"] and not self.open
        self.circle.hand_over([*self.open, *self.resting])


class MatterPage:
    """One matter: a gentle beginning, a time, and a way that fits its sort."""

    def __init__(self, request: MemberRequest, letter: Letter) -> None:
        self.circle, self.letter, self.words = request.circle, letter, words.matters()
        self.mine = letter.author_id == self.circle.person.pk
        self.sort = str(letter.readable.get("sort", "unsure"))
        self.replies, self.next_page = replies_to(request, letter)
        self.circle.hand_over([letter, *self.replies])

    @cached_property
    def time(self) -> MatterTime | None:
        return MatterTime.objects.filter(matter=self.letter).first()

    @property
    def to_agree(self) -> bool:
        """The partner has named a time, and this person has not said yes to it."""
        time = self.time
        return bool(time and time.agreed_at is None and time.proposed_by_id != self.circle.person.pk)

    @property
    def at(self) -> datetime | None:
        return on_clock(self.time.at, self.zone) if self.time else None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.circle.together().time_zone)

    @property
    def today(self) -> date:
        return timezone.now().astimezone(self.zone).date()

    @property
    def rests(self) -> bool:
        return hasattr(self.letter, "resting")

    @property
    def is_solvable(self) -> bool:
        return self.sort != "lasting"

    @property
    def is_lasting(self) -> bool:
        return self.sort != "solvable"


@dataclass(frozen=True)
class MatterToday:
    """A matter for Today: its letter, the time on the couple's clock, and whether it waits for a yes."""

    matter: Letter
    at: datetime
    to_agree: bool


def matters_today(circle: Circle) -> list[MatterToday]:
    """Matters with a time agreed for today, and times the partner named that wait for a yes. One query."""
    couple = circle.together()
    begins = start_of(couple.day(), couple.time_zone)
    today = Q(agreed_at__isnull=False, at__gte=begins, at__lt=begins + timedelta(days=1))
    proposed = Q(agreed_at=None, proposed_by=circle.partner, at__gte=timezone.now())
    found = MatterTime.objects.of(couple).filter(today | proposed).select_related("matter").order_by("at")
    zone = ZoneInfo(couple.time_zone)
    return [MatterToday(one.matter, on_clock(one.at, zone), one.agreed_at is None) for one in found[:5]]


def set_for_later(circle: Circle) -> set[Any]:
    """The letters this person opens at a later time: Today is quiet about them. One query."""
    own = Later.objects.filter(person=circle.person, couple=circle.couple, at__gt=timezone.now())
    return set(own.values_list("letter", flat=True)[:50])
