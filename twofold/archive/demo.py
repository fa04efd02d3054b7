"""A made-up couple with a year behind them, for looking round and for tests of what a year brings.

Promise: everything is sealed as a browser would seal it, and opens with the passphrases given back.
The story is the same for the same day and seed; keys and codes are fresh each time.
"""

import random
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter, Reaction
from twofold.people.days import day_of

from .demo_days import appreciations, check_in, journal, year_of_evenings
from .demo_newest_words import said_of_late
from .demo_pair import Pair, SignIn, make_pair
from .demo_practices import Practices
from .demo_rooms import live_in_rooms
from .demo_talk import Talk
from .demo_trials import Lot
from .demo_words import everything_said
from .demo_year import Year

SEED = 14
TAPS = {  # how likely the partner is to tap under a letter of a kind
    Letter.Kind.ANSWER: 0.35,
    Letter.Kind.APPRECIATION: 0.6,
    Letter.Kind.CHECKIN: 0.1,
    Letter.Kind.JOURNAL: 1.0,
    Letter.Kind.MEANING: 0.5,
    Letter.Kind.MEMORY: 0.5,
    Letter.Kind.TRADITION: 0.3,
    Letter.Kind.LETTER: 1.0,
}


@transaction.atomic
def make(today: date, seed: int = SEED) -> list[SignIn]:
    """Fill an empty database with the couple and their year.

    Args:
        today: the last of the 365 days, on the couple's own clock.
        seed: which year it is; the same seed tells the same one.

    Returns:
        How to sign in as either.
    """
    said = everything_said()
    year = Year(today, ZoneInfo(said.two.time_zone), timezone.now())
    # Two sources of chance, so that the evenings do not change with the words.
    chance, mood = random.Random(seed), random.Random(seed)  # noqa: S311 - a story, not a secret
    pair = make_pair(said.two, year, chance)
    talk = Talk(pair)
    talk.live(said.answers, said.own_questions)
    talk.save()
    letters = [*appreciations(pair, said.appreciations), *journal(pair, said.journal)]
    evenings = year_of_evenings(year, said.notes, mood)
    lots = [Lot.of(one, year, seed).lift(evenings) for one in said_of_late().tried]
    diary = [check_in(pair, one) for one in evenings]
    letters += [letter for letter, _ in diary]
    Letter.objects.bulk_create(letters)
    CheckIn.objects.bulk_create(row for _, row in diary if row)
    Reaction.objects.bulk_create(_taps(pair, [*talk.letters, *letters]))
    # A chance of its own, so that the rest of the year stays as it is.
    kept = Practices(pair, random.Random(f"practices {seed}"))  # noqa: S311 - as above
    kept.live(said.practised, said.phones_down)
    kept.save()
    Reaction.objects.bulk_create(_taps(pair, live_in_rooms(pair, seed, lots)))
    return [partner.sign_in for partner in pair.partners.values()]


def today_of_the_couple() -> date:
    """The day it is for them now."""
    return day_of(timezone.now(), everything_said().two.time_zone)


def _taps(pair: Pair, letters: list[Letter]) -> list[Reaction]:
    """The partner's one-tap replies, under letters that they have seen."""
    found = []
    people = [one.person for one in pair.partners.values()]
    for letter in letters:
        likely = TAPS.get(Letter.Kind(letter.kind), 0)
        if letter.handed and letter.appears_at and pair.rng.random() < likely:
            kind = pair.rng.choices(list(Reaction.Kind), (4, 4, 1))[0]
            at = letter.appears_at + timedelta(minutes=pair.rng.randrange(1, 600))
            partner = next(one for one in people if one.pk != letter.author_id)
            found.append(Reaction(letter=letter, person=partner, kind=kind, at=min(at, pair.year.now)))
    return found
