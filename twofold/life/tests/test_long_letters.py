"""Long letters: for now, for a day, for an occasion that the reader chooses and keeps to themselves."""

import base64
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.couples.letters import Letter
from twofold.testing import Cast, Player, pair

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))
MISS = {"occasion": "when-you-miss-me"}


@pytest.fixture
def two(cast: Cast) -> Cast:
    return cast.paired()


def write(player: Player, readable: dict[str, Any] | None = None, **given: Any) -> tuple[Any, str]:
    sent = player.seal("letter", "Dear you", readable=readable or {}, **given)
    return player.post("/us/letters", letter=sent), sent["id"]


def page(player: Player, path: str) -> str:
    return str(player.get(path).content.decode())


def bytes_of(id: str) -> str:
    return base64.b64encode(bytes(Letter.objects.get(pk=id).sealed)).decode()


def everything(player: Player) -> str:
    """Every page on which a letter might show."""
    return "".join(page(player, path) for path in ("/us/letters", "/us/letters/yours", "/us/story", "/"))


def test_for_now(two: Cast) -> None:
    response, id = write(two.ada)
    assert response.status_code == 200
    assert id in page(two.ben, "/us/letters")
    assert bytes_of(id) not in page(two.ben, "/us/letters")  # a list carries no words
    assert bytes_of(id) in page(two.ben, f"/us/letters/{id}")


def test_folded_until_its_day(two: Cast) -> None:
    with time_machine.travel(EVENING, tick=False):
        _, id = write(two.ada, {"opens_on": "2026-11-25"})
        assert id not in everything(two.ben)
        assert two.ben.get(f"/us/letters/{id}").status_code == 404
        assert two.ben.post(f"/us/letters/{id}/open").status_code == 404
        assert id in page(two.ada, "/us/letters/yours")
    with time_machine.travel(EVENING + timedelta(days=2, hours=7), tick=False):
        assert id in page(two.ben, "/us/letters")
        assert id not in page(two.ada, "/us/letters/yours") and id in page(two.ada, "/us/letters")


def test_for_an_occasion_no_byte_leaves_before_it_is_opened(two: Cast) -> None:
    _, id = write(two.ada, MISS)
    sealed, shown = bytes_of(id), page(two.ben, "/us/letters")
    assert "Open this when you miss me" in shown and f"/us/letters/{id}/open" in shown
    assert sealed not in everything(two.ben)
    assert two.ben.get(f"/us/letters/{id}").status_code == 404
    assert two.ben.get(f"/letters/{id}/revisions").status_code == 404
    assert two.ben.post(f"/us/letters/{id}/open").status_code == 200
    assert two.ben.post(f"/us/letters/{id}/open").status_code == 200  # twice is once
    assert sealed in page(two.ben, f"/us/letters/{id}")
    assert f"/us/letters/{id}/open" not in page(two.ben, "/us/letters")


def test_its_author_never_learns_that_it_was_opened(two: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(EVENING, tick=False):
        _, id = write(two.ada, MISS)
    paths = ("/us/letters", "/us/letters/yours", f"/us/letters/{id}", f"/us/letters/{id}/change")
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        told: list[set[Any]] = []
        monkeypatch.setattr("twofold.events.publish", lambda people, message: told.append(set(people)))
        before = [main_of(page(two.ada, path)) for path in paths]
        two.ben.post(f"/us/letters/{id}/open")
        two.ben.get(f"/us/letters/{id}")
        assert [main_of(page(two.ada, path)) for path in paths] == before
        assert told == [{two.ben.id}]


def main_of(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("opened", [False, True])
def test_changing_and_taking_back_answer_the_same(two: Cast, opened: bool) -> None:
    _, id = write(two.ada, MISS)
    if opened:
        two.ben.post(f"/us/letters/{id}/open")
    again, _ = write(two.ada, MISS, id=Letter.objects.get().pk, revision=2)
    assert again.status_code == 200 and set(again.json()) == {"ok", "record"}
    other, _ = write(two.ada, {}, id=Letter.objects.get().pk, revision=3)
    assert other.status_code == 409 and "kept for an occasion" in other.json()["error"]
    gone = two.ada.post(f"/us/letters/{id}/remove")
    assert set(gone.json()) == {"ok", "undo"}
    assert id not in main_of(page(two.ada, "/us/letters")) + main_of(page(two.ada, "/us/letters/yours"))
    assert two.ada.get(f"/us/letters/{id}").status_code == 404
    assert ("These words were removed" in page(two.ben, "/us/letters")) is opened
    assert two.ada.post(gone.json()["undo"]).status_code == 200
    assert id in page(two.ada, "/us/letters/yours")


def test_the_day_of_a_folded_letter_can_change_and_it_can_go_at_once(two: Cast) -> None:
    with time_machine.travel(EVENING, tick=False):
        write(two.ada, {"opens_on": "2026-11-25"})
        key = Letter.objects.get().pk
        write(two.ada, {"opens_on": "2026-11-30"}, id=key, revision=2)
        assert str(Letter.objects.get().appears_at).startswith("2026-11-30")
        write(two.ada, MISS, id=key, revision=3)
        assert Letter.objects.get().appears_at is None
        _, other = write(two.ada, {"opens_on": "2026-11-25"})
        write(two.ada, {}, id=Letter.objects.get(pk=other).pk, revision=2)
    with time_machine.travel(EVENING + timedelta(hours=1), tick=False):
        assert bytes_of(other) in page(two.ben, f"/us/letters/{other}")
        late, _ = write(two.ada, {"opens_on": "2026-12-30"}, id=Letter.objects.get(pk=other).pk, revision=3)
    assert late.status_code == 409


@pytest.mark.parametrize(
    "readable",
    [
        {"occasion": "no-such"},
        {"occasion": None},
        {"opens_on": "soon"},
        {"opens_on": "2026-11-25", **MISS},
        {"words": "in clear"},
    ],
)
def test_nothing_else_travels_in_clear(two: Cast, readable: dict[str, Any]) -> None:
    with time_machine.travel(EVENING, tick=False):
        assert write(two.ada, readable)[0].status_code == 400
    assert not Letter.objects.exists()


def test_a_day_too_far_away_and_a_body_that_is_none(two: Cast) -> None:
    with time_machine.travel(EVENING, tick=False):
        assert write(two.ada, {"opens_on": "2028-01-01"})[0].status_code == 409
    assert two.ada.post("/us/letters", letter="no").status_code == 400
    long = two.ada.seal("letter", "Dear you") | {"sealed": "A" * 150_000}
    assert two.ada.post("/us/letters", letter=long).status_code == 400


def test_sent_twice_is_kept_once_and_late_words_are_kept_beside(two: Cast) -> None:
    sent = two.ada.seal("letter", "Dear you", readable=MISS)
    for _ in range(2):
        assert two.ada.post("/us/letters", letter=sent).status_code == 200
    key = Letter.objects.get().pk
    assert write(two.ada, MISS, id=key, revision=2)[0].status_code == 200
    stale = two.ada.seal("letter", "other words", readable=MISS, id=key, revision=2)
    assert two.ada.post("/us/letters", letter=stale).status_code == 409
    assert "Another version is kept" in page(two.ada, f"/us/letters/{key}")


def test_strangers_and_former_partners(two: Cast) -> None:
    _, id = write(two.ada, MISS)
    dan = Player("Dan")
    pair(two.cleo, dan)
    for path in ("open", "remove"):
        assert two.cleo.post(f"/us/letters/{id}/{path}").status_code == 404
    assert two.cleo.get(f"/us/letters/{id}").status_code == 404
    assert two.ada.post(f"/us/letters/{id}/open").status_code == 404  # nobody opens their own
    assert two.ben.post(f"/us/letters/{id}/remove").status_code == 404
    two.ben.post("/leave")
    assert two.ben.get(f"/us/letters/{id}").status_code == 302
    assert two.ben.post(f"/us/letters/{id}/open").status_code == 409
    assert two.ada.get(f"/us/letters/{uuid4()}").status_code == 302


def test_a_reply_reaches_the_author_because_somebody_chose_to_write_it(two: Cast) -> None:
    _, id = write(two.ada, MISS)
    reply = two.ben.seal("reply", "I read it", about=Letter.objects.get().pk)
    assert two.ben.post(f"/letters/{id}/reply", letter=reply).status_code == 404
    two.ben.post(f"/us/letters/{id}/open")
    assert two.ben.post(f"/letters/{id}/reply", letter=reply).status_code == 200
    assert reply["id"] in page(two.ada, f"/us/letters/{id}")
