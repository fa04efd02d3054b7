"""The look's content is whole, and a fault in it is named by file and line."""

import re
from pathlib import Path

import pytest

from twofold.content import ContentError, folder
from twofold.measures.look_words import look, read_look
from twofold.measures.words import read_ways, ways


def test_the_content_is_whole_and_few_taps_long() -> None:
    assert (len(look().sign), len(look().component), len(look().reach), len(look().pairs)) == (5, 6, 3, 7)
    assert len(look().ids) == 14
    begin_next_keep = 1 + 3 + 1
    assert len(look().items) + 1 + begin_next_keep <= 20


def test_the_circles_come_closer_step_by_step() -> None:
    apart = [one.right - one.left for one in look().pairs]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] == 44  # touching
    assert all(one.left == -one.right for one in look().pairs)


def test_each_way_has_its_answer_in_each_scene_and_none_stands_first_each_time() -> None:
    assert (len(ways().way), len(ways().scene)) == (3, 8)
    assert {answers[0][0] for _, answers in ways().scenes} == {one.id for one in ways().way}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('id = "empathy"', 'id = "trust"'), "stands here twice"),
        (('id = "sign-time"', 'id = "trust"'), "stands here twice"),
        (('id = "are-close"', 'id = "circles"'), "the picture’s own id"),
        (('"embarrassing-moment"', '"no-such"'), "no practice is called"),
        (('  "Nearly one circle",\n', ""), "length >= 7"),
        (("invitation = ", "invites = "), "invit"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    text = (folder("measures") / "look.toml").read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "look.toml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"^look\.toml:\d+: ") as fault:
        read_look(path)
    assert says in str(fault.value)


def test_a_scene_without_an_answer_is_a_fault(tmp_path: Path) -> None:
    text = (folder("reflections") / "attachment.toml").read_text(encoding="utf-8")
    path = tmp_path / "attachment.toml"
    path.write_text(text.replace("stepping-back = ", "stepping = ", 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"^attachment\.toml:\d+: ") as fault:
        read_ways(path)
    assert re.search("one answer for each way", str(fault.value))
