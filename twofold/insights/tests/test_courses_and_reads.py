"""The level of closeness, and how one reads the other: each told to the one it is of."""

import base64
import json
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.insights.reading import Estimate, Read
from twofold.insights.words import reading_words
from twofold.knowing.models import Round
from twofold.testing import Cast, Player

from .diaries import Rows, evenings, join, page, plant, triples


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


NOTHING: Rows = [{"closeness": None}]


@pytest.mark.parametrize(
    ("rows", "where", "changed"),
    [
        (evenings(40, 6, 6), "Lately your evenings lie", "can be told from about sixty"),
        (evenings(40, 6, 6) + NOTHING * 12, "Lately your evenings lie", "can be told from about sixty"),
        (evenings(40, 6, 6) + NOTHING * 200, "Your last evenings lay", "can be told from about sixty"),
        (
            evenings(300, 6, 6) + NOTHING * 10,
            "Lately your evenings lie",
            "takes some evenings of the last two",
        ),
        (evenings(300, 6, 6) + NOTHING * 30, "Your last evenings lay", "takes some evenings of the last two"),
        (
            evenings(2, 6, 6) + NOTHING * 20 + evenings(90, 6, 6),
            "Lately",
            "first two weeks looked at hold too",
        ),
        (evenings(300, 6, 6), "Lately your evenings lie", "they go up and down"),
    ],
)
def test_lately_is_lately_and_sixty_are_sixty(two: Cast, rows: Rows, where: str, changed: str) -> None:
    plant(two, two.ada, rows)
    text = page(two.ada, "closeness")
    assert where in text and changed in text
    assert ("Lately your evenings" in text) is where.startswith("Lately")
    assert ("sixty evenings" in text) is ("sixty" in changed)


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


@pytest.mark.parametrize(
    ("value", "following", "higher", "leaning"),
    [
        (0.7, "your guesses do, too", "a little higher than Ben answers", "to be rather like you"),
        (-0.3, "your guesses tend to lie lower", "a little lower than Ben answers", "be a little unlike you"),
        (
            1.1,
            "your guesses do, too",
            "guess higher than Ben answers, by about a point of ten",
            "rather like",
        ),
        (
            -4.2,
            "your guesses tend to lie lower",
            "lower than Ben answers, by about 4 points",
            "rather unlike",
        ),
    ],
)
def test_guesses_are_told_the_way_they_go(value: float, following: str, higher: str, leaning: str) -> None:
    clear = Estimate(value, value - 0.2, value + 0.2)
    told = [one["sentence"] for one in reading_words(Read(40, 0, clear, clear, clear), "Ben")]
    assert [part in one for part, one in zip((following, higher, leaning), told, strict=True)] == [True] * 3


def test_what_is_not_clear_is_not_claimed() -> None:
    unclear = Estimate(-3.0, -7.0, 1.0)
    told = " ".join(one["sentence"] for one in reading_words(Read(40, 0, unclear, unclear, unclear), "Ben"))
    assert "can’t be told yet" in told and "neither higher nor lower" in told and "unlike" not in told


def test_guesses_told_are_those_that_it_rests_on(two: Cast) -> None:
    play(two, two.ada, two.ben, sheets(40))
    for letter in Letter.objects.filter(author=two.ada.person, kind="known")[:6]:
        letter.readable = {}
        letter.save()
    join(two.ada, two.ben)
    text = page(two.ada, "reading")
    assert "From 34 guesses, of 40" in text and "the picture shows all 40" in text


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
