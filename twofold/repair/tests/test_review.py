"""What a review found in repair."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from twofold.repair import letters, pages
from twofold.repair.models import MatterTime
from twofold.testing import Cast


@pytest.mark.parametrize(("day", "zone"), [("9999-12-31", "America/New_York"), ("0001-01-01", "Asia/Tokyo")])
def test_a_day_at_the_end_of_time_is_refused(cast: Cast, day: str, zone: str) -> None:
    couple = cast.paired().couple
    couple.time_zone = zone
    couple.save()
    sent: dict[str, Any] = cast.ada.seal("matter", "x", readable={"sort": "unsure", "size": 1})
    assert cast.ada.post("/repair/matters", letter=sent).status_code == 200
    clock = "23:30:00" if day > "2" else "00:30:00"
    answer = cast.ada.post(f"/repair/matters/{sent['id']}/time", day=day, time=clock)
    assert answer.status_code == 409
    assert not MatterTime.objects.exists()


def test_a_time_taken_back_in_that_moment_is_told_in_a_sentence(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = cast.paired().ada.seal("matter", "x", readable={"sort": "unsure", "size": 1})
    assert cast.ada.post("/repair/matters", letter=matter).status_code == 200
    place, day = f"/repair/matters/{matter['id']}", str(cast.couple.day() + timedelta(days=1))
    assert cast.ada.post(f"{place}/time", day=day, time="20:00:00").status_code == 200
    agree = MatterTime.agree

    def taken_back_first(time: MatterTime, *given: Any) -> None:
        assert cast.ada.post(f"{place}/no-time").status_code == 200
        agree(time, *given)

    monkeypatch.setattr(MatterTime, "agree", taken_back_first)
    answer = cast.ben.post(f"{place}/agree", at=f"{day}T20:00:00")
    assert answer.status_code == 409 and "taken back" in answer.json()["error"]


LISTS = [
    ("/repair/matters", "matter", {"sort": "unsure", "size": 1}, "OPEN"),
    ("/repair/raise", "raised", {}, "KEPT"),
]


@pytest.mark.parametrize(("url", "kind", "readable", "size"), LISTS)
@pytest.mark.parametrize("shared", [True, False])
def test_every_letter_of_a_list_can_be_reached(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, url: str, kind: str, readable: Any, size: str, shared: bool
) -> None:
    monkeypatch.setattr(pages, size, 2)
    ada = cast.paired().ada
    sent = [ada.seal(kind, "x", readable=readable, shared=shared or kind == "matter") for _ in range(3)]
    for one in sent:
        assert ada.post(url, letter=one).status_code == 200
    first, second = (ada.get(page).content.decode() for page in (url, f"{url}?page=2"))
    assert sent[0]["id"] not in first and sent[0]["id"] in second
    assert "?page=2" in first and "Newest" in second


@pytest.mark.parametrize("place", ["raise", "matters"])
def test_every_reply_can_be_reached(cast: Cast, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(letters, "REPLIES", 2)
    kind, readable = ("raised", {}) if place == "raise" else ("matter", {"sort": "unsure", "size": 1})
    about = cast.paired().ada.seal(kind, "x", readable=readable)
    assert cast.ada.post(f"/repair/{place}", letter=about).status_code == 200
    sent = [cast.ben.seal("reply", "r", about=UUID(about["id"])) for _ in range(3)]
    for one in sent:
        assert cast.ben.post(f"/letters/{about['id']}/reply", letter=one).status_code == 200
    page = f"/repair/raised/{about['id']}/hear" if place == "raise" else f"/repair/matters/{about['id']}"
    first, second = (cast.ada.get(one).content.decode() for one in (page, f"{page}?page=2"))
    assert first.index(sent[1]["id"]) < first.index(sent[2]["id"])
    assert sent[0]["id"] not in first and sent[0]["id"] in second
