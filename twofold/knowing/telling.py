"""Telling about oneself on the love map, shared or kept for oneself first, and what has aged there."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.models import Couple
from twofold.sealing.letter import one_of
from twofold.wire import Refusal

from .atlas import Region, Topic, regions, topics
from .landscape import Land, lands
from .models import Confirmed

STAYS_SHARED = "This is shared by now, and a change to it is, too. You can take it away instead."
STEPS = ("", "A first path", "Well trodden", "Known country")


class EntrySent(msgspec.Struct, frozen=True):
    """An entry as a device sends it; `share` gives it to the couple, now or later."""

    letter: LetterDraft
    share: bool = False


def about_of(topic: Topic, couple: Couple) -> UUID:
    """What the entries of a couple about one topic are about."""
    return one_of("map", topic.id, str(couple.pk))


def tell(circle: Circle, topic: Topic, sent: EntrySent) -> Letter:
    """Keep one's own entry about a topic.

    Raises:
        Refusal: it is shared already and was sent as one's own.
        StaleRevision: another device was first; the late words are kept beside.
    """
    kept = Letter.kept(circle.person, sent.letter)
    about = about_of(topic, circle.together())
    if kept and kept.about == about and (kept.couple_id is not None) is sent.share:
        return kept
    id = one_of("map", str(about), str(circle.person.pk))
    known = Letter.objects.written_by(circle.person).filter(pk=id).first()
    if known and known.couple_id and not sent.share:
        raise Refusal(STAYS_SHARED)
    place: dict[str, Any] = {"couple": None, "kind": Letter.Kind.MAP, "about": about, "only": {id}}
    if sent.share:
        place |= circle.share()
    return Letter.write(circle.person, sent.letter, day=circle.day(), **place)


def still_true(circle: Circle, letter: Letter) -> None:
    """One's own entry, looked at again: it is as it was."""
    Confirmed.objects.update_or_create(
        letter=letter, defaults={"person": circle.person, "at": timezone.now()}
    )


class Entry(msgspec.Struct, frozen=True):
    """What stands beside an entry's sealed words, without them."""

    id: UUID
    author: UUID
    topic: Topic
    shared: bool
    looked_at: datetime


def is_aged(topic: Topic, looked_at: datetime, today: date) -> bool:
    """Whether what was told may have changed by now."""
    return looked_at.date() + timedelta(days=topic.fresh_days) <= today


def looked_at(letter: Letter, confirmed_at: datetime | None) -> datetime:
    """When its author last wrote or shared an entry, or found it still true."""
    times = (letter.written_at, letter.edited_at, letter.appears_at, confirmed_at)
    return max(one for one in times if one)


def _entries(circle: Circle, letters: "QuerySet[Letter, Letter]") -> list[Entry]:
    couple = circle.together()
    by_about = {about_of(topic, couple): topic for _, topic in topics().values()}
    found = letters.filter(kind=Letter.Kind.MAP, about__in=list(by_about), removed_at=None)
    facts: tuple[str, ...] = ("pk", "author_id", "about", "couple_id", "written_at", "edited_at")
    facts += ("appears_at", "confirmed__at")
    return [
        Entry(id, author, by_about[about], couple_id is not None, max(one for one in times if one))
        for id, author, about, couple_id, *times in found.values_list(*facts)[: 2 * len(by_about)]
    ]


class Aged(msgspec.Struct, frozen=True):
    """One of one's own entries that may have changed."""

    letter: UUID
    region: Region
    topic: Topic


def may_have_changed(circle: Circle) -> Aged | None:
    """At most one of one's own entries a day, to look at again. One query.

    Which one goes by the day, so that none comes back evening after evening; and on a day on which
    something on the map was looked at, nothing more is asked.
    """
    own = _entries(circle, Letter.objects.written_by(circle.person))
    today = circle.day()
    if any(circle.together().day(one.looked_at) == today for one in own):
        return None
    aged = [
        one
        for one in own
        if is_aged(one.topic, one.looked_at, today) and one.topic.depth <= circle.person.depth
    ]
    if not aged:
        return None
    chosen = min(aged, key=lambda one: hashlib.sha256(f"{today} {one.id}".encode()).digest())
    return Aged(chosen.id, topics()[chosen.topic.id][0], chosen.topic)


class Place(msgspec.Struct, frozen=True):
    """A region on the drawn map, as this person sees it."""

    region: Region
    land: Land
    mine: int  # how much each has told, in three steps; 0 is nothing yet
    theirs: int
    kept: bool  # something of one's own here is not shared
    marks: tuple[str, ...]  # the patterns that lie on it, such as "clay-2"
    ground: str  # clay, tide, both or paper
    whose: str

    @property
    def name_lines(self) -> list[str]:
        """Its name as it is lettered on the map: a long one on two lines."""
        first, _, rest = self.region.title.partition(" ")
        return [first, rest] if rest else [first]

    @property
    def trodden(self) -> str:
        """How well known it is by now, whoever told; so that no two amounts stand side by side."""
        return STEPS[(self.mine + self.theirs + 1) // 2]


def map_sketch(circle: Circle) -> list[Place]:
    """Which regions are told, and by whom, in the order of the map. One query."""
    told = _entries(circle, circle.letters)
    return [_place(circle, region, told) for region in regions().values()]


def _place(circle: Circle, region: Region, told: list[Entry]) -> Place:
    here = [one for one in told if one.topic in region.topics]
    shared = [one.author for one in here if one.shared]
    mine = _step(shared.count(circle.person.pk) / len(region.topics))
    theirs = _step((len(shared) - shared.count(circle.person.pk)) / len(region.topics))
    steps = ((circle.side, mine), (circle.partner_side, theirs))
    name = circle.partner.called if circle.partner else ""
    ground, whose = {
        (True, True): ("both", "by you both"),
        (True, False): (circle.side, "by you"),
        (False, True): (circle.partner_side, f"by {name}"),
        (False, False): ("paper", ""),
    }[mine > 0, theirs > 0]
    return Place(
        region=region,
        land=lands()[region.id],
        mine=mine,
        theirs=theirs,
        kept=len(shared) < len(here),
        marks=tuple(f"{side}-{step}" for side, step in steps if step),
        ground=ground,
        whose=whose,
    )


def _step(share: float) -> int:
    return (share > 0) + (share > 1 / 3) + (share > 2 / 3)
