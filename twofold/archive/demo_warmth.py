"""The demo couple's long letters, their good news with what was answered, and their hard times."""

import random
from datetime import date, timedelta
from typing import Any

from twofold.couples.letters import Letter
from twofold.life.hard_times import Eased
from twofold.people.days import start_of

from .demo_pair import Pair
from .demo_room_words import Hard, LongLetter, Warmth, Won
from .demo_talk import OTHER
from .demo_year import spread

AHEAD = 26  # days from today on which a letter opens that waits for its day
OCCASION = "occasion:"


class Warm:
    """Letters, news and hard times: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.eased: list[Eased] = []

    def live(self, said: Warmth) -> None:
        year = self.pair.year
        for day, letter in spread(said.long_letter, year, self.rng):
            self._write(day, letter)
        for day, won in spread(said.win, year, self.rng):
            self._win(day, won)
        for day, hard in spread(said.hard, year, self.rng):
            self._hard(day, hard)

    def _write(self, day: date, letter: LongLetter) -> None:
        at = self.pair.year.at(day, self.rng.uniform(21, 23.5))
        opening: dict[str, Any] = {}
        if letter.opens.startswith(OCCASION):
            opening = {"readable": {"occasion": letter.opens.removeprefix(OCCASION)}, "appears_at": None}
        elif letter.opens == "ahead":
            on = self.pair.year.today + timedelta(days=AHEAD)
            starts = start_of(on, self.pair.couple.time_zone)
            opening = {"readable": {"opens_on": on.isoformat()}, "appears_at": starts}
        self.letters.append(self.pair.letter(letter.who, Letter.Kind.LETTER, letter.text, at, **opening))

    def _win(self, day: date, won: Won) -> None:
        hour = self.rng.uniform(12, 20)
        letter = self.pair.letter(won.who, Letter.Kind.WIN, won.text, self.pair.year.at(day, hour))
        self.letters.append(letter)
        if won.reply:
            at = self.pair.year.at(day, hour + self.rng.uniform(0.2, 2.5))
            reply = self.pair.letter(OTHER[won.who], Letter.Kind.REPLY, won.reply, at, about=letter.pk)
            letter.handed = True  # who answers has read it
            self.letters.append(reply)

    def _hard(self, day: date, hard: Hard) -> None:
        at = self.pair.year.at(day, self.rng.uniform(17, 21))
        words, meet = {"note": hard.text}, {"meet": hard.meet}
        letter = self.pair.letter(hard.who, Letter.Kind.HARD, words, at, readable=meet)
        self.letters.append(letter)
        if hard.eased:
            eased = self.pair.year.at(day + timedelta(days=self.rng.randrange(1, 4)), 9.5)
            self.eased.append(Eased(letter=letter, couple=self.pair.couple, at=eased))

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        Eased.objects.bulk_create(self.eased)
