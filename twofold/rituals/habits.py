"""The tip of the week, as the two agree on it and look back on it."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.models import Couple
from twofold.couples.together import write_together
from twofold.wire import Refusal, Unreadable

from .models import Tip
from .shelf import tips
from .tip import week_of

LOOKED_FIRST = "Your partner suggested something a moment ago. Look at it first."


class Chosen(msgspec.Struct, frozen=True):
    """A habit for this week. `turn` is that of the suggestion one has seen; 0 for none."""

    source: str
    turn: int = 0


class HowOften(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    how: Annotated[int, msgspec.Meta(ge=0, le=2)]  # not yet, once or twice, most days


def tip_now(circle: Circle) -> Tip | None:
    """This week's, suggested or agreed. One query."""
    found: Tip | None = Tip.objects.of(circle.together()).filter(week=week_of(circle.day())).first()
    return found


def tip_of(circle: Circle, id: UUID) -> Tip:
    found = Tip.objects.of(circle.together()).filter(pk=id).first()
    if not isinstance(found, Tip):
        raise Http404
    return found


@transaction.atomic
def suggest_tip(circle: Circle, sent: Chosen) -> Tip:
    """Suggest a habit for this week. When both suggest the same one, both have agreed."""
    if sent.source not in tips():
        raise Http404
    couple = circle.together()
    Couple.objects.select_for_update().get(pk=couple.pk)
    standing = tip_now(circle)
    if standing is None:
        week = week_of(circle.day())
        return Tip.objects.create(couple=couple, week=week, source=sent.source, proposed_by=circle.person)
    if standing.source == sent.source:
        return standing if standing.proposed_by_id == circle.person.pk else _agreed(standing)
    if standing.agreed_at:
        raise Refusal("You two have one for this week. Let it go first, if you like another better.")
    if standing.turn != sent.turn:
        raise Refusal(LOOKED_FIRST)
    standing.source, standing.turn = sent.source, standing.turn + 1
    standing.proposed_by, standing.proposed_at = circle.person, timezone.now()
    standing.save()
    return standing


@transaction.atomic
def agree_to_tip(circle: Circle, id: UUID, turn: int) -> Tip:
    """Say yes to what the partner has suggested. Twice is the same as once."""
    Couple.objects.select_for_update().get(pk=circle.together().pk)
    tip = tip_of(circle, id)
    if tip.turn != turn:
        raise Refusal(LOOKED_FIRST)
    if tip.agreed_at is None and tip.proposed_by_id == circle.person.pk:
        raise Refusal("This is your own suggestion. It begins once your partner says yes, too.")
    return _agreed(tip)


def _agreed(tip: Tip) -> Tip:
    if tip.agreed_at is None:
        tip.agreed_at = timezone.now()
        tip.save(update_fields=("agreed_at",))
    return tip


def not_this_week(circle: Circle, id: UUID) -> Discarded:
    """Let it go, suggested or agreed, until the week is nearly over. It takes one of the two."""
    tip = tip_of(circle, id)
    if circle.day() >= tip.last_day:
        raise Refusal("This week is as good as over. It stays in what you have tried.")
    return Discarded.take(circle.person, tip)


def look_back(circle: Circle, tip: Tip, draft: LetterDraft) -> Letter:
    """Keep one's own look back. With the second of the two, both open in the same instant."""
    if tip.agreed_at is None or circle.day() < tip.last_day:
        raise Refusal("Its week is still going. Look back when it ends.")
    try:
        msgspec.convert(draft.readable, HowOften)
    except msgspec.ValidationError as fault:
        raise Unreadable("How often it was could not be read.") from fault
    letter = write_together(circle, draft, tip.pk, Letter.Kind.TIP_NOTE, day=tip.last_day)
    letter.refresh_from_db(fields=("appears_at",))  # the second of the two has opened both
    return letter
