"""Wishes: written, shared when their author likes, made the two's own by a yes, and come true."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter, LetterDraft
from twofold.wire import Refusal, Unreadable

from .models import Done
from .planning import outing_of, wish_or_idea

BACK_AT_MOST = timedelta(days=366 * 60)  # a wish may have come true long before it was written here


class WordsSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class DoneSent(msgspec.Struct, frozen=True):
    day: date


class MemorySent(msgspec.Struct, frozen=True):
    """A line to remember a day by; `day` is signed inside, in `readable`, too."""

    letter: LetterDraft
    day: date


def wish(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a wish: shared, or for oneself until a later revision shares it. It cannot be unshared."""
    known = Letter.objects.written_by(circle.person).filter(pk=draft.id).first()
    if known and known.couple_id and known.couple_id != draft.couple:
        raise Refusal("This wish is shared already. You can take it back, and write it again for yourself.")
    place = circle.share() if draft.couple else {}
    day = known.day if known else circle.day()
    return Letter.write(circle.person, draft, kind=Letter.Kind.WISH, day=day, **place)


def own_idea(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep an idea of one's own for the two."""
    place = {"kind": Letter.Kind.OUTING, "day": circle.day(), **circle.share()}
    return Letter.write(circle.person, draft, **place)


def come_true(circle: Circle, id: UUID, day: date) -> Done:
    """Tick a wish. Twice is once, and the first day stands."""
    _check_past(circle, day)
    letter = _wish(circle, id)
    defaults = {"couple": circle.together(), "day": day, "by": circle.person}
    return Done.objects.get_or_create(letter=letter, defaults=defaults)[0]


@transaction.atomic
def not_yet(circle: Circle, id: UUID) -> Discarded | None:
    """Untick a wish; for an hour the tick can come back. None where there is none."""
    done = Done.objects.select_for_update().filter(letter=_wish(circle, id)).first()
    return Discarded.take(circle.person, done) if done else None


def remember(circle: Circle, about: UUID, sent: MemorySent) -> Letter:
    """Keep a line about a wish that came true or a day that has been, for both at once."""
    if sent.letter.readable != {"day": sent.day.isoformat()}:
        raise Unreadable("The day inside these words is another than the day beside them.")
    _check_past(circle, sent.day)
    place = {"kind": Letter.Kind.MEMORY, "about": about, "day": sent.day, **circle.share()}
    return Letter.write(circle.person, sent.letter, **place)


def remember_wish(circle: Circle, id: UUID, sent: MemorySent) -> Letter:
    return remember(circle, _wish(circle, id).pk, sent)


def remember_outing(circle: Circle, id: UUID, sent: MemorySent) -> Letter:
    outing = outing_of(circle, id)
    if not outing.begun:
        raise Refusal("Its day has not come yet. Tell it afterwards.")
    return remember(circle, outing.pk, sent)


def _wish(circle: Circle, id: UUID) -> Letter:
    letter = wish_or_idea(circle, id)
    if letter.kind != Letter.Kind.WISH:
        raise Http404
    return letter


def _check_past(circle: Circle, day: date) -> None:
    today = circle.day()
    if not today - BACK_AT_MOST <= day <= today:
        raise Refusal("Choose today, or a day that has been.")
