"""Sends in a process of its own, which ends with the errand.

The libraries that send take more memory than the whole idle server; a side that drips or never ends
is cut off with the process; and what happens there is watched without weighing on anything here.
"""

import json
import subprocess
import sys
from dataclasses import asdict

from django.conf import settings

from twofold.values import ROOT

from .outcome import Job, Result

SECONDS = 25  # for one person's ways together
CHILD = (sys.executable, "-P", "-m", "twofold.reminders.outside")


def run(jobs: list[Job]) -> list[Result]:
    """Do these outside, in order, and say how each went. What was not told counts as unsure."""
    if not jobs:
        return []
    private = bool(settings.ENV.private_network)
    asked = json.dumps({"private": private, "seconds": SECONDS, "jobs": [asdict(one) for one in jobs]})
    child = subprocess.Popen(  # noqa: S603 - our own module; what it is asked goes in by its stdin
        CHILD,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's words can hold an address
        text=True,
    )
    try:
        told, _ = child.communicate(asked, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        told, _ = child.communicate()
    names = [name for name in told.split() if name in Result.__members__]
    results = [Result[name] for name in names[: len(jobs)]]
    return results + [Result.SLOW] * (len(jobs) - len(results))
