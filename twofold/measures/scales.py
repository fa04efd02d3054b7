"""Scales from outside: somebody else's questions, sealed like any words, and answered just for oneself.

The server knows that a scale is there and when it was answered; neither its questions nor an answer
nor a score. A scale has one id for both: the one its owner's device gave it, which the copy that they
share is about.
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.couples.views import page_of
from twofold.sealing.letter import one_of

SCALE, ANSWERS = Letter.Kind.SCALE, Letter.Kind.SCALE_ANSWERS
SHOWN = 12
RESULTS = 60  # the newest answers to one scale that a page draws


def shared_id(circle: Circle, scale: UUID) -> UUID:
    """The id of the copy that somebody shares: there is one, whichever device makes it."""
    return one_of("scale-shared", str(scale), str(circle.together().pk))


def keep_scale(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a scale that somebody has loaded, just for them."""
    place: dict[str, Any] = {"kind": SCALE, "about": None, "day": circle.day(), "couple": None}
    return Letter.write(circle.person, draft, **place)


def share_scale(circle: Circle, id: UUID, draft: LetterDraft) -> Letter:
    """Keep the copy that both may open, so that each can answer for themselves."""
    own = circle.own_letter(id)
    if own.kind != SCALE or own.couple_id or own.removed_at:
        raise Http404
    only = {shared_id(circle, own.pk)}
    place: dict[str, Any] = {"kind": SCALE, "about": own.pk, "day": circle.day(), **circle.share()}
    return Letter.write(circle.person, draft, **place, only=only)


def keep_answers(circle: Circle, id: UUID, draft: LetterDraft) -> Letter:
    """Keep one's own answers, numbers and all, just for oneself."""
    if not _copies(circle, id).exists():
        raise Http404
    place: dict[str, Any] = {"kind": ANSWERS, "about": id, "day": circle.day(), "couple": None}
    return Letter.write(circle.person, draft, **place)


def _copies(circle: Circle, id: UUID) -> Letters:
    """A scale as this person may read it: their own, and the copy shared with their couple."""
    return circle.letters.of_kind(SCALE).filter(Q(pk=id, about=None) | Q(about=id))


class ScalesPage:
    """The scales somebody may answer, the newest first, and what outlived its scale."""

    def __init__(self, request: MemberRequest) -> None:
        self.circle = request.circle
        own = Letter.objects.written_by(self.circle.person).standing()
        originals = own.filter(pk=OuterRef("about"))
        standing = self.circle.letters.of_kind(SCALE).standing()
        copies = Q(author=self.circle.person, about__isnull=False) & Exists(originals)
        page = page_of(standing.exclude(copies).order_by("-written_at", "-id"), request, SHOWN)
        self.letters: list[Letter] = page["letters"]
        self.next_page: int | None = page["next_page"]
        self.circle.hand_over(self.letters)
        answers = own.of_kind(ANSWERS).exclude(about__in=standing.filter(about=None).values("pk"))
        left = answers.exclude(about__in=standing.exclude(about=None).values("about"))
        self.left_over: list[Letter] = list(left.order_by("-written_at", "-id")[:SHOWN])

    @property
    def scales(self) -> list[tuple[UUID, Letter]]:
        """Each with the id that is the same for both."""
        return [(one.about or one.pk, one) for one in self.letters]


class ScalePage:
    """One scale, what is shared of it, and one's own answers. Raises Http404 for who may not see it."""

    def __init__(self, circle: Circle, id: UUID) -> None:
        self.circle, self.id = circle, id
        copies = list(_copies(circle, id).order_by("-written_at", "-id")[:SHOWN])
        standing = [one for one in copies if not one.removed_at]
        if not standing:
            raise Http404
        self.original = next((one for one in standing if one.about is None), None)
        self.scale = self.original or standing[0]
        circle.hand_over(standing)
        self._copy = next((one for one in copies if one.about and one.couple_id == self._couple), None)
        own = Letter.objects.written_by(circle.person).of_kind(ANSWERS).filter(about=id)
        self.answers: list[Letter] = list(own.standing().order_by("-written_at", "-id")[:RESULTS])

    @property
    def newest(self) -> list[Letter]:
        return self.answers[:SHOWN]

    @property
    def earlier(self) -> list[Letter]:
        return self.answers[SHOWN:]

    @property
    def _couple(self) -> UUID | None:
        return self.circle.couple.pk if self.circle.couple else None

    @property
    def may_share(self) -> bool:
        return self.original is not None and self.circle.couple is not None

    @property
    def shared(self) -> Letter | None:
        """The copy that both have, while it stands."""
        return self._copy if self._copy and not self._copy.removed_at else None

    @property
    def by_partner(self) -> bool:
        return self.scale.author_id != self.circle.person.pk

    @property
    def shared_id(self) -> UUID:
        return shared_id(self.circle, self.id)

    @property
    def revision(self) -> int:
        """Of the copy, or of the empty place it left."""
        return self._copy.revision if self._copy else 0
