"""Which addresses may be sent to, and what an errand may do while it is out."""

from typing import Any

import pytest

from twofold.people.models import Device
from twofold.reminders import errand, network, ways
from twofold.reminders.models import Browser, Channel
from twofold.reminders.outcome import Job, Result
from twofold.reminders.tests.receivers import Receiver, Subscriber
from twofold.reminders.words import Words
from twofold.testing import Cast
from twofold.values import ROOT
from twofold.wire import Refusal

NOTIFY = "json://127.0.0.1:{}/x"

TAKEN_OR_NOT = {
    "ntfys://a-topic-of-mine": Result.SENT,
    "discord://123456789012345678/abcdefghijklmnopqrstuvwxyz": Result.SENT,
    "nonsense": Result.UNKNOWN,
    "nosuch://host": Result.UNKNOWN,
    "json://[::1": Result.UNKNOWN,
    "syslog://": Result.LOCAL,
    "rsyslog://example.org": Result.LOCAL,
    "mailto://user:pass@example.org": Result.LOCAL,
    "json://example.org/?template=/etc/passwd": Result.FILES,
    "json://example.org/?%74emplate=/etc/passwd": Result.FILES,
    "vapid://ada@example.org/subscriber?keyfile=/etc/passwd": Result.LOCAL,
    "json://127.0.0.1/": Result.PRIVATE,
    "json://localhost:8000/": Result.PRIVATE,
    "xml://169.254.169.254/latest": Result.PRIVATE,
    "form://10.0.0.7/": Result.PRIVATE,
    "gotify://192.168.1.2/token12345": Result.PRIVATE,
    "json://[::1]/": Result.PRIVATE,
    "json://[::ffff:10.0.0.1]/": Result.PRIVATE,
}
OF_A_DESKTOP = ("dbus://", "gnome://", "macosx://", "windows://", "kde://", "glib://", "blink1://")


def test_which_addresses_are_taken() -> None:
    results = errand.run([Job("check", {"address": one}) for one in TAKEN_OR_NOT])
    assert dict(zip(TAKEN_OR_NOT, results, strict=True)) == TAKEN_OR_NOT


def test_what_acts_on_the_machine_itself_is_never_taken() -> None:
    """Apprise knows these where there is a desktop, and does not where there is none."""
    results = errand.run([Job("check", {"address": one}) for one in OF_A_DESKTOP])
    assert set(results) <= {Result.LOCAL, Result.UNKNOWN}


def test_what_leads_inward_is_not_reached_even_when_it_was_kept(cast: Cast, receiver: Receiver) -> None:
    """A name may lead elsewhere by the time of the sending: the connection itself is looked at."""
    address = receiver.url.replace("http", "json")
    one = Channel.objects.create(person=cast.ada.person, address=address)
    assert ways.send([one], Words.SET) == [Result.PRIVATE]
    subscriber = Subscriber(receiver)
    device = Device.objects.create(person=cast.ada.person, session_key="k", browser="Firefox")
    kept = Browser.objects.create(device=device, **subscriber.subscription)
    assert ways.send([kept], Words.SET) == [Result.PRIVATE]
    assert not receiver.got


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[fd00::1]/x",
        "https://user@push.example.org/x",
        "https://[::1/x",
        "file:///etc/passwd",
    ],
)
def test_a_push_service_is_out_on_the_internet(cast: Cast, receiver: Receiver, endpoint: str) -> None:
    given = {**Subscriber(receiver).subscription, "endpoint": endpoint}
    device = Device.objects.create(person=cast.ada.person, session_key="k", browser="Firefox")
    with pytest.raises(Refusal):
        Browser.keep(device, **given)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("127.0.0.53", True),
        ("0.0.0.0", True),  # noqa: S104 - looked at, not listened on
        ("100.64.0.1", True),
        ("169.254.169.254", True),
        ("224.0.0.1", True),
        ("::", True),
        ("fe80::1%eth0", True),
        ("64:ff9b::7f00:1", True),
        ("2002:7f00:1::", True),
        ("a name", True),
    ],
)
def test_what_counts_as_private(address: str, private: bool) -> None:
    assert network.is_private(address) is private


def test_an_errand_reads_no_file_and_runs_nothing(tmp_path: Any) -> None:
    """Watched in a process of its own, as every sending is."""
    import subprocess
    import sys

    script = """
import os, socket, subprocess, sys
from twofold.reminders.network import Watch
Watch(private_allowed=False)
def held(work):
    try: work()
    except PermissionError: return True
    return False
works = [lambda: open("/etc/hostname"), lambda: subprocess.run(["true"]), lambda: os.system("true"),
         lambda: socket.create_connection(("127.0.0.1", 9), 1),
         lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("10.0.0.1", 514)),
         lambda: socket.socket(socket.AF_UNIX).connect("/run/x")]
print([held(one) for one in works])
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert told.stdout.strip() == str([True] * 6), told.stderr


def test_three_addresses_are_the_most(cast: Cast, receiver: Receiver, near: None) -> None:
    for number in range(3):
        Channel.objects.create(person=cast.ada.person, address=f"{NOTIFY.format(1)}/{number}")
    with pytest.raises(Refusal, match="Three addresses"):
        Channel.keep(cast.ada.person, f"{NOTIFY.format(1)}/4")
