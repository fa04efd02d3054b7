"""The page of reminders: one's own, strict about what it takes, and small whatever there is."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.couples.discarded import Discarded
from twofold.people.models import Device
from twofold.reminders.models import Browser, Channel, Mailbox, Wanted
from twofold.reminders.tests.receivers import MailServer, Receiver, Subscriber
from twofold.testing import Cast, Player

PAGE = "/me/reminders"
CHOICE: dict[str, Any] = {
    "rhythm": True,
    "rhythm_before": 60,
    "question": True,
    "question_at": "19:30:00",
    "checkin": False,
    "checkin_at": "21:00:00",
    "tip": True,
    "tip_day": 6,
    "tip_at": "10:00:00",
    "news": True,
    "news_every": 6,
    "quiet": True,
    "quiet_from": "22:00:00",
    "quiet_until": "07:00:00",
}


def full(player: Player, receiver: Receiver) -> None:
    """As much as anybody can have."""
    for number in range(25):
        device = Device.objects.create(person=player.person, session_key=uuid4().hex, browser="Firefox")
        Browser.objects.create(device=device, **Subscriber(receiver, f"/{number}").subscription)
    for number in range(3):
        Channel.objects.create(person=player.person, address=f"ntfys://topic-{number}")
    Mailbox.objects.create(person=player.person, address="ada@example.org", confirmed_at=timezone.now())
    player.post(f"{PAGE}/choose", **CHOICE)


def test_everything_is_off_at_first(cast: Cast) -> None:
    page = cast.cleo.get(PAGE).content.decode()
    assert page.count(" checked>") == 1  # the quiet hours
    assert not Wanted.objects.exists()


def test_choices_are_kept(cast: Cast) -> None:
    assert cast.cleo.post(f"{PAGE}/choose", **CHOICE).status_code == 200
    kept = Wanted.objects.get()
    assert (kept.rhythm, kept.rhythm_before, kept.checkin, kept.tip_day) == (True, 60, False, 6)
    assert cast.cleo.post(f"{PAGE}/choose", **{**CHOICE, "news": False}).status_code == 200
    assert not Wanted.objects.get().news


@pytest.mark.parametrize(
    "wrong",
    [
        {"rhythm_before": 61},
        {"news_every": 0},
        {"tip_day": 7},
        {"question_at": "25:00:00"},
        {"question_at": ""},
        {"quiet": "yes"},
        {"rhythm": None},
    ],
)
def test_a_choice_that_is_not_offered_is_not_taken(cast: Cast, wrong: dict[str, Any]) -> None:
    assert cast.cleo.post(f"{PAGE}/choose", **{**CHOICE, **wrong}).status_code == 400
    assert not Wanted.objects.exists()


def test_nobody_else_sees_or_touches_them(cast: Cast, receiver: Receiver) -> None:
    ada = cast.paired().ada
    full(ada, receiver)
    before = cast.cleo.get(PAGE).content
    ways = {"browser": Browser.objects.all()[0].pk, "mail": Mailbox.objects.get().pk}
    ways["channel"] = Channel.objects.all()[0].pk
    for other in (cast.ben, cast.cleo):
        page = other.get(PAGE).content.decode()
        assert "ada@example.org" not in page and "ntfys://…" not in page and page.count(" checked>") == 1
        for way, id in ways.items():
            for act in ("test", "remove"):
                assert other.post(f"{PAGE}/{way}/{id}/{act}").status_code == 404
    assert len(before) and not receiver.got
    assert ada.post(f"{PAGE}/pigeon/1/test").status_code == 404
    assert ada.post(f"{PAGE}/browser/{2**70}/test").status_code == 404


def test_a_page_for_two_says_nothing_of_them(cast: Cast, receiver: Receiver) -> None:
    """What the partner is shown is the same, byte for byte, whatever one has switched on."""
    cast.paired()

    def shown() -> list[bytes]:
        import re

        pages = (cast.ben.get(path).content for path in ("/", "/us/two", "/talk", PAGE))
        return [re.sub(rb'(csrf|mark)" content="[^"]*"', b"", one) for one in pages]

    before = shown()
    full(cast.ada, receiver)
    assert shown() == before


def test_a_browser_is_kept_once_for_each_device(cast: Cast, receiver: Receiver, near: None) -> None:
    for _ in range(2):
        sent = Subscriber(receiver).subscription
        assert cast.cleo.post(f"{PAGE}/browser", **sent).status_code == 200
    kept = Browser.objects.get()
    assert kept.device.session_key == cast.cleo.client.session.session_key
    assert "On." in cast.cleo.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://x.example/" + "x" * 1000},
        {"endpoint": 7},
        {"p256dh": "AAAA"},
        {"p256dh": "B" * 87},
        {"p256dh": "ä" * 87},
        {"auth": "A" * 10},
        {"auth": ""},
        {"auth": "A=="},
    ],
)
def test_a_subscription_that_is_none_is_not_taken(
    cast: Cast, receiver: Receiver, near: None, wrong: dict[str, Any]
) -> None:
    sent = {**Subscriber(receiver).subscription, **wrong}
    assert cast.cleo.post(f"{PAGE}/browser", **sent).status_code == 400
    assert not Browser.objects.exists()


def test_signing_out_here_ends_it_here(cast: Cast, receiver: Receiver, near: None) -> None:
    cast.cleo.post(f"{PAGE}/browser", **Subscriber(receiver).subscription)
    assert cast.cleo.post("/sign-out").status_code == 200
    assert not Browser.objects.exists()


def test_what_is_removed_can_come_back(cast: Cast, receiver: Receiver, near: None) -> None:
    cast.cleo.post(f"{PAGE}/browser", **Subscriber(receiver).subscription)
    Channel.objects.create(person=cast.cleo.person, address="ntfys://topic")
    Mailbox.objects.create(person=cast.cleo.person, address="c@example.org", confirmed_at=timezone.now())
    models: dict[str, Any] = {"browser": Browser, "channel": Channel, "mail": Mailbox}
    for way, model in models.items():
        answer = cast.cleo.post(f"{PAGE}/{way}/{model.objects.get().pk}/remove")
        assert not model.objects.exists()
        assert cast.cleo.post(answer.json()["undo"]).status_code == 200
        assert model.objects.exists()
    assert not Discarded.objects.exists()


def test_without_a_mail_server_it_says_so(cast: Cast) -> None:
    assert "has no mail server" in cast.cleo.get(PAGE).content.decode()
    answer = cast.cleo.post(f"{PAGE}/mail", address="c@example.org")
    assert answer.status_code == 409 and "no mail server" in answer.json()["error"]


def test_an_address_is_confirmed_by_its_code(cast: Cast, mail_server: MailServer) -> None:
    assert cast.cleo.post(f"{PAGE}/mail/confirm", code="123456").status_code == 404
    assert cast.cleo.post(f"{PAGE}/mail", address=" c@example.org ").status_code == 200
    box = Mailbox.objects.get()
    answer = cast.cleo.post(f"{PAGE}/mail/{box.pk}/test")
    assert answer.status_code == 409 and "not confirmed" in answer.json()["error"]
    code = mail_server.got[0].content.decode().split("Your code: ")[1][:6]
    assert cast.cleo.post(f"{PAGE}/mail/confirm", code=code).status_code == 200
    for _ in range(2):
        assert cast.cleo.post(f"{PAGE}/mail/confirm", code="x").status_code == 200  # it is confirmed already
    assert cast.cleo.post(f"{PAGE}/mail", address="other@example.org").status_code == 409
    assert cast.cleo.post(f"{PAGE}/mail/{box.pk}/test").json()["sentence"] == "Sent."
    assert len(mail_server.got) == 2


def test_tests_one_after_the_other_slow_down(cast: Cast, mail_server: MailServer) -> None:
    box = Mailbox.objects.create(
        person=cast.cleo.person, address="c@example.org", confirmed_at=timezone.now()
    )
    answers = [cast.cleo.post(f"{PAGE}/mail/{box.pk}/test").status_code for _ in range(7)]
    assert answers == [200] * 5 + [409] * 2
    assert len(mail_server.got) == 5


@pytest.mark.parametrize("address", ["", "x" * 1001, "ntfys://a b", "ntfys://tö", "ntfys://a\n", 5, None])
def test_an_address_is_one_line_of_plain_letters(cast: Cast, address: Any) -> None:
    assert cast.cleo.post(f"{PAGE}/channel", address=address).status_code == 400


def test_an_address_is_never_shown_again_whole(cast: Cast, receiver: Receiver) -> None:
    full(cast.cleo, receiver)
    page = cast.cleo.get(PAGE).content.decode()
    assert "ntfys://…" in page and "topic-" not in page and receiver.url not in page


def test_the_page_is_small_whatever_there_is(cast: Cast, receiver: Receiver) -> None:
    cast.paired()
    cast.ben.get(PAGE)
    full(cast.ada, receiver)
    counts = []
    for player in (cast.ben, cast.ada):
        with CaptureQueriesContext(connection) as seen:
            assert player.get(PAGE).status_code == 200
        counts.append(len(seen))
    assert counts[1] <= min(counts[0] + 2, 12)
    assert cast.ada.get(PAGE).content.count(b"<li>") == 23  # twenty browsers and three addresses


def test_the_worker_is_served_at_the_root(client: Client, db: None, tmp_path: Path, settings: Any) -> None:
    answer = client.get("/service-worker.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=43200"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    script = answer.content.decode()
    for sentence in ("Something new", "A reminder you set"):
        assert script.count(sentence) == 1
    for never in ("indexedDB", "importScripts"):  # no keys, and no other script
        assert never not in script
    assert client.post("/service-worker.js").status_code == 405


def test_the_settings_lead_here(cast: Cast) -> None:
    assert f'href="{PAGE}"' in cast.cleo.get("/me").content.decode()
