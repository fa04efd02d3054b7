"""What is written, promised and rated: it arrives whenever it is sent, and reaches whom it is for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from twofold.couples.letters import Letter
from twofold.practices.library import practices, turns
from twofold.practices.models import Rating, TurnRating
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player

from .phone import LISTENING, Phone, begin, go_to, started


@pytest.fixture
def phones(cast: Cast) -> tuple[Phone, Phone]:
    live = begin(cast.paired().ada).json()["live"]
    return Phone(cast.ada, live), Phone(cast.ben, live)


def note(player: Player, turn: dict[str, Any], text: str, shared: bool) -> dict[str, Any]:
    about = UUID(turn["about"])
    id = one_of("practice-note", str(about), str(player.id))
    return player.seal("practice-note", text, about=about, id=id, shared=shared)


def at_turn(phone: Phone, kind: str, reveal: str | None = None) -> tuple[int, dict[str, Any]]:
    turns = enumerate(phone.state["turns"])
    return next((n, one) for n, one in turns if one["kind"] == kind and one.get("reveal") in (reveal, None))


@pytest.fixture
def with_notes(cast: Cast) -> tuple[Phone, Phone]:
    live = begin(cast.paired().ada, "less-open-more-open").json()["live"]
    return started((Phone(cast.ada, live), Phone(cast.ben, live)))


def test_words_unfold_together(with_notes: tuple[Phone, Phone]) -> None:
    ada, ben = with_notes
    number, turn = at_turn(ada, "write", "together")
    go_to(number, (ada, ben))
    sent = note(ada.player, turn, "Ada's words", shared=True)
    assert ada.player.post(f"{ada.at}/turns/{number}/write", letter=sent).status_code == 200
    assert sent["sealed"] not in ben.player.get(f"{ben.at}/state").content.decode()
    assert ben.look()["words"] == {"mine": None, "theirs_written": True, "theirs": None}
    mine = note(ben.player, turn, "Ben's words", shared=True)
    assert ben.player.post(f"{ben.at}/turns/{number}/write", letter=mine).status_code == 200
    assert ben.look()["words"]["theirs"]["sealed"] == sent["sealed"]
    assert ada.look()["words"]["theirs"]["sealed"] == mine["sealed"]
    letter = Letter.objects.get(pk=sent["id"])
    assert ben.player.open(letter, ada.player) == "Ada's words"


def test_late_words_are_kept_even_when_it_is_over(with_notes: tuple[Phone, Phone]) -> None:
    ada, ben = with_notes
    number, turn = at_turn(ada, "write", "together")
    ada.say("end")
    for phone in (ada, ben, ada):  # and sending twice is sending once
        sent = note(phone.player, turn, "late", shared=True)
        url = f"{phone.at}/turns/{number}/write"
        assert phone.player.post(url, letter=sent).status_code in (200, 409)
    assert Letter.objects.filter(about=turn["about"]).exclude(appears_at=None).count() == 2


def test_afterwards_each_is_offered_the_turns_they_have_not_written_in(
    with_notes: tuple[Phone, Phone],
) -> None:
    ada, ben = with_notes
    number, turn = at_turn(ada, "write", "together")
    sent = note(ada.player, turn, "in time", shared=True)
    assert ada.player.post(f"{ada.at}/turns/{number}/write", letter=sent).status_code == 200
    ada.say("end")
    offered = [ben.player.get(ben.at).context["unwritten"], ada.player.get(ada.at).context["unwritten"]]
    assert [turn["about"] in [one["about"] for one in turns] for turns in offered] == [True, False]
    assert next(one for one in offered[0] if one["number"] == number)["text"] == turn["text"]
    assert {one["kind"] for one in offered[0]} <= {"write", "agree"}


def test_what_is_just_for_me_stays_so(cast: Cast) -> None:
    live = begin(cast.paired().ada, "state-of-the-union").json()["live"]
    ada, ben = started((Phone(cast.ada, live), Phone(cast.ben, live)))
    number, turn = at_turn(ada, "write", "me")
    go_to(number, (ada, ben))
    sent = note(cast.ada, turn, "mine", shared=False)
    assert cast.ada.post(f"{ada.at}/turns/{number}/write", letter=sent).status_code == 200
    assert ben.look()["words"] == {"mine": None, "theirs_written": False, "theirs": None}
    assert Letter.objects.get(pk=sent["id"]).couple_id is None


def test_writing_belongs_to_a_turn_that_asks_for_it(with_notes: tuple[Phone, Phone]) -> None:
    ada, _ = with_notes
    _, turn = at_turn(ada, "write", "together")
    for number in (0, 99):
        sent = note(ada.player, turn, "astray", shared=True)
        assert ada.player.post(f"{ada.at}/turns/{number}/write", letter=sent).status_code == 404


def test_a_promise_has_its_day(with_notes: tuple[Phone, Phone]) -> None:
    ada, ben = with_notes
    number, turn = at_turn(ada, "agree")
    url, about = f"{ada.at}/turns/{number}/promise", UUID(turn["about"])
    day = (ada.player.circle.day() + timedelta(days=turn["days"])).isoformat()
    for wrong in ({}, {"day": "soon"}, {"day": day, "more": 1}, {"day": 7}, {"words": day}):
        sent = ada.player.seal("promise", "a sign", about=about, readable=wrong)
        assert ada.player.post(url, letter=sent).status_code == 400
    for never in ("2020-01-01", "2120-01-01"):
        sent = ada.player.seal("promise", "a sign", about=about, readable={"day": never})
        assert ada.player.post(url, letter=sent).status_code == 409
    id = one_of("promise", str(about), str(ada.player.id))
    sent = ada.player.seal("promise", "a sign", about=about, readable={"day": day}, id=id)
    assert ada.player.post(url, letter=sent).status_code == 200
    go_to(number, (ada, ben))
    assert ben.look()["words"]["theirs"]["sealed"] == sent["sealed"]
    ada.say("end")
    assert sent["id"] in ben.player.get("/practise/past").content.decode()


def test_a_private_number_is_told_to_nobody(with_notes: tuple[Phone, Phone]) -> None:
    ada, ben = with_notes
    number, _ = at_turn(ada, "rate")
    go_to(number, (ada, ben))
    url = f"{ada.at}/turns/{number}/rate"
    assert ada.player.post(url, value=11).status_code == 400
    assert ada.player.post(url, value=7).status_code == 200
    assert ada.look()["rated"] == 7 and ben.look()["rated"] is None
    assert ada.player.post(url, value=None).status_code == 200
    assert not TurnRating.objects.exists()


def test_a_choice_is_shown_to_both(with_notes: tuple[Phone, Phone]) -> None:
    ada, ben = with_notes
    assert ada.say("choose", option=0) == 409
    number, _ = at_turn(ada, "choose")
    go_to(number, (ada, ben))
    assert ada.say("choose", option=4) == 200 and ben.look()["chosen"] == 4
    assert ben.say("choose", option=5) == 409 and ben.say("choose", option=1) == 200


def test_how_it_was_is_for_its_author(phones: tuple[Phone, Phone]) -> None:
    ada, ben = started(phones)
    assert ada.player.post(f"{ada.at}/felt", close=9, safe=None, helped=8).status_code == 409
    ada.say("next")
    ada.say("end")
    live = UUID(ada.state["id"])
    id = one_of("practice-note", str(live), str(ada.player.id))
    line = ada.player.seal("practice-note", "warm", about=live, shared=False, id=id)
    sent = {"close": 9, "safe": None, "helped": 8, "letter": line}
    assert ada.player.post(f"{ada.at}/felt", **sent).status_code == 200
    assert ada.player.post(f"{ada.at}/felt", **{**sent, "close": 3}).status_code == 200
    assert Rating.objects.get().close == 3
    for page in (ben.at, "/practise/past", f"/practise/{LISTENING}"):
        assert line["id"] not in ben.player.get(page).content.decode()
    assert line["id"] in ada.player.get(ada.at).content.decode()


OWN = {
    "turns": [
        {"kind": "speak", "seconds": 60, "speaker": who, "step": 0, "reveal": None, "options": None}
        for who in ("first", "second")
    ]
}


def test_a_practice_of_their_own_is_played_without_its_words(cast: Cast) -> None:
    sent = cast.paired().ada.seal("practice", {"title": "Ours", "score": "[]"}, readable=OWN)
    assert cast.ada.post("/practise/own", letter=sent).status_code == 200
    live = cast.ben.post(f"/practise/own/{sent['id']}/begin").json()["live"]
    ada, ben = started((Phone(cast.ada, live), Phone(cast.ben, live)))
    assert ada.state["practice"] is None and ada.state["own"]["sealed"] == sent["sealed"]
    assert (ada.turn["kind"], ada.turn["text"], ada.turn["speaker"]) == ("speak", None, "partner")
    changed = cast.ada.seal("practice", {"title": "Ours"}, readable=OWN, id=UUID(sent["id"]), revision=2)
    assert cast.ada.post("/practise/own", letter=changed).status_code == 409
    assert cast.ada.post(f"/letters/{sent['id']}/remove").status_code == 200
    assert ben.look()["count"] == 1 and ben.say("end") == 200  # taken away in mid-turn: nobody is stuck


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "words past the seal"},
        {"seconds": "sixty"},
        {"seconds": None},
        {"speaker": "Ben"},
        {"speaker": None},
        {"reveal": "me"},
        {"options": 3},
        {"note": "words"},
        {"kind": "reflect", "seconds": None},
    ],
)
def test_nothing_but_an_outline_travels_in_clear(cast: Cast, change: dict[str, Any]) -> None:
    turns = [{**OWN["turns"][0], **change}]
    sent = cast.paired().ada.seal("practice", {"title": "Ours"}, readable={"turns": turns})
    assert cast.ada.post("/practise/own", letter=sent).status_code == 400
    assert not Letter.objects.filter(kind="practice").exists()


def agreed(phone: Phone, day: str, revision: int = 1) -> Any:
    """A promise of a session, with its day; written anew with a later revision."""
    number, turn = at_turn(phone, "agree")
    about = UUID(turn["about"])
    id = one_of("promise", str(about), str(phone.player.id))
    given: dict[str, Any] = {"about": about, "id": id, "readable": {"day": day}, "revision": revision}
    return phone.player.post(
        f"{phone.at}/turns/{number}/promise", letter=phone.player.seal("promise", "x", **given)
    )


@pytest.fixture
def promising(cast: Cast) -> Phone:
    name = next(
        id for id, one in practices().items() if any(turn.step.kind == "agree" for turn in turns(one))
    )
    return Phone(cast.paired().ada, begin(cast.ada, name).json()["live"])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_promise_is_changed_to_no_day_it_could_not_be_made_for(
    promising: Phone, cast: Cast, day: str
) -> None:
    today = str(cast.couple.day())
    assert agreed(promising, today).status_code == 200
    assert agreed(promising, day, 2).status_code == 409
    assert agreed(promising, today, 2).status_code == 200


def test_a_promise_that_both_have_looked_at_stays_as_it_is(promising: Phone, cast: Cast) -> None:
    today = str(cast.couple.day())
    assert agreed(promising, today).status_code == 200
    promise = Letter.objects.get(kind="promise")
    for player in (cast.ada, cast.ben):
        id = one_of("kept", str(promise.pk), str(player.id))
        look = player.seal("kept", "l", about=promise.pk, id=id, readable={"kept": 1})
        assert player.post(f"/trust/promises/{promise.pk}/look", letter=look).status_code == 200
    assert agreed(promising, today, 2).status_code == 409
    assert Letter.objects.get(pk=promise.pk).revision == 1
