"""Undo: what somebody removes is kept apart for an hour, out of every look-up, and can come back whole.

Rows are kept as they were: what was sealed in them stays sealed.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, connection, models, router, transaction
from django.db.models.deletion import Collector
from django.utils import timezone

from twofold.people.models import Person
from twofold.wire import Refusal

KEPT_FOR = timedelta(hours=1)
GONE = "This was removed more than an hour ago, and is gone."
TAKEN = "Something new has been written in its place since. The older words stay away."


class Discarded(models.Model):
    """One thing that somebody has removed, with every row that went with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rows = models.TextField()  # JSON, the first row first to be put back
    links = models.JSONField(default=list)  # rows elsewhere that pointed here: model, field, keys, target
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "discarded"

    def __str__(self) -> str:
        return f"discarded {self.at:%H:%M}"

    @classmethod
    @transaction.atomic
    def take(cls, person: Person, row: models.Model) -> "Discarded":
        """Delete `row` and all that hangs on it, so that `person` can have it back within the hour."""
        cls.forget()
        collector = Collector(using=router.db_for_write(type(row)), origin=row)
        collector.collect([row])
        collector.sort()
        gone: list[models.Model] = [
            one for model in reversed(collector.data) for one in collector.data[model]
        ]
        quick: list[models.QuerySet[models.Model]] = list(collector.fast_deletes)
        gone += [one for rows in quick for one in rows]
        # A row that nothing hangs on goes by a short way of the collector's, which lists it nowhere.
        gone = gone if row in gone else [row, *gone]
        kept = cls.objects.create(
            person=person, rows=serializers.serialize("json", gone), links=_links(collector)
        )
        row.delete()
        return kept

    @classmethod
    def forget(cls) -> None:
        """Let go of what was removed more than an hour ago."""
        cls.objects.filter(at__lte=timezone.now() - KEPT_FOR).delete()

    @transaction.atomic
    def restore(self) -> list[models.Model]:
        """Put everything back, and give the rows. Raises Refusal when it is late or its place is taken."""
        if self.at <= timezone.now() - KEPT_FOR:
            raise Refusal(GONE)
        back = _of_who_is_there(list(serializers.deserialize("json", self.rows)))
        if self._taken_away_again(back):
            raise Refusal(TAKEN)
        try:
            with transaction.atomic():
                for one in back:
                    _make_room(one.object)
                    one.object.save(force_insert=True)
                # Now, and not at the commit: what it hung on may be gone since.
                connection.check_constraints({one.object._meta.db_table for one in back})
        except IntegrityError as taken:
            raise Refusal(TAKEN) from taken
        self._link_again()
        self.delete()
        return [one.object for one in back]

    def _taken_away_again(self, back: list[Any]) -> bool:
        """Whether a letter was written anew and removed since. The earlier one in the place of the later
        would hide that the later had been read."""
        since = Discarded.objects.filter(person=self.person_id, at__gt=self.at)
        letters = [one.object.pk for one in back if one.object._meta.label == "couples.Letter"]
        return any(since.filter(rows__contains=f'"pk": "{pk}"').exists() for pk in letters)

    def _link_again(self) -> None:
        for label, field, keys, target in self.links:
            apps.get_model(label).objects.filter(pk__in=keys, **{field: None}).update(
                **{f"{field}_id": target}
            )


def _links(collector: Collector) -> list[list[Any]]:
    """The rows that will lose their pointer to what goes."""
    found: list[list[Any]] = []
    updates: Any = collector.field_updates  # its stubs know another shape
    for (field, _), groups in updates.items():
        for rows in groups:
            for one in rows:
                target = getattr(one, field.attname)
                found.append([one._meta.label, field.name, [str(one.pk)], str(target)])
    return found


def _of_who_is_there(rows: list[Any]) -> list[Any]:
    """Without what somebody had hung on it who has deleted themselves since: it comes back all the same."""
    first, *hanging = rows
    people = set().union(*(_people_of(row.object) for row in hanging))
    there = set(Person.objects.filter(pk__in=people).values_list("pk", flat=True)) if people else people
    return [first, *(row for row in hanging if _people_of(row.object) <= there)]


def _people_of(row: models.Model) -> set[Any]:
    links = (one for one in row._meta.concrete_fields if one.related_model is Person)
    return {getattr(row, one.attname) for one in links} - {None}


def _make_room(row: models.Model) -> None:
    """A removed letter leaves an empty place under its id: that gives way. Anything else stays."""
    from .letters import Letter

    if isinstance(row, Letter):
        Letter.objects.filter(pk=row.pk, author=row.author_id).exclude(removed_at=None).delete()
