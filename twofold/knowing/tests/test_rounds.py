"""Rounds: one answers, the other guesses, and both sheets open in the same instant."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.knowing.models import OPEN_AT_MOST, LeftRound, Round, id_of_sheet
from twofold.knowing.pages import open_rounds
from twofold.knowing.sheets import sheets
from twofold.people.models import Person
from twofold.testing import Cast, Player, pair

SHEET = sheets()["small-comforts"]
QUIET = sorted(SHEET.numbers)[0]


@pytest.fixture
def paired(cast: Cast) -> Cast:
    return cast.paired()


def begin(player: Player, about: str = "me", sheet: str = SHEET.id) -> Any:
    return player.post(f"/us/rounds/sheets/{sheet}", about=about)


def filled(player: Player, round: Round, revision: int = 1, **given: Any) -> dict[str, Any]:
    readable = given.get("readable", {"numbers": {QUIET: 7}})
    kind = round.kind_for(player.person)
    id = id_of_sheet(round, player.person)
    text = given.get("text", {SHEET.item[0].id: "1"})
    return player.seal(kind, text, about=round.pk, id=id, revision=revision, readable=readable)


def write(player: Player, round: Round, **given: Any) -> Any:
    return player.post(f"/us/rounds/{round.pk}/write", letter=filled(player, round, **given))


def page(player: Player, round: Round) -> str:
    response = player.get(f"/us/rounds/{round.pk}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_nobody_reads_first_and_both_open_at_once(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    assert round.subject == paired.ada.person
    assert write(paired.ada, round).json()["opened"] is False
    known = Letter.objects.get()
    assert known.kind == "known" and known.appears_at is None
    waiting = page(paired.ben, round)
    assert str(known.pk) not in waiting and "Ada’s sheet is in" in waiting
    assert write(paired.ben, round).json()["opened"] is True
    guess = Letter.objects.get(kind="guess")
    for player in (paired.ada, paired.ben):
        assert str(known.pk) in page(player, round) and str(guess.pk) in page(player, round)
    assert guess.appears_at and not Letter.objects.exclude(appears_at=guess.appears_at).exists()
    assert paired.ben.open(Letter.objects.get(kind="known"), paired.ada) == {SHEET.item[0].id: "1"}


def test_the_questions_are_put_to_each_from_their_side(paired: Cast) -> None:
    begin(paired.ada, "partner")
    round = Round.objects.get()
    assert round.subject == paired.ben.person
    assert SHEET.item[0].ask in page(paired.ben, round) and SHEET.item[0].guess not in page(paired.ben, round)
    assert SHEET.item[0].guess in page(paired.ada, round)


def test_both_ways_are_two_rounds(paired: Cast) -> None:
    assert begin(paired.ada, "both").status_code == 200
    assert {one.subject for one in Round.objects.all()} == {paired.ada.person, paired.ben.person}
    for player in (paired.ada, paired.ben):
        assert len(open_rounds(player.circle)) == 2


@pytest.mark.parametrize(
    "readable",
    [
        {},
        {"numbers": {QUIET: 11}},
        {"numbers": {QUIET: -1}},
        {"numbers": {QUIET: 1.5}},
        {"numbers": {"words past the seal": 3}},
        {"numbers": {SHEET.item[0].id: 3}},
        {"numbers": {}, "note": "in clear"},
        {"numbers": {QUIET: "seven"}},
    ],
)
def test_what_travels_in_clear_is_numbers_of_this_sheet(paired: Cast, readable: dict[str, Any]) -> None:
    begin(paired.ada)
    assert write(paired.ada, Round.objects.get(), readable=readable).status_code == 400
    assert not Letter.objects.exists()


def test_every_item_can_be_passed_but_what_is_sent_is_a_sheet(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    assert write(paired.ada, round, readable={"numbers": {}}).status_code == 200
    assert Letter.objects.get().readable == {"numbers": {}}


def test_a_folded_sheet_can_be_changed_and_taken_back(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    write(paired.ada, round)
    assert write(paired.ada, round, revision=2, readable={"numbers": {QUIET: 2}}).status_code == 200
    letter = Letter.objects.get()
    assert letter.revision == 2 and not letter.revisions.exists()
    assert paired.ada.post(f"/letters/{letter.pk}/remove").json()["taken_back"] is True
    assert not Letter.objects.exists() and "sheet is in" not in page(paired.ben, round)
    assert len(open_rounds(paired.ada.circle)) == 1
    assert write(paired.ada, round).status_code == 200


def test_what_is_open_stays_as_it_was_played(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    mine = filled(paired.ada, round)
    url = f"/us/rounds/{round.pk}/write"
    paired.ada.post(url, letter=mine)
    write(paired.ben, round)
    assert paired.ada.post(url, letter=mine).status_code == 200  # a late repeat of the same
    late = write(paired.ada, round, revision=2)
    assert late.status_code == 409 and "stays as it was" in late.json()["error"]
    letter = Letter.objects.get(kind="known")
    undo = paired.ada.post(f"/letters/{letter.pk}/remove").json()["undo"]
    assert "taken away after both had opened" in page(paired.ben, round)
    assert write(paired.ada, round, revision=2).status_code == 409
    assert paired.ada.post(undo).status_code == 200
    assert "taken away" not in page(paired.ben, round)


def test_left_for_another_time_the_other_is_told_nothing(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    before = [paired.ada.get(path).content for path in ("/us/rounds", f"/us/rounds/{round.pk}")]
    assert paired.ben.post(f"/us/rounds/{round.pk}/leave", left=True).status_code == 200
    assert paired.ben.post(f"/us/rounds/{round.pk}/leave", left=True).status_code == 200
    assert LeftRound.objects.count() == 1 and open_rounds(paired.ben.circle) == []
    after = [paired.ada.get(path).content for path in ("/us/rounds", f"/us/rounds/{round.pk}")]
    assert [_same(one) for one in before] == [_same(one) for one in after]
    assert len(open_rounds(paired.ada.circle)) == 1
    assert "Left for another time" in page(paired.ben, round)
    assert paired.ben.post(f"/us/rounds/{round.pk}/leave", left=False).status_code == 200
    assert len(open_rounds(paired.ben.circle)) == 1


def _same(content: bytes) -> str:
    """A page without what differs from one request to the next."""
    return "\n".join(
        line
        for line in content.decode().split("\n")
        if 'name="csrf"' not in line and 'name="mark"' not in line
    )


def test_begun_again_it_is_the_round_that_is_open(paired: Cast) -> None:
    first = begin(paired.ada).json()["url"]
    paired.ada.post(f"{first}/leave", left=True)
    assert begin(paired.ben, "partner").json()["url"] == first
    assert begin(paired.ada).json()["url"] == first
    assert Round.objects.count() == 1 and not LeftRound.objects.exists()


def test_played_again_after_some_weeks(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    write(paired.ada, round)
    write(paired.ben, round)
    assert begin(paired.ada).status_code == 409
    assert "From" in paired.ada.get(f"/us/rounds/sheets/{SHEET.id}").content.decode()
    assert begin(paired.ada, "both").status_code == 200  # the other way round can be begun
    with time_machine.travel(timezone.now() + timedelta(weeks=5)):
        paired.ada.client.force_login(paired.ada.person)
        assert begin(paired.ada).status_code == 200
    assert Round.objects.filter(subject=paired.ada.person).count() == 2


def test_a_few_open_ones_are_enough(paired: Cast) -> None:
    gentle = [one.id for one in sheets().values()][: OPEN_AT_MOST + 1]
    said = [begin(paired.ada, sheet=one).status_code for one in gentle]
    assert said == [200] * OPEN_AT_MOST + [409]
    round = Round.objects.of(paired.ada.circle).first()
    assert round is not None
    paired.ada.post(f"/us/rounds/{round.pk}/leave", left=True)
    assert begin(paired.ada, sheet=gentle[-1]).status_code == 200


def test_nothing_deeper_than_either_has_chosen(paired: Cast) -> None:
    deep = next(one for one in sheets().values() if one.depth == 4)
    begin(paired.ada, sheet=deep.id)
    Person.objects.filter(pk=paired.ben.id).update(depth=2)
    assert open_rounds(paired.ada.circle) == [] and open_rounds(paired.ben.circle) == []
    assert deep.title not in paired.ada.get("/us/rounds").content.decode()
    assert begin(paired.ada, sheet=deep.id).status_code == 404


def test_strangers_and_former_partners_find_no_round(paired: Cast) -> None:
    begin(paired.ada)
    round = Round.objects.get()
    pair(paired.cleo, Player("Eve"))
    for path in ("", "/write", "/leave"):
        assert paired.cleo.post(f"/us/rounds/{round.pk}{path}", left=True).status_code == 404
    assert paired.cleo.get(f"/us/rounds/{round.pk}").status_code == 404
    paired.couple.part(paired.ada.person)
    assert paired.ben.get(f"/us/rounds/{round.pk}").status_code == 302
    assert write(paired.ben, round).status_code == 409


def test_bad_bodies_are_refused(paired: Cast) -> None:
    assert begin(paired.ada, "everybody").status_code == 400
    assert begin(paired.ada, sheet="no-such").status_code == 404
    begin(paired.ada)
    round = Round.objects.get()
    url = f"/us/rounds/{round.pk}"
    assert paired.ada.post(f"{url}/leave", left="yes").status_code == 400
    assert paired.ada.post(f"{url}/write").status_code == 400
    theirs = filled(paired.ben, round)
    assert paired.ada.post(f"{url}/write", letter=theirs).status_code == 404
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_round_begun_twice_at_once_is_one(cast: Cast) -> None:
    cast.paired()
    said = at_once(
        lambda player: begin(player, "me" if player is cast.ada else "partner").json()["url"], cast
    )
    assert len(set(said)) == 1 and Round.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_sheets_sent_at_once_open_once(cast: Cast) -> None:
    cast.paired()
    begin(cast.ada)
    round = Round.objects.get()
    said = at_once(lambda player: write(player, round).json()["opened"], cast)
    assert True in said
    assert Letter.objects.exclude(appears_at=None).count() == 2


def at_once(act: Any, cast: Cast) -> list[Any]:
    ready, said = threading.Barrier(2), []

    def run(player: Player) -> None:
        ready.wait(5)
        said.append(act(player))
        connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in (cast.ada, cast.ben)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return said


def test_pages_ask_the_same_however_long_the_history(paired: Cast) -> None:
    def queries(path: str) -> int:
        paired.ben.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert paired.ben.get(path).status_code == 200
        return len([one for one in seen if "SAVEPOINT" not in one["sql"]])

    begin(paired.ada)
    round = Round.objects.get()
    paths = ("/us/rounds", f"/us/rounds/{round.pk}", f"/us/rounds/sheets/{SHEET.id}")
    young = [queries(path) for path in paths]
    write(paired.ada, round)
    write(paired.ben, round)
    for sheet in list(sheets())[:5]:
        begin(paired.ada, "both", sheet)
    old = [
        Round(couple=paired.couple, source=SHEET.id, subject=paired.ada.person, begun_by=paired.ada.person)
        for _ in range(40)
    ]
    Round.objects.bulk_create(old)
    assert max(queries(path) for path in paths) <= 14 and queries(paths[0]) <= young[0]
    circle = paired.ben.circle
    assert circle.couple and circle.depth
    with CaptureQueriesContext(connection) as seen:
        open_rounds(circle)
    assert len(seen) == 1
