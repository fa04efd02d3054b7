"""Where sealed files lie: one file each below the data folder, never in the database.

Promise: a file has its own name once every byte of it is on the disk and its digest holds; until
then it grows under a name of its own, which nobody is handed anything from.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

GROWING = ".part"


def folder() -> Path:
    found: Path = settings.ENV.data / "files"
    return found


def place_of(id: UUID) -> Path:
    """Where the finished file lies: in one of 256 folders, so that none grows without end."""
    return folder() / str(id)[:2] / str(id)


def growing(id: UUID) -> Path:
    return place_of(id).with_suffix(GROWING)


def length(id: UUID) -> int:
    """How many bytes of an unfinished file are there."""
    try:
        return growing(id).stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def in_turn(id: UUID) -> Iterator[int]:
    """The unfinished file, open for one writer at a time: two tabs may send the same picture."""
    growing(id).parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(growing(id), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def write(handle: int, chunk: bytes, at: int) -> None:
    """Write all of `chunk`. OSError when the disk is full."""
    view = memoryview(chunk)
    while view:
        written = os.pwrite(handle, view, at)
        view, at = view[written:], at + written


def settle(handle: int, id: UUID, size: int, digest: str) -> bool:
    """Give the file its own name, for good, when it is what was announced; otherwise empty it."""
    with open(handle, "rb", closefd=False) as grown:
        grown.seek(0)
        same = hashlib.file_digest(grown, "sha256").hexdigest() == digest
    if not same or os.fstat(handle).st_size != size:
        os.ftruncate(handle, 0)
        return False
    os.fsync(handle)
    growing(id).rename(place_of(id))
    for path in (place_of(id).parent, folder(), folder().parent):  # the names, too, are on the disk
        directory = os.open(path, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    return True


def drawers() -> Iterator[list[Path]]:
    """Every file there is, a folder at a time."""
    for drawer in sorted(folder().glob("[0-9a-f][0-9a-f]")):
        yield [one for one in drawer.iterdir() if one.is_file()]
