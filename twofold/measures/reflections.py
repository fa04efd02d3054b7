"""Reflections on oneself: answers and result sealed, just for their author, worked out in the browser.

The server is told that somebody reflected, and neither the answers nor what came of them. What is
shared is a letter of its own, written for the partner; the two open together.
"""

from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from django.urls import reverse

from twofold.boundaries import limits
from twofold.boundaries.choices import practice_names
from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.together import write_together
from twofold.sealing.letter import one_of

from . import leanings
from .words import Barrier, Style, Way, barriers, styles, ways

Which = Literal["barriers", "styles", "attachment"]
KIND = Letter.Kind.REFLECTION
SHOWN = 12


def about(which: Which) -> UUID:
    """What one's own letters of a reflection are about."""
    return one_of("reflection", which)


def shared_about(circle: Circle, which: Which) -> UUID:
    """What the two letters are about that a couple share."""
    return one_of("reflection-shared", which, str(circle.together().pk))


def keep(circle: Circle, which: Which, draft: LetterDraft) -> Letter:
    """Keep one reflection, just for its author. A later one is a letter of its own beside it."""
    place: dict[str, Any] = {"kind": KIND, "about": about(which), "day": circle.day(), "couple": None}
    return Letter.write(circle.person, draft, **place)


def share(circle: Circle, which: Which, draft: LetterDraft) -> Letter:
    """Keep what somebody shares. It waits folded, untold, until the other has shared theirs."""
    return write_together(circle, draft, shared_about(circle, which), KIND)


class ReflectionPage:
    """One's own reflections, and what the two have shared of theirs, side by side."""

    def __init__(self, circle: Circle, which: Which) -> None:
        self.circle, self.which, self.about = circle, which, about(which)
        own = Letter.objects.written_by(circle.person).of_kind(KIND).filter(about=self.about)
        kept: list[Letter] = list(own.standing().order_by("-written_at", "-id")[:SHOWN])
        self.newest = kept[0] if kept else None
        self.earlier = kept[1:]
        self.shared_about = shared_about(circle, which) if circle.couple else None
        self._shared = self._read() if circle.couple else []

    def _read(self) -> list[Letter]:
        found = self.circle.letters.of_kind(KIND).filter(about=self.shared_about, couple=self.circle.couple)
        letters = sorted(found[:2], key=lambda one: one.author_id != self.circle.person.pk)
        self.circle.hand_over(letters)
        return letters

    @property
    def mine(self) -> Letter | None:
        """What this person has shared, folded or open."""
        return next((one for one in self._shared if one.author_id == self.circle.person.pk), None)

    @property
    def side_by_side(self) -> list[Letter]:
        """Both, one's own first, once both are open."""
        return self._shared if any(one.has_appeared for one in self._shared) else []

    @property
    def results(self) -> list[tuple[Barrier | Style | Way, list[tuple[str, str]]]]:
        """What may come of it, each with the practices that both can be offered, by id and title."""
        found: dict[Which, list[Any]] = {
            "barriers": barriers().barrier,
            "styles": styles().style,
            "attachment": ways().way,
        }
        return [(one, practice_links(self.circle, one.practices)) for one in found[self.which]]

    @property
    def share_url(self) -> str:
        return reverse(f"measures:share-{self.which}")

    @cached_property
    def leaning(self) -> str:
        """The barrier that this person lets guide what is suggested, or ""."""
        return leanings.own(self.circle)

    @property
    def leaning_title(self) -> str:
        return next((one.title for one in barriers().barrier if one.id == self.leaning), "")


def practice_links(circle: Circle, practices: list[str]) -> list[tuple[str, str]]:
    """Those of the practices that both can be offered, by id and title."""
    allowed, depth, names = limits.of(circle).allow_practice, circle.depth, practice_names()
    return [(id, names[id].title) for id in practices if allowed(id) and names[id].depth <= depth]
