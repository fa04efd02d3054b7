"""The door: live events to their own small endpoint, everything else to Django's worker threads.

A request reaches a thread once its body is complete, so that a slow sender holds none.
"""

import logging
import os
import re
import time
from urllib.parse import quote

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.settings")
wsgi = get_wsgi_application()

from django.conf import settings  # noqa: E402 - after Django is set up

from . import events, stream  # noqa: E402
from .reminders import clock  # noqa: E402
from .stream import Receive, Scope, Send  # noqa: E402

THREADS = 4  # each keeps its database connection
SECRET_END = re.compile(r"(?<!/rhythm)(?<=/calendar/).+")  # whoever knows a calendar's address can read it
# A2wsgi's types are of its own making; they describe the same dictionaries.
django = WSGIMiddleware(wsgi, workers=THREADS)  # type: ignore[arg-type]
log = logging.getLogger("twofold.requests")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One connection or request, as ASGI describes it."""
    if scope["type"] == "lifespan":
        await live(receive, send)
    elif scope["type"] == "http":
        await http(scope, receive, logged(scope, send))


async def live(receive: Receive, send: Send) -> None:
    """Start events and the clock with the server, and end them with it."""
    await receive()
    events.start()
    clock.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    clock.stop()
    events.stop()
    await send({"type": "lifespan.shutdown.complete"})


async def http(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request."""
    prefix, inner = settings.PUBLIC_URL.path, scope["path"]
    # Some proxies take the path of TWOFOLD_URL off, others leave it: both arrive here alike.
    if f"{inner}/".startswith(f"{prefix}/"):
        inner = inner.removeprefix(prefix) or "/"
    if inner == "/events":
        await stream.answer(scope, receive, send)
        return
    body = await whole_body(receive)
    if body is None:
        await too_long(send)
        return

    async def at_once() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    placed = {**scope, "root_path": prefix, "path": prefix + inner}
    await django(placed, at_once, send)  # type: ignore[arg-type]


async def whole_body(receive: Receive) -> bytes | None:
    """A request's body, or None when it is longer than any request here has reason to be."""
    body = bytearray()
    more = True
    while more:
        part = await receive()
        body += part.get("body", b"")
        more = part.get("more_body", False)  # a browser that went has no more either
        if len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
    return bytes(body)


async def too_long(send: Send) -> None:
    """Turn a request away without reading the rest of it."""
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This is more than fits.\n"})


def logged(scope: Scope, send: Send) -> Send:
    """The same `send`, which also writes a line for the request: no query, no body, no person, no secret."""
    if not log.isEnabledFor(logging.INFO):
        return send
    began = time.perf_counter()

    async def noting(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            took = (time.perf_counter() - began) * 1000
            status = message["status"]
            path = quote(SECRET_END.sub("", scope["path"]))
            log.info("%s %s %s %.0f ms", scope["method"], path, status, took)
        await send(message)

    return noting  # type: ignore[return-value]
