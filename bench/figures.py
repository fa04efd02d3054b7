"""From many durations to a few figures, and from figures to a Markdown table."""

import os
import platform
import random
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import gettempdir

RESAMPLES = 2000


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, float, float]:
    """The ratio of two medians with a 95 % interval, by resampling rounds in which both were measured."""
    chance = random.Random(1)  # noqa: S311 - the same figures give the same interval
    rounds = range(len(above))
    found = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(rounds, k=len(rounds))
        middle = statistics.median(above[i] for i in drawn)
        found.append(middle / statistics.median(below[i] for i in drawn))
    ends = statistics.quantiles(found, n=40, method="inclusive")
    return statistics.median(above) / statistics.median(below), ends[0], ends[-1]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table, ready to be pasted."""
    print()
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)


def against(target: float, measured: float) -> str:
    """What was asked for, and whether it was met."""
    sign = "≤ " if target else ""
    return f"{sign}{target:g}: {'met' if measured <= target else 'not met'}"


def machine() -> str:
    """The kind of machine and how busy it was, in a line; no names."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {_file_system()}; "
        f"load over 1, 5 and 15 minutes before the run: {load}"
    )


def _file_system() -> str:
    """The kind of file system that the data folders are on: waiting for a disk is part of a write."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [one for one in mounts if Path(gettempdir()).resolve().is_relative_to(one[1])]
    return max(holding, key=lambda one: len(one[1]))[2]
