"""Tells open pages at once that something has changed.

Three functions: `publish` from any thread, `subscribe` in the event loop, `close` from any thread.
A message says which part of a page is out of date and carries no words of anybody. It is sent
after the commit of the transaction that it is published in, so nobody fetches what is not there
yet. Messages are a courtesy: a page that misses one is told to fetch everything anew.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any, Self
from uuid import UUID

from django.db import transaction

from .neighbours import Listener, Notice, tell

Message = dict[str, Any]

REFRESH: Message = {"refresh": True}  # "you have missed something; fetch anew"
QUIET = 20.0  # seconds without a message, after which a stream yields None
MOST_WAITING = 16  # messages that wait for a slow reader
MOST_STREAMS = 8  # for each person


def publish(person_ids: Iterable[UUID], message: Message) -> None:
    """Send a message to every open page of these people, once the transaction is committed."""
    people = tuple(person_ids)
    notice = {"to": [str(person_id) for person_id in people], "message": message}
    transaction.on_commit(partial(_here.send, people, message), robust=True)
    transaction.on_commit(partial(tell, notice), robust=True)


def subscribe(person_id: UUID, session_key: str) -> "Stream":
    """Messages for one page, as an asynchronous iterator. Whoever takes it calls `end` after."""
    return _here.open(person_id, session_key)


def close(person_id: UUID | None = None, session_key: str | None = None) -> None:
    """End the streams of a person, of a session, or all, once the transaction is committed."""
    notice = {"end": person_id and str(person_id), "session": session_key}
    transaction.on_commit(partial(_here.end, person_id, session_key), robust=True)
    transaction.on_commit(partial(tell, notice), robust=True)


def is_open(person_id: UUID) -> bool:
    """Whether a page of this person's is open here. From any thread; it is kept nowhere."""
    return _here.has(person_id)


def mark(person_id: UUID) -> str:
    """How far this person's messages have come; a page takes it along, and its stream compares."""
    return _here.mark(person_id)


def start() -> None:
    """Deliver in the running event loop from now on."""
    _here.start()
    _neighbours.start()


def stop() -> None:
    """End every stream and deliver nothing more."""
    _neighbours.stop()
    _here.stop()


class Stream:
    """One page's messages, in order. Lives in the event loop; not for other threads."""

    __slots__ = ("_ended", "_home", "_waiter", "_waiting", "person_id", "session_key")

    def __init__(self, home: "Broadcaster", person_id: UUID, session_key: str) -> None:
        self.person_id = person_id
        self.session_key = session_key
        self._home = home
        self._waiting: deque[Message] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._ended = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Message | None:
        """The next message, or None after twenty quiet seconds."""
        if not self._waiting and not self._ended:
            await self._something()
        if self._ended:
            raise StopAsyncIteration
        return self._waiting.popleft() if self._waiting else None

    def put(self, message: Message) -> None:
        """Add a message. A page that does not keep up is told once to fetch everything."""
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            message = REFRESH
        self._waiting.append(message)
        self._wake()

    def end(self) -> None:
        """Take no more messages; the iterator stops. May be called twice."""
        self._ended = True
        self._home.forget(self)
        self._wake()

    async def _something(self) -> None:
        # A bare future and timer: a task and queue for each stream would double its memory.
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        timer = loop.call_later(QUIET, self._wake)
        try:
            await self._waiter
        finally:
            timer.cancel()
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)


class Broadcaster:
    """The streams of this process. What may be called from any thread says so."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: dict[UUID, list[Stream]] = {}
        self._counted: Counter[UUID] = Counter()
        self._began = time.time_ns()  # no mark of an earlier process is taken for one of this

    def start(self) -> None:
        """Deliver in the running event loop from now on."""
        self._loop = asyncio.get_running_loop()

    def stop(self) -> None:
        """End every stream and deliver nothing more."""
        self._end(None, None)
        self._loop = None

    def open(self, person_id: UUID, session_key: str) -> Stream:
        """A new stream. Beyond eight for one person, their oldest is ended."""
        theirs = self._streams.setdefault(person_id, [])
        stream = Stream(self, person_id, session_key)
        theirs.append(stream)
        for oldest in theirs[:-MOST_STREAMS]:
            oldest.end()
        return stream

    def mark(self, person_id: UUID) -> str:
        """A word that changes with every message to this person. From any thread."""
        return f"{self._began:x}-{self._counted[person_id]}"

    def has(self, person_id: UUID) -> bool:
        """Whether anybody listens for this person. From any thread."""
        return person_id in self._streams

    def forget(self, stream: Stream) -> None:
        """Deliver nothing more to a stream."""
        theirs = self._streams.get(stream.person_id, [])
        if stream in theirs:
            theirs.remove(stream)
        if not theirs:
            self._streams.pop(stream.person_id, None)

    def send(self, person_ids: tuple[UUID, ...], message: Message) -> None:
        """Deliver to these people, from any thread."""
        self._soon(partial(self._deliver, person_ids, message))

    def end(self, person_id: UUID | None, session_key: str | None) -> None:
        """End the streams that fit everything given, from any thread."""
        self._soon(partial(self._end, person_id, session_key))

    def send_all(self, message: Message) -> None:
        """Deliver to everybody here, from any thread."""
        self._soon(partial(self._deliver_all, message))

    def _soon(self, call: partial[None]) -> None:
        loop = self._loop
        if loop is None:  # a command or a test: there are no pages to tell
            return
        with suppress(RuntimeError):  # the loop was closed a moment ago, as the server stopped
            loop.call_soon_threadsafe(call)

    def _deliver(self, person_ids: tuple[UUID, ...], message: Message) -> None:
        for person_id in person_ids:
            self._counted[person_id] += 1
            for stream in self._streams.get(person_id, ()):
                stream.put(message)

    def _deliver_all(self, message: Message) -> None:
        self._deliver(tuple(self._streams), message)

    def _end(self, person_id: UUID | None, session_key: str | None) -> None:
        every = [stream for theirs in self._streams.values() for stream in theirs]
        for stream in every:
            if person_id in (None, stream.person_id) and session_key in (None, stream.session_key):
                stream.end()


def _heard(notice: Notice) -> None:
    """Act here on what another process has said."""
    if "message" in notice:
        _here.send(tuple(UUID(person_id) for person_id in notice["to"]), notice["message"])
    else:
        _here.end(UUID(notice["end"]) if notice["end"] else None, notice["session"])


_here = Broadcaster()
_neighbours = Listener(_heard, partial(_here.send_all, REFRESH))
