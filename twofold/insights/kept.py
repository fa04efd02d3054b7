"""What was worked out is kept in memory, and worked out anew once anything it rests on has changed.

No number is written down for it: the mark of what it rests on comes from one query, and the rest is
Django's cache in the memory of this process.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db.models import Count, Max, Sum, Value

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.practices.models import LiveSession, PhonesDown

from .joining import Joining

T = TypeVar("T")
KINDS = (Letter.Kind.CHECKIN, Letter.Kind.APPRECIATION, Letter.Kind.KNOWN, Letter.Kind.GUESS)
AT_MOST = 24 * 60 * 60  # seconds
LETTERS, SESSIONS, PHONES, MINE, THEIRS = range(5)


@dataclass
class Ground:
    """What one person's insights rest on, as it stands now; one query, when first asked."""

    circle: Circle

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        """Of each source, how many there are, a sum that edits change, and the newest times."""
        circle, couple = self.circle, self.circle.together()
        people = [one.person_id for one in circle.memberships]
        letters = Letter.objects.filter(author__in=people, kind__in=KINDS, couple=couple).standing()
        sessions = LiveSession.objects.of(couple).over().filter(turn__gt=0)
        phones = PhonesDown.objects.of(couple).exclude(began_at=None)
        sources = (
            (letters, LETTERS, "revision", "written_at", "edited_at"),
            (sessions, SESSIONS, "version", "created_at", "ended_at"),
            (phones, PHONES, "minutes", "began_at", "ended_at"),
            (Joining.objects.of(circle.person, couple), MINE, "pk", "since", "since"),
            (Joining.objects.filter(couple=couple, person=circle.partner), THEIRS, "pk", "since", "since"),
        )
        first, *others = (_counted(*one) for one in sources)
        return sorted(first.union(*others, all=True))

    @property
    def joined(self) -> bool:
        """Whether this person lets their own ratings in."""
        return any(row[0] == MINE for row in self._rows)

    @property
    def both(self) -> bool:
        """Whether both do: without it, nothing is worked out from the ratings of two."""
        return {MINE, THEIRS} <= {row[0] for row in self._rows}

    @property
    def mark(self) -> str:
        """Changes with every check-in, edit, removal and choice, with the day, and with a name."""
        names = [one.person.called for one in self.circle.memberships]
        rows = [[one.isoformat() if isinstance(one, datetime) else one for one in row] for row in self._rows]
        return repr((self.circle.together().pk, self.circle.day().isoformat(), names, rows))

    def kept(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, from memory while the ground is the same."""
        key = f"insights-{name}-{self.circle.person.pk}"
        mark, kept = cache.get(key) or ("", None)
        if mark == self.mark:
            return cast(T, kept)
        made = work()
        cache.set(key, (self.mark, made), AT_MOST)
        return made


def _counted(rows: Any, source: int, summed: str, made: str, changed: str) -> Any:
    one = rows.order_by().values("couple").annotate(source=Value(source))
    one = one.annotate(n=Count("pk"), sum=Sum(summed), made=Max(made), changed=Max(changed))
    return one.values_list("source", "n", "sum", "made", "changed")
