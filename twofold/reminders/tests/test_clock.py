"""What is due at a time of one's own: by one's own clock, outside the quiet hours, never late."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from twofold.questions.models import ask_tonight
from twofold.reminders.models import Channel, Reminder
from twofold.reminders.outcome import Result
from twofold.reminders.tests.conftest import EVENING, Outside, tick_at, want
from twofold.testing import Cast


def test_nothing_is_said_to_who_switched_nothing_on(cast: Cast, outside: Outside) -> None:
    cast.paired()
    Channel.objects.create(person=cast.ada.person, address="json://127.0.0.1:1/x")
    want(cast.ben, question=False)
    tick_at(EVENING)
    assert not Reminder.objects.exists()


def test_it_comes_once_at_ones_own_time(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ada, question=True, question_at=time(19, 30))
    for seconds in (-30, 0, 20, 40, 3600):
        tick_at(EVENING + timedelta(seconds=seconds))
    assert [one.words for one in outside.jobs] == ["SET"]
    tick_at(EVENING + timedelta(days=1))
    assert len(outside.jobs) == 2


def test_what_one_has_done_already_is_not_asked_for(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ada, question=True, checkin=True, checkin_at=time(19, 30))
    want(cast.ben, question=True)
    with time_machine.travel(EVENING - timedelta(hours=1), tick=False):
        asked = ask_tonight(cast.ada.circle)
        cast.ada.post(f"/talk/{asked.pk}/answer", letter=cast.ada.answer_to(asked, "words"))
    tick_at(EVENING)
    told = Reminder.objects.exclude(sent_at=None).values_list("person", "kind")
    assert set(told) == {(cast.ada.id, "checkin"), (cast.ben.id, "question")}


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("UTC", datetime(2026, 11, 22, 19, 30, 1, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 22, 18, 30, 1, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 5, 30, 1, tzinfo=UTC)),
        ("America/St_Johns", datetime(2026, 11, 22, 23, 0, 1, tzinfo=UTC)),
    ],
)
def test_the_time_is_of_ones_own_clock(cast: Cast, outside: Outside, zone: str, moment: datetime) -> None:
    want(cast.cleo, zone=zone, checkin=True, checkin_at=time(19, 30))
    tick_at(moment - timedelta(minutes=1))
    assert not outside.jobs
    tick_at(moment)
    assert len(outside.jobs) == 1


def test_a_time_that_the_clocks_leave_out_comes_an_hour_later_once(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, zone="Europe/Berlin", checkin=True, checkin_at=time(2, 30))
    night = datetime(2026, 3, 29, 0, 0, 5, tzinfo=UTC)
    told = []
    for minutes in range(0, 180, 10):
        tick_at(night + timedelta(minutes=minutes))
        told.append(len(outside.jobs))
    assert told[-1] == 1
    assert told.index(1) == 9  # 01:30 UTC, which is half past three


def test_a_time_that_comes_twice_is_said_once(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, zone="Europe/Berlin", checkin=True, checkin_at=time(2, 30))
    for minutes in range(0, 240, 10):
        tick_at(datetime(2026, 10, 25, 0, 0, 5, tzinfo=UTC) + timedelta(minutes=minutes))
    assert len(outside.jobs) == 1


def test_midnight_belongs_to_the_day_it_begins(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(23, 55))
    tick_at(datetime(2026, 11, 23, 0, 10, tzinfo=UTC))  # the server was away for a quarter of an hour
    assert len(outside.jobs) == 1


def test_what_is_more_than_half_an_hour_late_is_never_said(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(19, 30))
    tick_at(EVENING + timedelta(minutes=31))
    assert not Reminder.objects.exists()
    outside.result = Result.UNREACHED
    want(cast.cleo, checkin_at=time(20, 30))
    late = EVENING + timedelta(hours=1)
    tick_at(late)
    outside.result = Result.SENT
    tick_at(late + timedelta(minutes=31))
    one = Reminder.objects.get()
    assert one.passed_at and not one.sent_at
    assert len(outside.jobs) == 1


def test_what_was_past_when_it_was_asked_for_stays_unsaid(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(19, 20), changed_at=EVENING - timedelta(minutes=5))
    tick_at(EVENING)
    assert not outside.jobs


@pytest.mark.parametrize(("hour", "said"), [(21, 1), (22, 0), (23, 0), (0, 0), (6, 0), (7, 1)])
def test_quiet_hours_cross_midnight_and_drop_what_falls_inside(
    cast: Cast, outside: Outside, hour: int, said: int
) -> None:
    quiet: dict[str, Any] = {"quiet_from": time(22), "quiet_until": time(7)}
    want(cast.cleo, zone="Asia/Kolkata", checkin=True, checkin_at=time(hour), **quiet)
    for minutes in range(0, 1440, 15):
        tick_at(datetime(2026, 11, 22, 12, 0, 1, tzinfo=UTC) + timedelta(minutes=minutes))
    assert len(outside.jobs) == said


def test_quiet_hours_on_the_night_of_a_change_of_clocks(cast: Cast) -> None:
    one = want(cast.cleo, zone="Europe/Berlin", quiet_from=time(2, 30), quiet_until=time(6))
    spring = [datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)]
    assert [one.is_quiet(moment) for moment in spring] == [False, True]  # from 01:59 to 03:00
    both = [datetime(2026, 10, 25, hour, 45, tzinfo=UTC) for hour in (0, 1, 4, 5)]
    assert [one.is_quiet(moment) for moment in both] == [True, True, True, False]


def test_the_tip_has_a_day_of_its_own_and_a_tip_to_look_at(cast: Cast, outside: Outside) -> None:
    from twofold.rituals.shelf import tips
    from twofold.rituals.tip import Tip, week_of

    want(cast.paired().ada, tip=True, tip_day=6, tip_at=time(19, 30))
    tick_at(EVENING)  # a Sunday
    assert not outside.jobs  # nothing is agreed on
    week = week_of(EVENING.date()) + timedelta(days=7)
    source = next(iter(tips()), "any")
    given = {"week": week, "source": source, "proposed_by": cast.ada.person, "agreed_at": EVENING}
    Tip.objects.create(couple=cast.couple, **given)
    tick_at(EVENING + timedelta(days=6))
    assert not outside.jobs
    tick_at(EVENING + timedelta(days=7))
    assert len(outside.jobs) == 1
