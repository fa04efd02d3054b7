"""Real ends for each way: a browser that decrypts, a mail server, a webhook; and where nothing may go."""

import json
import stat
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from twofold.people.models import Device
from twofold.reminders import errand, keys, ways
from twofold.reminders.models import Browser, Channel, Mailbox, Reminder
from twofold.reminders.outcome import Outcome, Result
from twofold.reminders.tests.receivers import MailServer, Receiver, Subscriber, check_signature
from twofold.reminders.words import TITLE, Words
from twofold.testing import Cast, Player
from twofold.wire import Refusal

NOTIFY = "json://127.0.0.1:{}/x"


def browser_of(player: Player, subscriber: Subscriber) -> Browser:
    device = Device.objects.create(person=player.person, session_key=uuid4().hex, browser="Firefox")
    return Browser.keep(device, **subscriber.subscription)


def channel_of(player: Player, receiver: Receiver) -> Channel:
    return Channel.keep(player.person, receiver.url.replace("http", "json") + "/hook")


# what is said


@pytest.mark.parametrize("kind", Reminder.Kind.values)
def test_nothing_but_two_neutral_sentences_can_be_said(
    cast: Cast, receiver: Receiver, mail_server: MailServer, near: None, kind: str
) -> None:
    """Every kind, by every way at once: all the words that leave this place."""
    cast.paired()
    subscriber = Subscriber(receiver)
    browser_of(cast.ada, subscriber)
    channel_of(cast.ada, receiver)
    Mailbox.objects.create(person=cast.ada.person, address="ada@example.org", confirmed_at=timezone.now())
    told = Reminder.about(cast.ada.person, cast.couple.pk, kind, "tea on the balcony", timezone.now()).words
    ways.send(ways.ways_of(cast.ada.person), told)
    said = "Something new" if kind == "news" else "A reminder you set"
    (_, _, pushed), (_, _, hooked) = receiver.got
    assert subscriber.read(pushed) == {"title": "Twofold", "body": said}
    assert {key: value for key, value in json.loads(hooked).items() if value} == {
        "version": "1.0",
        "title": "Twofold",
        "message": said,
        "type": "info",
    }
    mail = mail_server.got[0].content.decode()
    head, _, body = mail.partition("\r\n\r\n")
    assert "Subject: Twofold\r\n" in head
    assert body.split() == [*f"{said}.".split(), "http://localhost:8000"]
    for name in ("Ada", "Ben", str(cast.ada.id), str(cast.couple.pk), "tea"):
        assert name not in mail.replace("ada@example.org", "") + str(receiver.got)


def test_the_words_are_all_there_is() -> None:
    assert TITLE == "Twofold"
    assert {one.value for one in Words} == {"Something new", "A reminder you set"}


# web push


def test_a_push_is_encrypted_to_the_browser_and_signed_by_this_place(
    cast: Cast, receiver: Receiver, near: None
) -> None:
    subscriber = Subscriber(receiver)
    one = browser_of(cast.ada, subscriber)
    assert ways.send([one], Words.NEW) == [Result.SENT]
    _, headers, body = receiver.got[0]
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["ttl"] == "1800"
    claims = check_signature(headers["authorization"], keys.public_key())
    assert claims["aud"] == receiver.url
    assert claims["sub"].startswith("mailto:")
    assert b"Twofold" not in body and subscriber.read(body)["body"] == "Something new"


def test_the_key_is_made_once_and_kept_for_its_owner_alone(settings: Any) -> None:
    first = (keys.public_key(), keys.private_key())
    keys._kept.cache_clear()
    assert (keys.public_key(), keys.private_key()) == first
    file = settings.ENV.data / "push-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_has_ended_it_is_forgotten(
    cast: Cast, receiver: Receiver, near: None, status: int
) -> None:
    one = browser_of(cast.ada, Subscriber(receiver))
    receiver.status = status
    assert ways.send([one], Words.SET) == [Result.GONE]
    assert not Browser.objects.exists()


@pytest.mark.parametrize(
    ("status", "result"),
    [(201, Result.SENT), (202, Result.SENT), (400, Result.TURNED_AWAY), (503, Result.TURNED_AWAY)],
)
def test_what_a_push_service_answers(
    cast: Cast, receiver: Receiver, near: None, status: int, result: Result
) -> None:
    one = browser_of(cast.ada, Subscriber(receiver))
    receiver.status = status
    assert ways.send([one], Words.SET) == [result]
    assert Browser.objects.exists()


def test_nobody_is_led_elsewhere(cast: Cast, receiver: Receiver, near: None) -> None:
    receiver.status, receiver.headers = 307, {"Location": f"{receiver.url}/elsewhere"}
    sent: list[ways.Way] = [browser_of(cast.ada, Subscriber(receiver)), channel_of(cast.ada, receiver)]
    assert {one.outcome for one in ways.send(sent, Words.SET)} == {Outcome.NOT_SENT}
    assert "/elsewhere" not in receiver.paths


def test_a_server_that_is_not_there_can_be_tried_again(cast: Cast, receiver: Receiver, near: None) -> None:
    both: list[ways.Way] = [browser_of(cast.ada, Subscriber(receiver)), channel_of(cast.ada, receiver)]
    receiver.stop()
    assert ways.send(both, Words.SET) == [Result.UNREACHED, Result.UNREACHED]


def test_a_server_that_drips_holds_nobody_up(
    cast: Cast, receiver: Receiver, near: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    both: list[ways.Way] = [browser_of(cast.ada, Subscriber(receiver)), channel_of(cast.ada, receiver)]
    receiver.before = lambda: time.sleep(6)
    monkeypatch.setattr(errand, "SECONDS", 3)
    began = time.monotonic()
    assert ways.send(both, Words.SET) == [Result.SLOW, Result.SLOW]  # not again: it may have arrived
    assert time.monotonic() - began < 5


def test_the_length_of_an_answer_is_nobodys_business(cast: Cast, receiver: Receiver, near: None) -> None:
    receiver.headers = {"Content-Length": "9999999999"}
    one = browser_of(cast.ada, Subscriber(receiver))
    assert ways.send([one], Words.SET) == [Result.SENT]


def test_a_browser_is_for_who_is_there_now(cast: Cast, receiver: Receiver, near: None) -> None:
    """Two people may share one; the one before is told nothing in it any more."""
    subscriber = Subscriber(receiver)
    browser_of(cast.ada, subscriber)
    browser_of(cast.cleo, subscriber)
    assert [one.device.person_id for one in Browser.objects.select_related("device")] == [cast.cleo.id]


def test_signing_out_everywhere_ends_every_browser(cast: Cast, receiver: Receiver, near: None) -> None:
    for _ in range(2):
        browser_of(cast.ada, Subscriber(receiver, f"/{uuid4()}"))
    browser_of(cast.ben, Subscriber(receiver, "/ben"))
    assert cast.ada.post("/sign-out/everywhere").status_code == 200
    assert [one.endpoint for one in Browser.objects.all()] == [f"{receiver.url}/ben"]


# mail


def code_in(server: MailServer) -> str:
    return str(server.got[-1].content.decode().split("Your code: ")[1][:6])


def test_an_address_is_used_once_its_code_has_come_back(cast: Cast, mail_server: MailServer) -> None:
    box = Mailbox.begin(cast.ada.person, "ada@example.org")
    assert ways.ways_of(cast.ada.person) == []
    assert mail_server.got[0].rcpt_tos == ["ada@example.org"]
    code = code_in(mail_server)
    with pytest.raises(Refusal, match="not the code"):
        box.confirm("000000" if code != "000000" else "111111")
    box.confirm(f" {code[:3]} {code[3:]} ")
    assert ways.send(ways.ways_of(cast.ada.person), Words.SET) == [Result.SENT]
    assert "A reminder you set." in mail_server.got[1].content.decode()
    assert code not in Mailbox.objects.get().code


def test_a_code_can_be_guessed_five_times_and_for_an_hour(cast: Cast, mail_server: MailServer) -> None:
    box = Mailbox.begin(cast.ada.person, "ada@example.org")
    code = code_in(mail_server)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(Refusal, match="not the code"):
            box.confirm(wrong)
    with pytest.raises(Refusal, match="run out"):
        box.confirm(code)
    box = Mailbox.begin(cast.ada.person, "ada@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)), pytest.raises(Refusal, match="run out"):
        box.confirm(code_in(mail_server))


def test_nobodys_mailbox_is_filled_from_here(cast: Cast, mail_server: MailServer) -> None:
    """Three codes a day to one address, whoever asks; five a day for one person."""
    for player in (cast.ada, cast.ben, cast.cleo):
        Mailbox.begin(player.person, "Somebody@example.org")
    with pytest.raises(Refusal, match="Enough codes"):
        Mailbox.begin(Player("Dan").person, "somebody@example.org")
    for number in range(4):
        Mailbox.begin(cast.ada.person, f"{number}@example.org")
    with pytest.raises(Refusal, match="Enough codes"):
        Mailbox.begin(cast.ada.person, "last@example.org")
    assert len(mail_server.got) == 7


def test_a_mail_server_that_says_no_is_told(cast: Cast, mail_server: MailServer) -> None:
    mail_server.answer = "554 no"
    box = Mailbox(person=cast.ada.person, address="ada@example.org", confirmed_at=timezone.now())
    assert ways.send([box], Words.SET) == [Result.TURNED_AWAY]
    mail_server.stop()
    assert ways.send([box], Words.SET) == [Result.UNREACHED]


@pytest.mark.parametrize("address", ["ada", "ada@", "a@b.example\nBcc: c@d.example", "a b@c.example"])
def test_what_is_no_address_is_mailed_to_nobody(cast: Cast, mail_server: MailServer, address: str) -> None:
    with pytest.raises(Refusal, match="not a mail address"):
        Mailbox.begin(cast.ada.person, address)
    assert not mail_server.got
