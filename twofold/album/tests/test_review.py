"""What a review found: what the album must not tell, and what it must not lose."""

from pathlib import Path
from typing import Any

import pytest

from twofold.album import shelf as lying
from twofold.album.file_views import file as file_view
from twofold.album.models import SealedFile
from twofold.album.pages import HANGING
from twofold.album.sweeping import sweep
from twofold.asgi import django
from twofold.couples.letters import Letter
from twofold.sealing.envelope import FILE_BYTES
from twofold.testing import Cast, Player
from twofold.testing import pair as join

from .conftest import begin as announce
from .conftest import draft, keep, piece, sealed_file, upload
from .test_sweeping import age


def hard_copy(player: Player, count: int, about: Letter) -> list[Letter]:
    """Many photos that hang on one letter, without their files."""
    sealed = bytes(about.sealed)
    place: dict[str, Any] = {"author": player.person, "couple": about.couple, "kind": "photo"}
    place["about"] = about.pk
    place |= {"sealed": sealed, "day": about.day, "appears_at": about.appears_at}
    made = [Letter(id=player.seal("photo", "x")["id"], **place) for _ in range(count)]
    return list(Letter.objects.bulk_create(made))


def remembered(player: Player, day: str = "2020-05-04") -> Letter:
    sent = player.seal("memory", "x", readable={"day": day})
    assert player.post("/us/memories", letter=sent).status_code == 200
    return Letter.objects.get(pk=sent["id"])


def test_adding_photos_does_not_tell_that_a_letter_for_an_occasion_was_opened(pair: Cast) -> None:
    sent = pair.ada.seal("letter", "Dear you", readable={"occasion": "when-you-miss-me"})
    assert pair.ada.post("/us/letters", letter=sent).status_code == 200
    address = f"/us/album/add?about={sent['id']}"
    closed = pair.ada.get(address).status_code
    assert pair.ben.post(f"/us/letters/{sent['id']}/open").status_code == 200
    assert pair.ada.get(address).status_code == closed
    assert pair.ben.get(address).status_code == 200  # to its reader it is a letter like any other


def test_a_photo_hangs_on_nothing_of_another_couple(pair: Cast) -> None:
    old = remembered(pair.ada)
    pair.ada.post("/leave")
    join(pair.ada, pair.cleo)
    assert pair.ada.get(f"/us/album/add?about={old.pk}").status_code == 404


def test_a_memory_told_of_a_wish_can_be_changed_in_the_album(pair: Cast) -> None:
    wish = pair.ada.seal("wish", {"title": "x"})
    pair.ada.post("/us/wishes", letter=wish)
    told = pair.ada.seal("memory", "windy", about=wish["id"], readable={"day": "2020-05-04"})
    sent = pair.ada.post(f"/us/wishes/{wish['id']}/memory", letter=told, day="2020-05-04")
    assert sent.status_code == 200
    again = {"id": told["id"], "about": wish["id"], "revision": 2, "readable": {"day": "2020-05-05"}}
    changed = pair.ada.seal("memory", "windy, and warm", **again)
    assert pair.ada.post("/us/memories", letter=changed).status_code == 200
    assert pair.ben.open(Letter.objects.get(pk=told["id"]), pair.ada) == "windy, and warm"


def test_many_photos_on_one_memory_hide_none_of_another(pair: Cast) -> None:
    first, second = remembered(pair.ada), remembered(pair.ada)
    many = hard_copy(pair.ada, 60, first)
    (last,) = hard_copy(pair.ben, 1, second)
    shown = pair.ada.get("/us/memories").content.decode()
    assert str(last.pk) in shown
    assert sum(str(one.pk) in shown for one in many) == HANGING


def test_one_photo_takes_no_files_but_its_two(pair: Cast) -> None:
    """Or loose files could be hung on one letter for ever, and the room for them never fills."""
    letter, files = keep(pair.ada)
    more = (upload(pair.ada, b"1"), upload(pair.ada, b"2"))
    again = draft(pair.ada, more, id=letter.pk, revision=2)
    assert pair.ada.post("/us/album/keep", **again).status_code == 404
    assert SealedFile.objects.filter(letter=letter).count() == 2
    changed = draft(pair.ada, files, id=letter.pk, revision=2, caption="Us, again")
    assert pair.ada.post("/us/album/keep", **changed).status_code == 200


def test_a_slow_reader_holds_no_thread(pair: Cast, rf: Any) -> None:
    """A whole file fits in what waits to be sent, so that few slow phones cannot stop the server."""
    _, (picture, _) = keep(pair.ada)
    lying.place_of(picture.id).write_bytes(b"x" * FILE_BYTES)
    request = rf.get("/")
    request.user, request.circle = pair.ada.person, pair.ada.circle
    parts = list(file_view(request, picture.id).streaming_content)  # type: ignore[attr-defined]
    assert sum(map(len, parts)) == FILE_BYTES
    assert len(parts) + len(["start", "end"]) <= django.send_queue_size


def test_a_file_that_is_finished_while_the_shelf_is_swept_stops_nothing(
    pair: Cast, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, half = upload(pair.ada), sealed_file(pair.ada, b"x" * 900)
    announce(pair.ada, half)
    piece(pair.ada, half, 0, 500)
    SealedFile.objects.filter(pk=lost.id).delete()
    age(shelf, 2)
    found = [*lying.drawers(), [shelf / "00" / "gone.part"]]
    monkeypatch.setattr(lying, "drawers", lambda: iter(reversed(found)))
    assert sweep() == 1
