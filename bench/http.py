"""How fast pages come, and whether a long history slows them: 400, 4,000 and 40,000 entries.

    .venv/bin/python -m bench.http

Three servers run side by side, one for each size, on data folders that go afterwards. Two people sign up
and pair over HTTP in each. What is compared is asked for in turns, so that a busy moment of the machine
falls on all sizes alike.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field

from bench.couple import Partner, paired
from bench.envelopes import b64, draft, envelopes
from bench.figures import against, machine, p95, ratio, table
from bench.load import Job, Load
from bench.place import ROOT, Place, fresh_place, surroundings
from twofold.sealing.sealer import one_of

SESSION = "twofold"  # the cookie's name at http://localhost
FLAT, MOST_QUERIES = 1.15, 12
BEFORE, AFTER = "nobody has answered", "both have answered, nothing is new"
WALL, CPU = "until it is there", "the server's processor"
ON_TARGET = ("Today", "Today, both answers new", "Today, both have answered")  # the first look is one a day
ANSWER = re.compile(rb'data-url="([^"]+/answer)" data-asked="([^"]+)"')
WARM_UP = 24  # requests; each of the server's threads has its connection and templates after these
LOADS = {
    "Today": "/",
    "The newest 20": "/us/story",
    "The map": "/us/map",
    "The month": "/rhythm",
    "Write a sealed entry": "/appreciation",
}


@dataclass
class Filled:
    """A running server with a history, and the two who ask."""

    size: int
    place: Place
    ada: Partner
    ben: Partner
    queries: dict[str, int]
    took: dict[tuple[str, str], list[float]] = field(default_factory=dict)  # ms, by evening and clock

    def today(self, evening: str) -> None:
        """Ask for Today; note the time until it is there, and what the server's processor spent on it."""
        cpu, began = self.place.cpu(), time.perf_counter()
        self.ada.visitor.get("/")
        took = time.perf_counter() - began
        self.took.setdefault((evening, WALL), []).append(took * 1000)
        self.took.setdefault((evening, CPU), []).append((self.place.cpu() - cpu) * 1000)

    def evening_goes_on(self, sealed: str) -> None:
        """Both answer tonight's question, and Ada reads all there is to read."""
        found = ANSWER.search(self.ada.visitor.get("/"))
        if found is None:
            raise RuntimeError("Today has no question to answer")
        address, asked = (one.decode() for one in found.groups())
        for one in (self.ben, self.ada):
            id = one_of("answer", asked, str(one.keys.person))
            one.visitor.get("/")
            one.visitor.post(address, draft(sealed, one.couple, id))
        for path in ("/", "/us/story", "/us/story"):
            self.ada.visitor.get(path)


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
    return Filled(size, place, ada, ben, queries)


def in_turns(places: Sequence[Filled], evening: str, rounds: int) -> None:
    """Today of each size in turn, one request at a time; each round begins with another size."""
    for number in range(rounds):
        first = number % len(places)
        for one in (*places[first:], *places[:first]):
            one.today(evening)


def under_load(one: Filled, path: str, count: int, sealed: list[str]) -> Load:
    """Eight clients at once, from a process of their own."""
    visitor = one.ada.visitor
    job = Job(one.place.port, visitor.cookies, visitor.csrf, path, one.ada.couple, sealed, count=count)
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
    head = ["Today, one request at a time: median ms", *(f"{one.size:,}" for one in places)]
    cases = list(places[0].took)
    medians = [[f"{statistics.median(one.took[case]):.2f}" for one in places] for case in cases]
    table(head, [[", ".join(case), *cells] for case, cells in zip(cases, medians, strict=True)])
    states = places[0].queries
    counts = [[state, *(one.queries[state] for one in places)] for state in states]
    table(["Database queries", *(f"{one.size:,}" for one in places)], counts)
    least, most = places[0], places[-1]
    rows: list[list[object]] = []
    for case in cases:
        middle, low, high = ratio(most.took[case], least.took[case])
        rows.append([", ".join(case), f"{middle:.3f} ({low:.3f}–{high:.3f})", against(FLAT, middle)])
    table([f"Today, {most.size:,} against {least.size:,}", "Ratio (95 % interval)", "Target"], rows)
    queries = max(one.queries[state] for one in places for state in states if state in ON_TARGET)
    table(["Figure", "Measured", "Target"], [["Today, queries", queries, against(MOST_QUERIES, queries)]])


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
        in_turns(places, BEFORE, given.rounds)
        for one in places:
            one.evening_goes_on(b64(envelopes(1)[0]))
        in_turns(places, AFTER, given.rounds)
        flatness(places)
        loads(places, given.count)


if __name__ == "__main__":
    main()
