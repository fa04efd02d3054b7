"""Fills the one couple of a data folder with a history of so many entries, straight in the database.

    TWOFOLD_DATA=… python -m bench.history COUNT

Entries run back from yesterday, four to five a day, in the mix of two people who keep at it. The latest
days are the same whatever the count, so a page about them differs by what lies behind it alone.
"""

import random
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import transaction  # noqa: E402 - after Django is set up

from bench.envelopes import envelopes  # noqa: E402
from twofold.checkins.feelings import triggers, words  # noqa: E402
from twofold.checkins.models import CheckIn  # noqa: E402
from twofold.couples.models import Couple, Letter, Membership, Reaction  # noqa: E402
from twofold.people.days import start_of  # noqa: E402
from twofold.questions.decks import questions  # noqa: E402
from twofold.questions.models import Asked, Reveal  # noqa: E402

BOTH, ONE = 0.75, 0.9  # of evenings on which both answer, and on which at least one does
REPLIED, TAPPED, OWN_QUESTION = 0.3, 0.3, 0.02
CHECKED_IN, CHECK_IN_SHARED = 0.8, 0.8
APPRECIATED = 0.3
WROTE_PAGE, PAGE_SHARED = 0.25, 0.15


class History:
    """Rows in memory, a day at a time, the latest day first."""

    def __init__(self, couple: Couple) -> None:
        self.couple, self.rng = couple, random.Random(14)  # noqa: S311 - a story, not a secret
        members = Membership.objects.filter(couple=couple).order_by("side").select_related("person")
        self.people = [one.person for one in members]
        self.sealed = envelopes()
        self.sources = sorted(questions().values(), key=lambda one: one.id)
        self.letters: list[Letter] = []
        self.asked: list[Asked] = []
        self.reveals: list[Reveal] = []
        self.checkins: list[CheckIn] = []
        self.taps: list[Reaction] = []

    def fill(self, count: int) -> None:
        """Days, from yesterday back, until there are `count` letters; tonight's question waits."""
        day = self.couple.day()
        self._ask(day)
        while len(self.letters) < count:
            day -= timedelta(days=1)
            self._evening(day, count)
        self.couple.created_at = self._at(day, 1)

    def _evening(self, day: date, count: int) -> None:
        happenings: list[Callable[[date], None]] = [self._question, self._reply]
        happenings += [self._check_in, self._appreciation, self._page] * 2
        self.writer = 0
        for happening in happenings:
            happening(day)
            self.writer += happening == self._page
        if self.rng.random() < OWN_QUESTION:
            self._letter(self._anybody(), Letter.Kind.QUESTION, day)
        self._cut(count)

    def _cut(self, count: int) -> None:
        """Not one more than asked for; what hangs on those goes with them."""
        over = {one.pk for one in self.letters[count:]}
        del self.letters[count:]
        self.checkins = [one for one in self.checkins if one.letter_id not in over] if over else self.checkins
        self.taps = [one for one in self.taps if one.letter_id not in over] if over else self.taps

    def _anybody(self) -> Any:
        return self.rng.choice(self.people)

    def _at(self, day: date, hour: float) -> datetime:
        return start_of(day, self.couple.time_zone) + timedelta(hours=hour)

    def _letter(self, author: Any, kind: str, day: date, **given: Any) -> Letter:
        at = self._at(day, self.rng.uniform(14, 19))
        shared = given.pop("shared", True)
        appears_at = given.pop("appears_at", at) if shared else None
        letter = Letter(
            id=UUID(int=self.rng.getrandbits(128), version=4),
            author=author,
            couple=self.couple if shared else None,
            kind=kind,
            sealed=self.rng.choice(self.sealed),
            day=day,
            written_at=at,
            appears_at=appears_at,
            # What came yesterday is still new to the other, but for answers, which unfold before both.
            handed=appears_at is not None
            and (kind == Letter.Kind.ANSWER or day < self.couple.day() - timedelta(days=1)),
            **given,
        )
        self.letters.append(letter)
        if letter.handed and self.rng.random() < TAPPED:
            other = self.people[author == self.people[0]]
            self.taps.append(Reaction(letter=letter, person=other, kind="thank", at=at))
        return letter

    def _ask(self, day: date) -> Asked:
        source = self.sources[day.toordinal() % len(self.sources)]
        id = UUID(int=self.rng.getrandbits(128), version=4)
        asked = Asked(id=id, couple=self.couple, day=day, source=source.id, depth=source.depth)
        asked.at = self._at(day, 4)
        self.asked.append(asked)
        return asked

    def _question(self, day: date) -> None:
        asked, luck = self._ask(day), self.rng.random()
        answering = self.rng.sample(self.people, 2 if luck < BOTH else 1 if luck < ONE else 0)
        revealed = self._at(day, 19.5) if len(answering) > 1 else None
        self.answers = [
            self._letter(one, Letter.Kind.ANSWER, day, about=asked.pk, appears_at=revealed)
            for one in answering
        ]
        if revealed:
            self.reveals.append(Reveal(asked=asked, at=revealed))

    def _reply(self, day: date) -> None:
        if len(self.answers) > 1 and self.rng.random() < REPLIED:
            author = self.answers[0].author
            self._letter(author, Letter.Kind.REPLY, day, about=self.answers[1].pk)

    def _check_in(self, day: date) -> None:
        if self.rng.random() >= CHECKED_IN:
            return
        shared, rng = self.rng.random() < CHECK_IN_SHARED, self.rng
        numbers: dict[str, Any] = {
            "day": day.isoformat(),
            "feelings": rng.sample(sorted(words()), 2),
            "triggers": rng.sample(sorted(triggers()), 1),
            **{name: rng.randrange(3, 11) for name in ("closeness", "understood", "validated", "stress")},
            "undivided_minutes": rng.randrange(0, 180),
        }
        author = self.people[self.writer]
        readable = numbers if shared else {}
        letter = self._letter(author, Letter.Kind.CHECKIN, day, shared=shared, readable=readable)
        if shared:
            row = CheckIn(letter=letter, author=author, couple=self.couple, **{**numbers, "day": day})
            self.checkins.append(row)

    def _appreciation(self, day: date) -> None:
        if self.rng.random() < APPRECIATED:
            self._letter(self.people[self.writer], Letter.Kind.APPRECIATION, day)

    def _page(self, day: date) -> None:
        if self.rng.random() < WROTE_PAGE:
            shared = self.rng.random() < PAGE_SHARED
            self._letter(self.people[self.writer], Letter.Kind.JOURNAL, day, shared=shared)

    @transaction.atomic
    def save(self) -> None:
        """Keep it all, oldest first, as it would have come."""
        everything: tuple[list[Any], ...] = self.letters, self.asked, self.reveals, self.checkins, self.taps
        for rows in everything:
            if rows:
                type(rows[0])._default_manager.bulk_create(reversed(rows), batch_size=500)
        self.couple.save()


if __name__ == "__main__":
    history = History(Couple.objects.get())
    history.fill(int(sys.argv[1]))
    history.save()
    kinds = sorted(Letter.Kind.values)
    print({kind: sum(one.kind == kind for one in history.letters) for kind in kinds})
