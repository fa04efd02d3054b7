"""The content of this room is read strictly, and a fault is named by file and line."""

from pathlib import Path

import pytest

from twofold.content import ContentError
from twofold.meaning.prompts import prompts, read_prompts, read_values, topics, values

TOPIC = (
    '[[topic]]\nid = "met"\npart = "story"\ntitle = "How we met"\nask = "How was it for you?"\ndepth = 1\n'
)
AREA = '[[area]]\nid = "home"\ntitle = "Home"\nask = "Where do you wake up?"\n'
START = '[[tradition]]\nid = "rain"\nask = "What do you do when it rains?"\n'


def test_what_there_is() -> None:
    assert len(values()) == 64 and len(prompts().area) == 8 and len(prompts().tradition) == 14
    parts = [one.part for one in topics().values()]
    assert (parts.count("story"), parts.count("philosophy")) == (8, 12)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (TOPIC + AREA + START.replace("rain", "home"), r"prompts.toml:12: .*twice"),
        (TOPIC.replace("story", "money") + AREA + START, r"prompts.toml:3: "),
        (TOPIC.replace("depth = 1", "depth = 9") + AREA + START, r"prompts.toml:6: "),
        (TOPIC + AREA, r"prompts.toml:1: .*tradition"),
    ],
)
def test_a_fault_in_the_prompts(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "prompts.toml"
    path.write_text(text)
    with pytest.raises(ContentError, match=fault):
        read_prompts(path)


def test_a_value_that_stands_twice(tmp_path: Path) -> None:
    path = tmp_path / "values.toml"
    path.write_text('[[value]]\nid = "play"\nname = "Play"\nline = "You play."\n' * 10)
    with pytest.raises(ContentError, match=r"values.toml:38: .*twice"):
        read_values(path)
