"""What goes with one's own closer days: each thing looked at, and which of it can be told.

All claims of the page are judged together (Benjamini and Hochberg), with those that are not told counted in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from twofold.couples.access import Circle
from twofold.statistics.plain import Refused

from .evenings import Evenings, read
from .predictors import FOR_TWO, PREDICTORS, Predictor

if TYPE_CHECKING:
    from twofold.statistics.regression import Claim

    from .evenings import Array

ANSWERS = range(11)


@dataclass(frozen=True)
class Group:
    """Days of one sort: how many for each answer from 0 to 10, and their middle with its interval."""

    name: str
    counts: tuple[int, ...]
    middle: float
    low: float
    high: float

    @property
    def days(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Found:
    """One finding that is told, in numbers; `kind` is "same", "after" or "two".

    It rests on `rows`: those of the days in `groups` of which the evening before is known, too.
    """

    kind: str
    predictor: str
    rows: int
    direction: int
    p: float
    standardised: float
    difference: float
    low: float
    high: float
    groups: tuple[Group, ...]

    @property
    def days(self) -> int:
        """All days that the picture and its table show."""
        return sum(one.days for one in self.groups)


@dataclass(frozen=True)
class Waiting:
    """Something that cannot be told yet, and about how many more days it takes."""

    kind: str
    predictor: str
    reason: str
    more: int


@dataclass(frozen=True)
class Looked:
    """All that was looked at for one person, as it came out."""

    tested: int = 0
    told: tuple[Found, ...] = ()
    nothing: tuple[tuple[str, str], ...] = ()  # kind and predictor
    waiting: tuple[Waiting, ...] = ()


@dataclass
class _Tally:
    claims: "list[tuple[str, Predictor, Claim]]" = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    def add(self, kind: str, predictor: Predictor, came: "Claim | Refused") -> None:
        if isinstance(came, Refused):
            self.waiting.append(Waiting(kind, predictor.id, came.reason, came.more))
        else:
            self.claims.append((kind, predictor, came))


def look(circle: Circle, both: bool) -> Looked:
    """Look at everything once. With `both`, what the partner has said is held against one's own closeness."""
    evenings = read(circle, both)
    if evenings is None:
        return Looked()
    tally = _Tally()
    for predictor, kind, analysis in _analyses(evenings):
        tally.add(kind, predictor, analysis())
    from twofold.statistics.discovery import told

    kept = told([claim for _, _, claim in tally.claims])
    pairs = list(zip(tally.claims, kept, strict=True))
    found = [_found(evenings, *one) for one, is_told in pairs if is_told]
    return Looked(
        tested=len(tally.claims),
        told=tuple(sorted(found, key=lambda one: -abs(one.standardised))),
        nothing=tuple((kind, predictor.id) for (kind, predictor, _), is_told in pairs if not is_told),
        waiting=tuple(tally.waiting),
    )


def _analyses(evenings: Evenings) -> Iterator[tuple[Predictor, str, Callable[[], Any]]]:
    from twofold.statistics.regression import day_after, same_day

    closeness, weekend = evenings.mine.closeness, evenings.weekend
    for predictor in PREDICTORS:
        series = evenings.series(predictor, evenings.mine)
        yield predictor, "same", partial(same_day, closeness, series, weekend)
        yield predictor, "after", partial(day_after, closeness, series, weekend)
    if evenings.theirs:
        for predictor in FOR_TWO:
            yield predictor, "two", partial(_from_partner, evenings, predictor)


def _from_partner(evenings: Evenings, predictor: Predictor) -> "Claim | Refused":
    """What the partner has said, against one's own closeness: predictor and outcome by different people."""
    from twofold.statistics.apim import apim

    if evenings.theirs is None:
        raise ValueError("this takes the evenings of both")
    mine, theirs = (evenings.series(predictor, one) for one in (evenings.mine, evenings.theirs))
    came = apim(evenings.mine.closeness, evenings.theirs.closeness, mine, theirs, evenings.weekend)
    return came if isinstance(came, Refused) else came.a.partner


def _found(evenings: Evenings, kind: str, predictor: Predictor, claim: "Claim") -> Found:
    diary = evenings.theirs if kind == "two" and evenings.theirs else evenings.mine
    ends = sorted((claim.difference_low * claim.direction, claim.difference_high * claim.direction))
    return Found(
        kind=kind,
        predictor=predictor.id,
        rows=claim.rows,
        direction=claim.direction,
        p=claim.p,
        standardised=claim.standardised,
        difference=abs(claim.difference),
        low=ends[0],
        high=ends[1],
        groups=_groups(evenings, kind, predictor, evenings.series(predictor, diary)),
    )


def _groups(evenings: Evenings, kind: str, predictor: Predictor, series: "Array") -> tuple[Group, ...]:
    """The days in two sorts, as they were said, with nothing allowed for."""
    import numpy as np

    outcome = evenings.mine.closeness
    if kind == "after":
        outcome, series = outcome[1:], series[:-1]
    known = ~(np.isnan(outcome) | np.isnan(series))
    outcome, series = outcome[known], series[known]
    much = series > (0.5 if predictor.yes_no else np.median(series))
    if not much.any():  # more than half said the most there is
        much = series >= np.median(series)
    names = ("Days without", "Days with") if predictor.yes_no else ("Days with less", "Days with more")
    if predictor.id == "understood":
        names = ("Less so", "More so")
    return tuple(group_of(name, outcome[one]) for name, one in zip(names, (~much, much), strict=True))


def group_of(name: str, values: "Array") -> Group:
    """How many days for each answer, and the middle of them all with a plain interval."""
    counts = tuple(int((values == answer).sum()) for answer in ANSWERS)
    middle = float(values.mean()) if len(values) else 0.0
    around = 1.96 * float(values.std(ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return Group(name, counts, middle, max(0.0, middle - around), min(10.0, middle + around))
