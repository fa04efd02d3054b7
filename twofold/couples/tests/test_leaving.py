"""Leaving is one person's act, at once; each keeps what is theirs."""

from typing import Any

import pytest

from twofold.couples.letters import Letter
from twofold.couples.models import Departure, Invitation
from twofold.testing import Cast, pair


@pytest.fixture
def notes(cast: Cast) -> dict[str, Letter]:
    cast.paired()
    found = {}
    for player in (cast.ada, cast.ben):
        sent = player.seal("appreciation", {"did": f"{player.name}'s note"})
        assert player.post("/appreciation", letter=sent).status_code == 200
        found[player.name] = Letter.objects.get(pk=sent["id"])
    return found


def test_leaving_needs_nobody_and_happens_at_once(cast: Cast, notes: dict[str, Letter]) -> None:
    assert cast.ada.post("/leave").status_code == 200
    for player in (cast.ada, cast.ben):
        assert player.circle.couple is None
        for page in ("/us/story", "/talk", "/appreciation", "/us/two"):
            assert player.get(page).status_code == 302
    assert cast.ada.post("/leave").status_code == 200
    assert Departure.objects.count() == 1


def test_the_other_is_told_the_fact_once_without_reason_or_time(cast: Cast, notes: Any) -> None:
    cast.ada.post("/leave")
    assert cast.ben.get("/").headers["Location"] == "/closed"
    page = cast.ben.get("/closed").content.decode()
    assert "This space is closed" in page
    assert "Ada" not in page[page.index("<main") :]
    assert cast.ben.get("/").status_code == 200


def test_each_keeps_their_own_words_and_no_one_elses(cast: Cast, notes: dict[str, Letter]) -> None:
    couple = cast.couple.pk
    cast.ada.post("/leave")
    for player, other in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        page = player.get(f"/closed/{couple}").content.decode()
        assert str(notes[player.name].pk) in page
        assert str(notes[other.name].pk) not in page
        letter = Letter.objects.visible_to(player.circle).get()
        assert player.open(letter, player) == {"did": f"{player.name}'s note"}


def test_a_copy_is_deleted_by_its_owner_alone(cast: Cast, notes: dict[str, Letter]) -> None:
    couple = cast.couple.pk
    cast.ada.post("/leave")
    assert cast.cleo.post(f"/closed/{couple}").status_code == 404
    assert cast.ada.post(f"/closed/{couple}").status_code == 200
    assert list(Letter.objects.values_list("author__called", flat=True)) == ["Ben"]
    assert cast.ada.get(f"/closed/{couple}").status_code == 404


def test_nothing_can_be_written_into_a_closed_space(cast: Cast, notes: dict[str, Letter]) -> None:
    sent = cast.ben.seal("appreciation", {"did": "still here"})
    cast.ada.post("/leave")
    assert cast.ben.post("/appreciation", letter=sent).status_code == 409
    edit = cast.ben.seal("appreciation", {"did": "changed"}, id=notes["Ben"].pk, revision=2)
    assert cast.ben.post("/appreciation", letter=edit).status_code == 409


def test_open_pages_are_told_nothing_more(
    cast: Cast, notes: dict[str, Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Any] = []
    told: list[set[Any]] = []
    monkeypatch.setattr("twofold.events.close", lambda person_id=None, **_: ended.append(person_id))
    monkeypatch.setattr("twofold.events.publish", lambda people, message: told.append(set(people)))
    cast.ada.post("/leave")
    assert set(ended) == {cast.ada.id, cast.ben.id}
    cast.ada.post("/journal/keep", letter=cast.ada.seal("journal", "after", shared=False))
    cast.ada.post(f"/letters/{notes['Ada'].pk}/remove")
    assert all(people <= {cast.ada.id} for people in told)


def test_open_invitations_end_with_it(cast: Cast, notes: dict[str, Letter]) -> None:
    sealed = bytes(notes["Ada"].sealed)
    made = Invitation.objects.create(couple=cast.couple, inviter=cast.ada.person, package=sealed)
    cast.ben.post("/leave")
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_both_may_pair_anew(cast: Cast, notes: dict[str, Letter]) -> None:
    cast.ada.post("/leave")
    pair(cast.ada, cast.cleo)
    assert cast.ada.get("/us/story").status_code == 200
    page = cast.cleo.get("/us/story").content.decode()
    assert not any(str(one.pk) in page for one in notes.values())
