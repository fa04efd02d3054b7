"""What the shelf, a lesson and the evidence page show, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from twofold.couples.access import Circle
from twofold.practices.library import Practice
from twofold.practices.shelf import offered

from .lessons import GROUPS, Group, Lesson, Source, Topic, evidence, lessons, topics
from .models import LessonRead


@dataclass(frozen=True)
class Part:
    """A group of the shelf, each lesson with whether this person has marked it."""

    group: Group
    lessons: list[tuple[Lesson, bool]]


class ShelfPage:
    """All lessons. One query."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def parts(self) -> list[Part]:
        marked = set(LessonRead.objects.filter(person=self.circle.person).values_list("lesson", flat=True))
        return [
            Part(group, [(one, one.id in marked) for one in lessons().values() if one.group == group.id])
            for group in GROUPS
        ]


class LessonPage:
    """One lesson as this person sees it. Two queries."""

    def __init__(self, circle: Circle, lesson: Lesson) -> None:
        self.circle, self.lesson = circle, lesson

    @property
    def body(self) -> SafeString:
        from .prose import html  # here, as in lessons

        return mark_safe(html(self.lesson.body))  # noqa: S308 (our own files, every sign escaped)

    @property
    def group(self) -> Group:
        return next(one for one in GROUPS if one.id == self.lesson.group)

    @cached_property
    def read(self) -> bool:
        return LessonRead.objects.filter(person=self.circle.person, lesson=self.lesson.id).exists()

    @cached_property
    def practice(self) -> Practice | None:
        """The practice to try; None where it lies outside what the two want, as if there were none."""
        return offered(self.circle).get(self.lesson.practice)

    @property
    def next(self) -> Lesson | None:
        """The one that stands after it on the shelf."""
        shelf = [one for group in GROUPS for one in lessons().values() if one.group == group.id]
        after = shelf.index(self.lesson) + 1
        return shelf[after] if after < len(shelf) else None


@dataclass(frozen=True)
class Grounds:
    """A source with the lessons that rest on it."""

    source: Source
    lessons: list[Lesson]


class EvidencePage:
    """Every source by topic, with what it found and where that ends. No query."""

    @property
    def parts(self) -> list[tuple[Topic, list[Grounds]]]:
        return [(topic, [_grounds(one) for one in _of(topic)]) for topic in topics()]


def _of(topic: Topic) -> list[Source]:
    return [one for one in evidence().values() if one.topic == topic.id]


def _grounds(source: Source) -> Grounds:
    return Grounds(source, [one for one in lessons().values() if source.id in one.sources])
