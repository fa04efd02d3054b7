"""A Twofold of one's own to measure: started on a free port of this machine, looked at from outside.

Only processes started here are ever signalled, each by its own id.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SERVER = (sys.executable, "-P", "-m", "twofold.serve")
WITH_SET_UP = (str(ROOT / "bin" / "serve"),)
READY = re.compile(r"Twofold is ready at http://localhost:(\d+)")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


def surroundings(folder: Path) -> dict[str, str]:
    """This environment, with a data folder and nothing of another Twofold."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TWOFOLD_") and k != "DATABASE_URL"}
    return kept | {"PYTHONPATH": str(ROOT), "TWOFOLD_DATA": str(folder)}


class Place:
    """A server with a data folder. It keeps its port through restarts."""

    def __init__(self, folder: Path, command: tuple[str, ...] = SERVER) -> None:
        self.folder, self.command = folder, command
        self.port = 0
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Start, and give the seconds until it said that it is ready. RuntimeError when it never did."""
        began = time.perf_counter()
        with (self.folder / "server.log").open("a") as log:
            self._process = subprocess.Popen(
                [*self.command, "--port", str(self.port), "--data", str(self.folder)],
                env=surroundings(self.folder),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.port = self._ready_port()
        return time.perf_counter() - began

    def _ready_port(self) -> int:
        """Read its lines as they come: waiting in steps would round what is measured."""
        process = self._running()
        impatience = threading.Timer(SECONDS_TO_START, process.kill)
        impatience.start()
        try:
            for line in process.stdout or ():
                if ready := READY.search(line):
                    return int(ready[1])
        finally:
            impatience.cancel()
        process.wait()
        raise RuntimeError(f"the server did not start:\n{(self.folder / 'server.log').read_text()}")

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise RuntimeError("this server is not running")
        return self._process

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it: gently, or at once with SIGKILL. Nothing happens when it has stopped already."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def memory(self) -> tuple[float, float]:
        """Its resident and its proportional memory, in MB of 10^6 bytes."""
        lines = Path(f"/proc/{self._running().pid}/smaps_rollup").read_text()
        found = {name: int(kb) * 1024 / 1e6 for name, kb in re.findall(r"^(\w+): +(\d+) kB", lines, re.M)}
        return found["Rss"], found["Pss"]

    def cpu(self) -> float:
        """Seconds that its threads have spent on a processor, whatever else the machine was doing."""
        tasks = Path(f"/proc/{self._running().pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def run(self, module: str, *arguments: str) -> str:
        """What one of bench's own programs prints about this data folder, while nobody serves it."""
        ended = subprocess.run(
            [sys.executable, "-P", "-m", module, *arguments],
            env=surroundings(self.folder) | {"DJANGO_SETTINGS_MODULE": "twofold.settings"},
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return ended.stdout


@contextmanager
def fresh_place(command: tuple[str, ...] = SERVER) -> Iterator[Place]:
    """A place with an empty data folder, which goes afterwards; TMPDIR decides on which disk."""
    with TemporaryDirectory(prefix="twofold-bench-") as folder:
        place = Place(Path(folder), command)
        try:
            yield place
        finally:
            place.end()
