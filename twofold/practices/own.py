"""Practices that a couple has written: the words sealed, the outline checked."""

from typing import Any
from uuid import UUID

from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.wire import Refusal

from .live import LiveSession
from .outline import own_score


def keep_own(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a practice of one's own, for both. Refuses to change one while it is being done."""
    own_score(draft.readable)
    couple = circle.together()
    if LiveSession.objects.of(couple).open().filter(own=draft.id).exists():
        raise Refusal("You two have this practice open. Change it once you have ended it.")
    known = Letter.objects.written_by(circle.person).filter(pk=draft.id).first()
    place = {"kind": Letter.Kind.PRACTICE, "day": known.day if known else circle.day()}
    return Letter.write(circle.person, draft, **place, **circle.share())


def own_practices(circle: Circle) -> Any:
    """The practices that the two have written themselves, newest first."""
    return Letter.objects.story_of(circle).of_kind(Letter.Kind.PRACTICE).standing()


def own_practice(circle: Circle, id: UUID) -> Letter:
    """One of those, or Http404."""
    found: Letter | None = own_practices(circle).filter(pk=id).first()
    if found is None:
        raise Http404
    circle.hand_over([found])
    return found
