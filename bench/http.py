"""How fast pages come, and whether a long history slows them: 400, 4,000 and 40,000 entries.

    .venv/bin/python -m bench.http

Three servers run side by side, one for each size, on data folders that go afterwards. Two people sign up
and pair over HTTP in each. What is compared is asked for in turns, so that a busy moment of the machine
falls on all sizes alike.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field

from bench.couple import Partner, b64, paired
from bench.envelopes import envelopes
from bench.figures import against, machine, p95, ratio, table
from bench.load import Job, Load
from bench.place import ROOT, Place, fresh_place, surroundings

SESSION = "twofold"  # the cookie's name at http://localhost
FLAT, MOST_QUERIES = 1.15, 12
WARM_UP = 24  # requests; each of the server's threads has its connection and templates after these
LOADS = {"Today": "/", "The newest 20": "/us", "Write a sealed entry": "/appreciation"}


@dataclass
class Filled:
    """A running server with a history, and Ada who asks."""

    size: int
    place: Place
    ada: Partner
    queries: dict[str, int]
    wall: list[float] = field(default_factory=list)  # ms of each Today, asked alone
    cpu: list[float] = field(default_factory=list)  # ms the server computed for it

    def today(self) -> tuple[float, float]:
        """Ask for Today; milliseconds until the answer was there, and of the server's processor."""
        cpu, began = self.place.cpu(), time.perf_counter()
        self.ada.visitor.get("/")
        took = time.perf_counter() - began
        return took * 1000, (self.place.cpu() - cpu) * 1000


def filled(size: int, stack: ExitStack) -> Filled:
    """Start, let two people in, stop, fill, and start again."""
    place = stack.enter_context(fresh_place())
    place.start()
    ada, ben = paired(place.port)
    for one in (ada, ben):
        one.visitor.hang_up()
    place.end()
    print(f"{size:,} entries: {place.run('bench.history', str(size)).strip()}", file=sys.stderr, flush=True)
    queries = json.loads(place.run("bench.queries", ada.visitor.cookies[SESSION]))
    place.start()
    for _ in range(WARM_UP):
        ada.visitor.get("/")
    return Filled(size, place, ada, queries)


def in_turns(places: Sequence[Filled], rounds: int) -> None:
    """Today of each size in turn, one request at a time; each round begins with another size."""
    for number in range(rounds):
        first = number % len(places)
        for one in (*places[first:], *places[:first]):
            wall, cpu = one.today()
            one.wall.append(wall)
            one.cpu.append(cpu)


def under_load(one: Filled, path: str, count: int, sealed: list[str]) -> Load:
    """Eight clients at once, from a process of their own."""
    visitor = one.ada.visitor
    job = Job(one.place.port, visitor.cookies, visitor.csrf, path, sealed, count=count)
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "bench.load"],
        input=json.dumps(asdict(job)),
        env=surroundings(one.place.folder),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    load = Load(**json.loads(ended.stdout))
    if load.refused:
        raise RuntimeError(f"{load.refused} of {len(load.took)} requests for {path} were refused")
    return load


def flatness(places: Sequence[Filled]) -> None:
    """Print how Today's time goes with the size of the history."""
    head = ["Today, one request at a time", *(f"{one.size:,}" for one in places)]
    named = (("Answered within, median ms", "wall"), ("Server's processor time, median ms", "cpu"))
    rows: list[list[object]] = [
        [name, *(f"{statistics.median(getattr(one, kind)):.2f}" for one in places)] for name, kind in named
    ]
    keys = {
        "Queries": "today",
        "Queries, both answers unfolded": "unfolded",
        "Queries, first look of the day": "first",
        "Queries, the newest 20": "us",
    }
    rows += [[name, *(one.queries[key] for one in places)] for name, key in keys.items()]
    table(head, rows)
    least, most = places[0], places[-1]
    rows = []
    for name, kind in (("answered within", "wall"), ("server's processor time", "cpu")):
        middle, low, high = ratio(getattr(most, kind), getattr(least, kind))
        what = f"Today, {most.size:,} against {least.size:,}: {name}"
        rows.append([what, f"{middle:.3f} ({low:.3f}–{high:.3f})", against(FLAT, middle)])
    queries = max(one.queries[state] for one in places for state in ("today", "unfolded"))
    rows.append(["Today, most queries at any size", queries, against(MOST_QUERIES, queries)])
    table(["Figure", "Measured (95 % interval)", "Target"], rows)


def loads(places: Sequence[Filled], count: int) -> None:
    """Print rates and times under load. Writing comes last, because it adds to the history."""
    sealed = [b64(one) for one in envelopes()]
    rows = []
    for name, path in LOADS.items():
        cells = []
        for one in places:
            load = under_load(one, path, count, sealed if "Write" in name else [])
            rate = len(load.took) / load.seconds
            cells.append(f"{rate:.0f} · {statistics.median(load.took):.1f} · {p95(load.took):.1f}")
        rows.append([name, *cells])
    table(["8 at once: requests/s · median ms · p95 ms", *(f"{one.size:,}" for one in places)], rows)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=[400, 4_000, 40_000])
    asked.add_argument("--rounds", type=int, default=200, help="requests in turns, at each size")
    asked.add_argument("--count", type=int, default=1000, help="requests of each load, at most")
    given = asked.parse_args()
    print(machine())
    with ExitStack() as stack:
        places = [filled(size, stack) for size in sorted(given.sizes)]
        in_turns(places, given.rounds)
        flatness(places)
        loads(places, given.count)


if __name__ == "__main__":
    main()
