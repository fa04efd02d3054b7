"""Words that both write before either reads: the first waits folded, the second opens both at once.

The source is the product's oldest rule; the daily question and steps of practices keep it, too.
"""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from twofold.sealing.letter import one_of

from .access import Circle
from .letters import Letter, LetterDraft, Letters, StaleRevision
from .models import Couple

# Kinds of which two about one thing open together here. Answers keep to the same rule in their own room.
IN_PAIRS = (
    *(Letter.Kind.VALUES, Letter.Kind.MEANING, Letter.Kind.TIP_NOTE, Letter.Kind.PRACTICE_NOTE),
    *(Letter.Kind.KNOWN, Letter.Kind.GUESS, Letter.Kind.KEPT, Letter.Kind.REFLECTION),
    Letter.Kind.LOOK,
)


def pair_about(circle: Circle, about: UUID, kinds: Collection[str]) -> Letters:
    """Both letters about one thing, whoever may read them by now. Views go through `visible_to`."""
    found: Letters = Letter.objects.filter(couple=circle.together(), about=about, kind__in=kinds)
    return found.standing()


def write_together(
    circle: Circle,
    draft: LetterDraft,
    about: UUID,
    kind: str,
    *,
    kinds: Collection[str] = (),
    day: date | None = None,
) -> Letter:
    """Keep one of the two letters about a thing; with the second, both appear in the same instant.

    Args:
        circle: who writes.
        draft: what their device sent; its id is `one_of(kind, about, person)`.
        about: the thing that both write about.
        kind: this letter's kind.
        kinds: the kinds that make a pair, where the two differ; `kind` alone otherwise.
        day: the day it belongs to; the couple's today when left out.

    Raises:
        StaleRevision: another device was first; the late words are kept beside.
    """
    letter, in_time = _keep(circle, draft, about, kind, kinds or (kind,), day)
    if not in_time:
        raise StaleRevision(letter)
    return letter


@transaction.atomic
def _keep(
    circle: Circle, draft: LetterDraft, about: UUID, kind: str, kinds: Collection[str], day: date | None
) -> tuple[Letter, bool]:
    couple = circle.together()
    # The row is locked first, so of two letters in the same second one comes after the other.
    Couple.objects.select_for_update().get(pk=couple.pk)
    pair = pair_about(circle, about, kinds)
    opened = pair.exclude(appears_at=None).values_list("appears_at", flat=True).first()
    if opened is None:  # an empty place was open before; what is written there now waits folded again
        place_of = Letter.objects.filter(pk=draft.id, author=circle.person, couple=couple)
        place_of.update(appears_at=None, handed=False)
    place: dict[str, Any] = {
        "couple": couple,
        "kind": kind,
        "about": about,
        "day": day or circle.day(),
        "appears_at": opened,
        "handed": opened is not None,  # from then on, what is changed or removed shows
        "only": {one_of(kind, str(about), str(circle.person.pk))},
    }
    letter, in_time = Letter.keep(circle.person, draft, place)
    if opened is None and pair.from_both():
        pair.update(appears_at=timezone.now(), handed=True)
    return letter, in_time


@transaction.atomic
def open_if_both(circle: Circle, letter: Letter) -> bool:
    """For words that undo has brought back: where the other has written since, both are open now."""
    couple, about = circle.couple, letter.about
    if couple is None or letter.couple_id != couple.pk or about is None or letter.kind not in IN_PAIRS:
        return False
    Couple.objects.select_for_update().get(pk=couple.pk)
    pair = pair_about(circle, about, IN_PAIRS)
    if not pair.from_both():
        return False
    # Of the two, what still waits opens: where the words that came back were open before, the other's.
    return bool(pair.filter(appears_at=None).update(appears_at=timezone.now(), handed=True))
