"""Any address that Apprise knows and speaks to over HTTP: ntfy, gotify, Signal, a chat, a webhook.

What acts on this machine, speaks something else or reads files is refused.
"""

import logging
import sys
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import apprise

from .network import Watch, leads_inward
from .outcome import Result
from .push import unconnected
from .words import TITLE, Words

CONNECT, ANSWER = 5.0, 8.0  # seconds
READ_FILES = ("vapid", "vapids", "fcm")
FILE_NAMES = frozenset({"template", "keyfile", "subfile", "file", "config", "attach"})

log = logging.getLogger("apprise")


def check(address: str, private_allowed: bool) -> Result:
    """Whether an address may be kept; sends nothing."""
    plugin = _plugin(address)
    if plugin is None:
        return Result.UNKNOWN
    parts = urlsplit(address)
    if not _speaks_http(plugin) or parts.scheme.lower() in READ_FILES:
        return Result.LOCAL
    named = {name.strip().lower().lstrip("+-:") for name, _ in parse_qsl(parts.query, True)}
    if named & FILE_NAMES:
        return Result.FILES
    hosts = {parts.hostname or "", str(getattr(plugin, "host", "") or "").strip("[]")} - {""}
    inward = not private_allowed and any(leads_inward(host) for host in hosts)
    return Result.PRIVATE if inward else Result.SENT


def notify(address: str, words: Words, watch: Watch) -> Result:
    """Send, and say how it went."""
    plugin = _plugin(address)
    if plugin is None or not _speaks_http(plugin):
        return Result.UNKNOWN  # kept while another Apprise knew it
    plugin.socket_connect_timeout, plugin.socket_read_timeout = CONNECT, ANSWER
    plugin.redirects = False
    heard = Heard()
    if plugin.notify(title=TITLE, body=words.value):
        return Result.SENT
    if watch.refused:
        return Result.PRIVATE
    return Result.TURNED_AWAY if "error=" in heard.lines else unconnected(heard.lines)


def _plugin(address: str) -> Any:
    asset = apprise.AppriseAsset(
        app_id=TITLE, app_desc=TITLE, app_url="", image_url_mask="", image_url_logo="", async_mode=False
    )
    try:
        urlsplit(address)
        return apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    except ValueError:
        return None


def _speaks_http(plugin: Any) -> bool:
    """Whether a plugin sends with `requests`, and with nothing less known."""
    names = {one.__module__ for one in type(plugin).__mro__} - {"apprise.plugins.base"}
    return any("requests" in vars(sys.modules[one]) for one in names if one.startswith("apprise.plugins."))


class Heard(logging.Handler):
    """What Apprise says of one sending: the one place where it tells why. Held for as long as that takes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines = ""
        log.setLevel(logging.DEBUG)
        log.propagate = False  # its lines can hold an address
        log.handlers = [self]

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage() + "\n"
