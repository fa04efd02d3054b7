"""How well one reads the other: one's guesses of the rounds, held against what the other has answered.

Of a round both sheets have opened, so both can see each number by then; taken together they are told to the
one who guessed, and to nobody else.
"""

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.statistics.plain import Refused

from .findings import Group, group_of

if TYPE_CHECKING:
    from twofold.statistics.reading import Reading

MOST = 4_000  # sheets
WHERE = (("Low, 0 to 3", 0, 3), ("In the middle, 4 to 6", 4, 6), ("High, 7 to 10", 7, 10))


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether its interval keeps to one side of nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Read:
    """What the guesses show: where they lie, whether they follow, and how far they lean on oneself.

    It rests on `guesses`; with many of them, on those alone for which one has answered about oneself, too.
    """

    guesses: int
    more: int = 0  # guesses until it can be told; 0 once it can
    bias: Estimate | None = None
    tracking: Estimate | None = None
    similarity: Estimate | None = None
    groups: tuple[Group, ...] = ()  # all guesses by where the other's answer lay

    @property
    def of(self) -> int:
        """All guesses that the picture shows."""
        return sum(one.days for one in self.groups)


Row = tuple[Any, Any, str, dict[str, Any]]  # round, author, kind, numbers


def read_each_other(circle: Circle) -> Read:
    """How one's own guesses lie beside the other's answers. One query."""
    sheets = circle.letters.filter(couple=circle.couple).of_kind(Letter.Kind.KNOWN, Letter.Kind.GUESS)
    newest = sheets.standing().order_by("-day", "-id")
    return _told(_triples(list(newest.values_list("about", "author", "kind", "readable")[:MOST]), circle))


def _triples(rows: list[Row], circle: Circle) -> list[tuple[int, int, int | None]]:
    """The other's answer, one's own guess, and what one has last answered about oneself."""
    me, known = circle.person.pk, Letter.Kind.KNOWN
    theirs = {about: _numbers(sheet) for about, author, kind, sheet in rows if author != me and kind == known}
    own: dict[str, int] = {}
    for _, author, kind, sheet in rows:
        own = _numbers(sheet) | own if author == me and kind == known else own
    return [
        (theirs[about][item], guess, own.get(item))
        for about, author, kind, sheet in rows
        if author == me and kind != known and about in theirs
        for item, guess in _numbers(sheet).items()
        if item in theirs[about]
    ]


def _numbers(readable: dict[str, Any]) -> dict[str, int]:
    numbers: dict[str, int] = readable.get("numbers", {})
    return numbers


def _told(triples: list[tuple[int, int, int | None]]) -> Read:
    import numpy as np

    from twofold.statistics.reading import reading

    truth, guess, own = np.array(triples, dtype=float).reshape(-1, 3).T
    found = reading(truth, guess, own)
    if isinstance(found, Refused):
        return Read(len(triples), more=found.more)
    between = [(name, guess[(low <= truth) & (truth <= high)]) for name, low, high in WHERE]
    return Read(
        guesses=found.guesses,
        bias=Estimate(found.bias, found.bias_low, found.bias_high),
        tracking=Estimate(found.tracking, found.tracking_low, found.tracking_high),
        similarity=_similarity(found),
        groups=tuple(group_of(name, values) for name, values in between if len(values)),
    )


def _similarity(found: "Reading") -> Estimate | None:
    """How far one's own answers show in the guesses; None where too few of one's own are known."""
    if isnan(found.assumed_similarity):
        return None
    return Estimate(found.assumed_similarity, found.similarity_low, found.similarity_high)
