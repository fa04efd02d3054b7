"""The level of closeness, how one reads the other, what helped: each told to the one it is of."""

import base64
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.insights.helped import shrunk
from twofold.knowing.models import Round
from twofold.practices.models import LiveSession, Rating
from twofold.testing import Cast, Player

from .diaries import Rows, answer, join, page, plant, triples


def evenings(days: int, start: float, end: float, seed: int = 6) -> Rows:
    rng = np.random.default_rng(seed)
    return [{"closeness": answer(level + rng.normal(0, 0.9))} for level in np.linspace(start, end, days)]


def drawn(text: str) -> Any:
    found = re.search(r'data-chart="(.*?)"', text)
    assert found
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((3, 8), "you felt closer than in the first two weeks looked at"),
        ((8, 3), "you felt a little less close"),
        ((6, 6), "your evenings can’t tell: they go up and down"),
    ],
)
def test_a_change_is_told_to_the_one_it_is_of(two: Cast, ends: tuple[float, float], words: str) -> None:
    plant(two, two.ada, evenings(100, *ends))
    plant(two, two.ben, evenings(100, 6, 6, seed=9))
    join(two.ada, two.ben)
    assert words in page(two.ada, "closeness")
    if ends != (6, 6):
        assert words not in page(two.ben, "closeness")  # nobody's low weeks are announced to the other


def test_fourteen_evenings_for_a_level(two: Cast) -> None:
    plant(two, two.ada, evenings(9, 6, 6))
    text = page(two.ada, "closeness")
    assert "It takes about 5 more days" in text and "data-chart" not in text
    plant(two, two.ben, evenings(20, 6, 6))
    text = page(two.ben, "closeness")
    assert "can be told from about sixty evenings" in text and "From 20 evenings" in text


@pytest.mark.parametrize(("span", "days"), [("28", 28), ("92", 92), ("365", 131), ("x", 92), ("", 92)])
def test_as_far_back_as_asked(two: Cast, span: str, days: int) -> None:
    plant(two, two.ada, evenings(130, 5, 6))
    chart = drawn(page(two.ada, f"closeness?span={span}"))
    assert chart["days"] == days == len(chart["series"][0]["level"])
    assert chart["ticks"]


def test_a_silence_is_a_gap(two: Cast) -> None:
    rows = evenings(60, 6, 6)
    for row in rows[30:42]:
        row["closeness"] = None
    plant(two, two.ada, rows)
    level = drawn(page(two.ada, "closeness?span=92"))["series"][0]["level"]
    assert [one is None for one in level].count(True) == 12 + 1  # and today, of which nothing is said yet


def play(cast: Cast, guesser: Player, subject: Player, sheets: list[dict[str, tuple[int, int, int]]]) -> None:
    """Opened rounds both ways, straight in the database."""
    sealed = base64.b64decode(guesser.seal("guess", {})["sealed"])
    letters = []
    for sheet in sheets:
        round = Round(couple=cast.couple, source="any", subject=subject.person, begun_by=guesser.person)
        own = Round(couple=cast.couple, source="any", subject=guesser.person, begun_by=guesser.person)
        Round.objects.bulk_create([round, own])
        parts = ((round, subject, "known", 0), (round, guesser, "guess", 1), (own, guesser, "known", 2))
        for about, author, kind, place in parts:
            numbers = {item: numbers[place] for item, numbers in sheet.items()}
            letters.append(
                Letter(
                    id=uuid4(),
                    author=author.person,
                    couple=cast.couple,
                    kind=kind,
                    about=about.pk,
                    readable={"numbers": numbers},
                    sealed=sealed,
                    day=cast.couple.day(),
                    appears_at=timezone.now(),
                    handed=True,
                )
            )
    Letter.objects.bulk_create(letters)


def sheets(count: int) -> list[dict[str, tuple[int, int, int]]]:
    return [{f"item-{place}": one} for place, one in enumerate(triples(count))]


def test_guesses_that_follow_are_told_to_the_guesser(two: Cast) -> None:
    play(two, two.ada, two.ben, sheets(40))
    assert "How well do we read each other?" in page(two.ada, "reading")
    join(two.ada, two.ben)
    text = page(two.ada, "reading")
    assert "From 40 guesses" in text and "Where Ben’s answers lie higher, your guesses do, too." in text
    assert "Your own answers hardly show" in text
    assert "Where Ada’s" not in page(two.ben, "reading")


def test_a_few_guesses_say_how_many_more(two: Cast) -> None:
    play(two, two.ada, two.ben, sheets(9))
    join(two.ada, two.ben)
    text = page(two.ada, "reading")
    assert "9 guesses so far" in text and "about 19 more guesses" in text


def test_a_sheet_that_has_not_opened_is_no_guess(two: Cast) -> None:
    play(two, two.ada, two.ben, sheets(30))
    Letter.objects.filter(author=two.ben.person).update(appears_at=None)
    join(two.ada, two.ben)
    assert "about 28 more guesses" in page(two.ada, "reading")


def rate(cast: Cast, practice: str, person: Player, *values: int) -> None:
    for back, value in enumerate(values, 1):
        over = timezone.now() - timedelta(days=back)
        session = LiveSession.objects.create(couple=cast.couple, practice=practice, turn=3, ended_at=over)
        Rating.objects.create(session=session, person=person.person, close=value, safe=value, helped=value)


def test_what_helped_is_told_to_the_one_who_said_so(two: Cast) -> None:
    rate(two, "deep-listening", two.ada, 9, 8, 9, 9)
    rate(two, "holding-hands", two.ada, 5, 6, 5)
    rate(two, "walk-and-talk", two.ada, 10, 10)
    text = page(two.ada, "helped")
    assert text.index("/practise/deep-listening") < text.index("/practise/holding-hands")
    assert "/practise/walk-and-talk" not in text  # twice is too few
    assert "Nothing to tell yet." in page(two.ben, "helped")


def test_the_partners_ratings_move_nothing_even_when_both_have_joined(two: Cast) -> None:
    for player in (two.ada, two.ben):
        join(player)
    rate(two, "deep-listening", two.ada, 9, 9, 8, 9)
    before = page(two.ada, "helped")
    rate(two, "deep-listening", two.ben, 2, 1, 2, 2)
    assert page(two.ada, "helped") == before


def test_few_ratings_are_drawn_to_the_mean() -> None:
    often = [("often", 9)] * 20 + [("plain", 5)] * 20
    found = shrunk([*often, *[("rare", 9)] * 3], "It helped")
    assert found["plain"].middle < found["rare"].middle < found["often"].middle < 9
    assert found["rare"].high - found["rare"].low > found["often"].high - found["often"].low
    assert shrunk([("x", 9), ("x", 9), ("x", None)], "It helped") == {}
