"""Open matters belong to both: put down by either, given a time by both, rested and taken up again."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.repair.models import MatterTime, Resting
from twofold.repair.pages import matters_today
from twofold.testing import Cast, Player

NUMBERS = {"sort": "lasting", "size": 2}
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def put_down(by: Player, **given: Any) -> Letter:
    sent = by.seal("matter", "The mornings", readable=given.pop("readable", NUMBERS), **given)
    assert by.post("/repair/matters", letter=sent).status_code == 200
    found: Letter = Letter.objects.get(pk=sent["id"])
    return found


def propose(by: Player, matter: Letter, day: str = "2026-11-22", clock: str = "20:30:00") -> Any:
    return by.post(f"/repair/matters/{matter.pk}/time", day=day, time=clock)


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def test_both_see_it_and_nobody_is_named(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    for player in (cast.ada, cast.ben):
        page = player.get("/repair/matters").content.decode()
        assert str(matter.pk) in page
        assert "Stays with you" in page
        assert "Nov" not in page.split("<main")[1]
    assert cast.cleo.get(f"/repair/matters/{matter.pk}").status_code in (302, 404)


@pytest.mark.parametrize(
    "readable",
    [{}, {"sort": "hers", "size": 1}, {"sort": "lasting", "size": 9}, {**NUMBERS, "words": "secret"}],
)
def test_its_numbers_are_checked(cast: Cast, readable: dict[str, Any]) -> None:
    sent = cast.paired().ada.seal("matter", "words", readable=readable)
    assert cast.ada.post("/repair/matters", letter=sent).status_code == 400
    assert not Letter.objects.exists()


def test_it_is_for_both_and_never_for_one(cast: Cast) -> None:
    sent = cast.paired().ada.seal("matter", "words", readable=NUMBERS, shared=False)
    assert cast.ada.post("/repair/matters", letter=sent).status_code == 409


def test_sent_twice_it_stands_there_once(cast: Cast) -> None:
    sent = cast.paired().ada.seal("matter", "words", readable=NUMBERS)
    for _ in range(2):
        assert cast.ada.post("/repair/matters", letter=sent).status_code == 200
    assert Letter.objects.count() == 1


def test_a_time_holds_once_both_say_yes(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    assert propose(cast.ada, matter).status_code == 200
    stands = MatterTime.objects.get()
    mine = cast.ada.post(f"/repair/matters/{matter.pk}/agree", at=stands.at.isoformat())
    assert mine.status_code == 200
    stands.refresh_from_db()
    assert stands.agreed_at is None  # nobody agrees with themselves
    assert [one.to_agree for one in matters_today(cast.ben.circle)] == [True]
    assert matters_today(cast.ada.circle) == []
    assert cast.ben.post(f"/repair/matters/{matter.pk}/agree", at=stands.at.isoformat()).status_code == 200
    assert [one.to_agree for one in matters_today(cast.ada.circle)] == [False]


def test_a_yes_to_a_time_that_has_changed_is_refused(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    seen = MatterTime.objects.get().at.isoformat()
    propose(cast.ada, matter, clock="21:00:00")
    assert cast.ben.post(f"/repair/matters/{matter.pk}/agree", at=seen).status_code == 409
    assert MatterTime.objects.get().agreed_at is None


def test_naming_the_same_time_is_a_yes(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    propose(cast.ben, matter)
    assert MatterTime.objects.get().agreed_at is not None


def test_another_proposal_takes_an_agreed_time_away(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    propose(cast.ben, matter)
    propose(cast.ben, matter, "2026-11-25")
    stands = MatterTime.objects.get()
    assert stands.agreed_at is None
    assert stands.proposed_by_id == cast.ben.id


def test_the_time_is_on_the_couples_clock(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    cast.couple.time_zone = "America/New_York"
    cast.couple.save()
    propose(cast.ada, matter, clock="20:30:00")
    assert MatterTime.objects.get().at == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert "20:30" in cast.ben.get(f"/repair/matters/{matter.pk}").content.decode()


@pytest.mark.parametrize(
    ("day", "clock", "status"),
    [
        ("2026-11-21", "20:00:00", 409),
        ("2028-01-01", "20:00:00", 409),
        ("soon", "20:00:00", 400),
        ("2026-11-25", "25:00:00", 400),
    ],
)
def test_a_time_that_cannot_be_is_refused(cast: Cast, day: str, clock: str, status: int) -> None:
    matter = put_down(cast.paired().ada)
    assert propose(cast.ada, matter, day, clock).status_code == status


def test_a_time_taken_away_can_come_back(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    undo = cast.ben.post(f"/repair/matters/{matter.pk}/no-time").json()["undo"]
    assert not MatterTime.objects.exists()
    assert cast.ben.post(undo).status_code == 200
    assert MatterTime.objects.exists()
    assert cast.ben.post(f"/repair/matters/{uuid4()}/no-time").status_code == 404


def test_it_rests_and_either_takes_it_up_again(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    for _ in range(2):
        assert cast.ben.post(f"/repair/matters/{matter.pk}/rest", rests=True).status_code == 200
    assert Resting.objects.count() == 1
    assert matters_today(cast.ben.circle) == []
    assert "Resting" in cast.ada.get("/repair/matters").content.decode()
    assert cast.ada.post(f"/repair/matters/{matter.pk}/rest", rests=False).status_code == 200
    assert not Resting.objects.exists()


def test_former_partners_reach_nothing(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    propose(cast.ada, matter)
    cast.couple.part(cast.ben.person)
    assert cast.ben.get(f"/repair/matters/{matter.pk}").status_code in (302, 404)
    for act, body in (
        ("time", {"day": "2026-11-25", "time": "20:00:00"}),
        ("rest", {"rests": True}),
        ("no-time", {}),
    ):
        assert cast.ben.post(f"/repair/matters/{matter.pk}/{act}", **body).status_code in (404, 409)
    assert MatterTime.objects.count() == 1


def counted(player: Player, url: str) -> int:
    player.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert player.get(url).status_code == 200
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


def test_pages_ask_the_same_however_long_the_history(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    raised = cast.ada.seal("raised", "words")
    cast.ada.post("/repair/raise", letter=raised)
    pages = (
        *("/repair/raise", "/repair/matters", f"/repair/matters/{matter.pk}"),
        f"/repair/raised/{raised['id']}/hear",
    )
    young = {page: counted(cast.ben, page) for page in pages}
    many = []
    for number in range(120):
        for kind in ("raised", "matter", "reply"):
            about = [matter.pk, raised["id"]][number % 2] if kind == "reply" else None
            many.append(
                Letter(
                    id=uuid4(), author=cast.ada.person, couple=cast.couple, kind=kind, about=about,
                    sealed=bytes(matter.sealed), day=date(2026, 11, 1),
                    appears_at=NOON - timedelta(days=number),
                    readable=NUMBERS if kind == "matter" else {},
                )
            )  # fmt: skip
    Letter.objects.bulk_create(many)
    times = [one for one in many if one.kind == "matter"][:60]
    MatterTime.objects.bulk_create(
        MatterTime(couple=cast.couple, matter=one, proposed_by=cast.ada.person, at=NOON + timedelta(hours=2))
        for one in times
    )
    old = {page: counted(cast.ben, page) for page in pages}
    assert all(old[page] <= young[page] + 1 and old[page] <= 14 for page in pages), (young, old)
    circle = cast.ben.circle
    _ = circle.couple
    with CaptureQueriesContext(connection) as seen:
        assert len(matters_today(circle)) == 5
    assert len(seen) == 1


def test_two_times_at_once_leave_one(cast: Cast) -> None:
    matter = put_down(cast.paired().ada)
    for player, clock in ((cast.ada, time(20)), (cast.ben, time(21)), (cast.ada, time(22))):
        MatterTime.propose(player.circle, matter, date(2026, 11, 23), clock)
    assert MatterTime.objects.get().at == datetime(2026, 11, 23, 22, tzinfo=UTC)
