"""The evenings of one or of both as series, a place for each day, nan where nothing was said.

Read from shared check-ins alone: a day that is just for somebody has no numbers here, so none can enter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F

from twofold.checkins.models import CheckIn
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.practices.models import LiveSession, PhonesDown

from .predictors import COLUMNS, Predictor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DAYS_BACK = 2 * 365  # further back nothing is looked at: what went with what then may not any more
MOST = 5_000  # rows of a kind; more than these days hold


@dataclass
class Diary:
    """What one person has said, as columns by name."""

    columns: "dict[str, Array]"

    @property
    def closeness(self) -> "Array":
        return self.columns["closeness"]


@dataclass
class Evenings:
    """Every day from the first with something said, two years ago at most, until today."""

    first: date
    days: int
    mine: Diary
    theirs: Diary | None
    happened: "dict[str, Array]"  # 0 or 1 for each day, of what both can see happened

    @property
    def weekend(self) -> "NDArray[np.bool_]":
        import numpy as np

        return (self.first.weekday() + np.arange(self.days)) % 7 >= 5

    def series(self, predictor: Predictor, diary: Diary) -> "Array":
        """One thing of each day; of several columns their mean, on days on which all were said."""
        if not predictor.columns:
            return self.happened[predictor.id]
        import numpy as np

        return np.mean([diary.columns[one] for one in predictor.columns], axis=0)  # type: ignore[no-any-return]


def read(circle: Circle, both: bool) -> Evenings | None:
    """One's own evenings, and the partner's beside them where both let theirs in; None before the first."""
    people = [circle.person.pk, *([circle.partner.pk] if both and circle.partner else [])]
    since = circle.day() - timedelta(days=DAYS_BACK)
    own = CheckIn.objects.filter(couple=circle.together(), author__in=people).since(since)
    rows = list(own.order_by("day").values_list("author", "day", *COLUMNS)[:MOST])
    if not any(row[0] == circle.person.pk for row in rows):
        return None
    first: date = rows[0][1]
    days = (circle.day() - first).days + 1
    diaries = [_diary([one for one in rows if one[0] == person], first, days) for person in people]
    happened = {
        "appreciation": _flags(_appreciated(circle), first, days),
        "practice": _flags(_practised(circle, since), first, days),
        "phones-down": _flags(_laid_down(circle, since), first, days),
    }
    return Evenings(first, days, diaries[0], diaries[1] if both else None, happened)


def _diary(rows: list[tuple[Any, ...]], first: date, days: int) -> Diary:
    import numpy as np

    table = np.full((days, len(COLUMNS)), np.nan)
    if rows:
        at = [(row[1] - first).days for row in rows]
        table[at] = np.array([row[2:] for row in rows], dtype=float)  # None becomes nan
    return Diary({name: table[:, index] for index, name in enumerate(COLUMNS)})


def _flags(days_with: set[date], first: date, days: int) -> "Array":
    import numpy as np

    flags = np.zeros(days)
    flags[[(one - first).days for one in days_with if 0 <= (one - first).days < days]] = 1.0
    return flags


def _appreciated(circle: Circle) -> set[date]:
    """Days on which a note of one's own was written, or one of the partner's came."""
    notes = circle.letters.filter(couple=circle.couple).of_kind(Letter.Kind.APPRECIATION).standing()
    rows = notes.order_by("-appears_at").values_list("author", "day", "appears_at")[:MOST]
    couple, me = circle.together(), circle.person.pk
    return {day if author == me else couple.day(at) for author, day, at in rows}


def _practised(circle: Circle, since: date) -> set[date]:
    couple = circle.together()
    over = LiveSession.objects.of(couple).over().filter(turn__gt=0, ended_at__date__gte=since)
    return {couple.day(at) for at in over.values_list("ended_at", flat=True)[:MOST]}


def _laid_down(circle: Circle, since: date) -> set[date]:
    """Days on which the phones lay down; what was taken up again at once does not count."""
    couple = circle.together()
    kept = PhonesDown.objects.of(couple).filter(began_at__date__gte=since)
    lasted = kept.exclude(ended_at__lte=F("began_at"))
    return {couple.day(at) for at in lasted.values_list("began_at", flat=True)[:MOST]}
