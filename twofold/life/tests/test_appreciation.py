"""Appreciation: for now, or folded until a chosen day."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.testing import Cast, Player

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
        for page in ("/", "/appreciation", "/us"):
            assert id not in cast.ben.get(page).content.decode()
        assert id in cast.ada.get("/appreciation").content.decode()
    with time_machine.travel(EVENING + timedelta(days=2, hours=6, minutes=59), tick=False):  # 03:59
        assert id not in cast.ben.get("/appreciation").content.decode()
    with time_machine.travel(EVENING + timedelta(days=2, hours=7), tick=False):  # 04:00, their day begins
        assert "A note of appreciation" in cast.ben.get("/").content.decode()
        assert id in cast.ben.get("/appreciation").content.decode()


@pytest.mark.parametrize(("day", "says"), [("2026-11-22", "after today"), ("2028-01-01", "next year")])
def test_a_day_that_cannot_be(cast: Cast, couple: Couple, day: str, says: str) -> None:
    with time_machine.travel(EVENING, tick=False):
        response, _ = write(cast.ada, opens_on=day)
    assert response.status_code == 409 and says in response.json()["error"]
    assert not Letter.objects.exists()


def test_the_day_beside_is_the_day_inside(cast: Cast, couple: Couple) -> None:
    sent = cast.ada.seal("appreciation", {"did": "tea"}, readable={"opens_on": "2027-01-01"})
    assert cast.ada.post("/appreciation", letter=sent, opens_on="2027-01-02").status_code == 400


def test_taking_a_folded_one_back_leaves_nothing(cast: Cast, couple: Couple) -> None:
    with time_machine.travel(EVENING, tick=False):
        _, id = write(cast.ada, opens_on="2026-11-25")
        assert cast.ada.post(f"/letters/{id}/remove").json()["taken_back"] is True
    assert not Letter.objects.exists()


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
