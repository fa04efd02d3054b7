"""Every answer says what a page may load, and that nobody keeps a copy."""

import re

import pytest
from django.test import Client

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/healthz", "/there-is-no-such-page"])
def test_every_answer_carries_them(client: Client, address):
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_no_page_may_ask_where_somebody_is_or_listen(client: Client):
    policy = client.get("/sign-in").headers["Permissions-Policy"]
    for feature in ("geolocation", "microphone", "camera", "display-capture", "idle-detection"):
        assert f"{feature}=()" in policy


def test_health_says_which_version_answers(client: Client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": "0.1.0"}
    assert client.post("/healthz").status_code == 405


def test_policies_go_with_what_they_govern(client: Client):
    """A page, a worker and a picture one can open carry them; a script is governed by its page."""
    for address in ("/static/built/derive-worker-0.js", "/static/icon.svg", "/sign-in"):
        assert client.get(address).headers["Content-Security-Policy"] == POLICY
    assert "Content-Security-Policy" not in client.get("/static/built/main-0.js").headers


def test_a_file_that_never_changes_has_nothing_to_be_asked_again_by(client: Client):
    address = re.search(r"/static/built/main-\w+\.js", client.get("/sign-in").content.decode())
    assert address
    headers = client.get(address[0]).headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not {"ETag", "Last-Modified", "Referrer-Policy", "Cross-Origin-Opener-Policy"} & headers.keys()
    assert client.get("/static/icon.svg").headers["ETag"]
