"""Has two files looked at in a process of its own, which ends with its answer.

The library that knows FHIR takes more memory than is kept for an idle server, and a file made to
hang a reader is cut off with the process. Nothing of a file is kept or logged.
"""

import json
import subprocess
import sys
import threading
from typing import Any

from twofold.values import ROOT
from twofold.wire import Refusal

MOST = 256 * 1024  # bytes of each file
SECONDS = 10
CHILD = (sys.executable, "-P", "-m", "twofold.measures.scale_check")
TOO_LONG = "A file of at most 256 kB can be read here. Nothing was kept."
BUSY = "Two scales are being looked at just now. Try again in a moment; nothing is lost."
GAVE_UP = "These files could not be read to their end, so they were put away. Nothing was kept."
_room = threading.BoundedSemaphore(2)


def look_at(questionnaire: str, scoring: str) -> dict[str, Any]:
    """`{"scale": …}` or `{"faults": […]}`. Raises Refusal for what is too long, or takes too long."""
    if any(len(one.encode()) > MOST for one in (questionnaire, scoring)):
        raise Refusal(TOO_LONG)
    if not _room.acquire(timeout=SECONDS):
        raise Refusal(BUSY)
    try:
        told = _run(json.dumps({"questionnaire": questionnaire, "scoring": scoring, "seconds": SECONDS}))
    finally:
        _room.release()
    if told is None:
        raise Refusal(GAVE_UP)
    return told


def _run(asked: str) -> dict[str, Any] | None:
    """What the process answered; None where it ended without, or was ended."""
    child = subprocess.Popen(  # noqa: S603 - our own module; the files go in by its stdin
        CHILD,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's words can hold what a file says
        text=True,
    )
    try:
        told, _ = child.communicate(asked, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None
    try:
        found: dict[str, Any] = json.loads(told)
    except ValueError:
        return None
    return found
