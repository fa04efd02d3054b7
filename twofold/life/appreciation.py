"""Appreciation: what you did, and what it meant to me; for now, or folded until a chosen day."""

from datetime import date, datetime, timedelta

import msgspec
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.models import Couple
from twofold.people.days import start_of
from twofold.wire import Refusal, Unreadable

FOLDED_AT_MOST = timedelta(days=366)


class AppreciationSent(msgspec.Struct, frozen=True):
    """An appreciation as a device sends it; `opens_on` is signed inside, in `readable`, too."""

    letter: LetterDraft
    opens_on: date | None = None


def appreciate(circle: Circle, sent: AppreciationSent) -> Letter:
    """Keep an appreciation for the partner. Raises Refusal for a day that is too far away."""
    kept = Letter.kept(circle.person, sent.letter)
    if kept:
        return kept
    place = circle.share()
    if sent.letter.readable != ({"opens_on": sent.opens_on.isoformat()} if sent.opens_on else {}):
        raise Unreadable("The day inside this note is another than the day beside it.")
    if sent.opens_on:
        place["appears_at"] = unfolds_at(circle.together(), sent.opens_on)
    known = Letter.objects.written_by(circle.person).filter(pk=sent.letter.id).first()
    place |= {"kind": Letter.Kind.APPRECIATION, "day": known.day if known else circle.day()}
    return Letter.write(circle.person, sent.letter, **place)


def unfolds_at(couple: Couple, day: date) -> datetime:
    """The moment at which `day` begins for the two. Raises Refusal for a day that is too far away."""
    if day <= couple.day():
        return timezone.now()  # its day has come while it waited to be sent
    if day > couple.day() + FOLDED_AT_MOST:
        raise Refusal("Choose a day within the next year.")
    return start_of(day, couple.time_zone)


def still_folded(circle: Circle) -> list[Letter]:
    """One's own notes that wait for their day, the nearest first."""
    own = Letter.objects.written_by(circle.person).of_kind(Letter.Kind.APPRECIATION)
    return list(
        own.filter(couple=circle.couple, appears_at__gt=timezone.now()).standing().order_by("appears_at")[:50]
    )
