"""Saying of one time that it is done, that it moves, or that it is left. Either of the two may."""

from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.models import Couple
from twofold.wire import Refusal, Unreadable

from .agreeing import ritual_of
from .models import Occasion, Ritual
from .rhythm import local, moment
from .shelf import Clock

BACK, AHEAD = timedelta(days=62), timedelta(days=366)
MOVES_AT_MOST = timedelta(days=31)


class To(msgspec.Struct, frozen=True):
    """Where it moves: a day, and a time on the ritual's own clock."""

    day: date
    time: Clock


class Mark(msgspec.Struct, frozen=True):
    """What is said of the time on `day`; None takes a word back."""

    day: date
    state: Literal["done", "moved", "left"] | None
    to: To | None = None


@transaction.atomic
def mark(circle: Circle, id: UUID, sent: Mark) -> Discarded | None:
    """Keep the word, once a day of the ritual. Gives the way back, where a word is taken away."""
    couple = circle.together()
    Couple.objects.select_for_update().get(pk=couple.pk)
    ritual = ritual_of(circle, id)
    known = Occasion.objects.filter(ritual=ritual, day=sent.day).first()
    _check(circle, ritual, sent, known)
    if sent.state is None:
        return _take_back(circle, known)
    moved_to = _new_time(ritual, sent) if sent.state == "moved" else known.moved_to if known else None
    kept = {"state": sent.state, "moved_to": moved_to, "by": circle.person, "couple": couple}
    Occasion.objects.update_or_create(ritual=ritual, day=sent.day, defaults=kept)
    return None


def _check(circle: Circle, ritual: Ritual, sent: Mark, known: Occasion | None) -> None:
    today = circle.day()
    if not today - BACK <= sent.day <= today + AHEAD:
        raise Refusal("That day is too far away to mark.")
    comes_round = ritual.rule.falls_on(sent.day) and ritual.in_force(ritual.rule.starts_at(sent.day))
    if not comes_round and known is None:
        raise Http404
    if sent.state == "done":
        at = known.moved_to if known and known.moved_to else ritual.rule.starts_at(sent.day)
        # A day's grace: where the two are, it may be tomorrow already.
        if local(at, ritual.time_zone).date() > today + timedelta(days=1):
            raise Refusal("Its day has not come yet.")


def _new_time(ritual: Ritual, sent: Mark) -> datetime:
    if sent.to is None:
        raise Unreadable("Say where it moves.")
    if abs(sent.to.day - sent.day) > MOVES_AT_MOST:
        raise Refusal("Choose a day within a month of the old one.")
    return moment(sent.to.day, time.fromisoformat(sent.to.time), ritual.time_zone)


def _take_back(circle: Circle, known: Occasion | None) -> Discarded | None:
    """Back to a time like any other; one that was moved and then done is a moved one again."""
    if known is None:
        return None
    if known.state == Occasion.State.DONE and known.moved_to:
        known.state = Occasion.State.MOVED
        known.save(update_fields=("state",))
        return None
    return Discarded.take(circle.person, known)
