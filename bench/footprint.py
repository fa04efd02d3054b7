"""What Twofold takes: memory while it idles, the time to start, and the bytes of somebody's first visit.

    .venv/bin/python -m bench.footprint

The first visit is walked in a real Chromium with an empty cache: the welcome page, signing up to the end,
and Today. Bytes are those that came over the connection, headers included, as the browser counts them.
"""

import argparse
import shutil
import statistics
from collections import Counter
from pathlib import Path
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
KINDS = {"js": "scripts", "css": "styles", "woff2": "fonts", "svg": "pictures"}


def memory() -> list[list[object]]:
    """Rows: the server's memory when it has just started, and after pages for two."""
    with fresh_place() as place:
        place.start()
        started = place.memory()
        ada, ben = paired(place.port)
        for number in range(REQUESTS):
            (ada, ben)[number % 2].visitor.get(("/", "/us", "/check-in", "/journal")[number % 4])
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
    """Weighs what a page's connection brings, by kind."""

    def __init__(self, session: CDPSession) -> None:
        self.weights: Counter[str] = Counter()
        self._paths: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        # A redirect keeps its id; what it weighed is told here alone.
        if before := event.get("redirectResponse"):
            self.weights["pages and answers"] += before["encodedDataLength"]
        self._paths[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _came(self, event: dict[str, Any]) -> None:
        path = self._paths.get(event["requestId"], "")
        kind = KINDS.get(path.rpartition(".")[2], "pages and answers")
        self.weights[kind] += int(event["encodedDataLength"])

    def taken(self) -> Counter[str]:
        """What came since the last time."""
        weights, self.weights = self.weights, Counter()
        return weights


def first_visit(folder: Path | None = None) -> list[tuple[str, Counter[str]]]:
    """What each step of a first visit weighs, and Today by itself for one of two with an empty cache."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("this needs Debian's chromium")
    with fresh_place() as place, sync_playwright() as playwright:
        place.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        url = f"http://localhost:{place.port}"
        ada, ben = Guest("Ada", browser, url), Guest("Ben", browser, url)
        session = ada.context.new_cdp_session(ada.page)
        scales, found = Scales(session), []
        for name, step in (
            ("Welcome", lambda: ada.page.goto("/")),
            ("Signing up", ada.sign_up),
            ("Today, alone", ada.today),
        ):
            step()
            ada.page.wait_for_timeout(SETTLED)
            found.append((name, scales.taken()))
        ben.sign_up(by=ada.invite())
        ben.accept()
        session.send("Network.clearBrowserCache")
        ada.page.wait_for_timeout(SETTLED)
        scales.taken()
        ada.today()
        ada.page.wait_for_timeout(SETTLED)
        found.append(("Today, for two, empty cache", scales.taken()))
        browser.close()
    return found


def visit() -> None:
    """Print the first visit: bytes by step and kind, then the sum against the target."""
    *steps, today = first_visit()
    total: Counter[str] = sum((weights for _, weights in steps), Counter())
    kinds = ["pages and answers", *KINDS.values()]
    head = ["First visit, kB over the connection", *kinds, "all"]
    rows = [
        [name, *(f"{weights[kind] / 1000:.1f}" for kind in kinds), f"{weights.total() / 1000:.1f}"]
        for name, weights in (*steps, ("The whole first visit", total), today)
    ]
    table(head, rows)
    whole = total.total() / 1000
    shown = f"{whole:.1f} kB"
    table(["Figure", "Measured", "Target"], [_row("First visit, with fonts", whole, shown, MOST_BYTES)])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.parse_args()
    print(machine())
    table(["Figure", "Measured", "Target (MB, s)"], [*memory(), *starts()])
    visit()


if __name__ == "__main__":
    main()
