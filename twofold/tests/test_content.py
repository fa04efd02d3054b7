"""What couples read is whole, and a fault in it is named by file and line."""

from collections import Counter
from pathlib import Path

import pytest

from twofold.checkins import feelings
from twofold.checkins.models import RATINGS
from twofold.content import ContentError
from twofold.questions.decks import decks, questions, read_decks

DECK = """title = "Small"
about = "For a test of the reader."

[[question]]
id = "small-one"
depth = 1
themes = ["time"]
serves = ["C1"]
text = "What made today a little lighter?"

[[question]]
id = "small-two"
depth = 2
themes = ["play"]
serves = ["C1"]
text = "When did you two last laugh until it hurt?"
"""


def test_there_are_enough_questions() -> None:
    assert len(questions()) >= 180
    assert len(decks()) >= 10
    assert {one.depth for one in questions().values()} == {1, 2, 3, 4, 5}
    assert all(len({one.depth for one in deck.question}) > 1 for deck in decks().values())


def test_no_question_stands_twice() -> None:
    said = Counter(one.text.casefold() for one in questions().values())
    assert said.most_common(1)[0][1] == 1


@pytest.mark.parametrize("word", ["should", "must", "!", "failed"])
def test_no_question_presses(word: str) -> None:
    assert not [
        one.id for one in questions().values() if word in one.text.casefold().split() or "!" in one.text
    ]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("depth = 2", "depth = 6"), 13, "<= 5"),
        (('themes = ["play"]', 'themes = ["astrology"]'), 12, "unknown theme astrology"),
        (('id = "small-two"', 'id = "small-one"'), 12, "stands in"),
        (('id = "small-two"', 'id = "Small Two"'), 12, "regex"),
        (("depth = 2", "depth = two"), 13, "Invalid"),
        (("depth = 2", "deep = 2"), 11, "deep"),
        (('about = "For', 'about = 3 # "For'), 2, "str"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    (tmp_path / "small.toml").write_text(DECK.replace(*change))
    with pytest.raises(ContentError) as fault:
        read_decks(tmp_path)
    assert str(fault.value).startswith(f"small.toml:{line}:")
    assert says in str(fault.value)


def test_the_feelings_are_many_and_evenly_pleasant() -> None:
    words = feelings.words().values()
    assert len(words) >= 130
    assert sum(one.pleasantness > 0 for one in words) == sum(one.pleasantness < 0 for one in words)
    assert len({one.word.casefold() for one in words}) == len(words)
    assert all(any(word.family == family.id for word in words) for family in feelings.taxonomy().family)
    assert set(feelings.taxonomy().quick) <= set(feelings.words())


def test_the_ratings_are_those_that_the_diary_keeps() -> None:
    assert tuple(one.id for one in feelings.ratings()) == RATINGS
    assert len(feelings.body().place) == len({one.id for one in feelings.body().place})
    assert len(feelings.triggers()) >= 10
