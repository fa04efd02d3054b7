"""Reminders: off at first, one's own, by ways that are tried out, and with nothing to read in them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, expect

from e2e import conftest
from e2e.conftest import Guests, Place, surroundings
from e2e.people import Guest
from twofold.reminders.tests.receivers import MailServer, Receiver, Subscriber

# No push service can be reached from here: the browser is handed one on this machine, with real keys.
SUBSCRIBE = """
{
  const given = %s;
  PushManager.prototype.subscribe = async function (options) {
    window.askedWith = options;
    return { toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }) };
  };
}
"""


class NearbyPlace(Place):
    """A place that may send to this machine, and has a mail server here."""

    def __init__(self, folder: Path, mail: MailServer) -> None:
        super().__init__(folder)
        self.mail = mail

    def start(self) -> None:
        given = {
            "TWOFOLD_PRIVATE_NETWORK": "yes",
            "TWOFOLD_MAIL_URL": f"smtp://127.0.0.1:{self.mail.port}",
        }
        with patch.object(conftest, "surroundings", lambda: surroundings() | given):
            super().start()


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    running = MailServer()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory, mail: MailServer) -> Iterator[NearbyPlace]:
    running = NearbyPlace(tmp_path_factory.mktemp("near"), mail)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def nearby(chromium: Browser, near: NearbyPlace) -> Iterator[Guests]:
    made = Guests(chromium, near)
    yield made
    faults = [fault for guest in made.all for fault in guest.faults]
    for guest in made.all:
        guest.leave_browser()
    assert not faults


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    running = Receiver()
    yield running
    running.stop()


def card(guest: Guest, heading: str) -> Any:
    return guest.page.locator("section.card", has=guest.page.get_by_role("heading", name=heading, level=2))


def test_choosing_is_ones_own(nearby: Guests, near: NearbyPlace) -> None:
    ada, ben = nearby.pair()
    for guest in (ada, ben):
        guest.page.goto("/me")
        guest.page.get_by_role("link", name=re.compile("Choose what, when")).click()
        expect(guest.page.get_by_role("heading", name="Reminders", level=1)).to_be_visible()
        assert not guest.page.locator(".remind:not(.quiet-hours) input:checked").count()
        assert not guest.page.locator("#question-at").is_visible()
    page = ada.page
    page.get_by_label("The question of the evening").check()
    page.locator("#question-at").fill("18:45")
    page.get_by_label("Something new is here").check()
    page.locator("#news-every").select_option("12")
    page.locator("#quiet-from").fill("23:15")
    ada.button("Save").click()
    ada.see("Saved. Turn on a way for them to come")
    page.reload()
    expect(page.locator("#question-at")).to_have_value("18:45")
    expect(page.locator("#news-every")).to_have_value("12")
    expect(page.locator("#quiet-from")).to_have_value("23:15")
    ben.page.reload()
    assert not ben.page.locator(".remind:not(.quiet-hours) input:checked").count()
    assert near.held("select count(*) from reminders_wanted") == [(1,)]


def test_each_way_is_tried_out(
    nearby: Guests, near: NearbyPlace, receiver: Receiver, mail: MailServer
) -> None:
    ada = nearby.arrive("Ada")
    ada.sign_up()
    subscriber = Subscriber(receiver)
    ada.context.add_init_script(SUBSCRIBE % json.dumps(subscriber.subscription))
    ada.page.goto("/me/reminders")
    by_mail(ada, mail)
    by_any_address(ada, near, receiver)
    by_browser(ada, near, receiver, subscriber)


def tried(guest: Guest, heading: str) -> None:
    card(guest, heading).get_by_role("button", name="Send me a test").click()
    expect(card(guest, heading).get_by_text("Sent.", exact=True)).to_be_visible()


def by_mail(ada: Guest, mail: MailServer) -> None:
    """Nothing comes before its code has come back; what is taken away can be brought back."""
    ada.page.get_by_label("Your address").fill("ada@example.org")
    ada.button("Send me the code").click()
    ada.see("A code is on its way to")
    code = mail.got[-1].content.decode().split("Your code: ")[1][:6]
    ada.page.get_by_label("The code in that mail").fill("000000" if code != "000000" else "111111")
    ada.button("This is it").click()
    ada.see("That is not the code in the latest mail.")
    ada.page.get_by_label("The code in that mail").fill(code)
    ada.button("This is it").click()
    ada.see("Confirmed.")
    tried(ada, "By e-mail")
    told = mail.got[-1].content.decode()
    assert "A reminder you set." in told
    assert "Subject: Twofold\r\n" in told
    assert "Ada" not in told
    ada.page.get_by_role("button", name="Remove ada@example.org").click()
    ada.see("Removed. Nothing more comes this way.")
    expect(ada.page.get_by_label("Your address")).to_be_visible()
    ada.button("Undo").click()
    expect(card(ada, "By e-mail").get_by_text("To ada@example.org.")).to_be_visible()


def by_any_address(ada: Guest, near: NearbyPlace, receiver: Receiver) -> None:
    """Tried out, and never shown or written down again."""
    field = ada.page.get_by_label("Its address")
    field.fill("syslog://")
    ada.button("Keep it").click()
    ada.see("Addresses of this kind act on the server itself")
    field.fill(receiver.url.replace("http", "json") + "/a-secret-of-mine")
    ada.button("Keep it").click()
    expect(card(ada, "Another way").locator("li")).to_contain_text("json://…")
    tried(ada, "Another way")
    assert json.loads(receiver.got.pop()[2])["message"] == "A reminder you set"
    receiver.status = 500
    card(ada, "Another way").get_by_role("button", name="Send me a test").click()
    ada.see("The other side answered that it does not take this.")
    receiver.status = 201
    receiver.got.clear()
    assert "a-secret-of-mine" not in ada.page.content() + near.log.read_text()


def by_browser(ada: Guest, near: NearbyPlace, receiver: Receiver, subscriber: Subscriber) -> None:
    """Asked for by a press; the page has a worker of its own then; ends when the browser ends it."""
    page = ada.page
    assert page.evaluate("Notification.permission") != "granted"
    ada.context.grant_permissions(["notifications"], origin=near.url)
    page.reload()
    ada.button("Turn on here").click()
    ada.see("On. Reminders come to this browser.")
    asked = page.evaluate("[window.askedWith.userVisibleOnly, window.askedWith.applicationServerKey]")
    assert asked == [True, json.loads((near.folder / "push-key").read_text())["public"]]
    where = "navigator.serviceWorker.ready.then((one) => [one.scope, one.active.scriptURL])"
    assert page.evaluate(where) == [f"{near.url}/", f"{near.url}/service-worker.js"]
    tried(ada, "In this browser")
    (_, _, body) = receiver.got.pop()
    assert not receiver.got
    assert subscriber.read(body) == {"title": "Twofold", "body": "A reminder you set"}
    receiver.status = 410
    card(ada, "In this browser").get_by_role("button", name="Send me a test").click()
    expect(ada.button("Turn on here")).to_be_visible()
    assert near.held("select count(*) from reminders_browser") == [(0,)]
