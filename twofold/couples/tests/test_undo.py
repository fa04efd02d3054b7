"""What is removed can come back for an hour, whole, and to its author alone."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.access import Circle
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter, Reaction, Revision
from twofold.questions.models import Asked
from twofold.testing import Cast, Player


def noted(player: Player) -> Letter:
    sent = player.seal("appreciation", {"did": "tea"})
    assert player.post("/appreciation", letter=sent).status_code == 200
    return Letter.objects.get(pk=sent["id"])


def removed(player: Player, letter: Letter) -> str:
    answer = player.post(f"/letters/{letter.pk}/remove")
    assert answer.status_code == 200
    return str(answer.json()["undo"])


def test_a_removed_letter_comes_back_whole(cast: Cast) -> None:
    ada, ben = cast.paired().ada, cast.ben
    letter = noted(ada)
    ben.get("/appreciation")
    ben.post(f"/letters/{letter.pk}/tap", kind="thank")
    changed = ada.seal("appreciation", {"did": "tea, twice"}, id=letter.pk, revision=2)
    assert ada.post("/appreciation", letter=changed).status_code == 200
    letter.refresh_from_db()
    undo = removed(ada, letter)
    assert Letter.objects.get(pk=letter.pk).sealed == b""
    assert not Reaction.objects.exists()
    assert ada.post(undo).status_code == 200
    back = Letter.objects.get(pk=letter.pk)
    assert ben.open(back, ada) == {"did": "tea, twice"}
    assert (back.removed_at, back.handed, back.revision) == (None, True, 2)
    assert Reaction.objects.filter(letter=back).count() == 1
    assert Revision.objects.filter(letter=back).count() == 1
    assert not Discarded.objects.exists()


def test_a_letter_taken_back_unread_comes_back_too(cast: Cast) -> None:
    ada = cast.paired().ada
    letter = noted(ada)
    undo = removed(ada, letter)
    assert ada.post(undo).status_code == 200
    assert str(letter.pk) in cast.ben.get("/appreciation").content.decode()


def test_a_shared_check_in_comes_back_with_its_numbers(cast: Cast) -> None:
    ada = cast.paired().ada
    day = cast.couple.day().isoformat()
    said = {"day": day, "feelings": ["calm"], "closeness": 7}
    diary = ada.seal("checkin", {"note": "fine"}, id=ada.diary_id(day), readable=said)
    assert ada.post("/check-in/keep", letter=diary, day=day, share=True).status_code == 200
    undo = removed(ada, Letter.objects.get(pk=diary["id"]))
    assert not CheckIn.objects.exists()
    assert ada.post(undo).status_code == 200
    assert CheckIn.objects.get().feelings == ["calm"]


def test_the_partner_cannot_bring_it_back(cast: Cast) -> None:
    undo = removed(cast.paired().ada, noted(cast.ada))
    assert [one.post(undo).status_code for one in (cast.ben, cast.cleo)] == [404, 404]


def test_after_an_hour_it_is_gone(cast: Cast) -> None:
    undo = removed(cast.paired().ada, noted(cast.ada))
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        cast.ada.client.force_login(cast.ada.person)
        assert cast.ada.post(undo).status_code == 409
        removed(cast.ada, noted(cast.ada))
        assert Discarded.objects.count() == 1


def test_new_words_in_its_place_stay(cast: Cast) -> None:
    """An answer has one place: what was written there since is not overwritten by an undo."""
    ada = cast.paired().ada
    ada.get("/talk")
    asked = Asked.objects.get()
    ada.post(f"/talk/{asked.pk}/answer", letter=ada.answer_to(asked, "first"))
    undo = removed(ada, Letter.objects.get(about=asked.pk))
    ada.post(f"/talk/{asked.pk}/answer", letter=ada.answer_to(asked, "second"))
    assert ada.post(undo).status_code == 409
    assert ada.open(Letter.objects.get(about=asked.pk), ada) == "second"


def test_a_question_of_ones_own_is_linked_again(cast: Cast) -> None:
    ada = cast.paired().ada
    sent = ada.seal("question", "Shall we?")
    ada.post("/talk/own", letter=sent)
    assert ada.post("/talk/another", own=sent["id"]).status_code == 200
    undo = removed(ada, Letter.objects.get(pk=sent["id"]))
    assert Asked.objects.get().own_id is None
    assert ada.post(undo).status_code == 200
    assert str(Asked.objects.get().own_id) == sent["id"]


@pytest.mark.parametrize("handed", [True, False])
def test_removed_twice_it_comes_back_whole_all_the_same(cast: Cast, handed: bool) -> None:
    """Two devices, or a second press: the first way back stays, and leads to the words."""
    ada = cast.paired().ada
    letter = noted(ada)
    if handed:
        cast.ben.get("/appreciation")
    undo = removed(ada, letter)
    assert removed(ada, letter) == undo
    assert ada.post(undo).status_code == 200
    assert ada.open(Letter.objects.get(pk=letter.pk), ada) == {"did": "tea"}
    assert not Discarded.objects.exists()


def test_what_is_told_of_a_removal_is_as_it_was_in_that_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ben is handed it between Ada's look-up and the removal: it was not taken back unread."""
    letter = noted(cast.paired().ada)
    look_up = Circle.own_letter

    def read_meanwhile(circle: Circle, id: UUID) -> Letter:
        found = look_up(circle, id)
        cast.ben.get("/appreciation")
        return found

    monkeypatch.setattr(Circle, "own_letter", read_meanwhile)
    told = cast.ada.post(f"/letters/{letter.pk}/remove").json()
    assert (told["taken_back"], told["left"]) == (False, True)
    assert "These words were removed" in cast.ben.get("/appreciation").content.decode()
