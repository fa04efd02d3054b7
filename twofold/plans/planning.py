"""Finding a day: one proposes, the other agrees, says another day, or lets it go. No reason is asked."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.wire import Refusal, Unreadable

from .ideas import ideas
from .models import Outing, Swipe, WishYes, clock

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Minutes = Annotated[int, msgspec.Meta(ge=5, le=1440)]
AHEAD_AT_MOST = timedelta(days=731)
CHANGED = "This has just been changed. Look at the new day first; nothing is lost."
LET_GO = "This is let go for now. The idea stays, and another day can be found for it."


class DaySent(msgspec.Struct, frozen=True):
    """A day on the couple's clock; `turn` is the state of the outing that the sender was looking at."""

    day: date
    time: Clock | None = None
    minutes: Minutes = 90
    turn: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1


class Proposal(msgspec.Struct, frozen=True):
    """A day for one thing: an idea of the shelf by its slug, or a wish or own idea by its letter."""

    id: UUID
    when: DaySent
    idea: str = ""
    letter: UUID | None = None


def outing_of(circle: Circle, id: UUID) -> Outing:
    """One of the couple's outings, or Http404."""
    found: Outing | None = (
        Outing.objects.of(circle.together()).select_related("letter", "couple").filter(pk=id).first()
    )
    if found is None:
        raise Http404
    return found


@transaction.atomic
def propose(circle: Circle, sent: Proposal) -> Outing:
    """Say a day. Sent twice, it counts once. Proposing is liking: it is one's own yes as well."""
    couple = circle.together()
    _check_day(circle, sent.when)
    letter = wish_or_idea(circle, sent.letter) if sent.letter else None
    if (letter is None) == (sent.idea == ""):
        raise Unreadable("A day is for one thing: an idea, or a wish.")
    if sent.idea and sent.idea not in ideas():
        raise Http404
    if sent.id.version != 4:
        raise Unreadable("An id is made by chance.")
    outing, _ = Outing.objects.get_or_create(
        id=sent.id,
        defaults={"couple": couple, "idea": sent.idea, "letter": letter, **_when(circle, sent.when)},
    )
    if outing.couple_id != couple.pk:
        raise Http404
    _say_yes(circle, outing)
    return outing


@transaction.atomic
def agree(circle: Circle, id: UUID, turn: int) -> Outing:
    """Agree to the day that the partner has said. Raises Refusal when it is another by now."""
    outing = _held(circle, id, turn)
    if outing.agreed_at is None and outing.proposed_by_id == circle.person.pk:
        raise Refusal(f"This day is yours to suggest, and {_partner(circle)}’s to agree to.")
    if outing.day < circle.day():
        raise Refusal("This day has gone by. Say another, if you both still like the idea.")
    outing.agreed_at = outing.agreed_at or timezone.now()
    outing.save(update_fields=("agreed_at",))
    _say_yes(circle, outing)
    return outing


@transaction.atomic
def move(circle: Circle, id: UUID, when: DaySent) -> Outing:
    """Say another day: the proposal changes hands, and the other's word is asked for."""
    outing = _held(circle, id, when.turn)
    _check_day(circle, when)
    if outing.agreed and outing.past:
        raise Refusal("This has been. Say a day for another time instead.")
    outing.instead_of = outing.day if outing.agreed else outing.instead_of
    outing.agreed_at, outing.turn = None, outing.turn + 1
    for name, value in _when(circle, when).items():
        setattr(outing, name, value)
    outing.save()
    return outing


@transaction.atomic
def let_go(circle: Circle, id: UUID) -> Outing:
    """Let it go, kindly and without a reason. Twice is once."""
    outing = _locked(circle, id)
    if outing.ended_at is None:
        outing.ended_at, outing.ended_by = timezone.now(), circle.person
        outing.save(update_fields=("ended_at", "ended_by"))
    return outing


@transaction.atomic
def keep(circle: Circle, id: UUID) -> Outing:
    """Undo of `let_go`, for who let it go."""
    outing = _locked(circle, id)
    if outing.ended_at and outing.ended_by_id != circle.person.pk:
        raise Refusal(LET_GO)
    outing.ended_at = outing.ended_by = None
    outing.save(update_fields=("ended_at", "ended_by"))
    return outing


def wish_or_idea(circle: Circle, id: UUID) -> Letter:
    """A shared wish or own idea of the two, or Http404."""
    found: Letter | None = (
        circle.letters.of_kind(Letter.Kind.WISH, Letter.Kind.OUTING)
        .standing()
        .filter(pk=id, couple=circle.together())
        .first()
    )
    if found is None:
        raise Http404
    return found


def _held(circle: Circle, id: UUID, turn: int) -> Outing:
    outing = _locked(circle, id)
    if outing.ended_at:
        raise Refusal(LET_GO)
    if outing.turn != turn:
        raise Refusal(CHANGED, turn=outing.turn)
    return outing


def _locked(circle: Circle, id: UUID) -> Outing:
    outing_of(circle, id)
    found: Outing = Outing.objects.of(circle.together()).select_for_update().get(pk=id)
    return found


def _when(circle: Circle, when: DaySent) -> dict[str, object]:
    return {
        "day": when.day,
        "time": clock(when.time),
        "minutes": when.minutes,
        "proposed_by": circle.person,
        "at": timezone.now(),
    }


def _check_day(circle: Circle, when: DaySent) -> None:
    today = circle.day()
    if not today <= when.day <= today + AHEAD_AT_MOST:
        raise Refusal("Choose a day from today on, within the next two years.")


def _say_yes(circle: Circle, outing: Outing) -> None:
    if outing.letter:
        WishYes.say(outing.letter, circle.person, True)
    elif outing.idea:
        Swipe.say(outing.couple, circle.person, outing.idea, True)


def _partner(circle: Circle) -> str:
    return circle.partner.called if circle.partner else "your partner"
