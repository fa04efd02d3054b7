"""What Twofold takes: memory while it idles, the time to start, and the bytes of somebody's first visit.

    .venv/bin/python -m bench.footprint

The first visit is walked in a real Chromium with an empty cache: the welcome page, signing up to the end,
and Today. Bytes are those that came over the connection, headers included, as the browser counts them.
"""

import argparse
import http.client
import shutil
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, sync_playwright

from bench.couple import paired
from bench.figures import against, machine, table
from bench.place import SERVER, WITH_SET_UP, fresh_place
from e2e.conftest import FLAGS
from e2e.people import Guest

STARTS = 7
REQUESTS = 100
SETTLED = 1500  # milliseconds in which a page loads what it loads late
MOST_MEMORY, MOST_SECONDS, MOST_BYTES = 120, 2, 120  # MB, s, kB
OTHER, HEADERS, ANSWERS = "pages and data", "headers", "answers"
KINDS = {"js": "scripts", "css": "styles", "woff2": "fonts", "svg": "pictures"}


def memory() -> list[list[object]]:
    """Rows: the server's memory when it has just started, and after pages for two."""
    with fresh_place() as place:
        place.start()
        started = place.memory()
        ada, ben = paired(place.port)
        for number in range(REQUESTS):
            (ada, ben)[number % 2].visitor.get(("/", "/us/story", "/check-in", "/journal")[number % 4])
        used = place.memory()
    return [
        _row(f"Memory {when}, RSS (PSS)", rss, f"{rss:.0f} MB ({pss:.0f} MB)", MOST_MEMORY)
        for when, (rss, pss) in (("after start", started), (f"after {REQUESTS} requests", used))
    ]


def starts() -> list[list[object]]:
    """Rows: seconds until ready, on a data folder that is up to date, with and without the set-up's look."""
    rows = []
    for name, command in (("the server alone", SERVER), ("`bin/serve`, everything set up", WITH_SET_UP)):
        with fresh_place(command) as place:
            place.start()  # makes the database, and whatever set-up still finds to do
            took = []
            for _ in range(STARTS):
                place.end()
                took.append(place.start())
        shown = f"{statistics.median(took):.2f} s ({min(took):.2f}–{max(took):.2f})"
        rows.append(_row(f"Start, {name}", statistics.median(took), shown, MOST_SECONDS))
    return rows


def _row(name: str, value: float, shown: str, target: float) -> list[object]:
    return [name, shown, against(target, value)]


class Scales:
    """Weighs what comes over the connection of a page, by kind."""

    def __init__(self, session: CDPSession, port: int) -> None:
        self.weights: Counter[str] = Counter()
        self._port = port
        self._asked: dict[str, str] = {}  # by the request's id: the paths of which no end was seen yet
        self._headers: dict[str, int] = {}
        self._weighed: set[str] = set()
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.responseReceived", self._answer)
        session.on("Network.loadingFinished", self._finish)
        session.send("Network.enable")

    def _ask(self, event: dict[str, Any]) -> None:
        # A redirect keeps its id; what it weighed is told here alone.
        if before := event.get("redirectResponse"):
            self.weights[OTHER] += int(before["encodedDataLength"])
        self._asked[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _answer(self, event: dict[str, Any]) -> None:
        # At this moment the headers have come, and nothing else.
        self._headers[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _finish(self, event: dict[str, Any]) -> None:
        path = self._asked.pop(event["requestId"], "")
        headers = self._headers.pop(event["requestId"], 0)
        if event["encodedDataLength"]:  # nothing where it was in the browser's cache
            self._add(path, event["encodedDataLength"])
            self.weights[HEADERS] += headers
            self.weights[ANSWERS] += 1

    def _add(self, path: str, weight: float) -> None:
        self.weights[KINDS.get(path.rpartition(".")[2], OTHER)] += int(weight)

    def taken(self) -> Counter[str]:
        """What came since the last time."""
        # Chromium does not tell a page the weight of a worker's script, so that is asked for again.
        for path in {one for one in self._asked.values() if one.endswith(".js")} - self._weighed:
            self._weighed.add(path)
            self._add(path, weight_of(self._port, path))
        weights, self.weights = self.weights, Counter()
        return weights


def weight_of(port: int, path: str) -> int:
    """The bytes of a file as a browser is sent it, headers included."""
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    response = connection.getresponse()
    headers = sum(len(name) + len(value) + len(": \r\n") for name, value in response.getheaders())
    weight = len(b"HTTP/1.1 200 OK\r\n\r\n") + headers + len(response.read())
    connection.close()
    return weight


def first_visit(ada: Guest, scales: Scales) -> Iterator[tuple[str, Counter[str]]]:
    """What each step of a first visit weighs, in a browser that comes with an empty cache."""
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Welcome, the first page", lambda: ada.page.goto("/")),
        ("Signing up, to the end", ada.sign_up),
        ("Today, alone", ada.today),
    )
    for name, step in steps:
        step()
        ada.page.wait_for_timeout(SETTLED)
        yield name, scales.taken()


def today_for_two(ada: Guest, ben: Guest, session: CDPSession, scales: Scales) -> Counter[str]:
    """What Today weighs once two are in, for a browser whose cache was emptied."""
    ben.sign_up(by=ada.invite())
    ben.accept()
    ada.page.wait_for_timeout(SETTLED)
    session.send("Network.clearBrowserCache")
    scales.taken()
    ada.today()
    ada.page.wait_for_timeout(SETTLED)
    return scales.taken()


def weighed() -> list[tuple[str, Counter[str]]]:
    """Every step with its weight, then Today for two."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("this needs Debian's chromium")
    with fresh_place() as place, sync_playwright() as playwright:
        place.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        ada, ben = (Guest(name, browser, f"http://localhost:{place.port}") for name in ("Ada", "Ben"))
        session = ada.context.new_cdp_session(ada.page)
        scales = Scales(session, place.port)
        steps = list(first_visit(ada, scales))
        today = today_for_two(ada, ben, session, scales)
        browser.close()
    return [*steps, ("Today for two, cache emptied", today)]


def visit() -> None:
    """Print bytes by step and kind, then what there is a target for."""
    *steps, today = weighed()
    total: Counter[str] = sum((weights for _, weights in steps), Counter())
    lines = [*steps, ("The whole first visit", total), today]
    rows: list[list[object]] = [
        [name, *map(kb, kinds_of(weights)), kb(in_all(weights)), kb(weights[HEADERS]), weights[ANSWERS]]
        for name, weights in lines
    ]
    sums = ("in all", "of that headers", "answers")
    table(["First visit, kB over the connection", OTHER, *KINDS.values(), *sums], rows)
    compared = [(name, in_all(weights)) for name, weights in (lines[0], *lines[-2:])]
    rows = [_row(name, whole / 1000, f"{kb(whole)} kB", MOST_BYTES) for name, whole in compared]
    table(["First visit, with fonts", "Measured", "Target (kB)"], rows)


def kinds_of(weights: Counter[str]) -> list[int]:
    """The bytes of each kind, in the order of the table."""
    return [weights[kind] for kind in (OTHER, *KINDS.values())]


def in_all(weights: Counter[str]) -> int:
    """The bytes of every kind together; headers are in them."""
    return sum(kinds_of(weights))


def kb(count: int) -> str:
    return f"{count / 1000:.1f}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--visit", action="store_true", help="weigh the first visit and nothing else")
    given = asked.parse_args()
    print(machine())
    if not given.visit:
        table(["Memory and start", "Measured", "Target (MB, s)"], [*memory(), *starts()])
    visit()


if __name__ == "__main__":
    main()
