"""Promises with a day: looked at privately by each, opened together, and nobody is watched."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player
from twofold.trust.promises import promises_to_look_at
from twofold.trust.urls import urlpatterns
from twofold.trust.words import rebuilding

ROOM = Path(__file__).resolve().parent.parent
WEB = ROOM.parent.parent / "web"


def promise(player: Player, words: str = "supper on Friday", ahead: int = 0, **given: Any) -> UUID:
    day = (player.circle.day() + timedelta(days=ahead)).isoformat()
    sent = player.seal("promise", words, readable={"day": day}, **given)
    answer = player.post("/trust/promises/new", letter=sent)
    assert answer.status_code == 200, answer.content
    return UUID(sent["id"])


def look_letter(player: Player, id: UUID, kept: Any = 2, **given: Any) -> dict[str, Any]:
    own = one_of("kept", str(id), str(player.id))
    text = {"note": given.pop("note", "I noticed")}
    readable = given.pop("readable", {"kept": kept})
    return player.seal("kept", text, about=id, id=own, readable=readable, **given)


def look(player: Player, id: UUID, kept: Any = 2, **given: Any) -> Any:
    return player.post(f"/trust/promises/{id}/look", letter=look_letter(player, id, kept, **given))


def page(player: Player, id: UUID) -> str:
    return str(player.get(f"/trust/promises/{id}").content.decode())


def test_a_promise_is_for_both_at_once(cast: Cast) -> None:
    id = promise(cast.paired().ada, ahead=3)
    assert str(id) in cast.ben.get("/trust/promises").content.decode()
    assert cast.ben.open(Letter.objects.get(pk=id), cast.ada) == "supper on Friday"
    assert "still to come" in page(cast.ben, id)


def test_neither_reads_the_others_look_first(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    before = cast.ben.get(f"/trust/promises/{id}").content
    untouched = cast.ben.get("/trust/promises").content
    assert look(cast.ada, id, 1).json()["revealed"] is False
    # The same bytes, whether the other has looked or not.
    assert _plain(cast.ben.get(f"/trust/promises/{id}").content) == _plain(before)
    assert _plain(cast.ben.get("/trust/promises").content) == _plain(untouched)
    assert look(cast.ben, id, 2).json()["revealed"] is True
    for player in (cast.ada, cast.ben):
        shown = page(player, id)
        assert "Partly" in shown
        assert "You saw this differently" in shown
        assert "Looked at together" in player.get("/trust/promises").content.decode()


def _plain(content: bytes) -> bytes:
    """Without what differs on every page: the token of its forms, and the mark of its events."""
    return re.sub(rb'name="(csrf|mark)" content="[^"]*"', b"", content)


def test_only_what_changes_for_both_is_announced_to_both(cast: Cast, monkeypatch: Any) -> None:
    id = promise(cast.paired().ada)
    heard: list[set[UUID]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(set(people)))
    look(cast.ada, id)
    look(cast.ben, id)
    assert heard == [{cast.ada.id}, {cast.ada.id, cast.ben.id}]


def test_a_look_waits_for_its_day(cast: Cast) -> None:
    id = promise(cast.paired().ada, ahead=2)
    refused = look(cast.ben, id)
    assert (refused.status_code, refused.json()["error"]) == (409, "Its day has not come yet.")
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert look(cast.ben, id).status_code == 200


@pytest.mark.parametrize(
    "readable",
    [{}, {"kept": 3}, {"kept": -1}, {"kept": True}, {"kept": "2"}, {"kept": 1, "day": "2026-01-01"}],
)
def test_a_look_carries_one_number(cast: Cast, readable: dict[str, Any]) -> None:
    id = promise(cast.paired().ada)
    assert look(cast.ben, id, readable=readable).status_code == 400


@pytest.mark.parametrize(
    ("readable", "status"),
    [
        ({}, 400),
        ({"day": "soon"}, 400),
        ({"day": 3}, 400),
        ({"day": "20261122"}, 400),
        ({"day": "2020-01-01"}, 409),
        ({"day": "2199-01-01"}, 409),
        ({"day": "2026-11-22", "where": "home"}, 400),
    ],
)
def test_a_promise_carries_its_day_and_nothing_else(cast: Cast, readable: Any, status: int) -> None:
    sent = cast.paired().ada.seal("promise", "words", readable=readable)
    assert cast.ada.post("/trust/promises/new", letter=sent).status_code == status
    assert not Letter.objects.exists()


def test_its_author_changes_it_and_nobody_else(cast: Cast) -> None:
    id = promise(cast.paired().ada, ahead=1)
    day = (cast.ada.circle.day() + timedelta(days=5)).isoformat()
    for player, status in ((cast.ben, 404), (cast.cleo, 409), (cast.ada, 200)):
        shared = player.couple_keys is not None
        sent = player.seal("promise", "on Sunday", id=id, revision=2, readable={"day": day}, shared=shared)
        assert player.post(f"/trust/promises/{id}", letter=sent).status_code == status, player.name
        assert player.post(f"/trust/promises/{id}", letter=sent).status_code == status  # sent twice
    changed = Letter.objects.get(pk=id)
    assert (changed.revision, changed.shows_edit) == (2, True)
    assert changed.readable == {"day": day}


def test_two_devices_change_it(cast: Cast) -> None:
    id = promise(cast.paired().ada, ahead=1)
    day = {"day": cast.ada.circle.day().isoformat()}
    words = ("from one", "from the other")
    sent = [cast.ada.seal("promise", one, id=id, revision=2, readable=day) for one in words]
    assert [cast.ada.post(f"/trust/promises/{id}", letter=one).status_code for one in sent] == [200, 409]
    assert Letter.objects.get(pk=id).revisions.filter(stray=True).count() == 1


def test_once_both_have_looked_it_stays_as_it_was(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    for player in (cast.ada, cast.ben):
        look(player, id)
    day = {"day": cast.ada.circle.day().isoformat()}
    sent = cast.ada.seal("promise", "other words", id=id, revision=2, readable=day)
    assert cast.ada.post(f"/trust/promises/{id}", letter=sent).status_code == 409


def test_letting_a_promise_go_leaves_an_empty_place_and_can_be_undone(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    cast.ben.get("/trust/promises")
    undo = cast.ada.post(f"/letters/{id}/remove").json()["undo"]
    assert cast.ben.get(f"/trust/promises/{id}").status_code == 404
    assert "These words were removed" in cast.ben.get("/trust/promises").content.decode()
    assert promises_to_look_at(cast.ben.circle) == []
    assert cast.ada.post(undo).status_code == 200
    assert cast.ben.get(f"/trust/promises/{id}").status_code == 200


def test_the_look_can_be_changed_and_taken_back_until_it_opens(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    look(cast.ada, id, 0)
    assert look(cast.ada, id, 1, revision=2).status_code == 200
    own = one_of("kept", str(id), str(cast.ada.id))
    assert cast.ada.post(f"/letters/{own}/remove").json()["taken_back"] is True
    assert not Letter.objects.filter(kind="kept").exists()
    look(cast.ben, id)
    assert look(cast.ada, id, 2).json()["revealed"] is True


def test_a_look_is_not_for_others(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    assert look(cast.cleo, id, shared=False).status_code == 409
    mine = look_letter(cast.ben, id)
    mine["id"] = str(uuid4())
    assert cast.ben.post(f"/trust/promises/{id}/look", letter=mine).status_code == 404
    assert cast.ben.get(f"/trust/promises/{uuid4()}").status_code == 404


def test_promises_of_a_practice_are_looked_at_the_same_way(cast: Cast) -> None:
    couple, about = cast.couple, uuid4()
    id = one_of("promise", str(about), str(cast.ada.id))
    day = couple.day().isoformat()
    place = {"couple": couple, "kind": "promise", "about": about, "readable": {"day": day}, "day": day}
    sealed = bytes(Letter.objects.get(pk=promise(cast.ada)).sealed)
    now = timezone.now()
    Letter.objects.create(id=id, author=cast.ada.person, sealed=sealed, appears_at=now, **place)
    assert {one.pk for one in promises_to_look_at(cast.ben.circle)} >= {id}
    assert look(cast.ben, id).status_code == 200
    sent = cast.ada.seal("promise", "changed", id=id, about=about, revision=2, readable={"day": day})
    assert cast.ada.post(f"/trust/promises/{id}", letter=sent).status_code == 200
    assert Letter.objects.get(pk=id).about == about


def test_what_there_is_to_look_at_in_one_query(cast: Cast) -> None:
    due, _ = promise(cast.paired().ada), promise(cast.ada, ahead=2)
    circle = cast.ben.circle
    _ = circle.memberships
    with CaptureQueriesContext(connection) as asked:
        found = promises_to_look_at(circle)
    assert ([one.pk for one in found], len(asked)) == ([due], 1)
    look(cast.ben, due)
    assert promises_to_look_at(cast.ben.circle) == []
    assert [one.pk for one in promises_to_look_at(cast.ada.circle)] == [due]
    assert promises_to_look_at(cast.cleo.circle) == []
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        assert promises_to_look_at(cast.ada.circle) == []  # it is not held up to anybody for ever


def many(cast: Cast, count: int) -> None:
    """So many promises, each looked at by both."""
    sealed = bytes(Letter.objects.filter(kind="promise")[0].sealed)
    rows = []
    for back in range(1, count + 1):
        day, at = cast.couple.day() - timedelta(days=back), timezone.now() - timedelta(days=back)
        place = {"couple": cast.couple, "sealed": sealed, "day": day, "written_at": at, "appears_at": at}
        author = (cast.ada, cast.ben)[back % 2].person
        one = Letter(id=uuid4(), author=author, kind="promise", readable={"day": day.isoformat()}, **place)
        rows.append(one)
        for player in (cast.ada, cast.ben):
            own = Letter(
                id=uuid4(), author=player.person, kind="kept", about=one.pk, readable={"kept": 1}, **place
            )
            rows.append(own)
    Letter.objects.bulk_create(rows)


def test_pages_ask_the_same_however_long_the_history(cast: Cast) -> None:
    id = promise(cast.paired().ada)
    many(cast, 3)
    counts: dict[str, list[int]] = {}
    for length in (0, 90):
        many(cast, length)
        for path in ("/trust/promises", f"/trust/promises/{id}", "/trust/dos", "/trust/letting-go"):
            cast.ben.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert cast.ben.get(path).status_code == 200
            counts.setdefault(path, []).append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
    for path, (young, old) in counts.items():
        assert old <= min(young + 1, 14), (path, young, old)
    assert "many promises together" in cast.ben.get("/trust/promises").content.decode()


def test_no_rate_and_nobodys_count(cast: Cast) -> None:
    promise(cast.paired().ada)
    many(cast, 7)
    words = re.sub(r"<[^>]+>", " ", cast.ben.get("/trust/promises").content.decode()).casefold()
    assert "seven promises together" in words
    for never in ("%", "broke ", "broken by", "failed", "streak", "score", " of 7", "missed", "overdue"):
        assert never not in words, never


WATCHING = re.compile(
    r"\b(gps|geoloc\w*|locations?|whereabouts|passwords?|passcodes?|devices?|track\w*|monitor\w*|last.seen|seen.at|"
    r"online|read.receipts?|screenshots?|call.?logs?|browsing)\b",
    re.I,
)


def test_there_is_no_monitoring_feature() -> None:
    """No field, no address and no text for watching anybody, and no promise that offers it."""
    models = apps.get_app_config("trust").get_models()
    fields = {field.name for model in models for field in model._meta.fields}
    assert fields == {"id", "person", "couple", "pair", "at"}
    assert not [one for one in urlpatterns if WATCHING.search(f"{one.pattern} {one.name}")]
    texts = [*ROOM.rglob("templates/**/*.html"), *(WEB / "elements").glob("promise-*.ts")]
    assert len(texts) >= 10
    for path in texts:
        words = path.read_text().replace("location.assign(", "")  # the page that comes next
        assert not WATCHING.search(words), path.name
    assert not [one.id for one in rebuilding().promise if WATCHING.search(one.text)]
    assert any("watches nobody" in one.text for one in rebuilding().check)


def test_help_from_outside_is_named_first_and_the_private_choice_stands_before(cast: Cast) -> None:
    listed = cast.paired().ada.get("/trust/promises").content.decode()
    assert listed.index("couples therapist") < listed.index("Begin a promise")
    for path in ("/trust/promises/new", f"/trust/promises/{promise(cast.ada)}"):
        shown = cast.ada.get(path).content.decode()
        assert shown.index("<before-begin") < shown.index("data-behind")
