"""The month, the day and the marks; what is due; and whose clock shows what."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.people.models import Person
from twofold.plans.models import Outing
from twofold.practices.models import LiveSession
from twofold.rituals.due import due_between
from twofold.rituals.models import Occasion, Ritual
from twofold.rituals.rounds import day_of_two
from twofold.testing import Cast, Player

from .two import DAILY, FRIDAY, agreed, marked, suggested

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield cast.paired()


def outing(cast: Cast, day: date, at: time | None = None) -> Outing:
    facts = {"couple": cast.couple, "idea": "", "day": day, "time": at, "minutes": 90}
    return Outing.objects.create(pk=uuid4(), proposed_by=cast.ada.person, agreed_at=NOW, **facts)


def states(cast: Cast, day: date) -> list[tuple[str, str]]:
    return [(one.kind, one.state) for one in day_of_two(cast.ada.circle, day)]


def queries(player: Player, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert player.get(page).status_code == 200
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


def test_the_day_of_the_two(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    agreed(two.ada, two.ben, "weekly-date", **FRIDAY)
    suggested(two.ada, "morning-coffee")
    outing(two, TODAY + 2 * DAY)
    circle = two.ben.circle
    _ = (circle.couple, circle.partner)
    with CaptureQueriesContext(connection) as seen:
        here = day_of_two(circle, TODAY)
    assert len(seen) <= 3
    assert [one.title for one in here] == [ritual.title]
    assert [one.kind for one in day_of_two(two.ben.circle, TODAY + 2 * DAY)] == ["outing", "ritual", "ritual"]
    assert day_of_two(two.ben.circle, TODAY - DAY) == []  # not agreed yet


def test_done_left_moved_and_back(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    assert marked(two.ada, ritual, TODAY, "done").status_code == 200
    assert states(two, TODAY) == [("ritual", "done")]
    assert marked(two.ben, ritual, TODAY, "left").status_code == 200
    assert states(two, TODAY) == [("ritual", "left")]
    to = {"day": str(TODAY + DAY), "time": "08:00"}
    assert marked(two.ben, ritual, TODAY, "moved", to=to).status_code == 200
    assert states(two, TODAY) == []
    assert states(two, TODAY + DAY) == [("ritual", "moved"), ("ritual", "")]
    page = two.ada.get(f"/rhythm?day={TODAY}").content.decode()
    assert "Moved to Thursday 19 November" in page
    back = marked(two.ada, ritual, TODAY, None)
    assert states(two, TODAY) == [("ritual", "")]
    assert two.ada.post(back.json()["undo"]).status_code == 200
    assert states(two, TODAY) == []


def test_a_moved_one_that_was_done_can_be_undone(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    marked(two.ada, ritual, TODAY + DAY, "moved", to={"day": str(TODAY), "time": "10:00"})
    assert marked(two.ada, ritual, TODAY + DAY, "done").status_code == 200
    assert Occasion.objects.get().moved_to
    marked(two.ada, ritual, TODAY + DAY, None)
    assert Occasion.objects.get().state == "moved"


def test_marks_that_make_no_sense(two: Cast) -> None:
    weekly = agreed(two.ada, two.ben, "weekly-date", **FRIDAY)
    assert marked(two.ada, weekly, TODAY, "left").status_code == 404  # no Friday
    friday = TODAY + 2 * DAY
    assert marked(two.ada, weekly, friday - 7 * DAY, "left").status_code == 404  # before it was agreed
    assert marked(two.ada, weekly, friday, "done").status_code == 409  # not there yet
    assert marked(two.ada, weekly, friday, "moved").status_code == 400
    far = {"day": str(friday + 40 * DAY), "time": "19:00"}
    assert marked(two.ada, weekly, friday, "moved", to=far).status_code == 409
    assert marked(two.ada, weekly, date(2036, 1, 4), "left").status_code == 409
    assert marked(two.ada, weekly, "no day", "left").status_code == 400
    assert marked(two.ada, weekly, friday, None).status_code == 200
    assert not Occasion.objects.exists()


def test_the_past_keeps_its_days_when_a_ritual_changes(two: Cast) -> None:
    old = agreed(two.ada, two.ben)
    marked(two.ada, old, TODAY, "done")
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        change = str(uuid4())
        two.ada.post(f"/rhythm/{old.pk}/suggest", turn=1, ritual=change, when=FRIDAY)
        two.ben.post(f"/rhythm/{change}/agree", turn=1)
        assert states(two, TODAY) == [("ritual", "done")]
        assert states(two, TODAY + DAY) == [("ritual", "")]
        assert states(two, TODAY + 4 * DAY) == []
        assert states(two, TODAY + 9 * DAY) == [("ritual", "")]


def test_what_was_done_stays_when_the_ritual_ends_before_its_hour(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    marked(two.ada, ritual, TODAY, "done")
    two.ben.post(f"/rhythm/{ritual.pk}/end")
    assert states(two, TODAY) == [("ritual", "done")]
    assert states(two, TODAY + DAY) == []


def test_a_session_of_the_practice_is_offered_and_not_assumed(two: Cast) -> None:
    agreed(two.ada, two.ben)
    words = "You did the practice together that day"
    LiveSession.objects.create(couple=two.couple, practice="evening-gratitude", ended_at=NOW, turn=3)
    assert words in two.ben.get("/rhythm").content.decode()
    assert states(two, TODAY) == [("ritual", "")]
    assert words not in two.ben.get(f"/rhythm?day={TODAY + DAY}").content.decode()


def test_each_sees_the_time_on_their_own_clock(two: Cast) -> None:
    type(two.couple).objects.update(time_zone="Europe/Lisbon")
    Person.objects.filter(pk=two.ben.id).update(time_zone="Europe/Berlin")
    Person.objects.filter(pk=two.ada.id).update(time_zone="Asia/Tokyo")
    agreed(two.ada, two.ben)
    assert "21:00, for you 22:00" in two.ben.get("/rhythm").content.decode()
    assert "21:00, for you Thursday 06:00" in two.ada.get("/rhythm").content.decode()
    Person.objects.filter(pk=two.ben.id).update(time_zone="Europe/London")
    assert "for you" not in two.ben.get("/rhythm").content.decode()


@pytest.mark.parametrize(
    "asked", ["?day=2026-13-40", "?month=x", "?day=1999-01-01", "?month=2099-01", "?day=²"]
)
def test_an_odd_day_is_today(two: Cast, asked: str) -> None:
    assert "Today, Wednesday 18 November" in two.ada.get(f"/rhythm{asked}").content.decode()


def test_the_picture_says_the_same_as_its_list(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    marked(two.ada, ritual, TODAY, "done")
    page = two.ada.get("/rhythm").content.decode()
    assert f'aria-label="Wednesday 18 November, today: {ritual.title}, done"' in page
    assert f"<li>{ritual.title}, done</li>" in page
    for never in ("streak", "failed", "missed", "%"):
        assert never not in page.split("<main")[1].casefold()


def test_pages_ask_the_same_however_long_the_history(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    young = {page: queries(two.ben, page) for page in ("/rhythm", "/rhythm/shelf", f"/rhythm/{ritual.pk}")}
    Ritual.objects.update(agreed_at=NOW - 300 * DAY)
    ended = {"couple": two.couple, "proposed_by": two.ada.person, "days": 127, "time": time(9), "minutes": 5}
    Ritual.objects.bulk_create(
        Ritual(
            pk=uuid4(),
            cadence="daily",
            source="call-at-noon",
            time_zone="UTC",
            agreed_at=NOW - 90 * DAY,
            ended_at=NOW - number * DAY,
            **ended,
        )
        for number in range(50)
    )
    marks = [
        Occasion(ritual=ritual, couple=two.couple, day=TODAY - number * DAY, state="done")
        for number in range(1, 200)
    ]
    Occasion.objects.bulk_create(marks)
    for number in range(20):
        outing(two, TODAY + number * DAY)
    old = {page: queries(two.ben, page) for page in young}
    assert max(old.values()) <= 14
    assert all(old[page] <= young[page] + 1 for page in young), (young, old)


def test_what_is_due(two: Cast) -> None:
    type(two.couple).objects.update(time_zone="Europe/Lisbon")
    ritual = agreed(two.ada, two.ben)
    start = datetime(2026, 11, 18, 20, 55, tzinfo=UTC)
    end = start + timedelta(minutes=15)
    with CaptureQueriesContext(connection) as seen:
        due = due_between(start, end, {two.couple.pk})
    assert len(seen) <= 4
    assert [(one.starts_at, one.kind) for one in due] == [(datetime(2026, 11, 18, 21, tzinfo=UTC), "ritual")]
    assert set(due[0].person_ids) == {two.ada.id, two.ben.id}
    assert due == due_between(start, end, {two.couple.pk})
    assert not due_between(end, end + DAY / 2, {two.couple.pk}) and not due_between(start, end, set())
    marked(two.ada, ritual, TODAY, "moved", to={"day": str(TODAY + DAY), "time": "07:00"})
    assert not due_between(start, end, {two.couple.pk})
    morning = datetime(2026, 11, 19, 6, 55, tzinfo=UTC)
    moved = due_between(morning, morning + timedelta(minutes=15), {two.couple.pk})
    assert len(moved) == 1 and moved[0].key != due[0].key
    marked(two.ada, ritual, TODAY, "left")
    assert not due_between(morning, morning + timedelta(minutes=15), {two.couple.pk})


def test_outings_are_due_and_departed_couples_are_not(two: Cast) -> None:
    outing(two, TODAY, time(19, 0))
    outing(two, TODAY)
    agreed(two.ada, two.ben)
    start = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
    due = due_between(start, start + timedelta(hours=4), {two.couple.pk})
    assert [one.kind for one in due] == ["outing", "ritual"]
    two.couple.part(two.ada.person)
    assert due_between(start, start + timedelta(hours=4), {two.couple.pk}) == []


def test_due_in_windows_is_due_once_each(two: Cast) -> None:
    type(two.couple).objects.update(time_zone="Australia/Lord_Howe")
    agreed(two.ada, two.ben)
    agreed(two.ada, two.ben, "weekly-date", **FRIDAY)
    agreed(two.ada, two.ben, "morning-coffee", **{**DAILY, "time": "02:15"})
    window, couples = timedelta(minutes=15), {two.couple.pk}
    start = NOW
    found = []
    for number in range(4 * 24 * 3):
        found += due_between(start + number * window, start + (number + 1) * window, couples)
    whole = due_between(start, start + 3 * DAY, couples)
    assert found == whole and len({one.key for one in whole}) == len(whole) == 7
