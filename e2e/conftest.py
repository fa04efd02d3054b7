"""A real server, a real browser, and two people and a stranger in contexts of their own.

Whatever a journey does, at its end no page may have asked another origin for anything, broken the
content security policy, or thrown an error.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as Lost

from e2e.people import Guest

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_START = 60


class Place:
    """A running Twofold with a folder and a log of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "twofold.serve", *self.options],
                env=surroundings(),
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.port = self._ready_port()

    def held(self, query: str, *values: object) -> list[Any]:
        """What the server holds; a query that changes it is kept."""
        with closing(sqlite3.connect(self.folder / "twofold.sqlite3", timeout=20)) as database:
            found = database.execute(query, values).fetchall()
            database.commit()
            return found

    @property
    def options(self) -> list[str]:
        return ["--port", str(self.port), "--data", str(self.folder)]

    def _ready_port(self) -> int:
        for _ in range(SECONDS_TO_START * 10):
            ready = re.findall(r"Twofold is ready at http://localhost:(\d+)", self.log.read_text())
            if ready and self.answers():
                return int(ready[-1])
            time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")

    def answers(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(10)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def surroundings() -> dict[str, str]:
    """This environment, less what it may say of another Twofold."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TWOFOLD_") and k != "DATABASE_URL"}
    return kept | {"PYTHONPATH": str(ROOT), "TWOFOLD_LOG_LEVEL": "info"}


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    running = Place(tmp_path_factory.mktemp("place"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "the browser tests need Debian's chromium"
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


class Guests:
    """Makes people, each in a browser of their own, and looks after them at the end."""

    def __init__(self, browser: Browser, place: Place) -> None:
        self.browser, self.place = browser, place
        self.all: list[Guest] = []

    def arrive(self, name: str, **context: object) -> Guest:
        guest = Guest(name, self.browser, self.place.url, **context)
        self.all.append(guest)
        return guest

    def pair(self) -> tuple[Guest, Guest]:
        """Ada and Ben, signed up and paired by link."""
        ada, ben = self.arrive("Ada"), self.arrive("Ben")
        ada.sign_up()
        link = ada.invite()
        ben.sign_up(by=link)
        ben.accept()
        ada.page.wait_for_url("**/us/two")  # her page goes on by itself
        ada.page.wait_for_load_state()
        return ada, ben


@pytest.fixture
def guests(chromium: Browser, place: Place) -> Iterator[Guests]:
    made = Guests(chromium, place)
    yield made
    faults = [fault for guest in made.all for fault in guest.faults]
    for guest in made.all:
        guest.leave_browser()
    assert not faults


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that broke off says what each one had before them."""
    report = yield
    if report.when == "call" and report.failed:
        for made in getattr(item, "funcargs", {}).values():
            for guest in made.all if isinstance(made, Guests) else ():
                with suppress(Lost):
                    seen = guest.page.locator("main").inner_text(timeout=2_000)[:1_000]
                    report.sections.append((f"{guest.name} at {guest.page.url}", seen))
    return report
