"""The content of rhythm: every file is read strictly, and a fault is named by file and line."""

from pathlib import Path

import pytest

from twofold.content import ContentError
from twofold.rituals.shelf import read_rituals, read_themes, rituals, themes, tips

GOOD = """[[ritual]]
id = "a"
title = "A walk"
text = "Round the block, the two of you."
cadence = "weekly"
minutes = 20
practice = "walk-and-talk"
days = ["sun"]
time = "15:00"
apart = true
"""
TIP = """title = "Warmth"
line = "Small kindnesses for a week."
[[tip]]
id = "a"
title = "A word"
text = "Say one kind word at noon."
look_back = "Which word was it?"
"""


def test_the_shelf_and_the_habits_are_there() -> None:
    assert len(rituals()) == 30 and len({one.practice for one in rituals().values() if one.practice}) >= 12
    assert {one.cadence for one in rituals().values()} == {"daily", "weekly", "monthly"}
    assert len(themes()) == 5 and len(tips()) == 50


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('practice = "walk-and-talk"', 'practice = "no-such"', 2, "no practice"),
        ('days = ["sun"]', 'days = ["sun", "mon"]', 2, "do not fit"),
        ('days = ["sun"]', "", 2, "name its days"),
        ('days = ["sun"]', 'days = ["sun", "sun"]', 2, "name its days"),
        ('days = ["sun"]', 'day = "sun"\nweek = 2', 2, "do not fit"),
        ('days = ["sun"]', 'days = ["funday"]', 8, "Invalid enum"),
        ('time = "15:00"', 'time = "25:00"', 9, "matching regex"),
        ("apart = true", "apart = true\nmood = 1", 1, "unknown field"),
        ("minutes = 20", "minutes = 0", 6, ">= 1"),
    ],
)
def test_a_fault_of_the_shelf(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    path = tmp_path / "shelf.toml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(ContentError, match=words) as fault:
        read_rituals(path)
    assert str(fault.value).startswith(f"shelf.toml:{line}:"), fault.value


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    (tmp_path / "shelf.toml").write_text(GOOD * 2)
    with pytest.raises(ContentError, match=r"shelf.toml:12: .*twice"):
        read_rituals(tmp_path / "shelf.toml")
    (tmp_path / "tips").mkdir()
    (tmp_path / "tips" / "one.toml").write_text(TIP)
    (tmp_path / "tips" / "two.toml").write_text(TIP)
    with pytest.raises(ContentError, match=r"two.toml:4: .*one.toml too"):
        read_themes(tmp_path / "tips")


def test_a_source_says_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(TIP + 'source = "PMC1"\n')
    with pytest.raises(ContentError, match=r"one.toml:4: .*go together"):
        read_themes(tmp_path)
