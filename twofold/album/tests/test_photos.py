"""Photos and memories: kept with their files, by their day, for both; and removed with a way back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.album import pages
from twofold.album.models import SealedFile
from twofold.couples.letters import Letter
from twofold.testing import Cast, Player

from .conftest import draft, keep, piece, sealed_file, upload

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("UTC"))


def remember(player: Player, day: str = "2020-05-04", **given: Any) -> Letter:
    letter = player.seal("memory", "The lake.", readable={"day": day}, **given)
    assert player.post("/us/memories", letter=letter).status_code == 200
    return Letter.objects.get(pk=letter["id"])


def seen(player: Player, url: str, letter: Letter) -> bool:
    response = player.get(url)
    assert response.status_code == 200
    return str(letter.pk) in response.content.decode()


def test_both_see_a_photo_by_the_day_it_was_taken(pair: Cast) -> None:
    letter, files = keep(pair.ada)
    assert letter.day == date(2020, 5, 4)
    for player in (pair.ada, pair.ben):
        assert seen(player, "/us/album", letter) and seen(player, f"/us/album/{letter.pk}", letter)
    assert set(SealedFile.objects.filter(letter=letter).values_list("pk", flat=True)) == {
        one.id for one in files
    }
    opened = pair.ben.open(letter, pair.ada)
    assert isinstance(opened, dict) and files[0].named["sha256"] in opened["numbers"]


def test_no_photo_appears_before_both_its_files(pair: Cast) -> None:
    half = sealed_file(pair.ada, b"x" * 1000)
    couple = str(pair.couple.pk)
    pair.ada.post(f"/us/files/{half.id}/begin", couple=couple, **half.announced)
    piece(pair.ada, half, 0, 500)
    sent = draft(pair.ada, (half, upload(pair.ada)))
    refused = pair.ada.post("/us/album/keep", **sent)
    assert refused.status_code == 409 and not Letter.objects.exists()
    piece(pair.ada, half, 500)
    assert pair.ada.post("/us/album/keep", **sent).status_code == 200
    assert pair.ada.post("/us/album/keep", **sent).status_code == 200  # sent twice is kept once
    assert Letter.objects.count() == 1


def test_files_of_the_partner_or_of_another_photo_cannot_be_used(pair: Cast) -> None:
    _, files = keep(pair.ada)
    assert pair.ben.post("/us/album/keep", **draft(pair.ben, files)).status_code == 409
    again = pair.ada.post("/us/album/keep", **draft(pair.ada, files))
    assert again.status_code == 404
    twice = upload(pair.ada)
    assert pair.ada.post("/us/album/keep", **draft(pair.ada, (twice, twice))).status_code == 409


@pytest.mark.parametrize(
    "readable",
    [
        {},
        {"taken": "yesterday"},
        {"taken": "2020-13-01"},
        {"taken": "20200504"},
        {"taken": "2020-05-04", "place": "here"},
        {"taken": 2020},
        {"year": 1987},
        {"year": "1987", "childhood": True},
        {"year": 1987, "childhood": False},
        {"year": True, "childhood": True},
        {"year": 3000, "childhood": True},
        {"year": 1987, "childhood": True, "words": "in clear"},
        {"taken": "3020-05-04"},
    ],
)
def test_what_travels_in_clear_is_a_day_and_nothing_else(pair: Cast, readable: dict[str, Any]) -> None:
    files = (upload(pair.ada), upload(pair.ada))
    sent = draft(pair.ada, files, readable=readable)
    assert pair.ada.post("/us/album/keep", **sent).status_code in (400, 409)
    assert not Letter.objects.exists()


def test_a_new_caption_or_day_is_a_new_version(pair: Cast) -> None:
    letter, files = keep(pair.ada)
    pair.ben.get(f"/us/album/{letter.pk}")
    change = draft(
        pair.ada, files, id=letter.pk, revision=2, readable={"taken": "2019-01-02"}, caption="Then"
    )
    assert pair.ada.post("/us/album/keep", **change).status_code == 200
    letter.refresh_from_db()
    assert (letter.day, letter.revision) == (date(2019, 1, 2), 2)
    assert letter.revisions.count() == 1
    stale = draft(pair.ada, files, id=letter.pk, revision=2, caption="Late")
    late = pair.ada.post("/us/album/keep", **stale)
    assert late.status_code == 409 and "Both versions are kept" in late.json()["error"]
    assert pair.ben.post("/us/album/keep", **change).status_code in (404, 409)


def test_childhood_has_its_own_page_and_stays_out_of_the_months(pair: Cast) -> None:
    letter, _ = keep(pair.ada, readable={"year": 1987, "childhood": True})
    assert seen(pair.ben, "/us/album/childhood", letter) and not seen(pair.ben, "/us/album", letter)
    assert seen(pair.ben, f"/us/album/{letter.pk}", letter)


def test_removing_can_be_undone_whole(pair: Cast) -> None:
    letter, files = keep(pair.ada)
    pair.ben.get("/us/album")
    answer = pair.ada.post(f"/letters/{letter.pk}/remove").json()
    assert answer["taken_back"] is False and not SealedFile.objects.exists()
    assert not seen(pair.ben, "/us/album", letter)
    assert "was removed" in pair.ben.get(f"/us/album/{letter.pk}").content.decode()
    assert pair.ben.get(f"/us/files/{files[0].id}").status_code == 404
    late = draft(pair.ada, files, id=letter.pk)
    assert pair.ada.post("/us/album/keep", **late).status_code == 200  # a repeat brings nothing back
    assert not seen(pair.ben, "/us/album", letter)
    assert pair.ada.post(answer["undo"]).status_code == 200
    assert seen(pair.ben, "/us/album", letter)
    assert pair.ben.get(f"/us/files/{files[0].id}").getvalue() == files[0].sealed


def test_one_taken_back_unseen_leaves_nothing_for_the_partner(pair: Cast) -> None:
    letter, _ = keep(pair.ada)
    assert pair.ada.post(f"/letters/{letter.pk}/remove").json()["taken_back"] is True
    assert pair.ben.get(f"/us/album/{letter.pk}").status_code == 404


def test_photos_hang_on_what_both_can_read_and_on_nothing_else(pair: Cast) -> None:
    memory = remember(pair.ada)
    photo, _ = keep(pair.ben, about=memory.pk)
    for url in ("/us/memories", f"/us/memories/{memory.pk}", "/us/album"):
        assert seen(pair.ada, url, photo)
    page = pair.ada.seal("journal", "private", shared=False)
    pair.ada.post("/journal/keep", letter=page)
    for about in (UUID(page["id"]), photo.pk, uuid4()):
        files = (upload(pair.ada), upload(pair.ada))
        assert pair.ada.post("/us/album/keep", **draft(pair.ada, files, about=about)).status_code == 404
        assert pair.ada.get(f"/us/album/add?about={about}").status_code == 404
    assert pair.ada.get(f"/us/album/add?about={memory.pk}").status_code == 200
    assert pair.ada.get("/us/album/add?about=words").status_code == 404


def test_a_memory_is_its_authors_to_change_and_both_read_it(pair: Cast) -> None:
    memory = remember(pair.ada)
    assert seen(pair.ben, f"/us/memories/{memory.pk}", memory)
    stolen = pair.ben.seal("memory", "Mine.", id=memory.pk, revision=2, readable={"day": "2020-05-04"})
    assert pair.ben.post("/us/memories", letter=stolen).status_code == 404
    for readable in ({}, {"day": "soon"}, {"day": "2020-05-04", "x": 1}):
        odd = pair.ada.seal("memory", "Odd.", readable=readable)
        assert pair.ada.post("/us/memories", letter=odd).status_code == 400
    assert pair.ada.get(f"/us/album/{memory.pk}").status_code == 404


def test_strangers_and_former_partners_find_nothing(pair: Cast) -> None:
    memory, (photo, _) = remember(pair.ada), keep(pair.ada)
    keep(pair.ben)
    for url in (f"/us/album/{photo.pk}", f"/us/memories/{memory.pk}"):
        assert pair.cleo.get(url).status_code == 302  # alone: to the invitation
    pair.ben.post("/leave")
    for url in ("/us/album", "/us/memories", "/us/album/more", f"/us/album/{photo.pk}"):
        assert pair.ben.get(url).status_code == 302
    assert str(photo.pk) in pair.ada.get(f"/closed/{pair.couple.pk}").content.decode()


def test_this_day_in_earlier_years(pair: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        then, _ = keep(pair.ada, readable={"taken": "2024-11-22"})
        memory = remember(pair.ben, "2019-11-22")
        keep(pair.ben, readable={"taken": "2024-11-21"})
        keep(pair.ada, readable={"taken": "2026-11-22"})
        leap, _ = keep(pair.ada, readable={"taken": "2024-02-29"})
        keep(pair.ada, readable={"year": 2010, "childhood": True})
        assert pages.anniversary(pair.ben.circle) == [then, memory]
    new_year, leap_day = NOON.replace(2027, 1, 1), NOON.replace(2028, 2, 29)
    for day, found in ((new_year, []), (leap_day, [leap])):
        with time_machine.travel(day, tick=False):
            assert pages.anniversary(pair.ada.circle) == found
