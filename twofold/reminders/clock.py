"""The clock of this process: looks what is due, says it once, and tidies up. Several may run at once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.utils import timezone

from twofold import events

from . import sources, tidying, ways
from .reminder import Reminder
from .wanted import LATE

EVERY = 20.0  # seconds
AT_ONCE = 200  # reminders in one round; the rest has its turn in the next

log = logging.getLogger(__name__)


class Clock:
    """Ticks in a thread of its own, for as long as the server runs."""

    def __init__(self, every: float = EVERY) -> None:
        self.every = every
        self._stopped = Event()
        self._chores = [(minutes, chore, timezone.now()) for minutes, chore in tidying.CHORES]

    def start(self) -> None:
        self._stopped.clear()
        Thread(target=self._run, name="clock", daemon=True).start()

    def stop(self) -> None:
        """Begin nothing more. What is being sent at this moment is left to itself."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self.every):
            close_old_connections()
            tick(self._stopped.is_set)
            self._tidy()
        connection.close()

    def _tidy(self) -> None:
        now = timezone.now()
        for number, (minutes, chore, next_at) in enumerate(self._chores):
            if now >= next_at:
                attempt(chore)
                self._chores[number] = (minutes, chore, now + timedelta(minutes=minutes))


def tick(stopped: Callable[[], bool] = lambda: False) -> None:
    """One round: find what is due, leave news to pages that are open here, say what is left."""
    now = timezone.now()
    attempt(lambda: sources.look(now))
    attempt(lambda: leave_to_pages(now))
    for reminder in Reminder.objects.ready(now).select_related("person")[:AT_ONCE]:
        if stopped():
            return
        attempt(lambda one=reminder: say(one))  # type: ignore[misc]


def leave_to_pages(now: datetime) -> None:
    """A page that is open shows what is new by itself. Asked in every process: each knows its own pages."""
    news = Reminder.objects.waiting().filter(kind=Reminder.Kind.NEWS)
    for reminder in news.filter(due_at__gt=now - LATE)[:AT_ONCE]:
        if events.is_open(reminder.person_id):
            reminder.let_go()


def say(reminder: Reminder) -> None:
    """Say it by every way, if it still holds and nobody else has taken it."""
    now = timezone.now()
    if reminder.is_late(now) or not sources.holds(reminder, now):
        reminder.let_go()
    elif reminder.claim():
        reminder.settle(ways.send(ways.ways_of(reminder.person), reminder.words))


def attempt(work: Callable[[], object]) -> None:
    """Do it, and go on if it breaks. The log names the mistake alone: its words can hold an address."""
    try:
        work()
    except Exception as fault:  # noqa: BLE001 - the clock goes on whatever happens in one round
        place = fault.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        line = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
        log.error("The clock met %s in %s.", type(fault).__name__, line)


_here = Clock()


def start() -> None:
    _here.start()


def stop() -> None:
    _here.stop()
