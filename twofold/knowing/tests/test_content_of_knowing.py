"""The map's regions and the sheets are whole, and a fault in them is named by file and line."""

from collections import Counter
from pathlib import Path

import pytest

from twofold.content import ContentError
from twofold.knowing.atlas import ORDER, read_regions, regions, topics
from twofold.knowing.landscape import coast, lands
from twofold.knowing.sheets import Number, read_sheets, sheets

REGIONS = """[[region]]
id = "here"
title = "Here"
line = "Where the two of you are."

[[region.topic]]
id = "here-first"
title = "What I see"
theirs = "What you see"
ask = "What do you see from where you sit?"
depth = 1
fresh_days = 30
still = "Is this still what you see?"
curious = ["What is left of it?", "What is behind it?"]

[[region.topic]]
id = "here-second"
title = "What I hear"
theirs = "What you hear"
ask = "What do you hear from where you sit?"
depth = 2
fresh_days = 30
still = "Is this still what you hear?"
curious = ["What is loudest?", "What is quietest?"]
"""
ITEM = """
[[item]]
id = "small-{n}"
kind = "choice"
ask = "Which of them would you have?"
guess = "Which of them would your partner have?"
options = ["Bread", "Butter", "Jam", "All three"]
"""
SHEET = """id = "small"
title = "Small"
line = "For a test of the reader."
depth = 1
""" + "".join(ITEM.format(n=n) for n in "abcdef")


def test_the_map_is_whole() -> None:
    assert tuple(regions()) == ORDER == tuple(dict.fromkeys(region.id for region, _ in topics().values()))
    assert 66 <= len(topics()) <= 72
    assert set(lands()) == set(ORDER)
    assert all(land.outline.endswith("Z") for land in lands().values()) and coast().endswith("Z")


def test_the_first_topics_of_now_are_the_four() -> None:
    first = [one.id for one in regions()["now"].topics[:4]]
    assert first == ["now-stresses", "now-joys", "now-worries", "now-hopes"]


def test_intimacy_is_for_who_has_chosen_to_go_that_deep() -> None:
    assert min(one.depth for one in regions()["intimacy"].topics) >= 4


def test_there_are_eighteen_sheets_with_numbers_to_compare() -> None:
    assert len(sheets()) == 18
    assert sum(one.depth <= 2 for one in sheets().values()) >= 9
    assert all(len(one.numbers) == 2 for one in sheets().values())
    ids = Counter(item.id for one in sheets().values() for item in one.item)
    assert ids.most_common(1)[0][1] == 1
    asked = Counter(i.ask for one in sheets().values() for i in one.item if isinstance(i, Number))
    assert asked.most_common(1)[0][1] == 1


@pytest.mark.parametrize("word", ["should", "must", "failed", "only"])
def test_nothing_presses(word: str) -> None:
    said = [line for _, one in topics().values() for line in (one.title, one.ask, one.still, *one.curious)]
    said += [line for one in sheets().values() for item in one.item for line in (item.ask, item.guess)]
    assert not [line for line in said if word in line.casefold().split() or "!" in line]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("depth = 2", "depth = 6"), 21, "<= 5"),
        (
            ('fresh_days = 30\nstill = "Is this still what you hear', 'fresh_days = 3\nstill = "Is this'),
            22,
            ">= 21",
        ),
        (('id = "here-second"', 'id = "here-first"'), 17, "stands twice"),
        (('id = "here-second"', 'id = "there-second"'), 17, "begin with"),
        (("depth = 2", "deep = 2"), 21, "deep"),
        (('title = "Here"', "title = 3"), 3, "str"),
        (("depth = 2", "depth = two"), 21, "Invalid"),
    ],
)
def test_a_fault_in_the_map_is_named(tmp_path: Path, change: tuple[str, str], line: int, says: str) -> None:
    path = tmp_path / "regions.toml"
    path.write_text(REGIONS.replace(*change))
    with pytest.raises(ContentError) as fault:
        read_regions(path)
    assert str(fault.value).startswith(f"regions.toml:{line}:"), fault.value
    assert says in str(fault.value)


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("depth = 1", "depth = 5"), 4, "<= 4"),
        (('id = "small-b"', 'id = "small-a"'), 14, "stands twice"),
        (('id = "small-b"', 'id = "big-b"'), 14, "begin with"),
        (('id = "small"', 'id = "other"'), 1, "file’s name"),
        (('id = "small-a"\nkind = "choice"', 'id = "small-a"\nkind = "number"'), 6, "options"),
        (
            ('"All three"]\n\n[[item]]\nid = "small-b"', '"Jam"]\n\n[[item]]\nid = "small-b"'),
            7,
            "same option",
        ),
    ],
)
def test_a_fault_in_a_sheet_is_named(tmp_path: Path, change: tuple[str, str], line: int, says: str) -> None:
    (tmp_path / "small.toml").write_text(SHEET.replace(*change))
    with pytest.raises(ContentError) as fault:
        read_sheets(tmp_path)
    assert str(fault.value).startswith(f"small.toml:{line}:"), fault.value
    assert says in str(fault.value)
