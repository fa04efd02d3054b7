"""A diary day: shared with its numbers in clear, or sealed whole; one a day, whatever happens."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.insights.models import Ribbon
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))
TODAY = "2026-11-22"
SAID = {"day": TODAY, "feelings": ["tender", "calm"], "closeness": 7, "disagreement": False}


@pytest.fixture(autouse=True)
def evening(cast: Cast) -> Any:
    """The same evening for every test, with Ada and Ben paired."""
    with time_machine.travel(EVENING, tick=False):
        yield cast.paired()


def keep(player: Player, share: bool = True, said: dict[str, Any] | None = None, **given: Any) -> Any:
    """Send a diary day as the browser does."""
    said = SAID if said is None else said
    day = given.pop("day", said.get("day", TODAY))
    id = given.pop("id", player.diary_id(day))
    note = given.pop("note", "a note")
    text = {"note": note} if share else {"note": note, "numbers": json.dumps(said)}
    readable = said if share else {}
    letter = player.seal("checkin", text, shared=share, readable=readable, id=id, **given)
    return player.post("/check-in/keep", letter=letter, day=day, share=share)


def page(player: Player, address: str = "/check-in") -> str:
    text: str = player.get(address).content.decode()
    return text


def test_shared_numbers_are_in_clear_and_words_are_sealed(cast: Cast) -> None:
    assert keep(cast.ada).status_code == 200
    row, letter = CheckIn.objects.get(), Letter.objects.get()
    assert (row.feelings, row.closeness, row.disagreement) == (["tender", "calm"], 7, False)
    assert row.stress is None  # left out is not zero
    assert letter.readable == SAID
    assert cast.ben.open(letter, cast.ada) == {"note": "a note"}
    assert str(letter.pk) in page(cast.ben, "/us/story")


def test_just_for_me_leaves_nothing_in_clear_and_nothing_to_the_partner(cast: Cast) -> None:
    assert keep(cast.ada, share=False).status_code == 200
    letter = Letter.objects.get()
    assert letter.couple_id is None
    assert letter.readable == {}
    assert not CheckIn.objects.exists()
    assert not Letter.objects.visible_to(cast.ben.circle).exists()
    opened = cast.ada.open(letter, cast.ada)
    assert isinstance(opened, dict)
    assert json.loads(opened["numbers"]) == SAID


def test_private_numbers_in_clear_are_refused(cast: Cast) -> None:
    letter = cast.ada.seal("checkin", {}, shared=False, readable=SAID)
    answer = cast.ada.post("/check-in/keep", letter=letter, day=TODAY, share=False)
    assert answer.status_code == 400
    assert not Letter.objects.exists()


def test_a_shared_day_becomes_private_and_shared_again(cast: Cast) -> None:
    keep(cast.ada)
    cast.ben.get("/us/story")  # handed over
    day = Letter.objects.get().pk
    assert keep(cast.ada, share=False, revision=2).status_code == 200
    assert not CheckIn.objects.exists()
    assert not Letter.objects.visible_to(cast.ben.circle).standing().exists()
    assert not Letter.objects.get(pk=day).revisions.exists()
    assert str(day) not in page(cast.ben, "/us/story")
    assert keep(cast.ada, revision=3).status_code == 200
    assert CheckIn.objects.get().closeness == 7
    assert Letter.objects.visible_to(cast.ben.circle).standing().get().readable == SAID


@pytest.mark.parametrize(("back", "status"), [(0, 200), (1, 200), (7, 200), (8, 409), (-1, 409)])
def test_today_or_the_seven_days_before(cast: Cast, back: int, status: int) -> None:
    day = (EVENING.date() - timedelta(days=back)).isoformat()
    assert keep(cast.ada, said={"day": day, "closeness": 5}).status_code == status
    assert cast.ada.get(f"/check-in?day={day}").status_code == (200 if status == 200 else 404)
    assert CheckIn.objects.count() == (status == 200)


def test_an_hour_past_midnight_is_still_the_day_before(cast: Cast) -> None:
    with time_machine.travel(EVENING + timedelta(hours=4), tick=False):
        assert keep(cast.ada).status_code == 200
        assert f'data-day="{TODAY}"' in page(cast.ada)


@pytest.mark.parametrize(
    "said",
    [
        {"day": TODAY, "feelings": ["words past the seal"]},
        {"day": TODAY, "body": ["tender"]},
        {"day": TODAY, "triggers": ["x" * 40]},
        {"day": TODAY, "sensations": ["tight", "loud"]},
        {"day": TODAY, "closeness": 11},
        {"day": TODAY, "closeness": -1},
        {"day": TODAY, "closeness": "7"},
        {"day": TODAY, "undivided_minutes": 1441},
        {"day": TODAY, "note": "in clear"},
        {"feelings": ["tender"]},
        {"day": "2026-11-21", "feelings": ["tender"]},
    ],
)
def test_what_is_not_known_here_is_refused_whole(cast: Cast, said: dict[str, Any]) -> None:
    assert keep(cast.ada, said=said, day=TODAY).status_code == 400
    assert not Letter.objects.exists()
    assert not CheckIn.objects.exists()


def test_sent_twice_is_kept_once(cast: Cast) -> None:
    letter = cast.ada.seal("checkin", {"note": "a"}, readable=SAID, id=cast.ada.diary_id(TODAY))
    for _ in range(2):
        answer = cast.ada.post("/check-in/keep", letter=letter, day=TODAY, share=True)
        assert answer.status_code == 200
    assert Letter.objects.count() == CheckIn.objects.count() == 1


def test_two_devices_lose_nothing(cast: Cast) -> None:
    keep(cast.ada)
    assert keep(cast.ada, revision=2, said={**SAID, "closeness": 8}).status_code == 200
    late = keep(cast.ada, revision=2, said={**SAID, "closeness": 2})
    assert late.status_code == 409
    assert late.json()["revision"] == 2
    assert CheckIn.objects.get().closeness == 8
    stray = Letter.objects.get().revisions.get(stray=True)
    assert stray.readable["closeness"] == 2
    versions = cast.ben.get(f"/letters/{Letter.objects.get().pk}/revisions").json()["versions"]
    assert [one["stray"] for one in versions] == [False]  # what she changed shows; what came late does not


def test_a_day_cannot_be_moved_to_another(cast: Cast) -> None:
    keep(cast.ada)
    moved = {"day": "2026-11-21", "closeness": 1}
    id = Letter.objects.get().pk
    assert keep(cast.ada, said=moved, revision=2, id=id).status_code == 404
    assert Letter.objects.get().revision == 1
    assert CheckIn.objects.get().closeness == 7


def test_a_day_begun_alone_and_one_in_the_couple_count_once(cast: Cast) -> None:
    keep(cast.ada)
    alone = one_of("checkin", str(cast.ada.id), "alone", TODAY)
    assert keep(cast.ada, id=alone, said={**SAID, "closeness": 3}).status_code == 200
    assert [row.closeness for row in CheckIn.objects.all()] == [3]


def test_nobody_can_take_the_id_of_anothers_day(cast: Cast) -> None:
    assert cast.ben.couple_keys
    for space in (str(cast.ben.couple_keys.couple), "alone"):
        his = one_of("checkin", str(cast.ben.id), space, TODAY)
        page = cast.ada.seal("journal", "squatting", shared=False, id=his)
        assert cast.ada.post("/journal/keep", letter=page).status_code == 404
        assert keep(cast.ada, id=his).status_code == 404
    assert keep(cast.ben).status_code == 200


def test_making_a_read_day_private_leaves_an_empty_place(cast: Cast) -> None:
    keep(cast.ada)
    cast.ben.get("/us/story")
    id = Letter.objects.get().pk
    assert keep(cast.ada, share=False, id=id, revision=2).status_code == 200
    assert "These words were removed" in cast.ben.get("/us/story").content.decode()


def test_nobody_else_can_write_or_remove_a_day(cast: Cast) -> None:
    keep(cast.ada)
    letter = Letter.objects.get()
    for other in (cast.ben, cast.cleo):
        shared = other is cast.ben
        assert keep(other, share=shared, id=letter.pk, revision=2).status_code == 404
        assert other.post(f"/letters/{letter.pk}/remove").status_code == 404
    assert Letter.objects.get(pk=letter.pk).revision == 1


def test_a_stranger_sees_no_trace(cast: Cast) -> None:
    keep(cast.ada)
    id = str(Letter.objects.get().pk)
    for address in ("/check-in", "/insights", "/journal", "/"):
        assert id not in page(cast.cleo, address)
    assert cast.cleo.get(f"/letters/{id}/revisions").status_code == 404


def test_the_partner_never_finds_it_in_their_own_form(cast: Cast) -> None:
    keep(cast.ada)
    assert "data-record" not in page(cast.ben)
    assert "data-record" in page(cast.ada)


def test_removed_after_it_was_read_leaves_no_numbers(cast: Cast) -> None:
    keep(cast.ada)
    cast.ben.get("/us/story")
    cast.ada.post(f"/letters/{Letter.objects.get().pk}/remove")
    letter = Letter.objects.get()
    assert letter.removed_at and letter.readable == {} and bytes(letter.sealed) == b""
    assert not CheckIn.objects.exists()
    assert Ribbon(cast.ben.circle).strands == []
    assert "data-sealed" not in page(cast.ada) or 'data-sealed=""' in page(cast.ada)
    assert keep(cast.ada, revision=2).status_code == 200
    assert CheckIn.objects.get().closeness == 7


def test_sharing_needs_somebody(cast: Cast) -> None:
    letter = cast.cleo.seal("checkin", {}, shared=False, readable=SAID)
    answer = cast.cleo.post("/check-in/keep", letter=letter, day=TODAY, share=True)
    assert answer.status_code == 409
    assert "Keep this just for you" in answer.json()["error"]
    assert keep(cast.cleo, share=False).status_code == 200


def test_the_same_day_in_a_second_space(cast: Cast) -> None:
    keep(cast.ada)
    cast.ada.post("/leave")
    assert "data-record" not in page(cast.ada)
    pair(cast.ada, cast.cleo)
    assert keep(cast.ada, said={**SAID, "closeness": 4}).status_code == 200
    assert [row.closeness for row in CheckIn.objects.all()] == [4]
    assert Letter.objects.visible_to(cast.cleo.circle).count() == 1
    assert not Letter.objects.visible_to(cast.ben.circle).exists()


def test_the_form_asks_about_the_partner_by_name_or_not_at_all(cast: Cast) -> None:
    assert "How close did you feel to Ben today?" in page(cast.ada)
    alone = page(cast.cleo)
    assert "your partner today" not in alone and "{partner}" not in alone
    assert alone.count("data-rating=") == 1
    assert 'data-share="yes"' not in alone


def test_no_word_has_a_name_that_a_form_would_send(cast: Cast) -> None:
    shown = page(cast.ada)
    form = shown[shown.index("<form") : shown.index("</form>")]
    assert "<textarea" in form
    assert 'type="submit"' not in form
    for field in ("textarea", 'input type="checkbox"', 'input type="search"'):
        for start in range(len(form)):
            if form.startswith(f"<{field}", start):
                assert " name=" not in form[start : form.index(">", start)]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-11-22T00:00", "' OR 1=1"])
def test_an_odd_day_is_not_there(cast: Cast, day: str) -> None:
    assert cast.ada.get(f"/check-in?day={day}").status_code == 404


def test_an_id_of_another_kind_is_not_taken(cast: Cast) -> None:
    sent = cast.ada.seal("journal", "mine", shared=False)
    cast.ada.post("/journal/keep", letter=sent)
    assert keep(cast.ada, id=UUID(sent["id"]), revision=2).status_code == 404
