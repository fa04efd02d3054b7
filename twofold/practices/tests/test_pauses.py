"""Taking a break, and laying the phones down: at once, kindly, and counted against nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps

from twofold.practices.models import Break, LiveSession, PhonesDown
from twofold.testing import Cast, Player

EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def at(minutes: float) -> Any:
    return time_machine.travel(EVENING + timedelta(minutes=minutes), tick=False)


def clock(minutes: float) -> str:
    return (EVENING + timedelta(minutes=minutes)).isoformat()


@pytest.fixture
def couple(cast: Cast) -> Cast:
    return cast.paired()


def take(player: Player, minutes: int = 40) -> Any:
    return player.post("/break", minutes=minutes)


def told(player: Player) -> Any:
    return player.get("/break/state").json()["break"]


@pytest.mark.parametrize("minutes", [0, 5, 19, 1441, 100_000])
def test_at_least_twenty_minutes_and_at_most_a_day(couple: Cast, minutes: int) -> None:
    assert take(couple.ada, minutes).status_code in (400, 409)
    assert not Break.objects.exists()


def test_both_are_told_the_same_and_not_who(couple: Cast) -> None:
    with at(0):
        assert take(couple.ada).status_code == 200
        mine, theirs = told(couple.ada), told(couple.ben)
        assert mine == theirs and mine["back_at"] == "2026-11-22T20:40:00.000Z"
        assert take(couple.ben, 60).json()["break"]["id"] == mine["id"]
    fields = {one.name for one in apps.get_model("practices", "Break")._meta.get_fields()}
    assert not fields & {"person", "began_by", "author", "taken_by"}


def test_a_live_session_pauses_at_once(couple: Cast) -> None:
    live = couple.ada.post("/practise/morning-coffee/begin").json()["live"]
    couple.ada.post(f"/practise/live/{live}/ready", version=1, mode="one")
    assert LiveSession.objects.get().phase == "running"
    take(couple.ben)
    assert LiveSession.objects.get().phase == "paused"
    assert live in told(couple.ada)["live"]


def test_a_session_that_has_not_begun_is_no_obstacle(couple: Cast) -> None:
    couple.ada.post("/practise/morning-coffee/begin")
    assert take(couple.ben).status_code == 200
    assert LiveSession.objects.get().phase == "lobby"


def test_it_is_over_when_both_are_back(couple: Cast) -> None:
    with at(0):
        id = take(couple.ada).json()["break"]["id"]
    with at(41):
        assert told(couple.ada)["due"] is True
        couple.ada.post(f"/break/{id}/return")
        assert told(couple.ben)["back"] == {"you": False, "partner": True}
        couple.ada.post(f"/break/{id}/return")
        assert couple.ben.post(f"/break/{id}/return").json()["break"]["over"] is True
        assert told(couple.ada) is None
        assert couple.ada.get("/break").context["pause"]["over"] is True  # the way back in
        assert take(couple.ada).json()["break"]["id"] != id


def test_another_time_stands_once_the_other_agrees(couple: Cast) -> None:
    with at(0):
        id = take(couple.ada).json()["break"]["id"]
        for wrong in (10, -5, 60 * 25):
            assert couple.ben.post(f"/break/{id}/propose", back_at=clock(wrong)).status_code == 409
        assert couple.ben.post(f"/break/{id}/propose", back_at=clock(90)).status_code == 200
        assert told(couple.ada)["proposed"] == {"back_at": "2026-11-22T21:30:00.000Z", "by": "partner"}
        assert told(couple.ada)["back_at"] == "2026-11-22T20:40:00.000Z"
        assert couple.ben.post(f"/break/{id}/accept").status_code == 409
        for _ in range(2):
            agreed = couple.ada.post(f"/break/{id}/accept").json()["break"]
            assert (agreed["back_at"], agreed["proposed"]) == ("2026-11-22T21:30:00.000Z", None)


def test_one_that_nobody_came_back_from_lapses(couple: Cast) -> None:
    with at(0):
        id = take(couple.ada).json()["break"]["id"]
    with at(60 * 14):
        assert told(couple.ada) is None
        assert take(couple.ben).json()["break"]["id"] != id


def test_no_break_is_remembered_for_longer_than_a_week(couple: Cast) -> None:
    with at(0):
        take(couple.ada)
    with at(60 * 24 * 7 + 1):
        couple.ben.get("/break")
        assert not Break.objects.exists()


def lay_down(couple: Cast, minutes: int = 30) -> str:
    id: str = couple.ada.post("/practise/phones-down", minutes=minutes).json()["down"]["id"]
    return id


def phones(player: Player) -> Any:
    return player.get("/practise/phones-down/state").json()["down"]


def test_it_begins_when_both_phones_lie(couple: Cast) -> None:
    with at(0):
        id = lay_down(couple)
        assert couple.ben.post("/practise/phones-down", minutes=90).json()["down"]["id"] == id
        assert couple.ada.post(f"/practise/phones-down/{id}/lay").json()["down"]["phase"] == "waiting"
        begun = couple.ben.post(f"/practise/phones-down/{id}/lay").json()["down"]
        assert (begun["phase"], begun["ends_at"]) == ("down", "2026-11-22T20:30:00.000Z")
    with at(31):
        assert (phones(couple.ada)["phase"], phones(couple.ada)["undivided"]) == ("over", 30)
        assert lay_down(couple) != id


def test_without_the_other_phone_and_taken_up_early(couple: Cast) -> None:
    with at(0):
        id = lay_down(couple)
        couple.ada.post(f"/practise/phones-down/{id}/lay", now=True)
    with at(12.5):
        for _ in range(2):
            over = couple.ben.post(f"/practise/phones-down/{id}/end").json()["down"]
            assert (over["phase"], over["undivided"]) == ("over", 12)
    with at(20):
        assert phones(couple.ada)["undivided"] == 12
        assert couple.ada.post(f"/practise/phones-down/{id}/lay").json()["down"]["phase"] == "over"


def test_the_count_stays_on_the_phone_until_it_is_shown(couple: Cast) -> None:
    with at(0):
        id = lay_down(couple)
        couple.ada.post(f"/practise/phones-down/{id}/lay", now=True)
        assert couple.ada.post(f"/practise/phones-down/{id}/share", left=2).status_code == 409
        couple.ada.post(f"/practise/phones-down/{id}/end")
        assert phones(couple.ben)["shared"] == {"you": None, "partner": None}
        couple.ada.post(f"/practise/phones-down/{id}/share", left=2)
        assert phones(couple.ben)["shared"] == {"you": None, "partner": 2}


def test_one_that_nobody_came_to_gives_its_place_free(couple: Cast) -> None:
    with at(0):
        id = lay_down(couple)
    with at(180):
        assert phones(couple.ada) is None
        assert lay_down(couple) != id
    assert PhonesDown.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("minutes", [0, 4, 241])
def test_a_length_that_fits_an_evening(couple: Cast, minutes: int) -> None:
    assert couple.ada.post("/practise/phones-down", minutes=minutes).status_code in (400, 409)
