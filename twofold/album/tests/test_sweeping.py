"""What nobody can come back to leaves the shelf; what undo may bring back stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import time_machine
from django.utils import timezone

from twofold.album.models import SealedFile
from twofold.album.sweeping import sweep
from twofold.testing import Cast

from .conftest import begin, keep, piece, sealed_file, upload


def age(shelf: Path, hours: float) -> None:
    then = time.time() - hours * 3600
    for one in shelf.rglob("*"):
        os.utime(one, (then, then))


def names(shelf: Path) -> set[str]:
    return {one.name for one in shelf.rglob("*") if one.is_file()}


def test_what_is_kept_stays(pair: Cast, shelf: Path) -> None:
    _, files = keep(pair.ada)
    age(shelf, 100)
    assert sweep() == 0
    assert names(shelf) == {str(one.id) for one in files}


def test_files_on_their_way_stay_for_two_days(pair: Cast, shelf: Path) -> None:
    half, whole = sealed_file(pair.ada, b"x" * 900), upload(pair.ada)
    begin(pair.ada, half)
    piece(pair.ada, half, 0, 500)
    age(shelf, 47)
    assert sweep() == 0
    SealedFile.objects.update(begun_at=timezone.now() - timedelta(hours=49))
    assert sweep() == 2
    assert names(shelf) == set()
    assert begin(pair.ada, half).json()["received"] == 0  # the device still has it, and sends it again
    assert begin(pair.ada, whole).json()["received"] == 0


def test_a_removed_photo_can_come_back_for_an_hour_and_is_gone_after(pair: Cast, shelf: Path) -> None:
    letter, _ = keep(pair.ada)
    pair.ada.post(f"/letters/{letter.pk}/remove")
    age(shelf, 100)
    assert sweep() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert sweep() == 2
    assert names(shelf) == set()


def test_what_belongs_to_nobody_goes_with_its_author(pair: Cast, shelf: Path) -> None:
    keep(pair.ada)
    _, his = keep(pair.ben)
    pair.ada.person.delete()
    age(shelf, 2)
    assert sweep() == 2
    assert names(shelf) == {str(one.id) for one in his}


def test_a_file_that_is_being_written_is_left_alone(pair: Cast, shelf: Path) -> None:
    (shelf / "ab").mkdir(parents=True)
    (shelf / "ab" / "stranger.part").write_bytes(b"x")
    assert sweep() == 0
    age(shelf, 2)
    assert sweep() == 1
