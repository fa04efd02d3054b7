"""What the album's pages show: photos by month, one with its neighbours, what hangs on a letter."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

FIRST = 20  # photos that come with the page itself; a long album opens as fast as a short one
PAGE = 100
HANGING = 12  # photos shown under one letter
YEARS_BACK = 20
LEAP = (2, 29)
PHOTO, MEMORY = Letter.Kind.PHOTO, Letter.Kind.MEMORY
CHILDHOOD = models.Q(readable__has_key="childhood")


def standing(circle: Circle, kind: str, *more: models.Q) -> Any:
    """What both may see of a kind, the latest day first.

    Each author's are read in the order of their own index and merged: a long history is never sorted.
    """
    circle.together()
    first, second = (
        _shared(circle).filter(*more, author=one.person_id, kind=kind) for one in circle.memberships
    )
    return first.union(second, all=True).order_by("-day", "-id")


def _shared(circle: Circle) -> Any:
    """What both may see. The couple is spelt so that no index takes it for the way in: a database
    without statistics would read the couple's whole story for a few photos."""
    found = Letter.objects.standing().alias(place=Coalesce("couple", "author"))
    return found.filter(place=circle.couple and circle.couple.pk, appears_at__lte=timezone.now())


def photos_of(circle: Circle, *more: models.Q) -> Any:
    return standing(circle, PHOTO, ~CHILDHOOD, *more)


def latest(circle: Circle, count: int = 6) -> list[Letter]:
    """The photos of the latest days. One query; for the hub."""
    return list(photos_of(circle)[:count])


def earlier_than(letter: Letter) -> models.Q:
    return models.Q(day__lt=letter.day) | models.Q(day=letter.day, id__lt=letter.pk)


def later_than(letter: Letter) -> models.Q:
    return models.Q(day__gt=letter.day) | models.Q(day=letter.day, id__gt=letter.pk)


class AlbumPage:
    """Photos from a point on, grouped by month."""

    def __init__(self, circle: Circle, before: Letter | None = None) -> None:
        self.circle, self.before = circle, before
        self.size = PAGE if before else FIRST

    @cached_property
    def _found(self) -> list[Letter]:
        """One photo more than fits, to know whether there are more."""
        # Both say the same; the plain one lets an index begin where the page does.
        from_there = (models.Q(day__lte=self.before.day), earlier_than(self.before)) if self.before else ()
        return list(photos_of(self.circle, *from_there)[: self.size + 1])

    @cached_property
    def photos(self) -> list[Letter]:
        shown = self._found[: self.size]
        self.circle.hand_over(shown)
        return shown

    @property
    def last(self) -> Letter | None:
        """The photo behind which there are more."""
        return self.photos[-1] if len(self._found) > self.size else None

    @property
    def months(self) -> list[tuple[date, list[Letter]]]:
        by_month = groupby(self.photos, key=lambda one: one.day.replace(day=1))
        return [(month, list(found)) for month, found in by_month]


class PhotoPage:
    """One photo, the one before it and the one after, and the letter that it hangs on."""

    def __init__(self, circle: Circle, letter: Letter) -> None:
        self.circle, self.letter = circle, letter
        self.childhood = "childhood" in letter.readable
        self.own = letter.author_id == circle.person.pk
        circle.hand_over([letter])
        if self.own:
            letter.look_for_strays()

    @property
    def _others(self) -> Any:
        return CHILDHOOD if self.childhood else ~CHILDHOOD

    @cached_property
    def later(self) -> Letter | None:
        found = standing(self.circle, PHOTO, self._others, later_than(self.letter)).order_by("day", "id")
        return next(iter(found[:1]), None)

    @cached_property
    def earlier(self) -> Letter | None:
        found = standing(self.circle, PHOTO, self._others, earlier_than(self.letter))
        return next(iter(found[:1]), None)

    @cached_property
    def memory(self) -> Letter | None:
        """The memory that it belongs to, where it does."""
        about = self.letter.about
        of_memories = self.circle.letters.of_kind(MEMORY).standing()
        return of_memories.filter(pk=about).first() if about else None

    @cached_property
    def year(self) -> int:
        return int(self.letter.readable.get("year", self.letter.day.year))

    @property
    def last_day(self) -> date:
        today: date = self.circle.day()
        return today


def photos_about(circle: Circle, ids: Collection[UUID]) -> dict[UUID, list[Letter]]:
    """The photos that hang on these letters, the first added first, some of each. One query for all."""
    circle.together()
    added = ("appears_at", "id")
    place = models.Window(RowNumber(), partition_by="about", order_by=added)
    found = _shared(circle).filter(about__in=list(ids), kind=PHOTO).annotate(nth=place)
    hanging: dict[UUID, list[Letter]] = {}
    for one in found.filter(nth__lte=HANGING).order_by(*added):
        hanging.setdefault(one.about, []).append(one)
    circle.hand_over([one for photos in hanging.values() for one in photos])
    return hanging


def with_photos(circle: Circle, letters: Iterable[Letter]) -> list[Letter]:
    """The same letters, each with what hangs on it as `photos`. One query for all of them."""
    found = list(letters)
    hanging = photos_about(circle, [one.pk for one in found]) if found else {}
    for one in found:
        one.photos = hanging.get(one.pk, [])  # type: ignore[attr-defined]
    return found


def anniversary(circle: Circle) -> list[Letter]:
    """Photos and memories whose day is this day in an earlier year, the nearest year first. One query.

    Whoever shows them hands them over.
    """
    if circle.couple is None:
        return []
    today = circle.day()
    days = [
        today.replace(year=today.year - back)
        for back in range(1, YEARS_BACK + 1)
        if (today.month, today.day) != LEAP or back % 4 == 0
    ]
    authors = [one.person_id for one in circle.memberships]
    found = _shared(circle).filter(author__in=authors, kind__in=(PHOTO, MEMORY), day__in=days)
    return list(found.exclude(CHILDHOOD).order_by("-day", "kind", "id")[:HANGING])
