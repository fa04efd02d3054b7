"""Letting go: one person's own matters, in seven steps at their own pace. Nobody else is told anything.

A matter is a sealed letter with what its author calls it; each step is a letter about
`one_of("letting-go", matter, step)`. All of it is just for them, for ever if they like.
"""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404

from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter, LetterDraft, Revision
from twofold.sealing.letter import one_of

from .words import Step, letting_go

KIND = Letter.Kind.LETTING_GO


def matters_of(circle: Circle) -> Any:
    """One's own matters, newest first."""
    own = Letter.objects.written_by(circle.person).of_kind(KIND).filter(about=None)
    return own.standing().order_by("-written_at", "-id")


def matter_of(circle: Circle, id: UUID) -> Letter:
    """One of those, or Http404."""
    found: Letter | None = matters_of(circle).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def begin(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep what somebody calls their matter; sent again with the next revision, it is called anew."""
    return Letter.write(circle.person, draft, kind=KIND, day=circle.day(), couple=None)


def about(matter: Letter, step: str) -> UUID:
    """What the letter of a step is about: an id that every device of its author works out."""
    return one_of("letting-go", str(matter.pk), step)


def write_step(circle: Circle, matter: Letter, step: str, draft: LetterDraft) -> Letter:
    """Keep the words of one step. Raises Http404 for a step that is none."""
    if step not in {one.id for one in letting_go().step}:
        raise Http404
    here = about(matter, step)
    place: dict[str, Any] = {"kind": KIND, "about": here, "day": circle.day(), "couple": None}
    place["only"] = {one_of("letting-go", str(here), str(circle.person.pk))}
    return Letter.write(circle.person, draft, **place)


def steps_of(circle: Circle, matter: Letter) -> list[tuple[Step, UUID, Letter | None]]:
    """The seven steps, each with what its letter is about, and the letter where one is written."""
    abouts = {about(matter, step.id): step for step in letting_go().step}
    strays = Revision.objects.filter(letter=OuterRef("pk"), stray=True)
    found = _written(circle, list(abouts)).annotate(has_strays=Exists(strays))
    letters = {one.about: one for one in found}
    return [(step, here, letters.get(here)) for here, step in abouts.items()]


def _written(circle: Circle, abouts: list[UUID]) -> Any:
    own = Letter.objects.written_by(circle.person).of_kind(KIND).filter(about__in=abouts)
    return own.standing()


@transaction.atomic
def put_away(circle: Circle, matter: Letter) -> Discarded:
    """Take a matter away with all that was written in it, so that one Undo brings all of it back."""
    steps = list(_written(circle, [about(matter, step.id) for step in letting_go().step]))
    kept, *others = [matter.remove(), *(Discarded.take(circle.person, one) for one in steps)]
    rows = [row for one in (kept, *others) for row in json.loads(one.rows)]
    kept.rows, kept.links = json.dumps(rows), [link for one in (kept, *others) for link in one.links]
    kept.save(update_fields=("rows", "links"))
    Discarded.objects.filter(pk__in=[one.pk for one in others]).delete()
    return kept
