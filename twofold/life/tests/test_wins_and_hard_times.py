"""Good news is answered; a hard time reaches the other when, and as, its author chose to tell it."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.life import wins
from twofold.life.hard_times import NOW_AT_ONCE, Eased
from twofold.life.pages import for_today
from twofold.testing import Cast, Player, pair


@pytest.fixture
def two(cast: Cast) -> Cast:
    return cast.paired()


def win(player: Player, words: str = "They said yes") -> str:
    sent = player.seal("win", words)
    assert player.post("/us/good-news", letter=sent).status_code == 200
    return str(sent["id"])


def hard(player: Player, meet: str = "listen", **given: Any) -> tuple[Any, str]:
    sent = player.seal("hard", {"note": "It is a lot"}, readable={"meet": meet}, **given)
    return player.post("/us/hard-times", letter=sent), sent["id"]


def page(player: Player, path: str) -> str:
    return str(player.get(path).content.decode())


def test_good_news_is_seen_and_answered(two: Cast) -> None:
    id = win(two.ada)
    shown = page(two.ben, "/us/good-news")
    assert id in shown and "Begin with this" in shown
    assert "Begin with this" not in page(two.ada, "/us/good-news")
    reply = two.ben.seal("reply", "Tell me all", about=UUID(id))
    assert two.ben.post(f"/letters/{id}/reply", letter=reply).status_code == 200
    assert reply["id"] in page(two.ada, "/us/good-news")


def test_good_news_sent_twice_is_told_once(two: Cast) -> None:
    sent = two.ada.seal("win", "yes")
    for _ in range(2):
        assert two.ada.post("/us/good-news", letter=sent).status_code == 200
    assert Letter.objects.count() == 1
    in_clear = two.ada.seal("win", "yes", readable={"words": "yes"})
    assert two.ada.post("/us/good-news", letter=in_clear).status_code == 400


def test_a_hard_time_reaches_the_partner_with_what_helps(two: Cast) -> None:
    response, id = hard(two.ada)
    assert response.status_code == 200
    shown = page(two.ben, "/us/hard-times")
    assert id in shown and "would like you to listen" in shown and "What helps" in shown
    assert "call your local emergency number" in shown
    assert "“Listen to me”" in page(two.ada, "/us/hard-times")


def test_the_wish_can_change_and_shows_as_changed(two: Cast) -> None:
    _, id = hard(two.ada)
    two.ben.get("/us/hard-times")
    response, _ = hard(two.ada, "hold", id=UUID(id), revision=2)
    assert response.status_code == 200
    shown = page(two.ben, "/us/hard-times")
    assert "would like to be held" in shown and "Edited" in shown
    stale, _ = hard(two.ada, "help", id=UUID(id), revision=2)
    assert stale.status_code == 409


@pytest.mark.parametrize(
    "readable", [{}, {"meet": "cheer"}, {"meet": ["listen"]}, {"meet": "listen", "x": 1}]
)
def test_a_wish_is_one_of_four(two: Cast, readable: dict[str, Any]) -> None:
    sent = two.ada.seal("hard", {}, readable=readable)
    assert two.ada.post("/us/hard-times", letter=sent).status_code == 400


def test_easier_now_and_back(two: Cast) -> None:
    _, id = hard(two.ada)
    assert two.ben.post(f"/us/hard-times/{id}/eased").status_code == 404  # its author alone says so
    for _ in range(2):
        undo = two.ada.post(f"/us/hard-times/{id}/eased").json()["undo"]
    assert Eased.objects.count() == 1
    assert id not in page(two.ben, "/us/hard-times") and id in page(two.ben, "/us/hard-times/before")
    assert two.ben.post(undo).status_code == 404
    assert two.ada.post(undo).status_code == 200
    assert id in page(two.ben, "/us/hard-times") and id not in page(two.ben, "/us/hard-times/before")


def test_taken_back_and_undone(two: Cast) -> None:
    _, id = hard(two.ada)
    two.ada.post(f"/us/hard-times/{id}/eased")
    undo = two.ada.post(f"/letters/{id}/remove").json()["undo"]
    assert id not in page(two.ben, "/us/hard-times") + page(two.ben, "/us/hard-times/before")
    assert two.ada.post(f"/us/hard-times/{id}/eased").status_code == 404
    assert two.ada.post(undo).status_code == 200
    assert id in page(two.ben, "/us/hard-times/before") and Eased.objects.count() == 1


def test_one_that_was_read_leaves_an_empty_place(two: Cast) -> None:
    _, id = hard(two.ada)
    two.ben.get("/us/hard-times")
    two.ada.post(f"/letters/{id}/remove")
    assert "These words were removed" in page(two.ben, "/us/hard-times/before")


def test_it_is_nobody_elses(two: Cast) -> None:
    _, id = hard(two.ada)
    pair(two.cleo, Player("Dan"))
    assert id not in page(two.cleo, "/us/hard-times")
    for act in ("eased", "again"):
        assert two.cleo.post(f"/us/hard-times/{id}/{act}").status_code == 404
    two.ada.post("/leave")
    assert two.ada.post(f"/us/hard-times/{id}/eased").status_code == 409


def test_what_today_may_say_is_one_query_without_words(two: Cast) -> None:
    two.ada.post("/us/letters", letter=two.ada.seal("letter", "x", readable={"occasion": "when-you-miss-me"}))
    _, id = hard(two.ada)
    good = win(two.ada)
    circle = two.ben.circle
    assert circle.partner  # the couple is loaded by then
    with CaptureQueriesContext(connection) as seen:
        told = for_today(circle)
    assert len(seen) == 1 and "sealed" not in seen[0]["sql"]
    assert [one.id for one in told.folded] == ["when-you-miss-me"]
    assert told.hard and told.hard.id == "listen" and str(told.hard_id) == id and str(told.win_id) == good
    mine = for_today(two.ada.circle)
    assert not mine.folded and mine.hard is None and mine.win_id is None
    two.ben.post(f"/letters/{good}/tap", kind="feel")
    two.ada.post(f"/us/hard-times/{id}/eased")
    later = for_today(two.ben.circle)
    assert later.hard is None and later.win_id is None


def test_somebody_alone_is_told_nothing(cast: Cast) -> None:
    assert for_today(cast.cleo.circle).folded == []
    assert cast.cleo.get("/us/hard-times").status_code == 302


@pytest.mark.parametrize(
    "path", ["/us/letters", "/us/letters/yours", "/us/good-news", "/us/hard-times", "/us/hard-times/before"]
)
def test_a_long_history_takes_no_more_queries(two: Cast, path: str) -> None:
    for n in range(8):
        for player in (two.ada, two.ben):
            id = win(player)
            other = two.ben if player is two.ada else two.ada
            other.post(f"/letters/{id}/reply", letter=other.seal("reply", "yes", about=UUID(id)))
            _, hard_id = hard(player)
            if n % 2:
                player.post(f"/us/hard-times/{hard_id}/eased")
            player.post("/us/letters", letter=player.seal("letter", "x"))
            folded = player.seal("letter", "x", readable={"occasion": "when-you-miss-me"})
            player.post("/us/letters", letter=folded)
    two.ada.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert two.ada.get(path).status_code == 200
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 14


def test_every_hard_time_of_now_can_be_reached(two: Cast) -> None:
    ids = [hard(two.ben)[1] for _ in range(NOW_AT_ONCE + 1)]
    first, second = (page(two.ada, one) for one in ("/us/hard-times", "/us/hard-times?page=2"))
    assert ids[-1] in first and ids[0] not in first
    assert ids[0] in second and "?page=2" in first
    assert "Is it a hard time for you?" in first and "Is it a hard time for you?" not in second


def test_of_very_many_replies_the_newest_are_shown(two: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wins, "REPLIES_SHOWN", 2)
    id = win(two.ada)
    sent = [two.ben.seal("reply", "r", about=UUID(id)) for _ in range(3)]
    for one in sent:
        assert two.ben.post(f"/letters/{id}/reply", letter=one).status_code == 200
    shown = page(two.ada, "/us/good-news")
    assert sent[0]["id"] not in shown
    assert shown.index(sent[1]["id"]) < shown.index(sent[2]["id"])
