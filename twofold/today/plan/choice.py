"""What next, for these two: first what may be suggested at all, then one lot drawn for it. Pure.

Nothing outside what both are open to is ever weighed: `allowed` is within both boundaries and the lower
depth, and every rule below takes away from it. Among the rest one lot is drawn from what is believed of
each practice (Thompson 1933), so that what may be good has its chance, and chance has a part in it all.
What is believed is believed of each of the two, and the lower counts double: the less open one is not
outvoted.

A suggestion is the same for both on a day, from evidence of the days before: what somebody says today
moves no card today. What one of them sets aside moves their own card alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from twofold.practices.library import Practice

from .belief import Belief, Evidence, Lots
from .inputs import Known, Time
from .words import Order, Prior, Why

Shelf = Mapping[str, Practice]
RESTS = {"daily": 2, "weekly": 5, "any": 9, "monthly": 24}  # days from one time to the next
LADDER = ((3, 2), (8, 3), (15, 4))  # with fewer times than this, no deeper than that
LOOKS = 5  # next draws a day: nobody leafs through the order of all there is, and reads the other in it
LONGEST = 30  # minutes, where nobody said how long they have
STOPPED = (4.0, 0.25)  # points and weight of a time that was left midway, where nobody rated it
PASSED = (4.0, 0.1)  # the same for what one set aside, on one's own card alone
FITS_BARRIER, FITS_MAP = 0.2, 0.3  # points


@dataclass(frozen=True, slots=True)
class Chosen:
    """A suggestion, and what speaks for it in words that both may read."""

    practice: Practice
    why: Why
    component: str = ""  # for "map"


def worth(one: float, other: float) -> float:
    """What something is worth to the two, 0–10: the lower of them counts double."""
    return (2 * min(one, other) + max(one, other)) / 3


def evidence(times: Iterable[Time], who: int) -> list[Evidence]:
    """What these times say of one of the two."""
    found = []
    for time in times:
        felt = time.felt[who]
        if felt is not None:
            found.append(Evidence(time.practice, felt))
        elif not time.whole and time.felt == (None, None):
            found.append(Evidence(time.practice, *STOPPED))
    return found


class Choice:
    """One look at what is known. `library` is all there is, `allowed` what both are open to."""

    def __init__(self, prior: Prior, order: Order, library: Shelf, allowed: Shelf, known: Known) -> None:
        self.prior, self.order, self.library, self.known = prior, order, library, known
        self.allowed = {id: allowed[id] for id in sorted(allowed)}

    @cached_property
    def beliefs(self) -> list[Belief]:
        """For each of the two, from the days before today; of a next draw, what one set aside as well."""
        before = [one for one in self.known.times if one.day < self.known.today]
        passed = [Evidence(id, *PASSED) for id in self.known.own_passed] if self.known.own_turn else []
        return [Belief(self.prior, self.library, [*evidence(before, who), *passed]) for who in (0, 1)]

    @cached_property
    def last(self) -> dict[str, date]:
        """The newest day of each practice that the two have done."""
        found: dict[str, date] = {}
        for one in self.known.times:
            found[one.practice] = max(one.day, found.get(one.practice, one.day))
        return found

    @property
    def seed(self) -> bytes:
        named = f"{self.known.couple} {self.known.today} {self.known.own_turn}"
        return sha256(named.encode()).digest()

    @cached_property
    def shelf(self) -> Shelf:
        """Among what the lot is drawn."""
        return next((some for some in self._ever_wider() if some), {})

    def made(self) -> Chosen | None:
        """The suggestion; None where all there was has been set aside, or enough of it for a day."""
        found = self.shelf
        if not found or self.known.own_turn >= LOOKS:
            return None
        in_rhythm = {} if self.known.tender else self._only(found, self._in_rhythm)
        scores = self.scores(in_rhythm or found)
        best = found[max(scores, key=lambda name: (scores[name], name))]
        why, component = self._why(best)
        return Chosen(best, why, component)

    def scores(self, shelf: Shelf) -> dict[str, float]:
        """Points for each. One lot for both: no draw makes one of them bold and the other shy."""
        lots = Lots(self.seed, shelf)
        one, other = (belief.drawn(lots, shelf) for belief in self.beliefs)
        return {id: worth(one[id], other[id]) + self._extra(shelf[id]) for id in shelf}

    def _extra(self, one: Practice) -> float:
        new = one.id not in self.last
        barrier, on_map = one.id in self.known.leaning, not self.known.room.isdisjoint(one.components)
        return self.prior.novelty * new + FITS_BARRIER * barrier + FITS_MAP * on_map

    def _ever_wider(self) -> Iterator[Shelf]:
        """What may be drawn: everything kept at first; then sooner again, longer, from elsewhere."""
        left = {id: one for id, one in self.allowed.items() if id not in self.known.own_passed}
        kept = self._only(left, self._has_its_time)
        fits = self._only(self._only(kept, self._fits_place), self._fits_time)
        yield self._only(fits, self._rested)
        yield fits
        yield self._shortest(self._only(kept, self._fits_place))
        yield self._shortest(kept)
        yield self._shortest(self._only(left, self._gentle))

    @staticmethod
    def _only(shelf: Shelf, rule: Callable[[Practice], bool]) -> Shelf:
        return {id: one for id, one in shelf.items() if rule(one)}

    @staticmethod
    def _shortest(shelf: Shelf) -> Shelf:
        least = min((one.minutes for one in shelf.values()), default=0)
        return {id: one for id, one in shelf.items() if one.minutes == least}

    @cached_property
    def deepest(self) -> int:
        """How deep it goes by now: who is new here begins at the gentle end."""
        count = len(self.known.times)
        return next((depth for times, depth in LADDER if count < times), 5)

    def _has_its_time(self, one: Practice) -> bool:
        order, known = self.order, self.known
        if known.tender:
            return one.id in order.calm  # however new they are: the way back is not a deep talk
        if one.id in known.rhythm:
            return True  # the two have agreed on it
        away = one.id in order.unasked or (one.id in order.mending and not known.mending)
        first = order.after.get(one.id)
        return not away and one.depth <= self.deepest and (first is None or first in self.last)

    def _in_rhythm(self, one: Practice) -> bool:
        return one.id in self.known.rhythm and self.last.get(one.id) != self.known.today

    def _gentle(self, one: Practice) -> bool:
        stirring = {"vulnerability", "repair"}
        return one.depth == 1 and stirring.isdisjoint(one.components)

    def _fits_place(self, one: Practice) -> bool:
        return not self.known.setting or one.setting in ("either", self.known.setting)

    def _fits_time(self, one: Practice) -> bool:
        return one.minutes <= (self.known.minutes or LONGEST)

    def _rested(self, one: Practice) -> bool:
        last = self.last.get(one.id)
        rests = 1 if one.id in self.known.rhythm else RESTS[one.cadence]
        return last is None or (self.known.today - last).days >= rests

    def _why(self, one: Practice) -> tuple[Why, str]:
        """The reason on the card: made of what both know, or of what was tapped on it."""
        known, room = self.known, sorted(self.known.room.intersection(one.components))
        if known.tender:
            return "calm", ""
        if self._in_rhythm(one):
            return "rhythm", ""
        if len(known.times) < LADDER[0][0]:
            return "first", ""
        true: list[tuple[Why, str]] = [("map", room[0])] if room else []
        if known.minutes and self._fits_time(one):
            true.append(("time", ""))
        if known.setting == "apart" and self._fits_place(one):
            true.append(("apart", ""))
        true.append(("again", "") if one.id in self.last else ("new", ""))
        return true[self.seed[0] % len(true)]
