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

from .values import (
    MailServer,
    PublicURL,
    address,
    database,
    folder,
    mail_server,
    one_of,
    public_url,
    secret_key,
    yes,
)

T = TypeVar("T")


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
    private_network: bool
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
        private_network=PRIVATE_NETWORK.value(given),
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


DATA = Variable(
    "TWOFOLD_DATA",
    "The folder that holds the database and the secret key. Made when it is missing.",
    "./data",
    "/srv/twofold",
    folder,
)
URL = Variable(
    "TWOFOLD_URL",
    "The address people open, with the path if it is not at the top of its host.",
    "http://localhost:8000",
    "https://twofold.example.org",
    public_url,
)
SECRET_KEY = Variable(
    "TWOFOLD_SECRET_KEY",
    "Signs cookies and forms. When not set, one is made at the first start"
    " and kept in the data folder as `secret-key`.",
    "",
    "$(openssl rand -base64 48)",
    secret_key,
)
DATABASE = Variable(
    "DATABASE_URL",
    "Another database than SQLite in the data folder; PostgreSQL 14 or newer.",
    "",
    "postgres://twofold:password@localhost:5432/twofold",
    database,
)
MAIL_URL = Variable(
    "TWOFOLD_MAIL_URL",
    "The server for outgoing mail. `smtp://` encrypts with STARTTLS unless the server is on this"
    " machine; `smtps://` encrypts from the first byte. When not set, no mail is sent.",
    "",
    "smtp://user:password@mail.example.org:587",
    mail_server,
)
MAIL_FROM = Variable(
    "TWOFOLD_MAIL_FROM",
    "The sender of that mail.",
    "twofold@localhost",
    "twofold@example.org",
    address,
)
SIGN_UP = Variable(
    "TWOFOLD_SIGN_UP",
    "Who can begin here: `open` to anybody who reaches the address,"
    " or `invited` to those a partner has invited.",
    "open",
    "invited",
    one_of("open", "invited"),
)
BEHIND_PROXY = Variable(
    "TWOFOLD_BEHIND_PROXY",
    "`yes` when a proxy on this machine sets X-Forwarded-Proto and X-Forwarded-For.",
    "no",
    "yes",
    yes,
)
PRIVATE_NETWORK = Variable(
    "TWOFOLD_PRIVATE_NETWORK",
    "`yes` lets reminders go to addresses in private networks, as with ntfy or gotify at home."
    " Then everybody who has an account here can have small requests sent into them.",
    "no",
    "yes",
    yes,
)
LOG_LEVEL = Variable(
    "TWOFOLD_LOG_LEVEL",
    "`debug`, `info` (one line for each request), `warning` or `error`.",
    "warning",
    "info",
    one_of("debug", "info", "warning", "error"),
)
DEBUG = Variable(
    "TWOFOLD_DEBUG",
    "`yes` shows mistakes in the browser and reads templates anew. For work on Twofold itself.",
    "no",
    "yes",
    yes,
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
    PRIVATE_NETWORK,
    LOG_LEVEL,
    DEBUG,
)
