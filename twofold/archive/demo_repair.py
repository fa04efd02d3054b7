"""What the demo couple raised and heard, what is open between them, and what they found in themselves."""

import json
import random
from collections import Counter
from datetime import date, timedelta

from twofold.couples.letters import Letter
from twofold.measures.reflections import about
from twofold.measures.words import styles
from twofold.repair.models import Resting
from twofold.sealing.sealer import one_of
from twofold.trust.models import Agreed

from .demo_newest_words import Found, Matter, Promised, Raised, Reflected, Repair
from .demo_pair import Pair
from .demo_talk import OTHER
from .demo_words import WHO, Who
from .demo_year import spread

MOST = 2  # styles that are named as most of all
AGREED = 96  # days ago
TALKED_OVER = 20  # days after it was put on the list


class Mended:
    """All of it: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.resting: list[Resting] = []
        self.agreed: list[Agreed] = []

    def live(self, said: Repair) -> None:
        for day, raised in spread(said.raised, self.pair.year, self.rng):
            self._raise(day, raised)
        for day, matter in spread(said.matter, self.pair.year, self.rng):
            self._open(day, matter)
        for promised in said.promise:
            self._promise(promised)
        practised = Letter.objects.of_kind(Letter.Kind.PROMISE).filter(couple=self.pair.couple)
        for promise, found in zip(practised.order_by("written_at"), said.found, strict=False):
            self._look(promise, found)  # the newest is still to be looked at
        marks: dict[Who, list[str]] = {"mira": said.dos.mira, "jon": said.dos.jon}
        for who in WHO:
            for pair in marks[who]:
                at = self.pair.year.at(self._ago(AGREED), 21 if who == "mira" else 21.4)
                row = {"person": self.pair.person(who), "couple": self.pair.couple, "pair": pair, "at": at}
                self.agreed.append(Agreed(**row))
        self._reflect(said.reflection)

    def _ago(self, days: int) -> date:
        return self.pair.year.today - timedelta(days=days)

    def _raise(self, day: date, said: Raised) -> None:
        """Raised in the evening; heard with private notes, and answered, before the day ends."""
        year, hour, hearer = self.pair.year, self.rng.uniform(17.5, 19), OTHER[said.who]
        raised = self.pair.letter(said.who, Letter.Kind.RAISED, said.text, year.at(day, hour))
        raised.handed = True
        id = one_of("heard", str(raised.pk), str(self.pair.person(hearer).pk))
        place = {"id": id, "about": raised.pk, "shared": False}
        notes = self.pair.letter(hearer, Letter.Kind.HEARD, said.heard, year.at(day, hour + 1.1), **place)
        answered = year.at(day, hour + 2.2)
        reply = self.pair.letter(hearer, Letter.Kind.REPLY, said.reply, answered, about=raised.pk)
        self.letters += [raised, notes, reply]

    def _open(self, day: date, said: Matter) -> None:
        at, readable = (
            self.pair.year.at(day, self.rng.uniform(18, 21)),
            {"sort": said.sort, "size": said.size},
        )
        letter = self.pair.letter(said.who, Letter.Kind.MATTER, said.text, at, readable=readable)
        self.letters.append(letter)
        if said.rests:
            rested = self.pair.year.at(min(day + timedelta(days=TALKED_OVER), self.pair.year.days[-1]), 20)
            self.resting.append(Resting(couple=self.pair.couple, matter=letter, at=rested))

    def _promise(self, said: Promised) -> None:
        at, day = self.pair.year.at(self._ago(said.made), 20.3), self._ago(said.day)
        promise = self.pair.letter(
            said.who, Letter.Kind.PROMISE, said.text, at, readable={"day": day.isoformat()}
        )
        self.letters.append(promise)
        self._look(promise, said)

    def _look(self, promise: Letter, said: Found) -> None:
        """Hers on the evening of its day, his on the next, and both open then."""
        looks = {"mira": (said.mira_kept, said.mira), "jon": (said.jon_kept, said.jon)}
        day = date.fromisoformat(promise.readable["day"])
        opened = self.pair.year.at(day + timedelta(days=1), 20.8)
        for who in WHO:
            kept, note = looks[who]
            if kept is None:
                continue
            id = one_of("kept", str(promise.pk), str(self.pair.person(who).pk))
            wrote = opened if who == "jon" else self.pair.year.at(day, 21.9)
            place = {"id": id, "about": promise.pk, "readable": {"kept": kept}, "appears_at": opened}
            words = {"note": note} if note else {}
            look = self.pair.letter(who, Letter.Kind.KEPT, words, wrote, **place)
            look.handed = True
            self.letters.append(look)

    def _reflect(self, said: list[Reflected]) -> None:
        """Each reflects alone; what they share opens for both with the second of them."""
        placed = spread(said, self.pair.year, self.rng)
        opened = self.pair.year.at(placed[-1][0], 21.5)
        thing = one_of("reflection-shared", "styles", str(self.pair.couple.pk))
        for day, one in placed:
            at, kind = self.pair.year.at(day, 20.9), Letter.Kind.REFLECTION
            text = {"words": named(one.answers), "numbers": json.dumps(one.answers, separators=(",", ":"))}
            own = self.pair.letter(one.who, kind, text, at, about=about("styles"), shared=False)
            id = one_of("reflection", str(thing), str(self.pair.person(one.who).pk))
            wrote = opened if day == placed[-1][0] else self.pair.year.at(day, 21.2)
            place = {"id": id, "about": thing, "appears_at": opened}
            shared = self.pair.letter(one.who, kind, one.text, wrote, **place)
            shared.handed = True
            self.letters += [own, shared]

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        Resting.objects.bulk_create(self.resting)
        Agreed.objects.bulk_create(self.agreed)


def named(answers: dict[str, str]) -> str:
    """The result in words, as the browser of who reflects says it."""
    titles = {one.id: one.title for one in styles().style}
    times = Counter(answers.values())
    order = sorted(times, key=lambda one: (-times[one], one))
    top = [id for id in order if times[id] == times[order[0]]][:MOST]
    some = [id for id in order if id not in top][:MOST]
    most = " and ".join(f"“{titles[id]}”" for id in top)
    little = " and ".join(f"“{titles[id]}”" for id in some)
    return f"Most of all: {most}." + (f" Also, a little: {little}." if some else "")
