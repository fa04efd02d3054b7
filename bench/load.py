"""The load generator, a process of its own: so many clients at once, each on a connection kept alive.

    echo JOB | python -m bench.load

JOB is a `Job` as JSON; the answer is a `Load` as JSON.
"""

import itertools
import json
import sys
import threading
import time
from dataclasses import asdict, dataclass, field

from bench.envelopes import draft
from bench.visitor import Visitor


@dataclass(frozen=True)
class Job:
    """What to ask for. With `sealed`, entries for the couple are written, each under an id of its own."""

    port: int
    cookies: dict[str, str]
    csrf: str
    path: str
    couple: str
    sealed: list[str] = field(default_factory=list)
    at_once: int = 8
    count: int = 1000
    seconds: float = 15.0  # nothing new is asked after these

    def body(self, number: int) -> bytes:
        return json.dumps(draft(self.sealed[number % len(self.sealed)], self.couple)).encode()


@dataclass(frozen=True)
class Load:
    """What came of it: milliseconds of each answer, seconds of all, and how many were no 200."""

    took: list[float]
    seconds: float
    refused: int


def run(job: Job) -> Load:
    """Do the job."""
    numbers, took, statuses = itertools.count(), list[float](), list[int]()
    ready = threading.Barrier(job.at_once + 1)
    clients = [
        threading.Thread(target=_client, args=(job, numbers, took, statuses, ready))
        for _ in range(job.at_once)
    ]
    for client in clients:
        client.start()
    ready.wait()
    began = time.perf_counter()
    for client in clients:
        client.join()
    seconds = time.perf_counter() - began
    return Load(took, seconds, sum(status != 200 for status in statuses))


def _client(
    job: Job,
    numbers: "itertools.count[int]",
    took: list[float],
    statuses: list[int],
    ready: threading.Barrier,
) -> None:
    visitor = Visitor(job.port, dict(job.cookies))
    visitor.csrf = job.csrf
    visitor.ask("GET", "/healthz")  # so that no measured request opens a connection
    ready.wait()
    until = time.perf_counter() + job.seconds
    while (number := next(numbers)) < job.count and time.perf_counter() < until:
        body = job.body(number) if job.sealed else None
        began = time.perf_counter()
        status, _ = visitor.ask("POST" if body else "GET", job.path, body)
        took.append((time.perf_counter() - began) * 1000)
        statuses.append(status)


if __name__ == "__main__":
    print(json.dumps(asdict(run(Job(**json.load(sys.stdin))))))
