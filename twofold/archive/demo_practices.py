"""The demo couple's year of practices: done on two phones or one, rated, written in, and promised."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from twofold.couples.letters import Letter
from twofold.practices.library import Agree, practices
from twofold.practices.models import (
    FavouritePractice,
    Laid,
    LiveSession,
    PhonesDown,
    Rating,
    Seat,
    TurnRating,
)
from twofold.practices.outline import outline
from twofold.sealing.sealer import one_of

from .demo_pair import Pair, fresh_id
from .demo_words import WHO, Practised, PutAway, Season, Who
from .demo_year import Year, spread

HOURS = {  # when they begin, o'clock
    "six-minute-morning": (6.4, 8.2),
    "state-of-the-union": (17.0, 19.3),
    "walk-and-talk": (16.0, 17.8),
    "cooling-walk": (17.6, 18.8),
    "breathe-alone": (27.05, 27.25),  # on a night shift
}
EVENING = (19.3, 21.4)
FELT: dict[Season, tuple[float, float, float]] = {  # how close, safe and helpful it was, 0–10
    "early": (6.8, 7.6, 6.3),
    "hard": (3.7, 5.2, 4.4),
    "mending": (6.2, 6.9, 7.2),
    "late": (7.9, 8.4, 7.4),
}
SAYS_HOW_IT_WAS = 0.88
FIRST_RATED, LESS_EACH_TIME = 7, 3  # the numbers inside a practice: before, and after
STARS: dict[Who, tuple[str, ...]] = {
    "mira": ("six-minute-morning", "twenty-second-hug", "thirty-six-two"),
    "jon": ("deep-listening", "evening-gratitude"),
}


@dataclass(frozen=True)
class Held:
    """A practice as it took place."""

    said: Practised
    began: datetime
    ended: datetime
    reached: int  # turns played
    count: int

    @property
    def there(self) -> tuple[Who, ...]:
        """Who took part."""
        return (self.said.begun_by,) if self.said.alone else WHO

    def at(self, turn: int) -> datetime:
        """The moment of a turn."""
        return self.began + (self.ended - self.began) * (turn / self.count) * 0.9


def plan(
    year: Year, said: Sequence[Practised], away: Sequence[PutAway], rng: random.Random
) -> tuple[list[Held], list[tuple[PutAway, datetime]]]:
    """When each took place: one a day at most. Pure."""
    entries: list[Practised | PutAway] = [*said]
    for one in away:
        entries.insert(rng.randrange(len(entries)), one)
    held, put_away = [], []
    for day, entry in spread(entries, year, rng):
        if isinstance(entry, Practised):
            held.append(_held(year, day, entry, rng))
        else:
            put_away.append((entry, year.at(day, rng.uniform(18.8, 20.2))))
    return held, put_away


def _held(year: Year, day: date, said: Practised, rng: random.Random) -> Held:
    practice = practices()[said.practice]
    count = len(outline(practice))
    reached = said.left_at or count
    began = year.at(day, rng.uniform(*HOURS.get(practice.id, EVENING)))
    lasted = timedelta(minutes=practice.minutes * rng.uniform(0.95, 1.3) * reached / count)
    return Held(said, began, began + lasted, reached, count)


class Practices:
    """Everything around the practices: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.sessions: list[LiveSession] = []
        self.seats: list[Seat] = []
        self.ratings: list[Rating] = []
        self.turn_ratings: list[TurnRating] = []
        self.letters: list[Letter] = []
        self.downs: list[PhonesDown] = []
        self.laid: list[Laid] = []

    def live(self, said: Sequence[Practised], away: Sequence[PutAway]) -> None:
        """A year of them, all over by today."""
        held, put_away = plan(self.pair.year, said, away, self.rng)
        for one in held:
            session = self._session(one)
            for who in one.there:
                self._wrote(session, one, who)
                self._felt(session, one, who)
        for entry, at in put_away:
            self._put_away(entry, at)

    def _session(self, held: Held) -> LiveSession:
        said, kinds = held.said, self._kinds(held)
        session = LiveSession(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            practice=said.practice,
            mode="one" if said.alone else said.screens,
            first=self.rng.randrange(2),
            phase=LiveSession.Phase.ENDED,
            turn=held.reached,
            version=held.reached + self.rng.randrange(5, 9),
            chosen=[[turn, self.rng.randrange(2)] for turn, kind in kinds if kind == "choose"],
            created_at=held.began,
            ended_at=held.ended,
        )
        self.sessions.append(session)
        for who in WHO:
            came = who == said.begun_by or (session.mode == "two")
            place = 0 if who == said.begun_by else 1
            person = self.pair.person(who)
            self.seats.append(Seat(session=session, person=person, place=place, joined=came, ready=came))
        return session

    def _kinds(self, held: Held) -> list[tuple[int, str]]:
        """The turns that were played, by number and kind."""
        turns = outline(practices()[held.said.practice])
        return [(number, one.kind) for number, one in enumerate(turns[: held.reached])]

    def _wrote(self, session: LiveSession, held: Held, who: Who) -> None:
        """What one of them wrote on the way, and the line at the end."""
        notes = iter(held.said.notes(who))
        for turn, kind in self._kinds(held):
            if kind == "write" and (text := next(notes, None)):
                self._note(session, held, who, turn, text)
            if kind == "agree" and (promised := held.said.promise(who)):
                self._promise(session, held, who, turn, promised)
        if after := held.said.after(who):
            at = held.ended + timedelta(seconds=self.rng.randrange(20, 50))
            self._letter(session, who, Letter.Kind.PRACTICE_NOTE, after, at, shared=False)

    def _note(self, session: LiveSession, held: Held, who: Who, turn: int, text: str) -> None:
        """Words revealed together appear when the second of the two has written."""
        together = session.plain_turns[turn].reveal == "together"
        at, revealed = held.at(turn), held.at(turn) + timedelta(seconds=40)
        at = revealed if who != held.said.begun_by else at
        given = {"appears_at": revealed} if together else {}
        kind = Letter.Kind.PRACTICE_NOTE
        self._letter(session, who, kind, text, at, turn=turn, shared=together, **given)

    def _promise(self, session: LiveSession, held: Held, who: Who, turn: int, text: str) -> None:
        step = practices()[held.said.practice].step[session.plain_turns[turn].step]
        days = step.days if isinstance(step, Agree) else 0
        by = self.pair.couple.day(held.began) + timedelta(days=days)
        readable = {"day": by.isoformat()}
        self._letter(session, who, Letter.Kind.PROMISE, text, held.at(turn), turn=turn, readable=readable)

    def _letter(
        self,
        session: LiveSession,
        who: Who,
        kind: Letter.Kind,
        text: str,
        at: datetime,
        turn: int | None = None,
        **given: Any,
    ) -> None:
        about = session.pk if turn is None else session.about(turn)
        id = one_of(kind, str(about), str(self.pair.person(who).pk))
        letter = self.pair.letter(who, kind, text, at, id=id, about=about, **given)
        letter.handed = letter.couple_id is not None  # both were there
        self.letters.append(letter)

    def _felt(self, session: LiveSession, held: Held, who: Who) -> None:
        """How it was: as the season is, a little different for each, and not always said."""
        person, rng = self.pair.person(who), self.rng
        rated = [turn for turn, kind in self._kinds(held) if kind == "rate"]
        for times, turn in enumerate(rated):
            value = _scale(rng.gauss(FIRST_RATED - LESS_EACH_TIME * times, 0.8))
            self.turn_ratings.append(TurnRating(session=session, person=person, turn=turn, value=value))
        if rng.random() > SAYS_HOW_IT_WAS and not held.said.after(who):
            return
        short = 1.5 * (held.reached < held.count)
        close, safe, helped = (_scale(rng.gauss(one - short, 0.9)) for one in FELT[held.said.season])
        numbers = {"close": None if held.said.alone else close, "safe": safe, "helped": helped}
        at = held.ended + timedelta(seconds=rng.randrange(10, 50))
        self.ratings.append(Rating(session=session, person=person, at=at, **numbers))

    def _put_away(self, entry: PutAway, began: datetime) -> None:
        """Both phones down for as long as they had said."""
        ends = began + timedelta(minutes=entry.minutes)
        down = PhonesDown(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            minutes=entry.minutes,
            created_at=began - timedelta(minutes=2),
            began_at=began,
            ends_at=ends,
            ended_at=ends,
        )
        self.downs.append(down)
        left: dict[Who, int | None] = {"mira": entry.mira_left_screen, "jon": entry.jon_left_screen}
        self.laid += [Laid(down=down, person=self.pair.person(who), left_screen=left[who]) for who in WHO]

    def save(self) -> None:
        LiveSession.objects.bulk_create(self.sessions)
        Seat.objects.bulk_create(self.seats)
        Rating.objects.bulk_create(self.ratings)
        TurnRating.objects.bulk_create(self.turn_ratings)
        Letter.objects.bulk_create(self.letters)
        PhonesDown.objects.bulk_create(self.downs)
        Laid.objects.bulk_create(self.laid)
        FavouritePractice.objects.bulk_create(
            FavouritePractice(person=self.pair.person(who), practice=id) for who in WHO for id in STARS[who]
        )


def _scale(value: float) -> int:
    return max(0, min(10, round(value)))
