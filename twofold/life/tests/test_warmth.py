"""The content of this room is read strictly, and a fault is named by file and line."""

from pathlib import Path

import pytest

from twofold.content import ContentError
from twofold.life.warmth import answering, meetings, occasions, read_answering, read_meetings, read_occasions

OCCASION = '[[occasion]]\nid = "rain"\nwhen = "when it rains"\nhint = "Say something dry."\n'


def test_what_there_is(db: None) -> None:
    assert len(occasions()) >= 12 and len(answering().way) == 6
    assert set(meetings()) == {"listen", "hold", "help", "leave-me-a-while"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (OCCASION + OCCASION, r"occasions.toml:6: .*twice"),
        (OCCASION + 'mood = "grey"\n', r"occasions.toml:\d+: .*mood"),
        (OCCASION.replace("when it rains", "w"), r"occasions.toml:3: "),
        ("[[occasion]\n", r"occasions.toml:1: "),
    ],
)
def test_a_fault_in_the_occasions(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "occasions.toml"
    path.write_text(text)
    with pytest.raises(ContentError, match=fault):
        read_occasions(path)


def test_a_fault_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text('line = "A line."\nwhy = "Because of a study."\nway = []\n')
    with pytest.raises(ContentError, match=r"some.toml:3"):
        read_answering(path)
    one = '[[meeting]]\nid = "x"\nwish = "Listen"\ntold = "listens"\nhelps = ["One."]\nrather = []\n'
    path.write_text(one * 4)
    with pytest.raises(ContentError, match=r"some.toml:5"):
        read_meetings(path)
