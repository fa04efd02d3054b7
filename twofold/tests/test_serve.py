"""The server says when it is ready, answers below a path too, and stops when it is told."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from twofold.built import read_manifest
from twofold.values import ROOT

COMMAND = [sys.executable, "-P", "-m", "twofold.serve"]
SIGN_IN = """
import django; django.setup()
from uuid import uuid4
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from twofold.people.models import Person
from twofold.sealing.recovery import make_recovery_code, make_recovery_kit
kit = make_recovery_kit(make_recovery_code(), "AGE-SECRET-KEY-1")
person = Person(id=uuid4(), called="Ada", handle="h", locator="ada", recovery_kit=kit)
person.save()
request = HttpRequest()
request.session = SessionStore()
login(request, person)
request.session.save()
print(request.session.session_key)
"""


def around(data: Path, **given: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    base = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "twofold.settings"}
    return kept | base | {"TWOFOLD_DATA": str(data)} | given


class Running:
    """A server that was started for a test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self.process = process
        self.ready = process.stdout.readline()
        self.port = int(self.ready.rpartition(":")[2])

    def get(self, path: str, **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def stop(self, with_signal: signal.Signals) -> None:
        """Stop it, before an open page would be given up by itself; raises TimeoutExpired otherwise."""
        self.process.send_signal(with_signal)
        self.process.wait(10)


@contextmanager
def serving(data: Path, *arguments: str, **given: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments],
        env=around(data, **given),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("data")) as running:
        yield running


def test_it_says_that_it_is_ready_and_is(server):
    assert server.ready == f"Twofold is ready at http://localhost:{server.port}\n"
    assert json.load(server.get("/healthz"))["status"] == "ok"


def test_a_port_in_use_is_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        stopped = subprocess.run(
            [*COMMAND, "--port", str(port)], env=around(tmp_path), capture_output=True, text=True
        )
    assert stopped.returncode == 1
    assert stopped.stderr.count("\n") == 1
    assert f"Port {port} cannot be used" in stopped.stderr


def test_a_wrong_setting_is_one_line(tmp_path):
    env = around(tmp_path, TWOFOLD_LOG_LEVEL="loud")
    stopped = subprocess.run([*COMMAND, "--port", "0"], env=env, capture_output=True, text=True)
    assert stopped.returncode == 2
    assert stopped.stderr.startswith("TWOFOLD_LOG_LEVEL ")
    assert stopped.stderr.count("\n") == 1


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_without_waiting_for_an_open_page(tmp_path, with_signal):
    with serving(tmp_path) as running:
        signed_in = subprocess.run(
            [sys.executable, "-c", SIGN_IN],
            env=around(tmp_path),
            capture_output=True,
            text=True,
            check=True,
        )
        page = running.get("/events", Cookie=f"twofold={signed_in.stdout.strip()}")
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/event-stream"
        assert page.headers["X-Accel-Buffering"] == "no"
        assert page.readline() == b"retry: 2000\n"
        running.stop(with_signal)
        assert running.process.returncode == 0


def test_nobody_gets_no_stream_and_does_not_try_again(server):
    assert server.get("/events").status == 204
    assert server.get("/events", Cookie="twofold=guessed").status == 204


def test_below_a_path_it_answers_with_the_path_and_without(tmp_path):
    with serving(tmp_path, TWOFOLD_URL="http://localhost/two") as running:
        for path in ("/two/healthz", "/healthz", f"/two/static/built/{read_manifest()['main.js']}"):
            assert running.get(path).status == 200
        for path in ("/two/events", "/events"):
            assert running.get(path).status == 204
        assert running.get("/twohealthz").status == 404


def test_behind_a_proxy_it_knows_what_came_over_https(tmp_path):
    here = {"TWOFOLD_URL": "https://twofold.example.org", "TWOFOLD_BEHIND_PROXY": "yes"}
    host = {"Host": "twofold.example.org"}
    with serving(tmp_path, **here) as running:
        secure = running.get("/sign-in", **host, **{"X-Forwarded-Proto": "https"})
        assert secure.status == 200
        assert "max-age=" in secure.headers["Strict-Transport-Security"]
        plain = running.get("/sign-in", **host, **{"X-Forwarded-Proto": "http"})
        assert plain.status == 301
        assert plain.headers["Location"] == "https://twofold.example.org/sign-in"
        assert running.get("/healthz").status == 200
        elsewhere = running.get("/sign-in", Host="elsewhere.example")
        assert elsewhere.status == 400


@pytest.mark.parametrize("name", ["main.js", "main.css", "rooms.css", "derive-worker.js"])
def test_files_of_the_build_are_kept_for_ever_and_sent_compressed(server, name):
    path = f"/static/built/{read_manifest()[name]}"
    answer = server.get(path, **{"Accept-Encoding": "gzip, br"})
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"


def test_a_body_without_end_is_turned_away(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as caller:
        caller.sendall(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n")
        for _ in range(70):
            try:
                caller.sendall(b"x" * 65536)
            except OSError:  # turned away already
                break
        assert caller.recv(100).startswith(b"HTTP/1.1 413")


def test_slow_senders_hold_nobody_up(server):
    head = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(12)]
    for caller in slow:
        caller.sendall(head)
    began = time.monotonic()
    assert server.get("/healthz").status == 200
    assert time.monotonic() - began < 1
    for caller in slow:
        caller.close()


def test_a_log_line_holds_no_query(tmp_path):
    with serving(tmp_path, TWOFOLD_LOG_LEVEL="info") as running:
        running.get("/healthz?who=ada").read()
        running.stop(signal.SIGTERM)
        log = running.process.stderr
        assert log
        lines = [line for line in log if "twofold.requests" in line]
    assert len(lines) == 1
    assert re.search(r"GET /healthz 200 \d+ ms$", lines[0])
    assert "ada" not in lines[0]


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"TWOFOLD_URL": "http://twofold.example.org"}, "not HTTPS"),
        ({"TWOFOLD_URL": "https://twofold.example.org"}, "TWOFOLD_BEHIND_PROXY is no"),
    ],
)
def test_what_browsers_would_refuse_is_said_at_the_start(tmp_path, given, warning):
    with serving(tmp_path, **given) as running:
        running.stop(signal.SIGTERM)
        assert running.process.stderr
        lines = running.process.stderr.readlines()
    assert len(lines) == 1
    assert warning in lines[0]
