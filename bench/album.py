"""How an album of 2,000 photos behaves: its first page, its thumbs, and scrolling through all of it.

    .venv/bin/python -m bench.album

Two servers run side by side, one with 20 photos and one with many. Two people sign up and pair in Chromium
in each, because what is scrolled through is opened by a real browser with real keys.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Browser, sync_playwright

from bench.figures import against, machine, ratio, table
from bench.place import ROOT, Place, fresh_place, surroundings
from bench.visitor import Visitor
from e2e.conftest import FLAGS
from e2e.people import Guest
from e2e.pictures import drawn

FEW = 20
FLAT, MOST_QUERIES, JANK = 1.15, 14, 50  # ratio, queries, ms
WARM_UP = 24
PAGE = "/us/album"
FILL = (sys.executable, "-P", "-m", "bench.album_history")
# Scrolls at reading speed to the end of the album, and notes how long each frame took.
SCROLL = """(pixels) => new Promise((resolve) => {
  const frames = [];
  let last = performance.now(), still = 0;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    const before = scrollY;
    scrollBy(0, pixels);
    still = scrollY === before && !document.querySelector("[data-earlier]") ? still + 1 : 0;
    if (still > 60 || frames.length > 20000) resolve(frames.slice(1));
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


@dataclass
class Filled:
    """A running server with an album, and somebody signed in twice: in Chromium, and without it."""

    size: int
    place: Place
    ada: Guest
    visitor: Visitor
    queries: int
    files: list[str]
    took: list[float] = field(default_factory=list)  # ms

    def first_page(self) -> None:
        began = time.perf_counter()
        self.visitor.get(PAGE)
        self.took.append((time.perf_counter() - began) * 1000)


def filled(size: int, browser: Browser, stack: ExitStack) -> Filled:
    """Start, let two people in, stop, fill, and start again."""
    place = stack.enter_context(fresh_place())
    place.start()
    ada, ben = (Guest(name, browser, f"http://localhost:{place.port}") for name in ("Ada", "Ben"))
    ada.sign_up()
    ben.sign_up(by=ada.invite())
    ben.accept()
    ada.page.wait_for_url("**/us/two")
    thumb = place.folder / "thumb.jpg"
    thumb.write_bytes(drawn(ada.page, size, 480, 360))
    for guest in (ada, ben):
        guest.page.goto("about:blank")
    cookies = {one["name"]: one["value"] for one in ada.context.cookies()}
    place.end()
    made = subprocess.run(
        [*FILL, str(size), str(thumb), cookies["twofold"], ada.sign_in_name],
        env=surroundings(place.folder) | {"DJANGO_SETTINGS_MODULE": "twofold.settings"},
        cwd=ROOT,
        check=True,
        input=ada.passphrase,
        stdout=subprocess.PIPE,
        text=True,
    )
    place.start()
    return Filled(size, place, ada, Visitor(place.port, cookies), **json.loads(made.stdout))


def first_pages(few: Filled, many: Filled, rounds: int) -> None:
    """Print the first page's time and queries, asked for in turns."""
    for one in (few, many):
        for _ in range(WARM_UP):
            one.visitor.get(PAGE)
    for number in range(rounds):
        for one in (few, many) if number % 2 else (many, few):
            one.first_page()
    medians = [f"{statistics.median(one.took):.2f} ms, {one.queries} queries" for one in (few, many)]
    table(["The album's first page", f"{few.size:,}", f"{many.size:,}"], [["median", *medians]])
    middle, low, high = ratio(many.took, few.took)
    rows: list[list[object]] = [
        ["Time, many against few", f"{middle:.3f} ({low:.3f}–{high:.3f})", against(FLAT, middle)],
        ["Queries", many.queries, against(MOST_QUERIES, many.queries)],
    ]
    table(["Figure", "Measured (95 % interval)", "Target"], rows)


def thumbs(many: Filled) -> list[object]:
    """A row: how long a hundred thumbs take, one after the other."""
    began = time.perf_counter()
    weight = sum(len(many.visitor.get(f"/us/files/{id}")) for id in many.files)
    took = time.perf_counter() - began
    return ["100 thumbs, one after the other", f"{took * 1000:.0f} ms, {weight / 1e6:.1f} MB", ""]


def scrolled(many: Filled, pixels: int) -> list[list[object]]:
    """Rows: what scrolling to the end was like."""
    page = many.ada.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(PAGE)
    page.locator("album-photo[state=open]").first.wait_for()
    frames = page.evaluate(SCROLL, pixels)
    there = page.locator("album-photo").count()
    held = page.locator("album-photo img").count()
    slow = [one for one in frames if one > JANK]
    share = (
        f"{len(slow) / len(frames):.2%} ({len(slow)} of {len(frames):,}), the longest {max(frames):.0f} ms"
    )
    return [
        [f"Frames over {JANK} ms, scrolling {pixels} px a frame", share, ""],
        ["Photos passed; pictures held at the end", f"{there:,}; {held}", ""],
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--size", type=int, default=2_000)
    asked.add_argument("--rounds", type=int, default=200, help="requests in turns, of each album")
    asked.add_argument("--pixels", type=int, default=20, help="how far to scroll in a frame")
    given = asked.parse_args()
    print(machine())
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("this needs Debian's chromium")
    with ExitStack() as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        few, many = (filled(size, browser, stack) for size in (FEW, given.size))
        first_pages(few, many, given.rounds)
        table(["An album of many", "Measured", ""], [thumbs(many), *scrolled(many, given.pixels)])
        browser.close()


if __name__ == "__main__":
    main()
