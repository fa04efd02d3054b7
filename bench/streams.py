"""What an open page costs the server, and how soon it hears of something new.

    .venv/bin/python -m bench.streams [--streams 2000]

So many event streams are opened and left alone; then entries are posted, and the time is taken until the
partner's page has the event. Streams and posts come from this one process, so the times are upper bounds.
"""

import argparse
import asyncio
import json
import math
import resource
import statistics
import time
from dataclasses import dataclass
from typing import Any

from bench.envelopes import b64, draft, envelopes
from bench.figures import machine, p95, table
from bench.place import Place, fresh_place
from bench.visitor import Visitor
from twofold.events import MOST_STREAMS

SESSION = "twofold"  # the cookie's name at http://localhost
AT_A_TIME = 32  # streams that are opened at once
POSTING = 10  # couples who post in turn
PATIENCE = 10.0  # seconds


@dataclass
class Page:
    """One open event stream."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, port: int, session: str) -> "Page":
        """Ask for events and wait for the greeting. RuntimeError when the server gives none."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        page = cls(reader, writer)
        asked = f"GET /events HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {SESSION}={session}\r\n\r\n"
        writer.write(asked.encode())
        status = await reader.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"no stream: {status!r}")
        await page.heard(b"retry:")
        return page

    async def heard(self, what: bytes) -> float:
        """The moment at which a line that begins so came; earlier lines are passed over."""
        while line := await self.reader.readline():
            if line.startswith(what):
                return time.perf_counter()
        raise RuntimeError("the stream has ended")


async def opened(port: int, sessions: list[str], count: int) -> list[Page]:
    """`count` streams, as many for each person as the server allows, a few at a time."""
    wanted = [session for session in sessions for _ in range(MOST_STREAMS)][:count]
    pages: list[Page] = []
    for start in range(0, count, AT_A_TIME):
        some = wanted[start : start + AT_A_TIME]
        pages += await asyncio.gather(*(Page.open(port, one) for one in some))
    return pages


async def posted(
    place: Place, couples: list[dict[str, Any]], pages: list[Page], count: int
) -> tuple[list[float], list[float]]:
    """Post in turn; milliseconds until the partner's page has the event, and until the answer is there."""
    posting = couples[:POSTING]
    authors = [Visitor(place.port, {SESSION: one["sessions"][0]}) for one in posting]
    for one in authors:
        one.get("/")
    # People come in the order of their couples, each with all of their streams.
    partners = [pages[(2 * number + 1) * MOST_STREAMS] for number in range(len(posting))]
    sealed, told, answered = envelopes(), list[float](), list[float]()
    for number in range(count):
        author, partner = authors[number % len(posting)], partners[number % len(posting)]
        entry = draft(b64(sealed[number % len(sealed)]), posting[number % len(posting)]["couple"])
        event = asyncio.ensure_future(partner.heard(b"data:"))
        began = time.perf_counter()
        await asyncio.to_thread(author.post, "/appreciation", entry)
        answered.append((time.perf_counter() - began) * 1000)
        told.append((await asyncio.wait_for(event, PATIENCE) - began) * 1000)
    return told, answered


async def measure(place: Place, couples: list[dict[str, Any]], streams: int, posts: int) -> None:
    """Open, weigh, post, and print."""
    sessions = [session for couple in couples for session in couple["sessions"]]
    # The first streams make the server load what all of them share.
    for page in await opened(place.port, sessions, AT_A_TIME):
        page.writer.close()
    await asyncio.sleep(1)
    before, _ = place.memory()
    pages = await opened(place.port, sessions, streams)
    await asyncio.sleep(1)
    after, _ = place.memory()
    told, answered = await posted(place, couples, pages, posts)
    for page in pages:
        page.writer.close()
    rows = [
        ["Memory of each stream", f"{(after - before) * 1e6 / 1024 / streams:.1f} KiB"],
        ["Server with all of them open", f"{after:.0f} MB"],
        ["From POST to event", f"{statistics.median(told):.1f} ms, p95 {p95(told):.1f} ms"],
        ["From POST to its own answer", f"{statistics.median(answered):.1f} ms, p95 {p95(answered):.1f} ms"],
    ]
    table([f"{streams:,} open streams, {posts} posts", "Measured"], rows)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--streams", type=int, default=500)
    asked.add_argument("--posts", type=int, default=200)
    given = asked.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the server inherits it
    print(machine())
    with fresh_place() as place:
        count = max(POSTING, math.ceil(given.streams / MOST_STREAMS / 2))
        couples = json.loads(place.run("bench.crowd", str(count)))
        place.start()
        streams = max(given.streams, POSTING * 2 * MOST_STREAMS)
        asyncio.run(measure(place, couples, streams, given.posts))


if __name__ == "__main__":
    main()
