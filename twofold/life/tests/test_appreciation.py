"""Appreciation: for now, or folded until a chosen day."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.testing import Cast, Player, pair

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def couple(cast: Cast) -> Couple:
    return cast.couple


def write(player: Player, opens_on: str | None = None, **given: Any) -> tuple[Any, str]:
    readable = {"opens_on": opens_on} if opens_on else {}
    sent = player.seal("appreciation", {"did": "tea", "meant": "care"}, readable=readable, **given)
    return player.post("/appreciation", letter=sent, opens_on=opens_on), sent["id"]


def test_for_now(cast: Cast, couple: Couple) -> None:
    response, id = write(cast.ada)
    assert response.status_code == 200
    assert "A note of appreciation" in cast.ben.get("/").content.decode()
    assert id in cast.ben.get("/appreciation").content.decode()
    assert "A note of appreciation" not in cast.ben.get("/").content.decode()


def test_folded_until_its_day(cast: Cast, couple: Couple) -> None:
    with time_machine.travel(EVENING, tick=False):
        response, id = write(cast.ada, opens_on="2026-11-25")
        assert response.status_code == 200
        for page in ("/", "/appreciation", "/us/story"):
            assert id not in cast.ben.get(page).content.decode()
        assert id in cast.ada.get("/appreciation").content.decode()
    with time_machine.travel(EVENING + timedelta(days=2, hours=6, minutes=59), tick=False):  # 03:59
        assert id not in cast.ben.get("/appreciation").content.decode()
    with time_machine.travel(EVENING + timedelta(days=2, hours=7), tick=False):  # 04:00, their day begins
        assert "A note of appreciation" in cast.ben.get("/").content.decode()
        assert id in cast.ben.get("/appreciation").content.decode()


def test_a_day_too_far_away(cast: Cast, couple: Couple) -> None:
    with time_machine.travel(EVENING, tick=False):
        response, _ = write(cast.ada, opens_on="2028-01-01")
    assert response.status_code == 409 and "next year" in response.json()["error"]
    assert not Letter.objects.exists()


def test_a_day_that_came_while_the_note_waited_to_be_sent(cast: Cast, couple: Couple) -> None:
    with time_machine.travel(EVENING, tick=False):
        response, id = write(cast.ada, opens_on="2026-11-21")
        assert response.status_code == 200
        assert id in cast.ben.get("/appreciation").content.decode()


def test_sent_twice_is_kept_once_on_whatever_day(cast: Cast, couple: Couple) -> None:
    sent = cast.ada.seal("appreciation", {"did": "tea"}, readable={"opens_on": "2026-11-24"})
    for days in (0, 1, 5):
        with time_machine.travel(EVENING + timedelta(days=days), tick=False):
            assert cast.ada.post("/appreciation", letter=sent, opens_on="2026-11-24").status_code == 200
    assert Letter.objects.count() == 1


def test_a_late_repeat_does_not_bring_back_what_was_taken_back(cast: Cast, couple: Couple) -> None:
    sent = cast.ada.seal("appreciation", {"did": "tea"})
    cast.ada.post("/appreciation", letter=sent)
    assert cast.ada.post(f"/letters/{sent['id']}/remove").json()["taken_back"] is True
    assert cast.ada.post("/appreciation", letter=sent).status_code == 200
    assert sent["id"] not in cast.ben.get("/appreciation").content.decode()


def test_a_note_sealed_for_one_couple_never_lands_in_another(cast: Cast, couple: Couple) -> None:
    sent = cast.ada.seal("appreciation", {"did": "for Ben"})
    cast.ada.post("/leave")
    pair(cast.ada, cast.cleo)
    refused = cast.ada.post("/appreciation", letter=sent)
    assert refused.status_code == 409 and "another place" in refused.json()["error"]
    assert not Letter.objects.exists()


def test_a_folded_note_is_nobodys_news(cast: Cast, couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[set[Any]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, message: told.append(set(people)))
    with time_machine.travel(EVENING, tick=False):
        _, id = write(cast.ada, opens_on="2026-11-25")
        cast.ada.post(f"/letters/{id}/remove")
    assert told == [{cast.ada.id}, {cast.ada.id}]


def test_the_day_beside_is_the_day_inside(cast: Cast, couple: Couple) -> None:
    sent = cast.ada.seal("appreciation", {"did": "tea"}, readable={"opens_on": "2027-01-01"})
    assert cast.ada.post("/appreciation", letter=sent, opens_on="2027-01-02").status_code == 400


def test_taking_a_folded_one_back_leaves_nothing(cast: Cast, couple: Couple) -> None:
    with time_machine.travel(EVENING, tick=False):
        _, id = write(cast.ada, opens_on="2026-11-25")
        assert cast.ada.post(f"/letters/{id}/remove").json()["taken_back"] is True
    assert not Letter.objects.standing().exists()


def test_removing_one_that_was_read_leaves_an_empty_place(cast: Cast, couple: Couple) -> None:
    _, id = write(cast.ada)
    cast.ben.get("/appreciation")
    assert cast.ada.post(f"/letters/{id}/remove").json()["taken_back"] is False
    assert "These words were removed" in cast.ben.get("/appreciation").content.decode()
    assert bytes(Letter.objects.get().sealed) == b""


def test_one_tap_each_and_another_takes_it_back(cast: Cast, couple: Couple) -> None:
    _, id = write(cast.ada)
    assert cast.ben.post(f"/letters/{id}/tap", kind="thank").json()["on"] is True
    assert "Ben: Thank you for telling me" in cast.ada.get("/appreciation").content.decode()
    assert cast.ben.post(f"/letters/{id}/tap", kind="thank").json()["on"] is False
    assert cast.ada.post(f"/letters/{id}/tap", kind="thank").status_code == 404
