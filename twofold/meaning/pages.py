"""The page of meaning at a glance, and its line for the hub: worked out once, without words."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Max

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .models import Look, Skipped
from .prompts import Topic, topics, values
from .together import about_topic, about_values
from .traditions import traditions
from .vision import versions

KINDS = (Letter.Kind.VALUES, Letter.Kind.MEANING, Letter.Kind.TRADITION, Letter.Kind.VISION)
State = Literal["", "mine", "theirs", "open"]


@dataclass(frozen=True)
class Line:
    """A topic in the list, and how far the two are with it."""

    topic: Topic
    state: State


class MeaningPage:
    """The five parts, as one of the two sees them."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def _written(self) -> dict[UUID, dict[UUID, bool]]:
        """Of each thing that both write about: who has written, and whether it has opened. No words."""
        about = [about_values(self.circle), *(about_topic(self.circle, one) for one in topics().values())]
        found = Letter.objects.filter(couple=self.circle.together(), about__in=about).standing()
        rows = found.of_kind(Letter.Kind.VALUES, Letter.Kind.MEANING)
        written: dict[UUID, dict[UUID, bool]] = {}
        for thing, author, appears_at in rows.values_list("about", "author_id", "appears_at"):
            who = written.setdefault(thing, {}) if thing else {}
            who[author] = appears_at is not None
        return written

    def _state(self, about: UUID) -> State:
        who = self._written.get(about, {})
        if any(who.values()):
            return "open"
        return "mine" if self.circle.person.pk in who else "theirs" if who else ""

    @cached_property
    def skipped(self) -> list[Topic]:
        own = Skipped.objects.filter(couple=self.circle.together(), person=self.circle.person)
        left = set(own.values_list("topic", flat=True)[: len(topics())])
        return [one for id, one in topics().items() if id in left and one.depth <= self.circle.depth]

    @property
    def values_state(self) -> State:
        return self._state(about_values(self.circle))

    @property
    def values_count(self) -> int:
        return len(values())

    def _lines(self, part: str) -> list[Line]:
        left = {one.id for one in self.skipped}
        lines = [
            Line(one, self._state(about_topic(self.circle, one)))
            for one in topics().values()
            if one.part == part and one.id not in left
        ]
        # What one has written oneself, or both have, stays in reach whatever depth was chosen since.
        return [one for one in lines if one.topic.depth <= self.circle.depth or one.state in ("mine", "open")]

    @property
    def story(self) -> list[Line]:
        return self._lines("story")

    @property
    def philosophy(self) -> list[Line]:
        return self._lines("philosophy")

    @cached_property
    def traditions(self) -> dict[str, int]:
        """How many to keep, to change and to begin."""
        counted = {"keep": 0, "change": 0, "begin": 0}
        for sort in traditions(self.circle).standing().values_list("readable__sort", flat=True)[:200]:
            counted[sort] = counted.get(sort, 0) + 1
        return counted

    @cached_property
    def vision_on(self) -> Any:
        """When the vision was last written."""
        return versions(self.circle).values_list("appears_at", flat=True).first()

    @cached_property
    def looked(self) -> date | None:
        return Look.last(self.circle.together())


@dataclass(frozen=True)
class Sketch:
    """What the hub may say of meaning."""

    values: bool = False  # both have sorted, and it is open
    topics: int = 0  # that both have written about
    traditions: int = 0
    vision_on: Any = None


def sketch(circle: Circle) -> Sketch:
    """In one query, and without a word of what was written."""
    if circle.couple is None:
        return Sketch()
    both = Letter.objects.story_of(circle).of_kind(*KINDS).standing().order_by()
    rows = both.values("kind").annotate(
        things=Count("about", distinct=True), all=Count("id"), last=Max("appears_at")
    )
    found = {one["kind"]: one for one in rows}
    none = {"things": 0, "all": 0, "last": None}
    return Sketch(
        values=Letter.Kind.VALUES in found,
        topics=found.get(Letter.Kind.MEANING, none)["things"],
        traditions=found.get(Letter.Kind.TRADITION, none)["all"],
        vision_on=found.get(Letter.Kind.VISION, none)["last"],
    )
