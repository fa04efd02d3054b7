"""Saying of a day that it was done or not. Either may, for both; nobody has to, and it can be taken back."""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.models import Couple
from twofold.wire import Refusal

from .agreeing import experiment_of
from .models import Mark

BACK = timedelta(days=7)


class Marked(msgspec.Struct, frozen=True):
    """What is said of `day`; None takes the word back."""

    day: date
    done: bool | None


@transaction.atomic
def mark(circle: Circle, id: UUID, sent: Marked, at: datetime | None = None) -> Discarded | None:
    """Keep the word, one a day for both; the last one stands. Gives the way back where one is taken away.

    Raises Refusal for a day outside the experiment, to come, or more than a week ago, and once its result
    can be looked at.
    """
    couple = Couple.objects.select_for_update().get(pk=circle.together().pk)
    one, today = experiment_of(circle, id), couple.day(at)
    if one.state(today) not in ("running", "waiting") or one.drawn is None:
        raise Refusal("This experiment is not under way.")
    if not one.drawn.has(sent.day) or not today - BACK <= sent.day <= today:
        raise Refusal("A day can be marked from its morning on, for a week.")
    known = Mark.objects.filter(experiment=one, day=sent.day)
    if sent.done is None:
        gone = known.first()
        return Discarded.take(circle.person, gone) if gone else None
    kept = {"done": sent.done, "by": circle.person, "at": at or timezone.now(), "couple": couple}
    Mark.objects.update_or_create(experiment=one, day=sent.day, defaults=kept)
    return None
