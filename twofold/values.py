"""How the values of settings are read. Each reader raises ValueError with the end of a sentence."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url

ROOT = Path(__file__).resolve().parent.parent  # relative folders count from here
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class PublicURL:
    """Where browsers find this Twofold."""

    scheme: str
    host: str  # a name or address, without the port
    port: int | None
    path: str  # "" or "/somewhere", never with a slash at the end

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port else "")

    @property
    def secure(self) -> bool:
        return self.scheme == "https"

    @property
    def local(self) -> bool:
        """Whether browsers count it as safe without HTTPS, because it never leaves the machine."""
        return self.host in LOCAL or self.host.endswith(".localhost")

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"


@dataclass(frozen=True)
class MailServer:
    """Where outgoing mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def folder(value: str) -> Path:
    """A folder that can be written to; made for its owner alone when it is missing."""
    path = (ROOT / Path(value).expanduser()).resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ValueError(f"is {path}, where no folder can be made ({problem.strerror})") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ValueError(f"is {path}, where this user may not write")
    return path


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValueError("is not an address") from None
    if not parts.hostname:
        raise ValueError("names no host")
    return parts


def public_url(value: str) -> PublicURL:
    """The address people open."""
    parts = _split(value)
    if parts.scheme not in ("http", "https"):
        raise ValueError("does not begin with http:// or https://")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("can hold a host, a port and a path, and nothing else")
    assert parts.hostname  # _split has checked it  # noqa: S101
    return PublicURL(parts.scheme, parts.hostname, parts.port, parts.path.rstrip("/"))


def secret_key(value: str) -> str:
    """A key, or nothing."""
    if value and len(value) < 40:
        raise ValueError(f"has {len(value)} characters; 40 is the least")
    return value


def database(value: str) -> dict[str, Any] | None:
    """Django's settings for a database, or None for the usual one."""
    if not value:
        return None
    scheme = value.partition(":")[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("does not begin with sqlite:// or postgres://")
    try:
        return dict(dj_database_url.parse(value))
    except ValueError:  # whose own message can repeat the password
        raise ValueError("is not a database address") from None


def mail_server(value: str) -> MailServer | None:
    """A mail server, or None for no mail."""
    if not value:
        return None
    parts = _split(value)
    if parts.scheme not in ("smtp", "smtps"):
        raise ValueError("does not begin with smtp:// or smtps://")
    host = parts.hostname or ""
    tls = parts.scheme == "smtps"
    # A mail server on this machine seldom has a certificate; any other has to encrypt.
    starttls = not tls and host not in LOCAL
    port = parts.port or (465 if tls else 587 if starttls else 25)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port, user, password, starttls, tls)


def address(value: str) -> str:
    """A mail address, on one line: it goes into a mail's head."""
    if "@" not in value or any(character in value for character in "\r\n"):
        raise ValueError("is not a mail address")
    return value


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader that takes these words and no others, in any case."""

    def read(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"is {value!r}, and can be {', '.join(choices[:-1])} or {choices[-1]}")
        return value.lower()

    return read


def yes(value: str) -> bool:
    """Yes or no."""
    return one_of("yes", "no")(value) == "yes"
