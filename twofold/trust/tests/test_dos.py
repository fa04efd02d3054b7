"""Dos and don'ts: marked privately, agreed where both have marked; and content that is whole."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from twofold.content import ContentError, folder
from twofold.testing import Cast, Player
from twofold.trust.models import Agreed
from twofold.trust.words import dos, letting_go, read_dos, read_letting_go, read_rebuilding, rebuilding

PAIR = "soft-start"
TWICE = "stands here twice"


def mark(player: Player, pair: str = PAIR, on: bool = True) -> Any:
    return player.post("/trust/dos", pair=pair, on=on)


def plain(player: Player) -> bytes:
    content = player.get("/trust/dos").content
    return re.sub(rb'name="(csrf|mark)" content="[^"]*"', b"", content)


def test_what_one_has_marked_stays_with_that_one(cast: Cast) -> None:
    before = plain(cast.paired().ben)
    assert mark(cast.ada).json()["on"] is True
    assert plain(cast.ben) == before
    assert b'aria-pressed="true"' in plain(cast.ada)
    assert b"You both want this" not in plain(cast.ada)


def test_what_both_have_marked_is_agreed_for_both(cast: Cast, monkeypatch: Any) -> None:
    heard: list[int] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(len(set(people))))
    mark(cast.paired().ada)
    mark(cast.ben)
    for player in (cast.ada, cast.ben):
        assert plain(player).count(b"You both want this") == 1
    mark(cast.ben, on=False)
    assert b"You both want this" not in plain(cast.ada)
    assert heard == [1, 2, 2]


def test_a_double_press_marks_once(cast: Cast) -> None:
    assert [mark(cast.paired().ada).status_code for _ in range(2)] == [200, 200]
    assert Agreed.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreed.objects.create(person=cast.ada.person, couple=cast.couple, pair=PAIR)
    assert [mark(cast.ada, on=False).status_code for _ in range(2)] == [200, 200]


def test_what_is_no_pair_is_not_there(cast: Cast) -> None:
    cast.paired()
    assert mark(cast.ada, "no-such-pair").status_code == 404
    assert cast.ada.post("/trust/dos", pair=PAIR).status_code == 400
    assert cast.ada.post("/trust/dos", pair="x" * 5000, on=True).status_code == 404
    assert mark(cast.cleo).status_code == 409
    assert cast.cleo.get("/trust/dos").status_code == 302


def test_a_former_partners_marks_are_gone_from_the_page(cast: Cast) -> None:
    mark(cast.paired().ada)
    mark(cast.ben)
    cast.couple.part(cast.ben.person)
    assert cast.ada.get("/trust/dos").status_code == 302


def test_there_is_enough_to_read() -> None:
    assert (len(letting_go().step), len(rebuilding().promise), len(rebuilding().check)) == (7, 16, 8)
    assert (len(rebuilding().question), len(dos())) == (5, 14)


@pytest.mark.parametrize(
    ("name", "read", "change", "says"),
    [
        (
            "letting-go.toml",
            read_letting_go,
            ('id = "as-big-as-it-was"', 'id = "what-it-is"'),
            TWICE,
        ),
        ("letting-go.toml", read_letting_go, ("care = [", "cares = ["), "cares"),
        ("trust.toml", read_rebuilding, ('id = "an-end"', 'id = "freely"'), TWICE),
        ("trust.toml", read_rebuilding, ('id = "a-call-by-six"', 'id = "A call"'), "regex"),
        (
            "dos.toml",
            read_dos,
            ('practice = "deep-listening"', 'practice = "no-such"'),
            "no practice is called",
        ),
        ("dos.toml", read_dos, ('id = "i-felt"', 'id = "one-moment"'), TWICE),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, name: str, read: Callable[[Path], Any], change: tuple[str, str], says: str
) -> None:
    text = (folder("repair") / name).read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / name
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ContentError, match=rf"^{re.escape(name)}:\d+: ") as fault:
        read(path)
    assert says in str(fault.value)


def test_no_sentence_presses() -> None:
    said = [line for one in dos().values() for line in (one.rather, one.why)]
    said += [line for one in letting_go().step for line in (one.title, one.text, one.ask, one.rest)]
    said += [line for one in rebuilding().check for line in (one.text, one.why)]
    pressing = re.compile(r"\b(should|must|failed)\b|!", re.I)
    assert not [line for line in said if pressing.search(line)]
