"""Nobody reads first."""

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from twofold.couples.letters import Letter, Revision
from twofold.questions.models import Asked, Reveal, ask_tonight
from twofold.questions.pages import REPLIES
from twofold.questions.views import LEFT, REPLIES_AT_MOST
from twofold.testing import Cast, Player, pair


@pytest.fixture
def tonight(cast: Cast) -> Asked:
    cast.paired()
    return ask_tonight(cast.ada.circle)


def answer(player: Player, asked: Asked, text: str, revision: int = 1) -> Any:
    return player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, text, revision))


def handed(player: Player, page: str, letter: Letter) -> bool:
    return str(letter.pk) in player.get(page).content.decode()


PAGES = ["/", "/talk", "/us/story", "/talk/past", "/insights", "/appreciation"]


def test_one_answer_reaches_nobody_else(cast: Cast, tonight: Asked) -> None:
    assert answer(cast.ada, tonight, "On the train.").json()["revealed"] is False
    mine = Letter.objects.get(about=tonight.pk)
    for page in [*PAGES, f"/talk/{tonight.pk}"]:
        assert not handed(cast.ben, page, mine)
    assert cast.ben.get(f"/letters/{mine.pk}/revisions").status_code == 404
    assert cast.ben.post(f"/letters/{mine.pk}/tap", kind="feel").status_code == 404
    reply = cast.ben.seal("reply", "too soon", about=mine.pk)
    assert cast.ben.post(f"/letters/{mine.pk}/reply", letter=reply).status_code == 404
    assert "Ada has answered" in cast.ben.get("/").content.decode()


def test_both_answers_appear_together(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "On the train.")
    assert answer(cast.ben, tonight, "In your kitchen.").json()["revealed"] is True
    for player in (cast.ada, cast.ben):
        letters = {one.author_id: one for one in tonight.answers_for(player.circle)}
        assert player.open(letters[cast.ada.id], cast.ada) == "On the train."
        assert player.open(letters[cast.ben.id], cast.ben) == "In your kitchen."
        page = player.get("/talk").content.decode()
        assert all(str(one.pk) in page for one in letters.values())


def test_cleo_cannot_see_the_answer(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "On the train.")
    answer(cast.ben, tonight, "In your kitchen.")
    pair(cast.cleo, Player("Dan"))
    assert cast.cleo.get(f"/talk/{tonight.pk}").status_code == 404
    assert answer(cast.cleo, tonight, "Let me in.").status_code == 404
    assert not Letter.objects.filter(author=cast.cleo.person).exists()


def test_skipping_looks_like_not_having_answered(cast: Cast, tonight: Asked) -> None:
    before = cast.ben.get("/talk").content
    assert cast.ada.post(f"/talk/{tonight.pk}/set-aside", kind="skip").status_code == 200
    assert without_token(cast.ben.get("/talk").content) == without_token(before)
    assert "Skipped" in cast.ada.get("/talk").content.decode()


def without_token(page: bytes) -> bytes:
    """A page without its form token, which is masked anew each time, and what follows it."""
    return page[page.index(b"<body") :]


def test_taking_back_before_the_reveal_leaves_nothing(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "Too much.")
    mine = Letter.objects.get(about=tonight.pk)
    assert cast.ada.post(f"/letters/{mine.pk}/remove").json()["taken_back"] is True
    assert "Ada has answered" not in cast.ben.get("/talk").content.decode()
    assert answer(cast.ben, tonight, "Mine.").json()["revealed"] is False
    assert answer(cast.ada, tonight, "Again, gentler.").json()["revealed"] is True


def test_an_edit_after_the_reveal_shows_as_one(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "First.")
    answer(cast.ben, tonight, "Mine.")
    cast.ben.get("/talk")  # he has read it now
    assert answer(cast.ada, tonight, "Second.", revision=2).status_code == 200
    letter = Letter.objects.get(about=tonight.pk, author=cast.ada.person)
    versions = cast.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"]
    assert [one["record"]["revision"] for one in versions] == [1]
    assert "Edited" in cast.ben.get("/talk").content.decode()


def test_an_edit_before_the_reveal_shows_nobody_what_was_first(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "First thought.")
    answer(cast.ada, tonight, "Second thought.", revision=2)
    answer(cast.ben, tonight, "Mine.")
    assert not Revision.objects.exists()


def test_the_same_answer_sent_twice_is_one(cast: Cast, tonight: Asked) -> None:
    letter = cast.ada.answer_to(tonight, "Once.")
    url = f"/talk/{tonight.pk}/answer"
    assert [cast.ada.post(url, letter=letter).status_code for _ in range(3)] == [200] * 3
    assert Letter.objects.filter(about=tonight.pk).count() == 1
    assert not Revision.objects.exists()


def test_two_devices_keep_both_versions(cast: Cast, tonight: Asked) -> None:
    answer(cast.ada, tonight, "From the phone.")
    late = answer(cast.ada, tonight, "From the laptop.")
    assert late.status_code == 409
    assert "Both versions are kept" in late.json()["error"]
    letter = Letter.objects.get(about=tonight.pk)
    assert cast.ada.open(letter, cast.ada) == "From the phone."
    assert "Another version is kept" in cast.ada.get("/talk").content.decode()
    answer(cast.ben, tonight, "Mine.")
    assert len(cast.ada.get(f"/letters/{letter.pk}/revisions").json()["versions"]) == 1
    assert cast.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"] == []


@pytest.mark.django_db(transaction=True)
def test_both_answering_in_the_same_second() -> None:
    ada, ben = Player("Ada"), Player("Ben")
    pair(ada, ben)
    asked = ask_tonight(ada.circle)
    ready = threading.Barrier(2)
    said: list[bool] = []

    def send(player: Player, letter: dict[str, Any]) -> None:
        ready.wait(5)
        said.append(player.post(f"/talk/{asked.pk}/answer", letter=letter).json()["revealed"])
        connection.close()

    threads = [
        threading.Thread(target=send, args=(one, one.answer_to(asked, f"{one.name}'s"))) for one in (ada, ben)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert True in said
    assert Reveal.objects.filter(asked=asked).count() == 1
    assert {one.author_id for one in asked.answers_for(ada.circle)} == {ada.id, ben.id}
    assert {one.author_id for one in asked.answers_for(ben.circle)} == {ada.id, ben.id}


class Evening(RuleBasedStateMachine):
    """Any order of answering, editing, taking back, skipping, reading and turning the card."""

    def __init__(self) -> None:
        super().__init__()
        self.ada, self.ben = Player("Ada"), Player("Ben")
        pair(self.ada, self.ben)
        self.asked = ask_tonight(self.ada.circle)
        self.answered: dict[str, int] = {}
        self.revealed = False

    def player(self, name: str) -> Player:
        return self.ada if name == "ada" else self.ben

    @rule(name=st.sampled_from(["ada", "ben"]))
    def answers(self, name: str) -> None:
        player = self.player(name)
        revision = self.answered.get(name, 0) + 1
        response = answer(player, self.asked, f"{name} {revision}", revision)
        assert response.status_code == 200
        self.answered[name] = revision
        self.revealed = self.revealed or len(self.answered) == 2
        assert response.json()["revealed"] == self.revealed

    @precondition(lambda self: not self.revealed)
    @rule(name=st.sampled_from(["ada", "ben"]))
    def takes_back(self, name: str) -> None:
        player = self.player(name)
        for letter in Letter.objects.filter(about=self.asked.pk, author=player.person):
            assert player.post(f"/letters/{letter.pk}/remove").status_code == 200
        self.answered.pop(name, None)

    @rule(name=st.sampled_from(["ada", "ben"]), kind=st.sampled_from(["later", "skip", None]))
    def sets_aside(self, name: str, kind: str | None) -> None:
        assert self.player(name).post(f"/talk/{self.asked.pk}/set-aside", kind=kind).status_code == 200

    @rule(name=st.sampled_from(["ada", "ben"]), page=st.sampled_from(["/", "/talk", "/us/story"]))
    def reads(self, name: str, page: str) -> None:
        assert self.player(name).get(page).status_code == 200

    @invariant()
    def no_answer_is_early(self) -> None:
        for reader, author in ((self.ada, self.ben), (self.ben, self.ada)):
            letters = Letter.objects.filter(about=self.asked.pk, author=author.person)
            for letter in letters:
                assert Letter.objects.visible_to(reader.circle).filter(pk=letter.pk).exists() == self.revealed
                assert handed(reader, f"/talk/{self.asked.pk}", letter) == self.revealed


class NoOrderShowsAnAnswerEarly(TransactionTestCase):
    """Each run has a database of its own."""

    def test_no_order_of_events_shows_an_answer_early(self) -> None:
        rounds = settings(
            max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Evening, settings=rounds)


def test_a_question_of_nobodys_is_not_found(cast: Cast) -> None:
    cast.paired()
    assert cast.ada.get(f"/talk/{uuid4()}").status_code == 404


def test_from_the_reveal_on_nothing_changes_unseen(cast: Cast, tonight: Asked) -> None:
    """Ada reads Ben's answer first, then changes hers, then takes it away: each shows."""
    answer(cast.ada, tonight, "Something quick.")
    answer(cast.ben, tonight, "From the heart.")
    answer(cast.ada, tonight, "Something better.", revision=2)
    letter = Letter.objects.get(about=tonight.pk, author=cast.ada.person)
    assert "Edited" in cast.ben.get("/talk").content.decode()
    assert len(cast.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"]) == 1
    assert cast.ada.post(f"/letters/{letter.pk}/remove").json()["taken_back"] is False
    assert "These words were removed" in cast.ben.get("/talk").content.decode()


def test_nobody_can_answer_in_anothers_place(cast: Cast, tonight: Asked) -> None:
    his = cast.ben.answer_to(tonight, "x")["id"]
    squat = cast.ada.seal("journal", "mine", shared=False, id=UUID(his))
    assert cast.ada.post("/journal/keep", letter=squat).status_code == 404
    second = cast.ada.seal("answer", "a second answer", about=tonight.pk)
    assert cast.ada.post(f"/talk/{tonight.pk}/answer", letter=second).status_code == 404
    assert answer(cast.ben, tonight, "Mine.").status_code == 200


def test_removing_an_own_question_keeps_what_was_answered(cast: Cast) -> None:
    sent = cast.paired().ada.seal("question", "What do you hum?")
    cast.ada.post("/talk/own", letter=sent)
    cast.ada.post("/talk/another", own=sent["id"])
    asked = Asked.objects.get(own=sent["id"])
    for player in (cast.ada, cast.ben):
        assert answer(player, asked, "La la.").status_code == 200
    cast.ben.get("/talk")
    cast.ada.post(f"/letters/{sent['id']}/remove")
    page = cast.ben.get(f"/talk/{asked.pk}")
    assert page.status_code == 200 and Letter.objects.filter(about=asked.pk).count() == 2


def test_where_both_took_theirs_away_what_is_written_next_waits_again(tonight: Asked, cast: Cast) -> None:
    for player in (cast.ada, cast.ben):
        assert answer(player, tonight, player.name).status_code == 200
    for letter in Letter.objects.filter(about=tonight.pk):
        author = cast.ada if letter.author_id == cast.ada.id else cast.ben
        author.get("/talk")
        assert author.post(f"/letters/{letter.pk}/remove").status_code == 200
    assert answer(cast.ada, tonight, "new", 2).json()["revealed"] is False
    new = Letter.objects.get(about=tonight.pk, author=cast.ada.person)
    assert not any(handed(cast.ben, page, new) for page in (*PAGES, f"/talk/{tonight.pk}"))
    assert answer(cast.ben, tonight, "mine", 2).json()["revealed"] is True
    assert handed(cast.ben, f"/talk/{tonight.pk}", new)


def test_every_reply_can_be_reached(tonight: Asked, cast: Cast) -> None:
    for player in (cast.ada, cast.ben):
        assert answer(player, tonight, player.name).status_code == 200
    about = Letter.objects.get(about=tonight.pk, author=cast.ada.person).pk
    sent = [cast.ben.seal("reply", "r", about=about) for _ in range(REPLIES + 1)]
    for one in sent:
        assert cast.ben.post(f"/letters/{about}/reply", letter=one).status_code == 200
    here = f"/talk/{tonight.pk}"
    newest, earlier = (cast.ada.get(page).content.decode() for page in (here, f"{here}?page=2"))
    assert sent[-1]["id"] in newest and sent[0]["id"] not in newest
    assert sent[0]["id"] in earlier
    assert newest.index(sent[1]["id"]) < newest.index(sent[2]["id"])
    assert f"{here}?page=2" in cast.ada.get("/talk").content.decode()


def test_under_a_letter_in_a_list_there_is_room_for_so_much(cast: Cast) -> None:
    win = cast.paired().ada.seal("win", "x")
    assert cast.ada.post("/us/good-news", letter=win).status_code == 200
    url, sent = f"/letters/{win['id']}/reply", []
    for _ in range(REPLIES_AT_MOST):
        sent.append(cast.ben.seal("reply", "r", about=UUID(win["id"])))
        assert cast.ben.post(url, letter=sent[-1]).status_code == 200
    assert cast.ben.post(url, letter=sent[0]).status_code == 200  # what is kept is kept once
    assert cast.ben.post(url, letter=cast.ben.seal("reply", "r", about=UUID(win["id"]))).status_code == 409
    shown = cast.ada.get("/us/good-news").content.decode()
    assert all(one["id"] in shown for one in sent)


def test_every_question_left_for_later_can_be_reached(cast: Cast) -> None:
    couple, place = cast.paired().couple, {"depth": 1, "source": "x"}
    first = couple.day() - timedelta(days=LEFT)
    for count in range(LEFT + 1):
        asked = Asked.objects.create(couple=couple, day=first + timedelta(days=count), **place)
        assert cast.ada.post(f"/talk/{asked.pk}/set-aside", kind="later").status_code == 200
    pages = [cast.ada.get(f"/talk?page={number}").content.decode() for number in (1, 2)]
    assert all(str(one.pk) in "".join(pages) for one in Asked.objects.filter(source="x"))
