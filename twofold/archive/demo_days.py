"""What the demo couple wrote between the questions: check-ins, notes of appreciation, journals."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from twofold.checkins.models import CheckIn, DiaryNumbers
from twofold.couples.letters import Letter
from twofold.people.days import start_of
from twofold.sealing.encoding import to_json
from twofold.sealing.sealer import one_of

from .demo_evenings import Evening, evenings
from .demo_feelings import put_into_words
from .demo_pair import Pair
from .demo_words import WHO, Note, Page, Thanks
from .demo_year import Year, fits, spread

UNFOLD_IN = (9, 23, 31, 40)  # days from today, for the notes that wait folded
ONCE_FOLDED = 0.1  # share of the others that were folded for some days


def year_of_evenings(year: Year, notes: Sequence[Note], rng: random.Random) -> list[Evening]:
    """Every check-in of both, put into words, some with a note."""
    found = list(evenings(year, rng))
    for evening in found:
        put_into_words(evening, rng)
    for who in WHO:
        own = [one for one in found if one.who == who]
        _add_notes(own, [one for one in notes if one.who == who], year, rng)
    return found


def _add_notes(own: list[Evening], notes: list[Note], year: Year, rng: random.Random) -> None:
    """Notes of one kind keep their order; those of a certain season choose their evenings first."""
    kinds: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        kinds.setdefault((note.season, note.mood), []).append(note)
    for season, mood in sorted(kinds, reverse=True):
        wanted = kinds[season, mood]
        free = [
            index
            for index, one in enumerate(own)
            if not one.note
            and (season == "today" or one.mood == mood)
            and (mood == "hard" or fits(wanted[0].season, year.season(one.day.date)))
        ]
        chosen = sorted(rng.sample(free, min(len(free), len(wanted))))
        for index, note in zip(chosen, wanted, strict=False):
            own[index].note = note.text


def check_in(pair: Pair, evening: Evening) -> tuple[Letter, CheckIn | None]:
    """A check-in as sent: the numbers in clear beside it when shared, else sealed with the words."""
    day, person = evening.day.date, pair.person(evening.who)
    text = {"note": evening.note} if evening.note else {}
    if not evening.shared:
        text["numbers"] = to_json(evening.numbers)
    letter = pair.letter(
        evening.who,
        Letter.Kind.CHECKIN,
        text,
        pair.year.at(day, evening.hour),
        id=one_of("checkin", str(person.pk), str(pair.couple.pk), day.isoformat()),
        day=day,
        readable=evening.numbers if evening.shared else {},
        shared=evening.shared,
    )
    return letter, _diary_row(pair, letter) if evening.shared else None


def _diary_row(pair: Pair, letter: Letter) -> CheckIn:
    numbers = msgspec.convert(letter.readable, DiaryNumbers)
    numbers.check_words()
    values: dict[str, Any] = {name: getattr(numbers, name) for name in numbers.__struct_fields__}
    return CheckIn(letter=letter, author=letter.author, couple=pair.couple, **values)


def appreciations(pair: Pair, thanks: Sequence[Thanks]) -> list[Letter]:
    """Notes of appreciation, a few of them folded for a while, some until a day still to come."""
    year, rng = pair.year, pair.rng
    found = []
    for day, one in spread([one for one in thanks if not one.folded], year, rng):
        hour = 7.2 if one.season == "today" else rng.triangular(7, 23, 20.5)
        wait = rng.randrange(3, 15) if rng.random() < ONCE_FOLDED else 0
        opens_in = wait if day + timedelta(days=wait) <= year.today else 0
        found.append(_appreciation(pair, one, day, hour, opens_in))
    waiting = [one for one in thanks if one.folded]
    for one, days in zip(waiting, UNFOLD_IN, strict=True):
        back = rng.randrange(2, 12)
        day = year.days[-back]
        found.append(_appreciation(pair, one, day, rng.uniform(19, 22), days + back))
    return found


def _appreciation(pair: Pair, one: Thanks, day: date, hour: float, opens_in: int) -> Letter:
    at = pair.year.at(day, hour)
    folded: dict[str, Any] = {}
    if opens_in:
        opens_on = day + timedelta(days=opens_in)
        folded = {
            "readable": {"opens_on": opens_on.isoformat()},
            "appears_at": start_of(opens_on, pair.couple.time_zone),
        }
    text = {"did": one.did, "meant": one.meant}
    return pair.letter(one.who, Letter.Kind.APPRECIATION, text, at, **folded)


def journal(pair: Pair, pages: Sequence[Page]) -> list[Letter]:
    """Pages of both journals, most of them for their writer alone."""
    return [_page(pair, one, day) for day, one in spread(pages, pair.year, pair.rng)]


def _page(pair: Pair, page: Page, day: date) -> Letter:
    hour = pair.rng.triangular(8, 23.5, 22)
    at = pair.year.at(day, hour)
    if not page.shared:
        return pair.letter(page.who, Letter.Kind.JOURNAL, page.text, at, day=day, shared=False)
    # Sharing seals a page anew: the second revision, under the same id.
    later = pair.year.at(day, hour + pair.rng.uniform(0.2, 2))
    again = {"day": day, "revision": 2, "edited_at": later}
    letter = pair.letter(page.who, Letter.Kind.JOURNAL, page.text, later, **again)
    letter.written_at = at
    return letter
