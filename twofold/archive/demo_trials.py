"""The demo couple's experiments: the days drawn by lot, a difference that is made up, and what came of each.

The habit of one of them shows in the ratings because `Lot.lift` puts it there, before they are sealed. What
the pages then tell, the product's own test has found.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.experiments.agreeing import Proposed, experiment_of, let_go, propose
from twofold.experiments.analysis import Adherence, conclude, ratings, work_out
from twofold.experiments.drawing import LEAST, draw
from twofold.experiments.models import DAY, Experiment, Mark

from .demo_evenings import Evening
from .demo_newest_words import Tried
from .demo_pair import Pair
from .demo_talk import OTHER
from .demo_words import WHO
from .demo_year import HARD_DAYS, Year

NOTHING_MARKED = Adherence(0, 0, 0, 0)
SAID = 0.85  # share of the days that either says a word about
DRAWS = 40  # at most, until a lot tells what the story has in store
CLEAR = 0.02  # p of a difference that is to be found
CALM = timedelta(days=HARD_DAYS + 10)


@dataclass(frozen=True)
class Lot:
    """An experiment with its first day, and the text that its days are drawn from.

    A couple's days are drawn once. A story knows how it ends, and may draw until they end it so.
    """

    said: Tried
    first: date
    seed: int
    attempt: int = 0

    @classmethod
    def of(cls, said: Tried, year: Year, seed: int) -> "Lot":
        """As long ago as it says, or before the hard stretch where the two would meet."""
        first = year.today - timedelta(days=said.begins)
        length = timedelta(days=said.days)
        hard = year.hard_from
        if first < hard + CALM and hard < first + length:
            first = hard - length - 2 * DAY
        return cls(said, first, seed)

    @property
    def hex(self) -> str:
        return sha256(f"demo {self.seed} {self.said.begins} {self.attempt}".encode()).hexdigest()

    def again(self) -> Iterator["Lot"]:
        return (replace(self, attempt=attempt) for attempt in range(DRAWS))

    def lift(self, evenings: list[Evening]) -> "Lot":
        """Let the days with the habit be better by about so much, where some is to be found."""
        own = [one for one in evenings if one.shared and self.said.outcome in one.ratings]
        within = [one for one in own if 0 <= (one.day.date - self.first).days < self.said.days]
        for lot in self.again() if self.said.lift else ():
            better = lot._better(within)
            if lot._p(within, better) <= CLEAR:
                for one, value in zip(within, better, strict=True):
                    one.ratings[self.said.outcome] = value
                return lot
        return self

    def _better(self, evenings: list[Evening]) -> list[int]:
        """The ratings with what the habit adds to them; they are whole numbers."""
        from twofold.statistics.lots import draw as drawn_by_lot

        assigned, rng = drawn_by_lot(self.hex, self.said.days), random.Random(self.hex)  # noqa: S311 - a story
        found = []
        for one in evenings:
            by = int(self.said.lift + rng.random()) if assigned[(one.day.date - self.first).days] else 0
            found.append(min(10, int(one.ratings[self.said.outcome]) + by))
        return found

    def _p(self, evenings: list[Evening], ratings: list[int]) -> float:
        """What the test will say of them."""
        import numpy as np

        from twofold.statistics.lots import draw as drawn_by_lot
        from twofold.statistics.lots import test

        table = np.full((len(WHO), self.said.days), np.nan)
        for one, rating in zip(evenings, ratings, strict=True):
            table[WHO.index(one.who), (one.day.date - self.first).days] = rating
        return test(drawn_by_lot(self.hex, self.said.days), table, self.hex, LEAST).p


class Trials:
    """What they tried, one after the other, each agreed, marked and concluded in its own time."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.marks: list[Mark] = []

    def live(self, lots: list[Lot]) -> None:
        for lot in sorted(lots, key=lambda one: one.first):
            one = self._agree(lot)
            self._mark(one, lot)
            if lot.said.let_go_after:
                at = self.pair.year.at(lot.first + timedelta(days=lot.said.let_go_after - 1), 22.5)
                let_go(self._circle(lot), one.pk, at)

    def _circle(self, lot: Lot) -> Circle:
        return Circle(self.pair.person(lot.said.who))

    def _agree(self, lot: Lot) -> Experiment:
        """Suggested the evening before its first day, and agreed to a while later."""
        said, eve = lot.said, lot.first - DAY
        at = self.pair.year.at(eve, 18.4)
        what = Proposed(said.outcome, said.days, said.source, own=None if said.source else self._own(lot).pk)
        one = propose(self._circle(lot), what, at)
        one.agreed_at = self.pair.year.at(eve, 20.7)
        one.save(update_fields=("agreed_at",))
        self._draw(one, lot)
        return experiment_of(Circle(self.pair.person(OTHER[said.who])), one.pk)

    def _own(self, lot: Lot) -> Letter:
        at = self.pair.year.at(lot.first - DAY, 18.3)
        letter = self.pair.letter(lot.said.who, Letter.Kind.EXPERIMENT, lot.said.words, at)
        letter.save(force_insert=True)
        self.letters.append(letter)
        return letter

    def _draw(self, one: Experiment, lot: Lot) -> None:
        """By the lot that has lifted its days, or by the first one that tells what there is to tell."""
        for each in lot.again() if lot.said.comes and not lot.said.lift else ():
            plan = draw(one, lot.first, each.hex)
            if work_out(plan, ratings(plan), NOTHING_MARKED).kind == lot.said.comes:
                return
            plan.delete()
        draw(one, lot.first, lot.hex)

    def _mark(self, one: Experiment, lot: Lot) -> None:
        plan, said = one.plan, lot.said
        until = lot.first + timedelta(days=said.let_go_after or said.days)
        for day, on in plan.days:
            if day >= min(until, self.pair.year.today) or self.rng.random() > SAID:
                continue
            at = self.pair.year.at(day, self.rng.uniform(20.5, 23.5))
            done = self.rng.random() < (said.kept if on else said.anyway)
            by = self.pair.person(self.rng.choice(WHO))
            self.marks.append(Mark(experiment=one, couple=self.pair.couple, day=day, done=done, by=by, at=at))

    def save(self) -> None:
        """Keep the marks, and work out what is over, two days after it was."""
        Mark.objects.bulk_create(self.marks)
        for one in Experiment.objects.of(self.pair.couple).select_related("plan", "couple"):
            conclude(one, self.pair.year.at(one.plan.opens_on, 19.5))
