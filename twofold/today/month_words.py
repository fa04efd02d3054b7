"""How a monthly letter is put together: from counts and titles alone, so that it can tell nothing else."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from .month_pieces import Quiet, Thing, pieces

FEWEST, MOST = 120, 200  # words of a letter
TOLD = 5  # things with a sentence of their own; the rest are named in one
NAMED = 3
OWN = "one of your own"  # a practice whose title is sealed
NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was there, and the titles that go with it."""

    id: str
    n: int
    names: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """A letter in the making: what is told, a sentence or two for each thing, and what stands around it."""

    opening: str
    told: list[list[str]]
    after: list[str]
    closing: str

    @property
    def words(self) -> int:
        return sum(len(one.split()) for one in self.paragraphs)

    @property
    def paragraphs(self) -> list[str]:
        said = [" ".join(one) for one in self.told]
        half = (len(said) + 1) // 2 if len(said) > 3 else len(said)
        middle = [" ".join(part) for part in (said[:half], said[half:], self.after) if part]
        return [self.opening, *middle, self.closing]


class Wordings:
    """Chooses wordings: by the couple, so that two couples differ, and by the month, so that months do."""

    def __init__(self, seed: str, month: date) -> None:
        self.seed, self.month = seed, month

    def turned(self, slot: str, things: Sequence[str]) -> list[str]:
        """The same things, from where this couple's month begins with them."""
        start = self.start(slot, len(things))
        return [*things[start:], *things[:start]]

    def start(self, slot: str, length: int) -> int:
        drawn = hashlib.sha256(f"{self.seed} {slot}".encode()).digest()[0]
        return (drawn + self.month.year * 12 + self.month.month) % length

    def one(self, slot: str, wordings: Sequence[str]) -> str:
        return self.turned(slot, wordings)[0].replace("{month}", f"{self.month:%B}")


def written(seed: str, month: date, counts: Iterable[Counted]) -> list[str]:
    """The paragraphs of a letter, 120 to 200 words, without greeting and name. Pure.

    Args:
        seed: the same for both of a couple, and another for each couple.
        month: its first day.
        counts: what was there; a count of nothing is as one that is missing.
    """
    wordings, there = Wordings(seed, month), {one.id: one for one in counts if one.n}
    known = [(thing, there[thing.id]) for thing in pieces().thing if thing.id in there]
    if not known:
        return [wordings.one(part, getattr(pieces().quiet, part)) for part in Quiet.__struct_fields__]
    start = wordings.start("order", len(known))
    known = [*known[start:], *known[:start]]
    for told in range(min(TOLD, len(known)), 0, -1):
        draft = _draft(wordings, known, told)
        if draft.words <= MOST:
            break
    _lengthen(draft, wordings, [thing for thing, _ in known])
    return draft.paragraphs


def _draft(wordings: Wordings, known: list[tuple[Thing, Counted]], told: int) -> Draft:
    """A letter that tells so many things in sentences, and names the others in one."""
    sentences = [[_sentence(wordings, *one)] for one in known[:told]]
    rest = [thing.brief[one.n > 1].replace("{n}", in_words(one.n)) for thing, one in known[told:]]
    besides = wordings.one("besides", pieces().besides).replace("{things}", joined(rest)) if rest else ""
    counted = wordings.one("counted", pieces().counted)
    opening, closing = (wordings.one(part, getattr(pieces(), part)) for part in ("opening", "closing"))
    return Draft(opening, sentences, [one for one in (besides, counted) if one], closing)


def _lengthen(draft: Draft, wordings: Wordings, things: list[Thing]) -> None:
    """A sentence more on what was there, and then on months as such, until it is a letter."""
    for sentences, thing in zip(draft.told, things, strict=False):
        if draft.words < FEWEST:
            sentences.append(wordings.one(f"more {thing.id}", thing.more))
    for slot in range(len(pieces().room)):
        if draft.words < FEWEST:
            draft.after.insert(-1, wordings.one("room", pieces().room[slot:] + pieces().room[:slot]))


def _sentence(wordings: Wordings, thing: Thing, counted: Counted) -> str:
    wording = wordings.one(thing.id, thing.one if counted.n == 1 else thing.many)
    quoted = [one if one == OWN else f"“{one}”" for one in dict.fromkeys(counted.names)]
    named = [*quoted[:NAMED], *(["others"] if len(quoted) > NAMED else [])]
    return wording.replace("{n}", in_words(counted.n)).replace("{names}", joined(named))


def joined(things: Sequence[str]) -> str:
    """ "a, b and c"."""
    *before, last = things or [""]
    return f"{', '.join(before)} and {last}" if before else last


def in_words(n: int) -> str:
    """A number as a letter has it: in words as far as twelve."""
    return NUMBERS[n - 1] if 1 <= n <= len(NUMBERS) else str(n)
