"""Web push: one neutral notification to one browser, encrypted to it and signed by this place."""

import json
from typing import Any

import requests
from pywebpush import WebPushException, webpush  # type: ignore[import-untyped]

from .network import Watch
from .outcome import Result
from .words import TITLE, Words

WAITS_FOR = 30 * 60  # seconds that a push service keeps it for a browser that is away
TIMEOUT = (5.0, 8.0)  # seconds: to connect, to answer
ENDED = (404, 410)


def push(to: dict[str, str], words: Words, watch: Watch) -> Result:
    """Send to one browser: `to` holds its endpoint and keys, the private key that signs, and the sender."""
    subscription = {"endpoint": to["endpoint"], "keys": {"p256dh": to["p256dh"], "auth": to["auth"]}}
    signed: dict[str, Any] = {"vapid_private_key": to["key"], "vapid_claims": {"sub": to["sender"]}}
    payload = json.dumps({"title": TITLE, "body": words.value})
    with requests.Session() as session:
        session.max_redirects = 0
        session.hooks["response"] = [_without_body]
        given: dict[str, Any] = {"ttl": WAITS_FOR, "timeout": TIMEOUT, "requests_session": session}
        try:
            webpush(subscription, payload, **signed, **given)
        except WebPushException as fault:
            return Result.GONE if fault.status_code in ENDED else Result.TURNED_AWAY
        except requests.TooManyRedirects:
            return Result.TURNED_AWAY
        except requests.ConnectionError as fault:
            return Result.PRIVATE if watch.refused else unconnected(repr(fault))
        except requests.RequestException:
            return Result.SLOW
    return Result.SENT


def unconnected(why: str) -> Result:
    """Refused, not found, no way there: then nothing was said yet. Anything else broke off on the way."""
    names = ("NewConnectionError", "ConnectTimeout", "NameResolutionError", "SSLError")
    return Result.UNREACHED if any(name in why for name in names) else Result.SLOW


def _without_body(response: requests.Response, *_: object, **__: object) -> None:
    """The status says it all; a body without end would fill the memory."""
    response._content, response._content_consumed = b"", True
    response.close()
