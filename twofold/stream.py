"""Sends a signed-in person's messages to their page, as server-sent events.

This is the one address that Django does not answer: a stream stays open for minutes, and
would hold one of the few worker threads all that time.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest, parse_cookie

from . import events

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# The browser comes back by itself and is asked for its session again.
LONGEST = 15 * 60.0  # seconds
GREETING = b"retry: 2000\nid: 1\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
]

# One thread, and so one database connection, for looking up sessions.
_sessions = ThreadPoolExecutor(1, thread_name_prefix="sessions")


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Send events until the page goes, the session ends or the server stops."""
    headers = dict(scope["headers"])
    cookies = headers.get(b"cookie", b"").decode("latin1")
    loop = asyncio.get_running_loop()
    who = await loop.run_in_executor(_sessions, signed_in, cookies)
    if scope["method"] != "GET" or who is None:
        # 204 is how a server tells an EventSource not to try again.
        await send(start(HTTPStatus.NO_CONTENT, HEADERS[1:]))
        await send({"type": "http.response.body", "body": b""})
        return
    stream = events.subscribe(*who)
    since = parse_qs(scope.get("query_string", b"").decode("latin1")).get("since", [""])[0]
    missed = since != events.mark(who[0])  # something happened between the page and its stream
    # The greeting gives every stream an id, so a page that comes back says so: it may have missed
    # something while it was away.
    if b"last-event-id" in headers or (since and missed):
        stream.put(events.REFRESH)
    gone = asyncio.ensure_future(until_gone(receive))
    gone.add_done_callback(lambda _: stream.end())
    timer = loop.call_later(LONGEST, stream.end)
    try:
        await send_all(stream, send)
    finally:
        timer.cancel()
        gone.cancel()
        stream.end()


async def send_all(stream: events.Stream, send: Send) -> None:
    """The whole body: the greeting, then each message, and a sign of life when it is quiet."""
    await send(start(HTTPStatus.OK, HEADERS))
    await send({"type": "http.response.body", "body": GREETING, "more_body": True})
    async for message in stream:
        await send({"type": "http.response.body", "body": frame(message), "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def start(status: HTTPStatus, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    """The first part of an answer."""
    return {"type": "http.response.start", "status": int(status), "headers": headers}


def frame(message: events.Message | None) -> bytes:
    """A message as the browser reads it; None becomes a comment, which it skips."""
    if message is None:
        return b":\n\n"
    return f"event: change\ndata: {json.dumps(message)}\n\n".encode()


async def until_gone(receive: Receive) -> None:
    """Return when the browser has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


def signed_in(cookie_header: str) -> tuple[UUID, str] | None:
    """The person and session key of a cookie header, or None for nobody. Asks the database."""
    key = parse_cookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    close_old_connections()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    return (person.pk, key) if person.is_authenticated else None
