"""Clearing the shelf: files that were never finished, and those whose photo is gone for good."""

import time
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from twofold.couples.discarded import KEPT_FOR, Discarded

from . import shelf
from .models import LOOSE_FOR, SealedFile


def sweep() -> int:
    """Let go of what nobody can come back to; gives the number of files. For the clock, every hour."""
    SealedFile.objects.loose().filter(begun_at__lte=timezone.now() - LOOSE_FOR).delete()
    return sum(_clear(files) for files in shelf.drawers())


def _clear(files: list[Path]) -> int:
    settled = time.time() - KEPT_FOR.total_seconds()
    by_name = {one: one.name.removesuffix(shelf.GROWING) for one in files if _is_older(one, settled)}
    gone = set(by_name.values())
    # Asked twice: an undo may bring a file back from the removed ones while these are looked through.
    for known in (_with_a_row, _that_undo_may_bring_back, _with_a_row):
        gone -= known(gone)
    lost = [path for path, name in by_name.items() if name in gone]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _is_older(file: Path, moment: float) -> bool:
    try:
        return file.stat().st_mtime < moment
    except FileNotFoundError:  # finished since it was listed, and lying under its own name
        return False


def _with_a_row(names: set[str]) -> set[str]:
    ids = [UUID(one) for one in names if _is_id(one)]
    return {str(one) for one in SealedFile.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def _that_undo_may_bring_back(names: set[str]) -> set[str]:
    recent = Discarded.objects.filter(at__gt=timezone.now() - KEPT_FOR)
    rows = recent.filter(rows__contains="album.sealedfile").values_list("rows", flat=True)
    return {name for text in rows.iterator() for name in names if name in text}


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
