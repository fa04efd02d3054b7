"""Photos and memories: letters with a day. A photo's two sealed files are there before it appears."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, StaleRevision
from twofold.wire import Refusal, Unreadable

from .models import SealedFile

EARLIEST = 1900
AWAY = "The picture itself is not here yet. Open the album on the device it comes from, to send it again."
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNCLEAR = "The day beside this is not one that can be kept."


class PhotoSent(msgspec.Struct, frozen=True):
    """A photo as a device sends it: its letter, its two files, and what it hangs on if anything."""

    letter: LetterDraft
    picture: UUID
    thumb: UUID
    about: UUID | None = None


class MemorySent(msgspec.Struct, frozen=True):
    letter: LetterDraft


def keep_photo(circle: Circle, sent: PhotoSent) -> Letter:
    """Keep a photo whose files have arrived, or a new caption or day of one.

    Raises Refusal while a file is missing; StaleRevision, Http404 and Unreadable as letters do.
    """
    own = Letter.objects.written_by(circle.person).filter(pk=sent.letter.id, kind=Letter.Kind.PHOTO).first()
    if own is not None and own.removed_at:
        return own  # a late repeat brings nothing back
    place = circle.share() | {"kind": Letter.Kind.PHOTO, "about": sent.about}
    place["day"] = day_of_photo(circle, sent.letter.readable)
    if own is None and sent.about:
        hung_on(circle, sent.about)
    letter, in_time = _keep_with_files(circle, sent, place)
    if not in_time:
        raise StaleRevision(letter)
    return letter


@transaction.atomic
def _keep_with_files(circle: Circle, sent: PhotoSent, place: dict[str, Any]) -> tuple[Letter, bool]:
    files = SealedFile.objects.select_for_update().filter(
        pk__in={sent.picture, sent.thumb}, author=circle.person, couple=place["couple"]
    )
    found = list(files.exclude(complete_at=None))
    if len(found) != 2:
        raise Refusal(AWAY)
    # A file belongs to one photo, and a photo has two: more would take room that nobody counts.
    others = SealedFile.objects.filter(letter=sent.letter.id).exclude(pk__in=[one.pk for one in found])
    if any(one.letter_id not in (None, sent.letter.id) for one in found) or others.exists():
        raise Http404
    letter, in_time = Letter.keep(circle.person, sent.letter, place)
    files.update(letter=letter)
    _move_to_day(letter, sent.letter, place["day"])
    return letter, in_time


def keep_memory(circle: Circle, sent: MemorySent) -> Letter:
    """Keep a memory, or a change of it. Raises as letters do."""
    own = Letter.objects.written_by(circle.person).filter(pk=sent.letter.id, kind=Letter.Kind.MEMORY).first()
    if own is not None and own.removed_at:
        return own
    place = circle.share() | {"kind": Letter.Kind.MEMORY, "about": own.about if own else None}
    place["day"] = day_of_memory(circle, sent.letter.readable)
    letter = Letter.write(circle.person, sent.letter, **place)
    _move_to_day(letter, sent.letter, place["day"])
    return letter


def _move_to_day(letter: Letter, draft: LetterDraft, day: date) -> None:
    """A change may be of the day itself, which the letter is found by."""
    if letter.revision == draft.revision and letter.day != day:
        letter.day = day
        letter.save(update_fields=("day",))


def hung_on(circle: Circle, about: UUID) -> Letter:
    """A letter that photos may hang on: one that both may read. Anything else is Http404."""
    letter = circle.letter(about)
    nested = letter.kind == Letter.Kind.PHOTO
    elsewhere = letter.couple_id is None or letter.couple_id != circle.together().pk
    if elsewhere or letter.removed_at or not letter.has_appeared or nested:
        raise Http404
    if letter.opened_in_private and letter.author_id == circle.person.pk:
        raise Http404  # or it would tell its author that it was opened
    return letter


def day_of_photo(circle: Circle, readable: dict[str, Any]) -> date:
    """The day that a photo stands under; Unreadable unless it says that, or its year, and nothing else."""
    if readable.keys() == {"year", "childhood"} and readable["childhood"] is True:
        year = readable["year"]
        if type(year) is int and EARLIEST <= year <= circle.day().year:
            return date(year, 1, 1)
        raise Unreadable(UNCLEAR)
    return _day(circle, readable, "taken")


def day_of_memory(circle: Circle, readable: dict[str, Any]) -> date:
    return _day(circle, readable, "day")


def _day(circle: Circle, readable: dict[str, Any], name: str) -> date:
    text = readable.get(name)
    if readable.keys() != {name} or not isinstance(text, str) or not DAY.fullmatch(text):
        raise Unreadable(UNCLEAR)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(UNCLEAR) from None
    # A camera on the other side of the world may be a day ahead.
    if not date(EARLIEST, 1, 1) <= day <= circle.day() + timedelta(days=2):
        raise Refusal("Choose a day that has been.")
    return day
