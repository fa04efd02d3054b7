"""The letters of this room: something raised, private notes on hearing it, and open matters."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from django.http import Http404

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.couples.views import page_of
from twofold.sealing.sealer import one_of
from twofold.wire import Unreadable

REPLIES = 60


class LetterSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What travels in clear beside a matter: which sort it is, and how large it feels."""

    sort: Literal["solvable", "lasting", "unsure"]
    size: Annotated[int, msgspec.Meta(ge=1, le=3)]


def raise_it(circle: Circle, draft: LetterDraft) -> Letter:
    """Send it to the partner, or keep it for oneself: the couple it was sealed for says which."""
    place = circle.share() if draft.couple else {}
    return Letter.write(circle.person, draft, kind=Letter.Kind.RAISED, day=circle.day(), **place)


def raised(circle: Circle, id: UUID) -> Letter:
    """Something that was sent, by either of the two, or Http404."""
    return _one(circle.letters.of_kind(Letter.Kind.RAISED).filter(couple=circle.together()), id)


def from_partner(circle: Circle, id: UUID) -> Letter:
    return _one(circle.letters.of_kind(Letter.Kind.RAISED).filter(author=circle.partner).standing(), id)


def keep_notes(circle: Circle, about: Letter, draft: LetterDraft) -> Letter:
    """Keep one's private notes on something raised: one letter, changed as often as one likes."""
    only = {notes_id(circle, about)}
    kind = Letter.Kind.HEARD
    return Letter.write(circle.person, draft, kind=kind, about=about.pk, day=circle.day(), only=only)


def notes_id(circle: Circle, about: Letter) -> UUID:
    return one_of("heard", str(about.pk), str(circle.person.pk))


def notes_on(circle: Circle, about: Letter) -> Letter | None:
    own = Letter.objects.written_by(circle.person).filter(pk=notes_id(circle, about))
    found: Letter | None = own.first()
    return found


def keep_matter(circle: Circle, draft: LetterDraft) -> Letter:
    """Put something on the list of both. Raises Unreadable when what is in clear is not its numbers."""
    try:
        msgspec.convert(draft.readable, Numbers)
    except msgspec.ValidationError as fault:
        raise Unreadable(f"This could not be read: {fault}") from fault
    kind = Letter.Kind.MATTER
    return Letter.write(circle.person, draft, kind=kind, day=circle.day(), **circle.share())


def matters(circle: Circle) -> Letters:
    """The matters of both that stand, resting or not."""
    found: Letters = circle.letters.of_kind(Letter.Kind.MATTER).filter(couple=circle.together()).standing()
    return found


def matter(circle: Circle, id: UUID) -> Letter:
    return _one(matters(circle), id)


def replies_to(request: MemberRequest, letter: Letter) -> tuple[list[Letter], int | None]:
    """A page of what both have written under it, and the number of the next.

    The newest stand on the first page; on each they stand in the order they were written.
    """
    circle = request.circle
    replies = circle.letters.of_kind(Letter.Kind.REPLY).filter(about=letter.pk, couple=circle.couple)
    page = page_of(replies.order_by("-written_at", "-id"), request, REPLIES)
    return page["letters"][::-1], page["next_page"]


def _one(found: Letters, id: UUID) -> Letter:
    letter: Letter | None = found.filter(pk=id).first()
    if letter is None:
        raise Http404
    return letter
