"""How a ritual comes to be, changes and ends. One suggests, the other agrees; either may end it."""

from datetime import time
from typing import Annotated, Any, cast
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.models import Couple
from twofold.wire import Refusal, Unreadable

from .models import Ritual
from .rhythm import Cadence, mask_of
from .ritual import MOST, TIP, UNDO_FOR
from .shelf import Clock, rituals, tips

Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]
CHANGED = "This was changed a moment ago. Look at it once more, then say yes."


class When(msgspec.Struct, frozen=True):
    """On which days, at what time of the couple's clock, and for how many minutes."""

    cadence: Cadence
    days: Annotated[list[Weekday], msgspec.Meta(min_length=1, max_length=7)]
    time: Clock
    minutes: Annotated[int, msgspec.Meta(ge=1, le=720)]
    week: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None

    def columns(self, couple: Couple) -> dict[str, Any]:
        """As a ritual keeps it. Raises Unreadable where the days do not fit the cadence."""
        at = {"time": time.fromisoformat(self.time), "time_zone": couple.time_zone}
        kept = {"cadence": self.cadence, "days": mask_of(self.days), "week": self.week, **at}
        if not Ritual(**kept).rule.sound:
            raise Unreadable("These days do not fit together. Choose them once more.")
        return {**kept, "minutes": self.minutes}


class Proposal(msgspec.Struct, frozen=True):
    """A ritual of the shelf or from a habit (`source`), a new own one (`letter`), or an older own one."""

    ritual: UUID
    when: When
    source: str = ""
    letter: LetterDraft | None = None
    own: UUID | None = None


class Suggestion(msgspec.Struct, frozen=True):
    """Other days or another time. `ritual` is the id of the change, where the old one is in force."""

    turn: int
    when: When
    ritual: UUID | None = None


class Turn(msgspec.Struct, frozen=True):
    turn: int


def ritual_of(circle: Circle, id: UUID) -> Ritual:
    """One of the couple's rituals, or Http404."""
    found = Ritual.objects.of(circle.together()).select_related("letter", "couple").filter(pk=id).first()
    if not isinstance(found, Ritual):
        raise Http404
    return found


def propose(circle: Circle, sent: Proposal) -> Ritual:
    """Suggest a ritual. Sending it twice is suggesting it once.

    Raises Refusal when it is in the rhythm already, or the rhythm is full.
    """
    couple, when = circle.together(), sent.when.columns(circle.together())
    kept: Ritual | None = Ritual.objects.filter(pk=sent.ritual).first()
    if kept:
        return ritual_of(circle, sent.ritual)
    what = _what(circle, sent)
    with transaction.atomic():
        Couple.objects.select_for_update().get(pk=couple.pk)  # of two at once one comes after the other
        standing = Ritual.objects.of(couple).standing()
        if standing.filter(**what).exists():
            raise Refusal("This one is in your rhythm already, or waits for a yes.")
        if standing.count() >= MOST:
            raise Refusal("Your rhythm is full. Let one go first, and it has room for this one.")
        return Ritual.objects.create(pk=sent.ritual, couple=couple, proposed_by=circle.person, **what, **when)


def _what(circle: Circle, sent: Proposal) -> dict[str, Any]:
    """What it is, from exactly one source."""
    if [bool(sent.source), bool(sent.letter), bool(sent.own)].count(True) != 1:
        raise Unreadable("A ritual comes from one place.")
    if sent.source:
        from_tip = sent.source.startswith(TIP) and sent.source.removeprefix(TIP) in tips()
        if not from_tip and sent.source not in rituals():
            raise Http404
        return {"source": sent.source}
    if sent.letter:
        place = {"kind": Letter.Kind.RITUAL, "day": circle.day(), **circle.share()}
        return {"letter": Letter.write(circle.person, sent.letter, **place)}
    return {"letter": own_ritual(circle, cast(UUID, sent.own))}


def own_ritual(circle: Circle, id: UUID) -> Letter:
    """A ritual that one of the two has written, or Http404."""
    found = Letter.objects.story_of(circle).of_kind(Letter.Kind.RITUAL).standing().filter(pk=id).first()
    if not isinstance(found, Letter):
        raise Http404
    return found


@transaction.atomic
def suggest(circle: Circle, id: UUID, sent: Suggestion) -> Ritual:
    """Suggest other days or another time. What is agreed stays in force until both have said yes."""
    ritual, when = _held(circle, id), sent.when.columns(circle.together())
    if ritual.agreed:
        return _change(circle, ritual, sent, when)
    _check_waits(ritual, sent.turn)
    for name, value in when.items():
        setattr(ritual, name, value)
    ritual.turn += 1
    ritual.proposed_by, ritual.proposed_at = circle.person, timezone.now()
    ritual.save()
    return ritual


def _change(circle: Circle, old: Ritual, sent: Suggestion, when: dict[str, Any]) -> Ritual:
    waiting = old.changes.filter(agreed_at=None, ended_at=None).first()
    if waiting and waiting.pk == sent.ritual:
        return waiting
    if waiting:
        raise Refusal("There is a suggestion for this one already. Look at it first.")
    if sent.ritual is None or Ritual.objects.filter(pk=sent.ritual).exists():
        raise Http404
    what = {"couple": old.couple, "source": old.source, "letter": old.letter, "instead_of": old}
    return Ritual.objects.create(pk=sent.ritual, proposed_by=circle.person, **what, **when)


@transaction.atomic
def agree(circle: Circle, id: UUID, turn: int) -> Ritual:
    """Say yes to what the partner has suggested. Twice is the same as once."""
    ritual = _held(circle, id)
    if ritual.agreed and ritual.turn == turn:
        return ritual
    _check_waits(ritual, turn)
    if ritual.proposed_by_id == circle.person.pk:
        raise Refusal("This is your own suggestion. It begins once your partner says yes, too.")
    ritual.agreed_at = timezone.now()
    ritual.save(update_fields=("agreed_at",))
    if ritual.instead_of_id:
        replaced = Ritual.objects.filter(pk=ritual.instead_of_id, ended_at=None)
        replaced.update(ended_at=ritual.agreed_at, ended_by=circle.person)
    return ritual


@transaction.atomic
def end(circle: Circle, id: UUID) -> Ritual:
    """End it, or take back or let go what is only suggested. It takes one of the two."""
    ritual = _held(circle, id)
    if ritual.ended_at is None:
        ritual.ended_at, ritual.ended_by = timezone.now(), circle.person
        ritual.save(update_fields=("ended_at", "ended_by"))
        waiting = ritual.changes.filter(agreed_at=None, ended_at=None)
        waiting.update(ended_at=ritual.ended_at, ended_by=circle.person)
    return ritual


@transaction.atomic
def take_up(circle: Circle, id: UUID) -> Ritual:
    """Undo an end, within the hour, by the one who ended it."""
    ritual = _held(circle, id)
    if ritual.ended_at is None:
        return ritual
    late = ritual.ended_at <= timezone.now() - UNDO_FOR
    if late or ritual.ended_by_id != circle.person.pk:
        raise Refusal("This has ended. You can suggest it again.")
    if ritual.changes.exclude(agreed_at=None).exists():  # both ended it, when they agreed on the other
        raise Refusal("You have agreed on another time for it since.")
    ritual.ended_at = ritual.ended_by = None
    ritual.save(update_fields=("ended_at", "ended_by"))
    return ritual


def _held(circle: Circle, id: UUID) -> Ritual:
    """The ritual, for this transaction alone."""
    couple = circle.together()
    Couple.objects.select_for_update().get(pk=couple.pk)
    return ritual_of(circle, id)


def _check_waits(ritual: Ritual, turn: int) -> None:
    if ritual.ended_at is not None:
        raise Refusal("This was taken back. You can suggest it again.")
    if ritual.turn != turn or not ritual.waits:
        raise Refusal(CHANGED, turn=ritual.turn)
