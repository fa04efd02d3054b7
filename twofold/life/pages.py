"""What the pages of this room show, and what Today may say of it: worked out once, without words."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter, Reaction
from twofold.couples.views import page_of

from .hard_times import NOW_AT_ONCE, hard_times, meeting_of
from .long_letters import for_occasion
from .warmth import Meeting, Occasion, meetings, occasions
from .wins import replies_under

FRESH_FOR = timedelta(days=3)
TODAY_AT_MOST = 20


@dataclass(frozen=True)
class Sheet:
    """A long letter as a list shows it: whose, and what it waits for; none of its words."""

    letter: Letter

    @property
    def occasion(self) -> Occasion | None:
        """The occasion it is or was kept for."""
        return occasions().get(str(self.letter.readable.get("occasion", "")))

    @property
    def for_occasion(self) -> bool:
        return for_occasion(self.letter)

    @property
    def opens_on(self) -> date | None:
        """The day it unfolds, while it waits for one."""
        day = self.letter.readable.get("opens_on")
        return date.fromisoformat(day) if day and not self.letter.has_appeared else None


def sheets(letters: Any) -> list[Sheet]:
    return [Sheet(one) for one in letters]


@dataclass(frozen=True)
class Entry:
    """A letter with what was said under it, and for a hard time how its author would like to be met."""

    letter: Letter
    replies: list[Letter]
    meeting: Meeting | None = None


def entries(circle: Circle, letters: list[Letter]) -> list[Entry]:
    """Letters as the page shows them; they count as handed over."""
    under = replies_under(circle, letters)
    circle.hand_over(letters)
    return [Entry(one, under[one.pk], meeting_of(one)) for one in letters]


class HardPage:
    """The hard times of both: those of now, each with what helps."""

    def __init__(self, request: MemberRequest) -> None:
        circle = request.circle
        standing = hard_times(circle).standing().filter(eased=None)
        page = page_of(standing.prefetch_related("reactions"), request, NOW_AT_ONCE)
        self.next_page: int | None = page["next_page"]
        shown = entries(circle, page["letters"])
        self.mine = [one for one in shown if one.letter.author_id == circle.person.pk]
        self.theirs = [one for one in shown if one.letter.author_id != circle.person.pk]
        for one in self.mine:
            one.letter.look_for_strays()
        self.asks = page["first_page"] and not self.mine

    @property
    def meetings(self) -> list[Meeting]:
        return list(meetings().values())


@dataclass(frozen=True)
class ForToday:
    """What Today may say of this room. It holds ids and slugs of the product's own, and no words."""

    folded: list[Occasion] = field(default_factory=list)
    hard: Meeting | None = None
    hard_id: UUID | None = None
    win_id: UUID | None = None


def for_today(circle: Circle) -> ForToday:
    """Letters of the partner's that wait to be opened, their hard time, and good news of theirs that
    is still to be answered; in one query."""
    if circle.couple is None or circle.partner is None:
        return ForToday()
    own_reply = Letter.objects.filter(kind=Letter.Kind.REPLY, about=OuterRef("pk"), author=circle.person)
    own_tap = Reaction.objects.filter(letter=OuterRef("pk"), person=circle.person)
    now = timezone.now()
    wanted = (
        Q(kind=Letter.Kind.LETTER, appears_at=None)
        | Q(kind=Letter.Kind.HARD, appears_at__lte=now, eased=None)
        | Q(kind=Letter.Kind.WIN, appears_at__lte=now, appears_at__gt=now - FRESH_FOR)
        & ~Exists(own_reply)
        & ~Exists(own_tap)
    )
    kinds = (Letter.Kind.LETTER, Letter.Kind.HARD, Letter.Kind.WIN)
    found = Letter.objects.written_by(circle.partner).of_kind(*kinds).standing().filter(couple=circle.couple)
    rows = found.filter(wanted).order_by("-written_at").values_list("kind", "pk", "readable")
    return _told(list(rows[:TODAY_AT_MOST]))


def _told(rows: list[tuple[str, UUID, dict[str, Any]]]) -> ForToday:
    hard = next(((pk, readable) for kind, pk, readable in rows if kind == Letter.Kind.HARD), None)
    slugs = [readable.get("occasion") for kind, _, readable in rows if kind == Letter.Kind.LETTER]
    return ForToday(
        folded=[occasions()[slug] for slug in slugs if slug in occasions()],
        hard=meetings().get(str(hard[1].get("meet"))) if hard else None,
        hard_id=hard[0] if hard else None,
        win_id=next((pk for kind, pk, _ in rows if kind == Letter.Kind.WIN), None),
    )
