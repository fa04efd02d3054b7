"""Long letters: for now, folded until a day, or folded for an occasion that the other chooses.

One that is kept for an occasion is opened by the one it is for, when they like. Its author never
learns when, or whether: so whatever the author is shown or may do is the same before and after.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter, LetterDraft, Letters, StaleRevision
from twofold.people.models import Person
from twofold.wire import Refusal, Unreadable

from .appreciation import unfolds_at
from .warmth import occasions

FOLDED_SHOWN = 60
KEPT_FOR_OCCASION = (
    "This one is kept for an occasion. To send it another way, take it back and write a new one."
)
OPEN_BY_NOW = "This letter is open by now. Its words can be changed; when it opens can’t."


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When a letter opens, as it travels in clear and is signed inside: a day, an occasion, or now."""

    opens_on: date | None = None
    occasion: str | None = None

    @classmethod
    def of(cls, readable: dict[str, Any]) -> "Opening":
        """Raises Unreadable for anything but one day, one occasion that there is, or nothing."""
        try:
            found = msgspec.convert(readable, cls)
        except msgspec.ValidationError as fault:
            raise Unreadable(f"This could not be read: {fault}") from fault
        both = found.opens_on and found.occasion
        if both or msgspec.to_builtins(found) != readable or found.occasion not in (None, *occasions()):
            raise Unreadable("Choose a day, or one of the occasions.")
        return found

    def appears_at(self, circle: Circle) -> datetime | None:
        if self.occasion:
            return None
        return unfolds_at(circle.together(), self.opens_on) if self.opens_on else timezone.now()

    def check_change(self, known: Letter) -> None:
        """Refuse a change that would tell its author, or anybody, what is not theirs to know."""
        if known.removed_at:
            return
        if for_occasion(known) and not self.occasion:
            raise Refusal(KEPT_FOR_OCCASION)
        if known.has_appeared and not for_occasion(known) and known.readable != msgspec.to_builtins(self):
            raise Refusal(OPEN_BY_NOW)


def for_occasion(letter: Letter) -> bool:
    return letter.opened_in_private


def send(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a long letter, or a change to one. Raises as `Letter.write`, and Refusal for a far day."""
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    opening, place = Opening.of(draft.readable), circle.share()
    with transaction.atomic():
        known = Letter.objects.written_by(circle.person).select_for_update().filter(pk=draft.id).first()
        if known:
            opening.check_change(known)
        place |= {"kind": Letter.Kind.LETTER, "day": known.day if known else circle.day()}
        place["appears_at"] = opening.appears_at(circle)
        letter, in_time = Letter.keep(circle.person, draft, place)
    if not in_time:  # raised out here, so that keeping the late words is not rolled back
        raise StaleRevision(letter)
    return letter


def folded_for(circle: Circle) -> Letters:
    """The partner's letters that wait for an occasion, without a byte of them; the first-written first."""
    found = Letter.objects.filter(author=circle.partner).of_kind(Letter.Kind.LETTER).standing()
    sheets: Letters = found.filter(couple=circle.together(), appears_at=None).defer("sealed")
    return sheets.order_by("written_at", "id")


@transaction.atomic
def open_now(circle: Circle, id: UUID) -> Letter:
    """Open one that waits for an occasion. A second press opens the same one. Raises Http404."""
    letter = Letter.objects.select_for_update().filter(
        pk=id, author=circle.partner, couple=circle.together(), kind=Letter.Kind.LETTER
    )
    found = letter.first()
    if found is None or found.removed_at or not (found.has_appeared or for_occasion(found)):
        raise Http404
    if found.appears_at is None:
        letter.update(appears_at=timezone.now(), handed=True)
    return found


def untold(person: Person) -> Q:
    """One's own letters of which the time they were opened is the other's alone, and what is left of
    removed ones: no list by time may show these to `person`."""
    return Q(author=person, kind=Letter.Kind.LETTER) & (
        Q(readable__has_key="occasion") | Q(removed_at__isnull=False)
    )


def read_by_both(circle: Circle) -> Letters:
    """What both may read, newest first, without the words: a list of long letters would be heavy."""
    found: Letters = Letter.objects.story_of(circle).of_kind(Letter.Kind.LETTER)
    return found.exclude(untold(circle.person)).defer("sealed")


def own_waiting(circle: Circle) -> Letters:
    """One's own that wait for a day, or are kept for an occasion, opened or not; newest first."""
    own = Letter.objects.written_by(circle.person).of_kind(Letter.Kind.LETTER).standing()
    waiting: Letters = own.filter(couple=circle.together()).filter(
        Q(readable__has_key="occasion") | Q(appears_at__gt=timezone.now())
    )
    return waiting.defer("sealed").order_by("-written_at", "-id")


def letter_of(circle: Circle, id: UUID) -> Letter:
    """One long letter that this person may read now, or Http404."""
    found = circle.letters.of_kind(Letter.Kind.LETTER).filter(pk=id, couple=circle.together()).first()
    if found is None or (found.removed_at and found.author_id == circle.person.pk):
        raise Http404
    letter: Letter = found
    return letter


def own_letter(circle: Circle, id: UUID) -> Letter:
    """One of one's own, waiting or open, or Http404."""
    letter = letter_of(circle, id)
    if letter.author_id != circle.person.pk:
        raise Http404
    return letter


def own_changeable(circle: Circle, id: UUID) -> Letter:
    """One of one's own whose words or day can still be changed, or Http404."""
    found = own_waiting(circle).filter(pk=id).first()
    if found is None:
        raise Http404
    letter: Letter = found
    return letter


def take_back(letter: Letter) -> tuple[Discarded, bool]:
    """Remove one's own; also whether an open page of the other's is to look again."""
    told = letter.has_appeared or for_occasion(letter)
    return letter.remove(), told
