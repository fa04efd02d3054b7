"""Kills the server with SIGKILL while entries are written, and counts what was lost of what it answered.

    .venv/bin/python -m bench.kill

Writers post sealed entries under fresh ids. Like the outbox in the browser, a writer that got no answer
sends the same entry again until it is answered. At the end the database is read directly.

This ends the process, not the machine: what the disk would lose in a power cut is not seen here.
"""

import argparse
import itertools
import json
import random
import signal
import sqlite3
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import UUID, uuid4

from bench.couple import Partner, paired
from bench.envelopes import b64, draft, envelopes
from bench.figures import against, machine, table
from bench.place import Place, fresh_place
from bench.visitor import Visitor

OK = 200
LIVES = (0.2, 2.5)  # seconds, from its being ready, after which a server is killed
PAUSE = 0.05  # seconds before a writer asks again
WRITERS = 8
SHARED, PRIVATE = "/appreciation", "/journal/keep"


@dataclass
class Post:
    """Every entry that was sent and what became of it. Shared by the writers, each adding its own."""

    sealed: list[bytes] = field(default_factory=envelopes)
    answered: dict[UUID, bytes] = field(default_factory=dict)
    unanswered: dict[UUID, bytes] = field(default_factory=dict)
    again: set[UUID] = field(default_factory=set)  # sent more than once
    refused: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def write(self, author: Partner, path: str) -> None:
        """Send one entry after the other until told to stop."""
        visitor = Visitor(author.visitor.port, dict(author.visitor.cookies))
        visitor.csrf = author.visitor.csrf
        for number in itertools.count():
            id, sealed = uuid4(), self.sealed[number % len(self.sealed)]
            self.unanswered[id] = sealed
            body = json.dumps(draft(b64(sealed), author.couple if path == SHARED else None, id)).encode()
            if not self._deliver(visitor, path, id, body):
                return
            self.answered[id] = self.unanswered.pop(id)

    def _deliver(self, visitor: Visitor, path: str, id: UUID, body: bytes) -> bool:
        """Send until it is answered; False when told to stop before."""
        while not self.stop.is_set():
            try:
                status, content = visitor.ask("POST", path, body)
            except (OSError, HTTPException):
                self.again.add(id)
                time.sleep(PAUSE)
                continue
            if status == OK:
                return True
            self.refused.append(f"{status} {content[:120]!r}")
            self.stop.set()
        return False


def killed_again_and_again(place: Place, post: Post, wanted: int, seconds: float) -> int:
    """Kill and start the server until enough is answered or the time is over. Gives the number of kills."""
    kills, until = 0, time.monotonic() + seconds
    while not post.stop.is_set():
        post.stop.wait(random.uniform(*LIVES))  # noqa: S311 - any moment will do
        place.end(signal.SIGKILL)
        kills += 1
        if len(post.answered) >= wanted or time.monotonic() > until:
            post.stop.set()
            break
        place.start()
    return kills


def kept(folder: Path) -> tuple[list[tuple[UUID, bytes]], int, str]:
    """The entries in the database file, how many revisions beside them, and whether the file is whole."""
    database = sqlite3.connect(folder / "twofold.sqlite3")
    try:
        rows = database.execute("SELECT id, sealed FROM couples_letter").fetchall()
        revisions = database.execute("SELECT count(*) FROM couples_revision").fetchone()[0]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        database.close()
    return [(UUID(id), bytes(sealed)) for id, sealed in rows], int(revisions), str(whole)


def report(place: Place, post: Post, kills: int) -> None:
    """Hold what was answered against what is kept, and print it."""
    rows, revisions, whole = kept(place.folder)
    by_id = dict(rows)
    missing = sum(id not in by_id for id in post.answered)
    changed = sum(by_id.get(id, sealed) != sealed for id, sealed in post.answered.items())
    unknown = sum(id not in post.answered and id not in post.unanswered for id in by_id)
    doubled = len(rows) - len(by_id) + revisions
    table(
        ["After kill -9 during writes", "Measured", "Target"],
        [
            ["Answered requests", f"{len(post.answered):,}", "≥ 10,000"],
            ["Kills", kills, ""],
            ["Sent again after a kill", len(post.again), ""],
            ["Missing of those", missing, against(0, missing)],
            ["Kept twice (rows and revisions)", doubled, against(0, doubled)],
            ["Kept with other bytes", changed, against(0, changed)],
            ["Kept and never sent", unknown, against(0, unknown)],
            ["`integrity_check`", whole, "ok"],
        ],
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--answered", type=int, default=10_000, help="stop after so many")
    asked.add_argument("--seconds", type=float, default=330, help="or after so long")
    given = asked.parse_args()
    print(machine())
    with fresh_place() as place:
        place.start()
        people = paired(place.port)
        post = Post()
        who = itertools.islice(itertools.cycle(itertools.product(people, (SHARED, PRIVATE))), WRITERS)
        writers = [threading.Thread(target=post.write, args=one) for one in who]
        for one in writers:
            one.start()
        try:
            kills = killed_again_and_again(place, post, given.answered, given.seconds)
        finally:
            post.stop.set()
            for one in writers:
                one.join()
        if post.refused:
            raise RuntimeError(f"a request was refused: {post.refused[0]}")
        report(place, post, kills)


if __name__ == "__main__":
    main()
