"""The journal: its author's alone, until a page is shared."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
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


def write(player: Player, words: str = "a page", **more: Any) -> dict[str, Any]:
    sent = player.seal("journal", words, shared=False)
    answer = player.post("/journal/keep", letter=sent, **more)
    assert answer.status_code == 200
    record: dict[str, Any] = answer.json()["record"]
    return record


def share(player: Player, record: dict[str, Any], words: str = "a page", revision: int = 2) -> Any:
    sent = player.seal("journal", words, id=UUID(record["id"]), revision=revision)
    return player.post("/journal/keep", letter=sent, share=True)


def test_a_page_is_its_authors_alone(cast: Cast) -> None:
    record = write(cast.ada)
    letter = Letter.objects.get()
    assert letter.couple_id is None and letter.readable == {}
    assert cast.ada.open(letter, cast.ada) == "a page"
    assert record["id"] in cast.ada.get("/journal").content.decode()
    for other in (cast.ben, cast.cleo):
        for address in ("/journal", "/us/story" if other is cast.ben else "/", "/journal/letters"):
            assert record["id"] not in other.get(address).content.decode()
        assert other.get(f"/journal/{record['id']}").status_code == 404
        assert other.get(f"/letters/{record['id']}/revisions").status_code == 404


def test_sharing_is_one_page_sealed_anew(cast: Cast) -> None:
    first, other = write(cast.ada), write(cast.ada, "another page")
    assert share(cast.ada, first).status_code == 200
    visible = Letter.objects.visible_to(cast.ben.circle).get()
    assert str(visible.pk) == first["id"]
    assert cast.ben.open(visible, cast.ada) == "a page"
    shown = cast.ben.get("/us/story").content.decode()
    assert first["id"] in shown and other["id"] not in shown
    assert cast.ben.get(f"/journal/{first['id']}").status_code == 404
    assert "Shared with Ben" in cast.ada.get("/journal").content.decode()


def test_a_shared_page_stays_shared_when_it_is_changed(cast: Cast) -> None:
    record = write(cast.ada)
    share(cast.ada, record)
    cast.ben.get("/us/story")
    changed = cast.ada.seal("journal", "changed", id=UUID(record["id"]), revision=3)
    assert cast.ada.post("/journal/keep", letter=changed).status_code == 200
    assert cast.ben.open(Letter.objects.get(), cast.ada) == "changed"
    versions = cast.ben.get(f"/letters/{record['id']}/revisions").json()["versions"]
    assert [one["record"]["revision"] for one in versions] == [2]  # what was read is still there
    assert "a page" not in str(versions)


def test_what_stood_there_before_sharing_is_never_handed_over(cast: Cast) -> None:
    record = write(cast.ada, "a first, unkind try")
    second = cast.ada.seal("journal", "a page", shared=False, id=UUID(record["id"]), revision=2)
    cast.ada.post("/journal/keep", letter=second)
    share(cast.ada, record, revision=3)
    versions = cast.ben.get(f"/letters/{record['id']}/revisions").json()["versions"]
    assert versions == []


def test_taken_back_before_it_was_opened_leaves_nothing(cast: Cast) -> None:
    record = write(cast.ada)
    share(cast.ada, record)
    assert cast.ada.post(f"/letters/{record['id']}/remove").json()["taken_back"] is True
    assert not Letter.objects.standing().exists()
    assert record["id"] not in cast.ben.get("/us/story").content.decode()


def test_taken_back_after_it_was_opened_leaves_an_empty_place(cast: Cast) -> None:
    record = write(cast.ada)
    share(cast.ada, record)
    cast.ben.get("/us/story")
    assert cast.ada.post(f"/letters/{record['id']}/remove").json()["taken_back"] is False
    assert "These words were removed" in cast.ben.get("/us/story").content.decode()
    assert record["id"] not in cast.ada.get("/journal").content.decode()
    assert cast.ada.get(f"/journal/{record['id']}").status_code == 404
    assert cast.ada.get("/journal/letters").json()["letters"] == []


def test_a_removed_page_comes_back_to_its_day_and_not_to_the_future(cast: Cast) -> None:
    write(cast.ada, day="2026-10-03")
    write(cast.ada, day="2027-01-01")
    assert sorted(str(one.day) for one in Letter.objects.all()) == ["2026-10-03", "2026-11-22"]


def test_sharing_needs_somebody(cast: Cast) -> None:
    record = write(cast.cleo)
    sent = cast.cleo.seal("journal", "a page", shared=False, id=UUID(record["id"]), revision=2)
    assert cast.cleo.post("/journal/keep", letter=sent, share=True).status_code == 409
    assert Letter.objects.get().revision == 1


def test_two_devices_lose_nothing(cast: Cast) -> None:
    record = write(cast.ada)
    for words, status in (("one", 200), ("other", 409)):
        sent = cast.ada.seal("journal", words, shared=False, id=UUID(record["id"]), revision=2)
        assert cast.ada.post("/journal/keep", letter=sent).status_code == status
    assert Letter.objects.get().revisions.filter(stray=True).count() == 1


def test_nobody_else_can_change_a_page(cast: Cast) -> None:
    record = write(cast.ada)
    share(cast.ada, record)
    for other in (cast.ben, cast.cleo):
        shared = other is cast.ben
        sent = other.seal("journal", "theirs", shared=shared, id=UUID(record["id"]), revision=3)
        assert other.post("/journal/keep", letter=sent, share=shared).status_code == 404
    assert cast.ben.open(Letter.objects.get(), cast.ada) == "a page"


def test_numbers_in_clear_are_refused(cast: Cast) -> None:
    sent = cast.ada.seal("journal", "a page", shared=False, readable={"words": "in clear"})
    assert cast.ada.post("/journal/keep", letter=sent).status_code == 400


def test_search_hands_over_every_page_sealed_newest_first(cast: Cast) -> None:
    for back in range(3):
        with time_machine.travel(EVENING - timedelta(days=back), tick=False):
            write(cast.ada, f"page {back}")
    write(cast.ben, "not hers")
    answer = cast.ada.get("/journal/letters").json()
    assert [one["day"] for one in answer["letters"]] == ["2026-11-22", "2026-11-21", "2026-11-20"]
    assert (answer["next_page"], answer["total"]) == (None, 3)
    assert "page 1" not in str(answer)
    assert answer["letters"][0]["url"] == f"/journal/{answer['letters'][0]['record']['id']}"


def test_a_page_from_a_closed_space_can_be_read_and_removed(cast: Cast) -> None:
    record = write(cast.ada)
    share(cast.ada, record)
    cast.ben.post("/leave")
    shown = cast.ada.get(f"/journal/{record['id']}").content.decode()
    assert "in a space that is closed" in shown
    assert "data-change" not in shown and "data-share>" not in shown
    assert cast.ada.post(f"/letters/{record['id']}/remove").status_code == 200
