"""The month is its owner's alone, and counts no more than what was said."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.couples.letters import Letter
from twofold.testing import Cast, Player

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))


@pytest.fixture(autouse=True)
def evening(cast: Cast) -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield cast.paired()


def check_in(player: Player, day: str, closeness: int, share: bool = True) -> str:
    said = {"day": day, "closeness": closeness}
    readable = said if share else {}
    letter = player.seal("checkin", {}, shared=share, readable=readable, id=player.diary_id(day))
    assert player.post("/check-in/keep", letter=letter, day=day, share=share).status_code == 200
    id: str = letter["id"]
    return id


def shown(player: Player, month: str = "") -> str:
    text: str = player.get(f"/insights{month}").content.decode()
    return text


def test_the_month_holds_ones_own_days_and_no_one_elses(cast: Cast) -> None:
    own, private = check_in(cast.ada, "2026-11-22", 7), check_in(cast.ada, "2026-11-21", 5, share=False)
    theirs = check_in(cast.ben, "2026-11-22", 6)
    assert own in shown(cast.ada) and private in shown(cast.ada)
    assert theirs not in shown(cast.ada)
    assert own not in shown(cast.ada, "?month=2026-10")


def test_a_removed_day_is_not_in_the_month(cast: Cast) -> None:
    own = check_in(cast.ada, "2026-11-22", 7)
    cast.ben.get("/us/story")
    cast.ada.post(f"/letters/{own}/remove")
    assert Letter.objects.get().removed_at
    assert own not in shown(cast.ada)


@pytest.mark.parametrize(
    "month", ["", "?month=2026-02", "?month=nonsense", "?month=2031-01", "?month=0001-01", "?month=9999-12"]
)
def test_any_month_can_be_asked_for(cast: Cast, month: str) -> None:
    assert cast.ada.get(f"/insights{month}").status_code == 200


def test_the_ribbon_says_how_many_evenings_and_nothing_else(cast: Cast) -> None:
    for day, closeness in (("2026-11-20", 9), ("2026-11-21", 2), ("2026-11-22", 2)):
        check_in(cast.ada, day, closeness)
    check_in(cast.ben, "2026-11-22", 8)
    text = shown(cast.ada)
    assert "on 1 of the last 28 evenings" in text
    assert "How close each of you said" in text


def test_alone_there_is_no_ribbon_yet(cast: Cast) -> None:
    assert "Two ribbons, one for each of you" in shown(cast.cleo)
