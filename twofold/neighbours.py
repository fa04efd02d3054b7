"""Carries events between the processes that share one PostgreSQL database.

Each process delivers to its own pages at once and tells the others with NOTIFY. A notice holds
ids and names of parts, as events do. With SQLite there is one process and nothing here runs.
"""

import json
import logging
import secrets
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import psycopg
from django.db import connection

CHANNEL = "twofold"
LONGEST = 7900  # bytes; PostgreSQL takes notices shorter than 8000
PAUSE = 2.0  # seconds between attempts to come back to a database that went away

# By this a process knows its own notices, which it has acted on already.
_me = secrets.token_hex(8)
log = logging.getLogger(__name__)

Notice = dict[str, Any]


def tell(notice: Notice) -> None:
    """Send a notice to the other processes. One that is too long is left out."""
    if connection.vendor != "postgresql":
        return
    text = json.dumps({"from": _me, **notice})
    if len(text) > LONGEST:
        log.error("A notice of %s bytes is too long for PostgreSQL.", len(text))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])


class Listener:
    """Hears the other processes in a thread of its own, for as long as the server runs."""

    def __init__(self, heard: Callable[[Notice], None], returned: Callable[[], None]) -> None:
        """`heard` takes each notice; `returned` is called when some may have been missed."""
        self._heard = heard
        self._returned = returned
        self._stopped = Event()

    def start(self) -> None:
        """Begin to listen, if the database is PostgreSQL."""
        self._stopped.clear()
        if connection.vendor == "postgresql":
            parameters = connection.get_connection_params()
            Thread(target=self._listen, args=(parameters,), name="notices", daemon=True).start()

    def stop(self) -> None:
        """Stop within a second."""
        self._stopped.set()

    def _listen(self, parameters: dict[str, Any]) -> None:
        parameters = {name: parameters[name] for name in parameters if name not in DJANGOS_OWN}
        first = True
        while not self._stopped.is_set():
            try:
                with psycopg.connect(**parameters, autocommit=True) as database:
                    database.execute(f"LISTEN {CHANNEL}")
                    if not first:
                        self._returned()
                    first = False
                    self._hear(database)
            except psycopg.Error as problem:
                log.warning("Events from other processes are away: %s", type(problem).__name__)
                time.sleep(PAUSE)

    def _hear(self, database: psycopg.Connection[Any]) -> None:
        while not self._stopped.is_set():
            # Ends every second, to see whether it is time to stop.
            for notify in database.notifies(timeout=1.0):
                notice = json.loads(notify.payload)
                if notice.pop("from") != _me:
                    self._heard(notice)


# What Django adds to the parameters for connections of its own.
DJANGOS_OWN = frozenset({"context", "cursor_factory", "prepare_threshold"})
