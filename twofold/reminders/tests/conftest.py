"""Fixtures of this room's tests: the other ends, and people with something switched on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from twofold.people.models import Person
from twofold.reminders import clock, errand, keys
from twofold.reminders.models import Channel, Wanted
from twofold.reminders.outcome import Job, Result
from twofold.reminders.tests.receivers import MailServer, Receiver, let_in
from twofold.testing import Player
from twofold.values import mail_server as read_mail_server

EVENING = datetime(2026, 11, 22, 19, 30, 5, tzinfo=UTC)


class Outside:
    """Stands where the errand would leave the house, and keeps what would have been said."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.result = Result.SENT

    def __call__(self, jobs: list[Job]) -> list[Result]:
        self.jobs += jobs
        return [self.result] * len(jobs)


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Outside:
    stands = Outside()
    monkeypatch.setattr(errand, "run", stands)
    return stands


def tick_at(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        clock.tick()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    running = Receiver()
    yield running
    running.stop()


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    running = MailServer()
    url = f"smtp://127.0.0.1:{running.port}"
    settings.ENV = replace(settings.ENV, mail=read_mail_server(url))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Each test has a push key of its own."""
    keys._kept.cache_clear()
    settings.ENV = replace(settings.ENV, data=tmp_path)


@pytest.fixture
def near(settings: Any) -> None:
    """Addresses on this machine may be sent to."""
    let_in(settings)


def want(player: Player, *, zone: str = "UTC", way: str = "json://127.0.0.1:1/x", **chosen: Any) -> Wanted:
    """Switch on, with a way; quiet hours are off unless they are given."""
    Person.objects.filter(pk=player.id).update(time_zone=zone)
    player.person.refresh_from_db()
    if way:
        Channel.objects.get_or_create(person=player.person, address=way)
    given = {"quiet": "quiet_from" in chosen, "changed_at": datetime(2026, 1, 1, tzinfo=UTC), **chosen}
    wanted, _ = Wanted.objects.update_or_create(person=player.person, defaults=given)
    return wanted
