"""Reflections are sealed, numbers and all, just for their author; what is shared opens together."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.content import ContentError, folder
from twofold.couples.letters import Letter
from twofold.measures.reflections import shared_about
from twofold.measures.words import barriers, read_barriers, read_styles, styles
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player

WHICH = ["barriers", "styles", "attachment"]
RESULT = {"words": "Most of all: “Life is full”.", "numbers": '{"full-lives-1":"4"}'}


def reflect(player: Player, which: str, **given: Any) -> Any:
    about = one_of("reflection", which)
    sent = player.seal("reflection", RESULT, shared=False, about=about, **given)
    return player.post(f"/measures/{which}", letter=sent)


def share(player: Player, which: str, words: str, **given: Any) -> Any:
    about = shared_about(player.circle, which)  # type: ignore[arg-type]
    id = one_of("reflection", str(about), str(player.id))
    sent = player.seal("reflection", words, about=about, id=id, **given)
    return player.post(f"/measures/{which}/share", letter=sent)


def page(player: Player, which: str) -> str:
    return str(player.get(f"/measures/{which}").content.decode())


def plain(player: Player, which: str) -> str:
    return re.sub(r'name="(csrf|mark)" content="[^"]*"', "", page(player, which))


@pytest.mark.parametrize("which", WHICH)
def test_a_reflection_is_its_authors_alone(cast: Cast, which: str) -> None:
    before = plain(cast.paired().ben, which)
    assert reflect(cast.ada, which).status_code == 200
    letter = Letter.objects.get()
    assert (letter.couple_id, letter.readable) == (None, {})
    assert cast.ada.open(letter, cast.ada) == RESULT
    assert str(letter.pk) in page(cast.ada, which)
    assert plain(cast.ben, which) == before


def test_the_newest_stands_first_and_the_earlier_ones_stay(cast: Cast) -> None:
    for _ in range(15):
        reflect(cast.cleo, "styles")
    shown = page(cast.cleo, "styles")
    ids = [str(one.pk) for one in Letter.objects.order_by("-written_at", "-id")]
    order = [shown.rfind(id) for id in ids[:12]]
    assert order == sorted(order)
    assert -1 not in order
    assert ids[13] not in shown


def test_sent_twice_is_kept_once(cast: Cast) -> None:
    about = one_of("reflection", "styles")
    sent = cast.ada.seal("reflection", RESULT, shared=False, about=about)
    assert [cast.ada.post("/measures/styles", letter=sent).status_code for _ in range(2)] == [200, 200]
    assert Letter.objects.count() == 1
    assert cast.ada.post("/measures/barriers", letter=sent).status_code == 404


@pytest.mark.parametrize("which", WHICH)
def test_shared_words_open_together(cast: Cast, monkeypatch: Any, which: str) -> None:
    heard: list[set[UUID]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(set(people)))
    before = plain(cast.paired().ben, which)
    assert share(cast.ada, which, "I go quiet first.").json()["revealed"] is False
    assert plain(cast.ben, which) == before
    assert share(cast.ben, which, "I talk.").json()["revealed"] is True
    assert heard == [{cast.ada.id}, {cast.ada.id, cast.ben.id}]
    for player in (cast.ada, cast.ben):
        assert page(player, which).count('class="answer ') == 2


def test_what_is_shared_can_be_taken_back_unread(cast: Cast) -> None:
    share(cast.paired().ada, "styles", "I go quiet first.")
    id = Letter.objects.get().pk
    assert cast.ada.post(f"/letters/{id}/remove").json()["taken_back"] is True
    assert share(cast.ben, "styles", "I talk.").json()["revealed"] is False
    assert share(cast.ada, "styles", "After all.", revision=2).json()["revealed"] is True


def test_a_new_couple_begins_with_nothing_shared(cast: Cast) -> None:
    from twofold.testing import pair

    share(cast.paired().ada, "styles", "For Ben.")
    cast.couple.part(cast.ada.person)
    pair(cast.ada, cast.cleo)
    assert "For Ben" not in page(cast.cleo, "styles")
    assert share(cast.ada, "styles", "For Cleo.").status_code == 200
    assert share(cast.cleo, "styles", "Hers.").json()["revealed"] is True


def test_what_does_not_belong_is_refused(cast: Cast) -> None:
    cast.paired()
    for url in ("/measures/styles", "/measures/styles/share"):
        assert cast.ada.post(url).status_code == 400
        open_numbers = cast.ada.seal("reflection", "x", shared=False, readable={"n": 1})
        assert cast.ada.post(url, letter=open_numbers).status_code == 400
    to_both = cast.ada.seal("reflection", "x")
    assert cast.ada.post("/measures/styles", letter=to_both).status_code == 409
    assert share(cast.ada, "styles", "x" * 40_000).status_code == 200
    assert cast.cleo.post("/measures/styles/share", letter={}).status_code == 409
    assert cast.ada.get("/measures/styles/share").status_code == 405


@pytest.mark.parametrize("which", WHICH)
def test_few_queries(cast: Cast, which: str) -> None:
    for player in (cast.paired().ada, cast.ben):
        share(player, which, "words")
        for _ in range(14):
            reflect(player, which)
    page(cast.ada, which)
    with CaptureQueriesContext(connection) as asked:
        page(cast.ada, which)
    assert len(asked) <= 10


def test_somebody_alone_reflects_and_shares_with_nobody(cast: Cast) -> None:
    assert reflect(cast.cleo, "barriers").status_code == 200
    assert "reflect-share" not in page(cast.cleo, "barriers")


def test_the_content_is_whole() -> None:
    assert (len(barriers().barrier), len(styles().style), len(styles().scene)) == (6, 5, 8)
    firsts = [answers[0][0] for _, answers in styles().scenes]
    assert set(firsts) == {one.id for one in styles().style}  # none stands first each time


@pytest.mark.parametrize(
    ("name", "read", "change", "says"),
    [
        ("barriers.toml", read_barriers, ('id = "missing-words"', 'id = "full-lives"'), "stands here twice"),
        ("barriers.toml", read_barriers, ('"embarrassing-moment"', '"no-such"'), "no practice is called"),
        ("styles.toml", read_styles, ('near = "Under one', 'far = "Under one'), "one answer for each style"),
        ("styles.toml", read_styles, ('id = "good-news"', 'id = "waiting-for-results"'), "stands here twice"),
        ("styles.toml", read_styles, ('harder = "Waiting', 'hard = "Waiting'), "hard"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, name: str, read: Callable[[Path], Any], change: tuple[str, str], says: str
) -> None:
    text = (folder("reflections") / name).read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / name
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ContentError, match=rf"^{re.escape(name)}:\d+: ") as fault:
        read(path)
    assert says in str(fault.value)


def test_a_practice_that_one_has_left_out_is_linked_for_neither(cast: Cast) -> None:
    from twofold.boundaries.models import Boundary

    assert "/practise/deep-listening" in page(cast.paired().ada, "styles")
    Boundary.objects.create(person=cast.ben.person, practices=["deep-listening"])
    for player in (cast.ada, cast.ben):
        assert "/practise/deep-listening" not in page(player, "styles")
        assert "/practise/deep-listening" not in player.get("/trust/dos").content.decode()
