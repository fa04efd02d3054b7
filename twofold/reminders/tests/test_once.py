"""Two clocks on one database, killed and started again: nobody is told twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from twofold.reminders.tests.receivers import Receiver
from twofold.values import ROOT

PEOPLE = 12
PREPARE = """
import sys, django; django.setup()
from datetime import timedelta
from uuid import uuid4
from django.core.management import call_command
from django.utils import timezone
from twofold.people.models import Person
from twofold.reminders.models import Channel, Reminder, Wanted
from twofold.sealing.sealer import make_identity, make_recovery_code, make_recovery_kit
call_command("migrate", verbosity=0)
kit = make_recovery_kit(make_recovery_code(), make_identity())
now = timezone.now()
at = now.time().replace(microsecond=0)
for number in range(int(sys.argv[2])):
    id = uuid4()
    locks = dict(handle=id.hex * 2, locator=id.hex[:22], recovery_locator=id.hex[:22])
    person = Person.objects.create(id=id, called="x", recovery_kit=kit, **locks)
    Channel.objects.create(person=person, address=f"{sys.argv[1]}/{number}")
    before = now - timedelta(hours=1)
    Wanted.objects.create(person=person, checkin=True, checkin_at=at, quiet=False, changed_at=before)
"""
# The same rounds as the server's thread, without the pause between them.
ROUNDS = """
import sys, django; django.setup()
from twofold.reminders import clock
for _ in range(int(sys.argv[1])):
    clock.tick()
print("done")
"""
COUNTS = """
import django; django.setup()
from twofold.reminders.models import Reminder
rows = Reminder.objects.all()
print(rows.count(), rows.exclude(sent_at=None).count(), rows.filter(claimed_at=None).count())
"""


class Place:
    """A database in a folder, and processes that work on it."""

    def __init__(self, folder: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        base = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "twofold.settings"}
        self.env = kept | base | {"TWOFOLD_DATA": str(folder), "TWOFOLD_PRIVATE_NETWORK": "yes"}
        self.running: list[subprocess.Popen[str]] = []

    def start(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments], env=self.env, stdout=subprocess.PIPE, text=True
        )
        self.running.append(process)
        return process

    def run(self, script: str, *arguments: str) -> str:
        told, _ = self.start(script, *arguments).communicate(timeout=120)
        return told

    def counts(self) -> tuple[int, int, int]:
        """Rows; those that count as said; those that nobody has taken."""
        rows, said, free = map(int, self.run(COUNTS).split())
        return rows, said, free


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    for process in made.running:
        process.kill()
        process.communicate()


def prepared(place: Place, receiver: Receiver, people: int = PEOPLE) -> None:
    place.run(PREPARE, receiver.url.replace("http", "json"), str(people))


def test_two_clocks_say_each_once(place: Place, receiver: Receiver) -> None:
    prepared(place, receiver)
    both = [place.start(ROUNDS, "3") for _ in range(2)]
    for one in both:
        assert one.communicate(timeout=120)[0] == "done\n"
    assert Counter(receiver.paths) == {f"/{number}": 1 for number in range(PEOPLE)}
    assert place.counts() == (PEOPLE, PEOPLE, 0)


def test_a_kill_in_the_middle_never_says_it_twice(place: Place, receiver: Receiver) -> None:
    """Killed while one is on its way: that one has arrived, and is not said again by whoever comes after."""
    prepared(place, receiver, 4)
    receiver.before = lambda: time.sleep(0.4)
    first = place.start(ROUNDS, "1")
    while not receiver.got:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    receiver.before = lambda: None
    for _ in range(2):
        assert place.run(ROUNDS, "2") == "done\n"
    assert Counter(receiver.paths) == {f"/{number}": 1 for number in range(4)}
    rows, said, free = place.counts()
    assert (rows, free) == (4, 0)
    assert said == 3  # the killed one knows it was taken, and cannot know how it went


def test_what_surely_did_not_arrive_is_tried_again_later(place: Place, receiver: Receiver) -> None:
    prepared(place, receiver, 2)
    receiver.status = 503
    place.run(ROUNDS, "2")
    assert Counter(receiver.paths) == {"/0": 1, "/1": 1}  # not at once: the pause comes first
    assert place.counts() == (2, 0, 2)
