"""While it runs: a mark a day for both, a neutral word in the morning, and nothing of any rating."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.checkins.models import CheckIn
from twofold.couples.models import Couple
from twofold.experiments.agreeing import let_go
from twofold.experiments.drawing import draw
from twofold.experiments.due import due_between
from twofold.experiments.models import Experiment, Mark, Result
from twofold.experiments.tests.two import HABIT, ROOM, agreed, later, mark, rate, see
from twofold.testing import Cast

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield cast.paired()


def test_one_mark_a_day_for_both_and_the_last_word_stands(two: Cast) -> None:
    one = agreed(two)
    with later(two, NOON + DAY):
        assert mark(two.ada, one, "2026-11-17").status_code == 200
        assert mark(two.ben, one, "2026-11-17", False).status_code == 200
        assert Mark.objects.get().done is False
        assert "You didn’t" in see(two.ada, one)
        undo = mark(two.ada, one, "2026-11-17", None).json()["undo"]
        assert not Mark.objects.exists() and "We did it" in see(two.ben, one)
        assert two.ada.post(undo).status_code == 200 and Mark.objects.get().done is False
        assert mark(two.ada, one, "2026-11-17", None).status_code == 200
        assert "undo" not in mark(two.ada, one, "2026-11-17", None).json()


def test_a_day_can_be_marked_from_its_morning_for_a_week(two: Cast) -> None:
    one = agreed(two)
    assert mark(two.ada, one, "2026-11-17").status_code == 409  # tomorrow
    assert mark(two.ada, one, "2026-11-16").status_code == 409  # not one of its days
    with later(two, NOON + 10 * DAY):
        assert mark(two.ada, one, "2026-11-19").status_code == 200
        assert mark(two.ada, one, "2026-11-18").status_code == 409
        assert mark(two.ada, one, "2026-11-27").status_code == 409
        assert see(two.ben, one).count("a day with") > 7
    with later(two, NOON + 29 * DAY):  # the day after its last
        assert mark(two.ada, one, "2026-12-14").status_code == 200
    with later(two, NOON + 30 * DAY):  # its result can be looked at
        assert mark(two.ada, one, "2026-12-14").status_code == 409


def test_what_cannot_be_read_is_refused(two: Cast) -> None:
    one = agreed(two)
    bodies: list[dict[str, Any]] = [{"day": "yesterday", "done": True}, {"day": "2026-11-17", "done": 2}, {}]
    for body in bodies:
        assert two.ada.post(f"{ROOM}/{one.pk}/mark", **body).status_code == 400


def test_nothing_is_told_before_the_end(two: Cast) -> None:
    """Whatever was rated, the page is the same to the byte, and reads no check-in."""
    one = agreed(two)
    for days in (14, 28, 29):
        with later(two, NOON + days * DAY):
            bare = without_tokens(see(two.ada, one))
            rate(two, one.plan, lambda number, on, player: 9 if on else 2)
            with CaptureQueriesContext(connection) as seen:
                assert without_tokens(see(two.ada, one)) == bare
            assert not [query for query in seen if "checkins_checkin" in query["sql"]]
            assert not Result.objects.exists() and one.told is None
            CheckIn.objects.all().delete()


def without_tokens(page: str) -> str:
    return re.sub(r'content="[A-Za-z0-9]{64}"', "", page)


def test_with_and_without_are_told_by_word_and_the_strip_has_every_day(two: Cast) -> None:
    one = agreed(two)
    with later(two, NOON + 5 * DAY):
        page = see(two.ada, one)
    assert page.count(": a day with<") == page.count(": a day without<") == 14
    assert page.count('aria-current="date"') == 1 and "Saturday 21 November, today" in page


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_the_morning_word_comes_at_eight_every_day_through_the_change_of_clocks(two: Cast, zone: str) -> None:
    Couple.objects.update(time_zone=zone)
    with later(two, datetime(2027, 3, 1, 12, tzinfo=UTC)):
        one = agreed(two, days=56)
        with CaptureQueriesContext(connection) as seen:
            start = datetime(2027, 2, 25, tzinfo=UTC)
            due = due_between(start, start + 80 * DAY, {two.couple.pk})
        assert len(seen) <= 2
    one.couple.refresh_from_db()
    assert [one.couple.day(each.starts_at) for each in due] == [day for day, _ in one.plan.days]
    assert {each.starts_at.astimezone(ZoneInfo(zone)).hour for each in due} == {8}
    assert len({each.key for each in due}) == 56
    assert {(each.kind, len(each.person_ids)) for each in due} == {("experiment", 2)}


def test_no_word_before_after_or_once_it_is_let_go(two: Cast) -> None:
    one, ids = agreed(two), {two.couple.pk}
    first = datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert due_between(first, first + timedelta(minutes=5), ids)
    assert not due_between(first - DAY, first, ids) and not due_between(first, first + DAY, set())
    assert not due_between(first + 28 * DAY, first + 40 * DAY, ids)
    let_go(two.ada.circle, one.pk)
    assert not due_between(first, first + 40 * DAY, ids)


def test_the_days_are_those_of_the_couple(cast: Cast) -> None:
    """At eleven at night in Auckland it is still their evening, so it begins with their next day."""
    cast.paired()
    Couple.objects.update(time_zone="Pacific/Auckland")
    with time_machine.travel(
        datetime(2026, 11, 16, 13, 30, tzinfo=UTC), tick=False
    ):  # 02:30 of the 17th there
        assert agreed(cast).plan.first_day == date(2026, 11, 17)


def test_the_pages_are_cheap_however_many_there_were(two: Cast) -> None:
    facts = {"couple": two.couple, "source": HABIT, "proposed_by": two.ada.person, "length": 28}
    for number in range(30):
        at = NOON - (number + 2) * 40 * DAY
        one = Experiment.objects.create(outcome="touch", agreed_at=at, **facts)
        draw(one, at.date())
    running = agreed(two)
    for place in (ROOM, f"{ROOM}?page=2", f"{ROOM}/new", f"{ROOM}/new/{HABIT}", f"{ROOM}/{running.pk}"):
        with CaptureQueriesContext(connection) as seen:
            assert two.ada.get(place).status_code == 200
        assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 14, place
    assert two.ada.get(ROOM).content.decode().count("<li><a") == 12
