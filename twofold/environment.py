"""Everything the environment can set, declared once.

`load` reads and checks all of it; nothing else in Twofold reads the environment. The table in
docs/self-hosting.md repeats these declarations, and a test compares the two.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent  # relative folders count from here
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class WrongValue(Exception):
    """A variable's value cannot be used. The message is one line, for whoever set it."""


@dataclass(frozen=True)
class Variable(Generic[T]):
    """One environment variable: what it means, and how its value is read."""

    name: str
    meaning: str
    default: str
    example: str
    read: Callable[[str], T]

    def value(self, environ: Mapping[str, str]) -> T:
        """The value, checked; the default when nothing is set. Raises WrongValue."""
        try:
            return self.read(environ.get(self.name, "").strip() or self.default)
        except ValueError as wrong:
            example = f"{self.name}={self.example}"
            raise WrongValue(f"{self.name} {wrong}. For example: {example}") from None


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


@dataclass(frozen=True)
class Environment:
    """All settings, checked."""

    data: Path
    url: PublicURL
    secret_key: str  # empty: one is kept in the data folder
    database: dict[str, Any] | None  # None: SQLite in the data folder
    mail: MailServer | None
    mail_from: str
    sign_up: str
    behind_proxy: bool
    log_level: str
    debug: bool


def load(environ: Mapping[str, str] | None = None) -> Environment:
    """Read every variable. Raises WrongValue at the first that cannot be used."""
    given = os.environ if environ is None else environ
    return Environment(
        data=DATA.value(given),
        url=URL.value(given),
        secret_key=SECRET_KEY.value(given),
        database=DATABASE.value(given),
        mail=MAIL_URL.value(given),
        mail_from=MAIL_FROM.value(given),
        sign_up=SIGN_UP.value(given),
        behind_proxy=BEHIND_PROXY.value(given),
        log_level=LOG_LEVEL.value(given),
        debug=DEBUG.value(given),
    )


def load_or_stop() -> Environment:
    """Like load, but a wrong value ends the program with its one line and exit code 2."""
    try:
        return load()
    except WrongValue as wrong:
        print(wrong, file=sys.stderr)
        raise SystemExit(2) from None


def _folder(value: str) -> Path:
    folder = (ROOT / Path(value).expanduser()).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ValueError(f"is {folder}, where no folder can be made ({problem.strerror})") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ValueError(f"is {folder}, where this user may not write")
    return folder


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValueError("is not an address") from None
    if not parts.hostname:
        raise ValueError("names no host")
    return parts


def _public_url(value: str) -> PublicURL:
    parts = _split(value)
    if parts.scheme not in ("http", "https"):
        raise ValueError("does not begin with http:// or https://")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("can hold a host, a port and a path, and nothing else")
    assert parts.hostname  # _split has checked it  # noqa: S101
    return PublicURL(parts.scheme, parts.hostname, parts.port, parts.path.rstrip("/"))


def _secret_key(value: str) -> str:
    if value and len(value) < 40:
        raise ValueError(f"has {len(value)} characters; 40 is the least")
    return value


def _database(value: str) -> dict[str, Any] | None:
    if not value:
        return None
    scheme = value.partition(":")[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("does not begin with sqlite:// or postgres://")
    try:
        return dict(dj_database_url.parse(value))
    except ValueError:  # whose own message can repeat the password
        raise ValueError("is not a database address") from None


def _mail_server(value: str) -> MailServer | None:
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


def _address(value: str) -> str:
    if "@" not in value or any(character in value for character in "\r\n"):
        raise ValueError("is not a mail address")
    return value


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"is {value!r}, and can be {', '.join(choices[:-1])} or {choices[-1]}")
        return value.lower()

    return read


def _yes(value: str) -> bool:
    return _one_of("yes", "no")(value) == "yes"


DATA = Variable(
    "TWOFOLD_DATA",
    "The folder that holds the database and the secret key. Made when it is missing.",
    "./data",
    "/srv/twofold",
    _folder,
)
URL = Variable(
    "TWOFOLD_URL",
    "The address people open, with the path if it is not at the top of its host.",
    "http://localhost:8000",
    "https://twofold.example.org",
    _public_url,
)
SECRET_KEY = Variable(
    "TWOFOLD_SECRET_KEY",
    "Signs cookies and forms. When not set, one is made at the first start"
    " and kept in the data folder as `secret-key`.",
    "",
    "$(openssl rand -base64 48)",
    _secret_key,
)
DATABASE = Variable(
    "DATABASE_URL",
    "Another database than SQLite in the data folder; PostgreSQL 14 or newer.",
    "",
    "postgres://twofold:password@localhost:5432/twofold",
    _database,
)
MAIL_URL = Variable(
    "TWOFOLD_MAIL_URL",
    "The server for outgoing mail. `smtp://` encrypts with STARTTLS unless the server is on this"
    " machine; `smtps://` encrypts from the first byte. When not set, no mail is sent.",
    "",
    "smtp://user:password@mail.example.org:587",
    _mail_server,
)
MAIL_FROM = Variable(
    "TWOFOLD_MAIL_FROM",
    "The sender of that mail.",
    "twofold@localhost",
    "twofold@example.org",
    _address,
)
SIGN_UP = Variable(
    "TWOFOLD_SIGN_UP",
    "Who can begin here: `open` to anybody who reaches the address,"
    " or `invited` to those a partner has invited.",
    "open",
    "invited",
    _one_of("open", "invited"),
)
BEHIND_PROXY = Variable(
    "TWOFOLD_BEHIND_PROXY",
    "`yes` when a proxy on this machine sets X-Forwarded-Proto and X-Forwarded-For.",
    "no",
    "yes",
    _yes,
)
LOG_LEVEL = Variable(
    "TWOFOLD_LOG_LEVEL",
    "`debug`, `info` (one line for each request), `warning` or `error`.",
    "warning",
    "info",
    _one_of("debug", "info", "warning", "error"),
)
DEBUG = Variable(
    "TWOFOLD_DEBUG",
    "`yes` shows mistakes in the browser and reads templates anew. For work on Twofold itself.",
    "no",
    "yes",
    _yes,
)

ALL: tuple[Variable[Any], ...] = (
    DATA,
    URL,
    SECRET_KEY,
    DATABASE,
    MAIL_URL,
    MAIL_FROM,
    SIGN_UP,
    BEHIND_PROXY,
    LOG_LEVEL,
    DEBUG,
)
