"""The files of ideas and of beginnings: read strictly, and a fault is named by file and line."""

from pathlib import Path

import pytest

from twofold.content import ContentError
from twofold.plans.dates import FITS, length
from twofold.plans.ideas import for_children, ideas, read_ideas, read_starters, shuffled_for, starters
from twofold.testing import Cast

HEAD = 'title = "At home"\nline = "For an evening in."\n'
GOOD = (
    '[[idea]]\nid = "tea"\ntitle = "Tea"\ntext = "Make tea for each other, slowly."\n'
    'minutes = 20\ncost = 0\nenergy = 1\nplace = "home"\n'
)


def write(folder: Path, text: str, name: str = "at-home.toml") -> Path:
    (folder / name).write_text(text)
    return folder


def test_what_is_shipped_can_be_read() -> None:
    assert len(ideas()) >= 160
    assert len(starters()) >= 40
    assert 10 < len(for_children()) < 40
    assert {fit for one in ideas().values() for fit in one.fits} <= set(FITS)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("minutes = 20", "minutes = 2", 7),
        ("cost = 0", "cost = 4", 8),
        ('place = "home"', 'place = "moon"', 10),
        ("energy = 1", "energy = 0", 9),
        ('title = "Tea"', 'title = "Tea."', 5),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    with pytest.raises(ContentError, match=rf"^at-home.toml:{line}: "):
        read_ideas(write(tmp_path, HEAD + GOOD.replace(old, new)))


def test_a_question_to_carry_along_is_a_question(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^at-home.toml:11: "):
        read_ideas(write(tmp_path, HEAD + GOOD + 'talk = "Tell me more"\n'))


def test_an_unknown_key_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^at-home.toml:3: "):
        read_ideas(write(tmp_path, HEAD + GOOD + "stars = 5\n"))


def test_an_id_stands_once(tmp_path: Path) -> None:
    write(tmp_path, HEAD + GOOD)
    with pytest.raises(ContentError, match=r"^beside.toml:4: .*'tea' stands twice"):
        read_ideas(write(tmp_path, HEAD + GOOD, "beside.toml"))


@pytest.mark.parametrize("shelf", ["apart", "rainy-days", "with-children", "new-to-both"])
def test_a_shelf_holds_what_its_name_says(tmp_path: Path, shelf: str) -> None:
    with pytest.raises(ContentError, match=rf"^{shelf}.toml:4: on this shelf"):
        read_ideas(write(tmp_path, HEAD + GOOD, f"{shelf}.toml"))


def test_beginnings_are_read_as_strictly(tmp_path: Path) -> None:
    path = tmp_path / "wishes.toml"
    one = '[[wish]]\nid = "sky"\ntext = "Sleep under open sky"\nsize = "small"\n'
    path.write_text(one + one)
    with pytest.raises(ContentError, match=r"^wishes.toml:6: .*'sky' stands twice"):
        read_starters(path)
    path.write_text(one.replace("small", "huge"))
    with pytest.raises(ContentError, match=r"^wishes.toml:4: "):
        read_starters(path)


def test_another_couple_has_another_order(cast: Cast) -> None:
    ids = list(ideas())
    assert shuffled_for(cast.couple.pk, ids) == shuffled_for(cast.couple.pk, ids[::-1])
    assert shuffled_for(cast.couple.pk, ids) != shuffled_for(cast.ada.id, ids)


def test_lengths_are_told_as_people_say_them() -> None:
    said = [length(one) for one in (10, 60, 90, 120, 165, 600, 1440)]
    assert said == [
        *("10 minutes", "1 hour", "1½ hours", "2 hours", "3 hours"),
        *("a whole day", "a day and a night"),
    ]
