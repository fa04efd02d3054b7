"""The demo couple's wishes in all their stages, their words on the ideas, and the days they found."""

import random
from datetime import date, time, timedelta
from uuid import UUID

from twofold.couples.letters import Letter
from twofold.plans.ideas import ideas
from twofold.plans.models import Done, Outing, Swipe, WishYes

from .demo_pair import Pair, fresh_id
from .demo_room_words import Plans, Swiped, WentOut, Wished
from .demo_talk import OTHER
from .demo_words import WHO, Who
from .demo_year import spread

OWN_MINUTES = 180  # for a day of their own idea
AHEAD, ASKED = 4, 9  # days from today: the one they look forward to, and the one that waits for a word
SWIPED_WITHIN = 70  # days, so that no "not now" has made way yet


class Planned:
    """Wishes and days: made in memory, then saved at once."""

    def __init__(self, pair: Pair, rng: random.Random) -> None:
        self.pair, self.rng = pair, rng
        self.letters: list[Letter] = []
        self.yeses: list[WishYes] = []
        self.done: list[Done] = []
        self.swipes: list[Swipe] = []
        self.outings: list[Outing] = []
        self.told: dict[str, Letter] = {}  # the memory of each wish and outing, by what that is called

    def live(self, said: Plans) -> None:
        year, ahead = self.pair.year, [one for one in said.outing if one.season == "today"]
        for done in (True, False):  # those that came true lie over the whole of their seasons
            wishes = [one for one in said.wish if (one.stage == "done") is done]
            for day, wish in spread(wishes, year, self.rng):
                self._wish(day, wish)
        for swiped in said.swipe:
            self._swipe(swiped)
        for day, one in spread([one for one in said.outing if one not in ahead], year, self.rng):
            self._outing(day, day - timedelta(days=self.rng.randrange(3, 8)), one)
        for one in ahead:
            away = AHEAD if one.agreed else ASKED
            self._outing(year.today + timedelta(days=away), year.days[-2 if one.agreed else -1], one)

    def _wish(self, day: date, wish: Wished) -> None:
        at = self.pair.year.at(day, self.rng.uniform(17, 22.5))
        words, kind = {"title": wish.text, "why": wish.why}, Letter.Kind.WISH
        letter = self.pair.letter(wish.who, kind, words, at, shared=wish.stage != "mine")
        self.letters.append(letter)
        if wish.stage in ("ours", "done"):
            self._yes(letter, OTHER[wish.who], day)
        if wish.stage == "done":
            left = (self.pair.year.days[-2] - day).days
            on = day + timedelta(days=self.rng.randrange(0, max(1, min(40, left))))
            done = Done(letter=letter, couple=self.pair.couple, day=on, by=self.pair.person(wish.who))
            done.at = self.pair.year.at(on, 21.5)
            self.done.append(done)
            self._remember(wish, wish.who, letter.pk, on)

    def _yes(self, letter: Letter, who: Who, day: date) -> None:
        at = self.pair.year.at(day + timedelta(days=1), 20)
        yes = WishYes(letter=letter, person=self.pair.person(who), couple=self.pair.couple, at=at)
        self.yeses.append(yes)

    def _remember(self, what: Wished | WentOut, who: Who, about: UUID, day: date) -> None:
        """A line about a day that has been, told that evening."""
        if not what.line:
            return
        at = self.pair.year.at(day, self.rng.uniform(22, 23.8))
        given = {"about": about, "day": day, "readable": {"day": day.isoformat()}}
        letter = self.pair.letter(who, Letter.Kind.MEMORY, what.line, at, **given)
        self.letters.append(letter)
        self.told[what.text if isinstance(what, Wished) else what.idea or what.title] = letter

    def _swipe(self, swiped: Swiped) -> None:
        said = {"mira": swiped.mira, "jon": swiped.jon}
        for who in WHO:
            day = self.pair.year.days[-self.rng.randrange(14, SWIPED_WITHIN)]
            at, person = self.pair.year.at(day, self.rng.uniform(12, 23)), self.pair.person(who)
            given = {"idea": swiped.idea, "yes": said[who], "at": at}
            self.swipes.append(Swipe(person=person, couple=self.pair.couple, **given))

    def _outing(self, day: date, proposed: date, one: WentOut) -> None:
        at = self.pair.year.at(proposed, self.rng.uniform(12, 21))
        agreed = self.pair.year.at(proposed + timedelta(days=1), self.rng.uniform(8, 16))
        outing = Outing(
            id=fresh_id(self.rng),
            couple=self.pair.couple,
            idea=one.idea,
            letter=self._own(proposed, one) if one.title else None,
            day=day,
            time=time.fromisoformat(one.time),
            minutes=ideas()[one.idea].minutes if one.idea else OWN_MINUTES,
            proposed_by=self.pair.person(one.by),
            at=at,
            agreed_at=agreed if one.agreed else None,
        )
        self.outings.append(outing)
        self._remember(one, one.by, outing.pk, day)

    def _own(self, day: date, one: WentOut) -> Letter:
        at = self.pair.year.at(day, 11)
        words = {"title": one.title, "text": one.text}
        letter = self.pair.letter(one.by, Letter.Kind.OUTING, words, at)
        self.letters.append(letter)
        self._yes(letter, OTHER[one.by], day)
        return letter

    def save(self) -> None:
        Letter.objects.bulk_create(self.letters)
        WishYes.objects.bulk_create(self.yeses)
        Done.objects.bulk_create(self.done)
        Swipe.objects.bulk_create(self.swipes)
        Outing.objects.bulk_create(self.outings)
