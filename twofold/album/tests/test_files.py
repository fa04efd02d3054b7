"""Sealed files: sent in pieces, kept whole, handed to whoever may read their photo."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from twofold.album import models, shelf
from twofold.album.models import SealedFile
from twofold.testing import Cast, Player
from twofold.testing import pair as join

from .conftest import Sent, begin, draft, keep, piece, sealed_file, upload


def fetch(player: Player, file: Sent) -> tuple[int, bytes]:
    response = player.get(f"/us/files/{file.id}")
    return response.status_code, response.getvalue()


def test_a_file_comes_in_pieces_and_goes_on_where_it_stopped(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * 3000)
    assert begin(pair.ada, file).json()["received"] == 0
    assert piece(pair.ada, file, 0, 1000).json() == {"ok": True, "received": 1000, "complete": False}
    assert pair.ada.get(f"/us/files/{file.id}/pieces").json()["received"] == 1000
    assert begin(pair.ada, file).json()["received"] == 1000
    assert fetch(pair.ada, file)[0] == 404
    assert piece(pair.ada, file, 1000).json()["complete"] is True
    assert fetch(pair.ada, file) == (200, file.sealed)


def test_a_piece_sent_twice_counts_once_and_a_gap_is_refused(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * 3000)
    begin(pair.ada, file)
    piece(pair.ada, file, 0, 1000)
    assert piece(pair.ada, file, 0, 1000).json()["received"] == 1000
    assert piece(pair.ada, file, 500, 1500).json()["received"] == 1500
    gap = piece(pair.ada, file, 2000)
    assert (gap.status_code, gap.json()["received"]) == (409, 1500)
    assert piece(pair.ada, file, 1500).json()["complete"] is True
    assert piece(pair.ada, file, 1500).json()["complete"] is True
    assert fetch(pair.ada, file) == (200, file.sealed)


def test_what_was_never_sealed_is_never_written(pair: Cast, shelf: Path) -> None:
    plain = Sent(uuid4(), b"\xff\xd8\xff\xe1 a photo in clear" * 40)
    begin(pair.ada, plain)
    assert piece(pair.ada, plain).status_code == 400
    assert piece(pair.ada, plain, 0, 10).status_code == 400
    assert b"in clear" not in b"".join(one.read_bytes() for one in shelf.rglob("*") if one.is_file())


def test_a_file_that_arrives_changed_begins_again(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * 3000)
    begin(pair.ada, file)
    piece(pair.ada, file, 0, 1000)
    other = Sent(file.id, file.sealed[:-1] + bytes([file.sealed[-1] ^ 1]))
    changed = piece(pair.ada, other, 1000)
    assert (changed.status_code, changed.json()["received"]) == (409, 0)
    assert piece(pair.ada, file).json()["complete"] is True


def test_what_the_disk_lost_is_asked_for_again(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * 3000)
    begin(pair.ada, file)
    piece(pair.ada, file, 0, 2000)
    os.truncate(shelf.growing(file.id), 700)
    assert begin(pair.ada, file).json()["received"] == 700
    assert piece(pair.ada, file, 700).json()["complete"] is True
    assert fetch(pair.ada, file) == (200, file.sealed)


def test_a_full_disk_is_said_and_loses_nothing(pair: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    file = sealed_file(pair.ada, b"x" * 3000)
    begin(pair.ada, file)
    piece(pair.ada, file, 0, 1000)

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        refused = piece(pair.ada, file, 1000)
    assert refused.status_code == 507 and "no room left" in refused.json()["error"]
    assert begin(pair.ada, file).json()["received"] == 1000
    assert piece(pair.ada, file, 1000).json()["complete"] is True


@pytest.mark.parametrize(
    "given",
    [{"size": 0}, {"size": 9_000_000}, {"digest": "A" * 64}, {"digest": ""}, {"couple": "no"}, {"size": "1"}],
)
def test_an_announcement_is_read_strictly(pair: Cast, given: dict[str, Any]) -> None:
    assert begin(pair.ada, sealed_file(pair.ada), **given).status_code == 400
    assert not SealedFile.objects.exists()


@pytest.mark.parametrize("at", ["", "-1", "x", "1e3", "٣", "9999999999"])
def test_where_a_piece_belongs_is_read_strictly(pair: Cast, at: str) -> None:
    file = sealed_file(pair.ada)
    begin(pair.ada, file)
    url = f"/us/files/{file.id}/pieces?at={at}"
    assert pair.ada.client.post(url, file.sealed, content_type="application/octet-stream").status_code == 400


def test_more_than_a_piece_or_more_than_was_announced_is_refused(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * (models.CHUNK + 10))
    begin(pair.ada, file)
    assert piece(pair.ada, file).status_code == 400
    small = sealed_file(pair.ada)
    begin(pair.ada, small)
    longer = Sent(small.id, small.sealed + b"more")
    assert piece(pair.ada, longer).status_code == 409


def test_an_id_cannot_be_taken_or_announced_twice(pair: Cast) -> None:
    file = sealed_file(pair.ada)
    assert begin(pair.ada, file).status_code == 200
    assert begin(pair.ada, file, size=400).status_code == 404
    assert begin(pair.ben, file).status_code == 404
    assert piece(pair.ben, file).status_code == 404
    assert begin(pair.ada, Sent(uuid4(), b""), couple=str(uuid4())).status_code == 400
    assert begin(pair.ada, sealed_file(pair.ada), couple=str(uuid4())).status_code == 409


def test_too_many_on_their_way_are_refused_kindly(pair: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "LOOSE_AT_MOST", 2)
    first = sealed_file(pair.ada)
    begin(pair.ada, first)
    begin(pair.ada, sealed_file(pair.ada))
    refused = begin(pair.ada, sealed_file(pair.ada))
    assert refused.status_code == 409 and "nothing is lost" in refused.json()["error"]
    assert begin(pair.ada, first).status_code == 200  # one that is known goes on
    assert begin(pair.ben, sealed_file(pair.ben)).status_code == 200


def test_a_file_is_its_authors_until_its_photo_appears(pair: Cast) -> None:
    files = (upload(pair.ada, b"picture"), upload(pair.ada, b"thumb"))
    assert fetch(pair.ada, files[0])[0] == 200
    assert fetch(pair.ben, files[0])[0] == 404
    assert pair.ada.post("/us/album/keep", **draft(pair.ada, files)).status_code == 200
    assert fetch(pair.ben, files[0]) == (200, files[0].sealed)


def test_nobody_else_is_handed_a_file(pair: Cast) -> None:
    _, files = keep(pair.ada)
    stranger = fetch(pair.cleo, files[0])
    join(pair.cleo, Player("Dan"))
    assert stranger == fetch(pair.cleo, files[0])
    assert stranger == fetch(pair.cleo, Sent(uuid4(), b""))
    assert stranger[0] == 404


def test_after_parting_each_keeps_their_own(pair: Cast) -> None:
    _, hers = keep(pair.ada)
    _, his = keep(pair.ben)
    pair.ben.post("/leave")
    assert fetch(pair.ada, hers[0])[0] == fetch(pair.ben, his[1])[0] == 200
    for one in (*his, *hers):
        other = pair.ada if one in his else pair.ben
        assert fetch(other, one)[0] == 404


def test_sealed_bytes_may_be_kept_by_the_browser_alone(pair: Cast) -> None:
    _, files = keep(pair.ada)
    headers = pair.ben.get(f"/us/files/{files[0].id}").headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_send_the_same_file_at_once(pair: Cast) -> None:
    file = sealed_file(pair.ada, b"x" * 200_000)
    begin(pair.ada, file)

    def send(_: int) -> int:
        at = 0
        while at < len(file.sealed):
            at = piece(pair.ada, file, at, at + 50_000).json()["received"]
        connection.close()
        return at

    with ThreadPoolExecutor(2) as tabs:
        assert list(tabs.map(send, range(2))) == [len(file.sealed)] * 2
    assert fetch(pair.ada, file) == (200, file.sealed)
