"""Which lessons somebody has marked as read. It is for their own eye on the shelf, and told to nobody."""

from django.db import models
from django.utils import timezone

from twofold.people.models import Person


class LessonRead(models.Model):
    """One person's mark on one lesson."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lessons_read")
    lesson = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "lesson"), name="read_once"),)

    def __str__(self) -> str:
        return self.lesson

    @classmethod
    def mark(cls, person: Person, lesson: str, on: bool) -> None:
        """Mark it, or take the mark away. Twice is once."""
        if on:
            cls.objects.get_or_create(person=person, lesson=lesson)
        else:
            cls.objects.filter(person=person, lesson=lesson).delete()
