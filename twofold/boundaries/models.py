"""A person's own boundaries: what to leave out, and when to be left alone. Told to nobody.

What is offered to a couple lies within both people's; nobody can tell whose it was.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from django.db import models, transaction
from django.utils import timezone

from twofold.people.models import Person
from twofold.wire import Unreadable

from . import choices

Hour = Annotated[int, msgspec.Meta(ge=0, le=23)]
Ids = Annotated[list[choices.Slug], msgspec.Meta(max_length=200)]


class Quiet(msgspec.Struct, frozen=True):
    """Whole hours on one's own clock, such as from 22 until 7."""

    start: Hour
    end: Hour


class Wanted(msgspec.Struct, frozen=True):
    """The whole page as it is sent: what is not named is not left out."""

    depth: Annotated[int, msgspec.Meta(ge=1, le=5)]
    themes: Ids = []
    gates: Ids = []
    practices: Ids = []
    quiet: Quiet | None = None


class Boundary(models.Model):
    """What one person leaves out. One row a person, beside the depth that the person carries."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="boundary")
    themes = models.JSONField(default=list)
    gates = models.JSONField(default=list)
    practices = models.JSONField(default=list)
    quiet_start = models.PositiveSmallIntegerField(null=True)
    quiet_end = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quiet_start=None, quiet_end=None)
                | models.Q(quiet_start__lte=23, quiet_end__lte=23),
                name="quiet_hours_both_or_none",
            ),
        )

    def __str__(self) -> str:
        return "boundary"

    @classmethod
    def of(cls, person: Person) -> "Boundary":
        """A person's boundary; one that leaves nothing out where none is kept."""
        return cls.objects.filter(person=person).first() or cls(person=person)

    @classmethod
    @transaction.atomic
    def draw(cls, person: Person, wanted: Wanted) -> None:
        """Keep what somebody wants, in one step. Raises Unreadable for an id that is not known."""
        kept = {
            "themes": _known(wanted.themes, choices.themes()),
            "gates": _known(wanted.gates, choices.gates()),
            "practices": _known(wanted.practices, choices.practice_names()),
            "quiet_start": wanted.quiet.start if wanted.quiet else None,
            "quiet_end": wanted.quiet.end if wanted.quiet else None,
        }
        cls.objects.update_or_create(person=person, defaults=kept)
        person.depth = wanted.depth
        person.save(update_fields=("depth",))

    @property
    def all_practices(self) -> frozenset[str]:
        """Single practices, and those of the groups. A group that is no longer there leaves nothing out."""
        groups = choices.gates()
        return frozenset(self.practices).union(*(groups.get(one, frozenset()) for one in self.gates))

    def rests(self, time_zone: str, moment: datetime | None = None) -> bool:
        """Whether it is this person's quiet time, on their own clock."""
        start, end = self.quiet_start, self.quiet_end
        if start is None or end is None or start == end:
            return False
        hour = (moment or timezone.now()).astimezone(ZoneInfo(time_zone)).hour
        return start <= hour < end if start < end else hour >= start or hour < end


def _known(ids: Iterable[str], known: Iterable[str]) -> list[str]:
    """The ids once each, in one order: the order of tapping is nobody's business."""
    wanted = set(ids)
    if not wanted <= set(known):
        raise Unreadable(
            "There is something here that cannot be left out. Open the page anew, and try again."
        )
    return sorted(wanted)
