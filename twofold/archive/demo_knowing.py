"""The demo couple's love map, some of it rewritten since, and the rounds in which one guesses the other."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from twofold.couples.letters import Letter, Revision
from twofold.knowing.atlas import topics
from twofold.knowing.models import Round
from twofold.knowing.sheets import sheets
from twofold.knowing.telling import about_of
from twofold.sealing.sealer import one_of

from .demo_pair import Pair, fresh_id
from .demo_room_words import Knowing, Played, Told
from .demo_talk import OTHER
from .demo_words import WHO, Who
from .demo_year import spread

LEAST_AGE = 30  # days that words stand before they are written anew


class Knew:
    """The map and the rounds: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.revisions: list[Revision] = []
        self.rounds: list[Round] = []

    def live(self, said: Knowing) -> None:
        for day, told in spread(said.told, self.pair.year, self.rng):
            self._tell(day, told)
        for day, played in spread(said.round, self.pair.year, self.rng):
            self._play(day, played)

    def _tell(self, day: date, told: Told) -> None:
        words = {"mira": told.mira, "jon": told.jon}
        _, topic = topics()[told.topic]
        about = about_of(topic, self.pair.couple)
        for who in WHO:
            text, at = words[who], self.pair.year.at(day, self.rng.uniform(19, 22.8))
            if not text:
                continue
            id = one_of("map", str(about), str(self.pair.person(who).pk))
            place = {"id": id, "about": about}
            if told.before and told.before_by == who:
                self._tell_anew(who, told.before, text, at, place)
            else:
                self.letters.append(self.pair.letter(who, Letter.Kind.MAP, text, at, **place))

    def _tell_anew(self, who: Who, before: str, text: str, at: datetime, place: dict[str, Any]) -> None:
        """Words that took the place of others, which are kept."""
        year, kind = self.pair.year, Letter.Kind.MAP
        past = max(LEAST_AGE, (self.pair.couple.day(at) - year.first).days)
        first = year.at(year.first + timedelta(days=self.rng.randrange(1, past - LEAST_AGE + 2)), 21)
        old = self.pair.letter(who, kind, before, first, **place)
        place |= {"revision": 2, "edited_at": at, "appears_at": first, "day": old.day}
        letter = self.pair.letter(who, kind, text, at, **place)
        letter.written_at = first
        self.letters.append(letter)
        self.revisions.append(Revision(letter=letter, revision=1, sealed=old.sealed, kept_at=at))

    def _play(self, day: date, played: Played) -> None:
        guesser, asked = OTHER[played.subject], self.pair.year.at(day, self.rng.uniform(12, 18))
        round = Round(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            source=played.round,
            subject=self.pair.person(played.subject),
            begun_by=self.pair.person(played.subject),
            at=asked,
        )
        self.rounds.append(round)
        first = self.pair.year.at(day, self.rng.uniform(18.5, 20.5))
        second = self.pair.year.at(day, self.rng.uniform(20.6, 22.5))
        opened = None if played.open else second
        self._sheet(round, played.subject, played.answers, first, opened)
        if opened:
            self._sheet(round, guesser, played.guesses, second, opened)

    def _sheet(
        self, round: Round, who: Who, filled: dict[str, int], at: datetime, opened: datetime | None
    ) -> None:
        numbers = sheets()[round.source].numbers
        person, kind = self.pair.person(who), round.kind_for(self.pair.person(who))
        letter = self.pair.letter(
            who,
            kind,
            {item: str(value) for item, value in filled.items() if item not in numbers},
            at,
            id=one_of(kind, str(round.pk), str(person.pk)),
            about=round.pk,
            readable={"numbers": {item: value for item, value in filled.items() if item in numbers}},
            appears_at=opened,
        )
        letter.handed = opened is not None  # as of words that open together
        self.letters.append(letter)

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        Revision.objects.bulk_create(self.revisions)
        Round.objects.bulk_create(self.rounds)
