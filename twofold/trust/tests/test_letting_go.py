"""Letting go is one person's own: nothing of it reaches anybody else, in any way."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from twofold import events
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player
from twofold.trust.words import letting_go

STEPS = [one.id for one in letting_go().step]


def begin(player: Player, words: str = "that summer") -> UUID:
    sent = player.seal("letting-go", words, shared=False)
    assert player.post("/trust/letting-go", letter=sent).status_code == 200
    return UUID(sent["id"])


def step_letter(player: Player, matter: UUID, step: str, words: str = "it took a year", **given: Any) -> Any:
    about = one_of("letting-go", str(matter), step)
    id = one_of("letting-go", str(about), str(player.id))
    return player.seal("letting-go", words, shared=False, about=about, id=id, **given)


def write(player: Player, matter: UUID, step: str, words: str = "it took a year", **given: Any) -> Any:
    letter = step_letter(player, matter, step, words, **given)
    return player.post(f"/trust/letting-go/{matter}/{step}", letter=letter)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[set[UUID], dict[str, Any]]]:
    """Who is told what, from now on."""
    heard: list[tuple[set[UUID], dict[str, Any]]] = []
    monkeypatch.setattr(events, "publish", lambda people, told: heard.append((set(people), told)))
    return heard


def test_a_matter_of_ones_own_in_steps(cast: Cast) -> None:
    matter = begin(cast.ada)
    for step in (STEPS[3], STEPS[0]):
        assert write(cast.ada, matter, step).status_code == 200
    page = cast.ada.get(f"/trust/letting-go/{matter}")
    kept = Letter.objects.exclude(about=None)
    assert len(kept) == 2
    assert {one.couple_id for one in Letter.objects.all()} == {None}
    for one in kept:
        assert str(one.pk) in page.content.decode()
        assert cast.ada.open(one, cast.ada) == "it took a year"


def test_several_matters_stand_apart(cast: Cast) -> None:
    first, second = begin(cast.ada), begin(cast.ada, "the move")
    write(cast.ada, first, STEPS[0], "of the first")
    assert "of the first" not in cast.ada.get(f"/trust/letting-go/{second}").content.decode()
    page = cast.ada.get("/trust/letting-go").content.decode()
    assert str(first) in page
    assert str(second) in page
    assert (
        str(one_of("letting-go", str(first), STEPS[0]))
        not in cast.ada.get(f"/trust/letting-go/{second}").content.decode()
    )


def test_the_partner_notices_nothing(cast: Cast, told: list[tuple[set[UUID], dict[str, Any]]]) -> None:
    cast.paired()
    pages = ("/", "/trust/letting-go", "/trust/promises", "/trust/dos", "/us", "/talk")
    before = [cast.ben.get(page).content for page in pages]
    matter = begin(cast.ada)
    write(cast.ada, matter, STEPS[0])
    put = cast.ada.post(f"/trust/letting-go/{matter}/put-away").json()
    assert cast.ada.post(put["undo"]).status_code == 200
    for page, was in zip(pages, before, strict=True):
        assert str(matter).encode() not in cast.ben.get(page).content
        assert len(cast.ben.get(page).content) == len(was)
    assert {frozenset(people) for people, _ in told} == {frozenset({cast.ada.id})}


@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_nobody_else_reaches_it(cast: Cast, who: str) -> None:
    matter = begin(cast.paired().ada)
    other: Player = getattr(cast, who)
    never = other.get(f"/trust/letting-go/{uuid4()}")
    theirs = other.get(f"/trust/letting-go/{matter}")
    assert (theirs.status_code, theirs.content) == (404, never.content)
    assert write(other, matter, STEPS[0]).status_code == 404
    assert other.post(f"/trust/letting-go/{matter}/put-away").status_code == 404
    assert str(matter) not in other.get("/trust/letting-go").content.decode()


def test_a_step_changes_and_a_late_device_loses_nothing(cast: Cast) -> None:
    matter = begin(cast.ada)
    assert write(cast.ada, matter, STEPS[0], "first").status_code == 200
    again = step_letter(cast.ada, matter, STEPS[0], "second", revision=2)
    url = f"/trust/letting-go/{matter}/{STEPS[0]}"
    assert [cast.ada.post(url, letter=again).status_code for _ in range(2)] == [200, 200]
    assert write(cast.ada, matter, STEPS[0], "from the other phone", revision=2).status_code == 409
    letter = Letter.objects.get(pk=again["id"])
    assert cast.ada.open(letter, cast.ada) == "second"
    assert letter.revisions.filter(stray=True).count() == 1
    assert "Another version is kept" in cast.ada.get(f"/trust/letting-go/{matter}").content.decode()


def test_put_away_takes_every_word_and_undo_brings_all_back(cast: Cast) -> None:
    matter, other = begin(cast.ada), begin(cast.ada, "the move")
    for step in STEPS[:3]:
        write(cast.ada, matter, step)
    write(cast.ada, other, STEPS[0])
    before = {one.pk: bytes(one.sealed) for one in Letter.objects.all()}
    undo = cast.ada.post(f"/trust/letting-go/{matter}/put-away").json()["undo"]
    assert cast.ada.get(f"/trust/letting-go/{matter}").status_code == 404
    assert Letter.objects.exclude(sealed=b"").count() == 2  # the other matter's
    assert write(cast.ada, matter, STEPS[4]).status_code == 404  # a late repeat
    assert Discarded.objects.count() == 1
    assert cast.ada.post(undo).status_code == 200
    assert {one.pk: bytes(one.sealed) for one in Letter.objects.all()} == before
    assert cast.ada.get(f"/trust/letting-go/{matter}").status_code == 200


def test_what_does_not_belong_is_refused(cast: Cast) -> None:
    matter = begin(cast.paired().ada)
    url = f"/trust/letting-go/{matter}/{STEPS[0]}"
    assert cast.ada.post(url).status_code == 400
    assert write(cast.ada, matter, "no-such-step").status_code == 404
    elsewhere = step_letter(cast.ada, matter, STEPS[1])
    assert cast.ada.post(url, letter=elsewhere).status_code == 404
    shared = cast.ada.seal("letting-go", "for both", about=one_of("letting-go", str(matter), STEPS[0]))
    assert cast.ada.post(url, letter=shared).status_code in (404, 409)
    numbers = cast.ada.seal("letting-go", "x", shared=False, readable={"n": 1})
    assert cast.ada.post("/trust/letting-go", letter=numbers).status_code == 400
    assert not Letter.objects.exclude(about=None).exists()


def test_somebody_alone_can_let_go_too(cast: Cast) -> None:
    matter = begin(cast.cleo)
    write(cast.cleo, matter, STEPS[0])
    page = cast.cleo.get(f"/trust/letting-go/{matter}").content.decode()
    assert "Share one line" not in page
    assert page.count("<h1") == 1
