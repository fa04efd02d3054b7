"""Two phones, one session: what each is shown, who may do what, and nothing written is lost."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.practices.library import practices
from twofold.practices.models import LiveSession, Seat
from twofold.practices.outline import outline
from twofold.testing import Cast

from .phone import LISTENING, Phone, begin, come_to, started

EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.fixture
def phones(cast: Cast) -> tuple[Phone, Phone]:
    live = begin(cast.paired().ada).json()["live"]
    return Phone(cast.ada, live), Phone(cast.ben, live)


def test_both_beginning_end_in_the_same_session(cast: Cast) -> None:
    cast.paired()
    assert begin(cast.ada).json()["live"] == begin(cast.ben).json()["live"]
    assert LiveSession.objects.count() == 1


def test_another_open_practice_is_offered_and_can_be_ended_for_a_new_one(cast: Cast) -> None:
    cast.paired()
    standing = begin(cast.ada).json()["live"]
    refused = begin(cast.ben, "morning-coffee")
    assert refused.status_code == 409
    assert refused.json()["open"]["id"] == standing
    fresh = begin(cast.ben, "morning-coffee", instead_of=standing)
    assert fresh.status_code == 200 and fresh.json()["live"] != standing
    assert LiveSession.objects.get(pk=standing).phase == "ended"


def test_a_beginning_that_nobody_came_to_stands_in_nobodys_way(cast: Cast) -> None:
    cast.paired()
    with time_machine.travel(EVENING, tick=False):
        standing = begin(cast.ada).json()["live"]
    with time_machine.travel(EVENING + timedelta(hours=2), tick=False):
        assert begin(cast.ben, "morning-coffee").status_code == 200
    assert LiveSession.objects.get(pk=standing).ended_at


def test_deeper_than_one_has_chosen_is_not_begun(cast: Cast) -> None:
    cast.paired()
    cast.ben.person.depth = 1
    cast.ben.person.save()
    deep = next(one for one in practices().values() if one.depth > 1)
    assert begin(cast.ada, deep.id).status_code == 404


def test_it_begins_when_both_are_ready(phones: tuple[Phone, Phone]) -> None:
    ada, ben = phones
    assert ada.say("join") == ben.say("join", version=1) == 200  # both at once: each on the first version
    assert ada.say("ready") == 200 and ada.state["phase"] == "lobby"
    assert ada.state["ready"] == {"you": True, "partner": False}
    assert ben.say("ready") == 200 and ben.state["phase"] == "running"


def test_on_one_screen_it_begins_with_one(phones: tuple[Phone, Phone]) -> None:
    ada, _ = phones
    assert ada.say("ready", mode="one") == 200
    assert (ada.state["phase"], ada.state["mode"], ada.state["role"]) == ("running", "one", "both")


def test_each_reads_their_own_part(phones: tuple[Phone, Phone]) -> None:
    ada, ben = come_to("speak", started(phones))
    step = practices()[LISTENING].step[ada.turn["step"]]
    assert (ada.state["role"], ben.state["role"]) == ("speaker", "listener")
    assert (ada.turn["text"], ben.turn["text"]) == (step.text, step.other)
    assert ada.turn["speaker"] == "you" and ben.turn["speaker"] == "partner"


def test_only_the_speaker_says_whether_it_fits(phones: tuple[Phone, Phone]) -> None:
    ada, ben = come_to("reflect", started(phones))
    assert "confirm" not in ben.state["may"] and "next" not in ben.state["may"]
    assert ben.say("confirm") == ben.say("not-quite") == ben.say("next") == 409
    assert ada.say("not-quite") == 200 and ada.state["again"] == 1 and ada.turn["kind"] == "reflect"
    turn = ada.state["turn"]
    assert ada.say("confirm") == 200 and ada.state["turn"] == turn + 1


def test_a_listener_left_alone_can_go_on(phones: tuple[Phone, Phone]) -> None:
    with time_machine.travel(EVENING, tick=False):
        _, ben = come_to("reflect", started(phones))
        assert ben.state["partner_here"] is True
    with time_machine.travel(EVENING + timedelta(minutes=1), tick=False):
        assert ben.look()["partner_here"] is False
        assert ben.say("next") == 200


def test_a_repeated_command_does_nothing_twice(phones: tuple[Phone, Phone]) -> None:
    ada, ben = started(phones)
    version = ada.state["version"]
    assert ada.say("next", version) == 200
    assert ada.say("next", version) == 409 and ada.state["turn"] == 1
    assert ben.say("next", version) == 409 and ben.state["turn"] == 1


def test_both_clocks_run_to_the_same_moment(phones: tuple[Phone, Phone]) -> None:
    with time_machine.travel(EVENING, tick=False):
        ada, ben = come_to("speak", started(phones))
        seconds = ada.turn["seconds"]
        due = (EVENING + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
        assert ada.state["ends_at"] == ben.state["ends_at"] == due.replace("+00:00", "Z")
        assert ada.say("more-time") == 200
        assert ada.state["server_now"] == "2026-11-22T20:00:00.000Z"
    with time_machine.travel(EVENING + timedelta(seconds=30), tick=False):
        assert ada.say("pause") == 200
        assert (ada.state["ends_at"], ada.state["remaining_ms"]) == (None, (seconds + 30) * 1000)
    with time_machine.travel(EVENING + timedelta(hours=5), tick=False):
        ben.look()
        assert ben.say("resume") == 200
        assert ben.state["ends_at"] == (EVENING + timedelta(hours=5, seconds=seconds + 30)).isoformat(
            timespec="milliseconds"
        ).replace("+00:00", "Z")


def test_swapping_waits_until_both_have_spoken(phones: tuple[Phone, Phone]) -> None:
    ada, ben = started(phones)
    come_to("speak", (ada, ben))
    assert ada.say("swap") == 200 and ada.turn["speaker"] == "partner"
    ada.say("next")
    assert ada.say("swap") == 409


def test_a_light_look_leaves_the_turns_out(phones: tuple[Phone, Phone]) -> None:
    ada, _ = phones
    version = ada.state["version"]
    assert "turns" not in ada.player.get(f"{ada.at}/state?version={version}").json()
    assert "turns" in ada.player.get(f"{ada.at}/state?version={version - 1}").json()


def test_whether_a_phone_was_here_is_forgotten_at_the_end(phones: tuple[Phone, Phone]) -> None:
    ada, _ = started(phones)
    assert Seat.objects.exclude(seen_at=None).exists()
    assert ada.say("end") == 200
    assert not Seat.objects.exclude(seen_at=None).exists()
    assert ada.look()["phase"] == "ended" and ada.state["may"] == []
    assert not Seat.objects.exclude(seen_at=None).exists()


def test_every_practice_can_be_gone_through(cast: Cast) -> None:
    cast.paired()
    for practice in list(practices().values())[::9]:
        live = begin(cast.ada, practice.id).json()["live"]
        ada = Phone(cast.ada, live)
        ada.say("ready", mode="one")
        for _ in outline(practice):
            assert ada.say("next") == 200
        assert ada.state["finished"] and ada.state["phase"] == "ended"
        assert cast.ada.get(ada.at).status_code == 200


def test_no_such_command_or_session(phones: tuple[Phone, Phone]) -> None:
    ada, _ = phones
    assert ada.player.post(f"{ada.at}/explode", version=1).status_code == 404
    assert ada.player.get(f"/practise/live/{uuid4()}/state").status_code == 404


def test_the_beat_of_a_phone_is_cheap(phones: tuple[Phone, Phone]) -> None:
    ada, _ = started(phones)
    ada.look()
    with CaptureQueriesContext(connection) as seen:
        ada.player.get(f"{ada.at}/state?version={ada.state['version']}")
    assert len(seen) <= 6
