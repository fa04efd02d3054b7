"""The rhythm of the two and something new: told to whom it is for, while it holds."""

from datetime import datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold import events
from twofold.experiments.tests.two import agreed as in_experiment
from twofold.people.models import Person
from twofold.reminders import clock, sources
from twofold.reminders.models import Channel, Reminder, Wanted
from twofold.reminders.tests.conftest import EVENING, Outside, tick_at, want
from twofold.reminders.wanted import BEFORE, EVERY
from twofold.rituals.due import Due
from twofold.testing import Cast, Player

# what the two agreed on


def agreed(cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch, kind: str = "ritual") -> list[Any]:
    """One thing in the rhythm, at `at`. Keeps for which couples it was asked."""
    asked: list[Any] = []

    def due(start: datetime, end: datetime, couples: Any) -> list[Due]:
        asked.append(set(couples))
        here = start <= at < end and cast.couple.pk in couples
        return [Due(cast.couple.pk, (cast.ada.id, cast.ben.id), f"{kind}:1:{at}", at, kind)] if here else []

    monkeypatch.setattr(sources, "due_between", due)
    return asked


def test_each_is_told_so_long_before_as_they_like(
    cast: Cast, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(cast.paired().ada, rhythm=True, rhythm_before=60)
    want(cast.ben, rhythm=True, rhythm_before=10)
    agreed(cast, EVENING, monkeypatch)
    said: dict[int, list[Any]] = {}
    for minutes in range(-70, 40, 5):
        tick_at(EVENING + timedelta(minutes=minutes))
        for row in Reminder.objects.exclude(sent_at=None):
            said.setdefault(minutes, []).append(row.person_id)
    assert min(said) == -60 and said[-60] == [cast.ada.id]
    assert set(said[-10]) == {cast.ada.id, cast.ben.id}
    assert len(outside.jobs) == 2


def test_what_is_moved_is_told_at_its_new_time_too(
    cast: Cast, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(cast.paired().ada, rhythm=True, rhythm_before=10)
    for at in (EVENING, EVENING + timedelta(hours=2)):
        agreed(cast, at, monkeypatch, "outing")
        tick_at(at - timedelta(minutes=10))
    assert len(outside.jobs) == 2


def test_after_a_departure_nothing_of_the_couple_is_said(
    cast: Cast, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(
        cast.paired().ada, rhythm=True, rhythm_before=0, question=True, checkin=True, checkin_at=time(19, 30)
    )
    agreed(cast, EVENING, monkeypatch)
    with time_machine.travel(EVENING, tick=False):
        sources.look(EVENING)
        assert set(Reminder.objects.values_list("kind", flat=True)) == {"ritual", "question", "checkin"}
        cast.couple.part(cast.ben.person)
        clock.tick()
    assert set(Reminder.objects.exclude(sent_at=None).values_list("kind", flat=True)) == {"checkin"}
    assert len(outside.jobs) == 1  # her own


def test_only_couples_with_something_switched_on_are_looked_at(
    cast: Cast, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = agreed(cast.paired(), EVENING, monkeypatch)
    want(cast.cleo, rhythm=True)
    tick_at(EVENING)
    assert asked == []


# the days of an experiment


@pytest.mark.parametrize("let_go", [False, True])
def test_an_experiments_mornings_are_told_alike_until_it_is_let_go(
    cast: Cast, outside: Outside, let_go: bool
) -> None:
    one = in_experiment(cast.paired())
    want(cast.ada, rhythm=True, rhythm_before=0)
    if let_go:
        assert cast.ben.post(f"/insights/experiments/{one.pk}/let-go").status_code == 200
    eight = datetime.combine(one.plan.first_day, time(8), tzinfo=ZoneInfo(cast.couple.time_zone))
    for day in range(4):  # two days with the habit and two without
        tick_at(eight + timedelta(days=day, seconds=5))
        tick_at(eight + timedelta(days=day, minutes=5))
    assert len(outside.jobs) == (0 if let_go else 4)
    assert len({job.words for job in outside.jobs}) <= 1


# something new


def note(author: Player, at: datetime) -> Any:
    sent = author.seal("appreciation", {"did": "tea"})
    with time_machine.travel(at, tick=False):
        assert author.post("/appreciation", letter=sent).status_code == 200
    return sent


def test_something_new_is_told_now_and_then(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ben, news=True, news_every=3)
    note(cast.ada, EVENING)
    tick_at(EVENING + timedelta(seconds=10))
    assert not outside.jobs  # a page that is open would show it by itself
    tick_at(EVENING + timedelta(seconds=80))
    assert [one.words for one in outside.jobs] == ["NEW"]
    note(cast.ada, EVENING + timedelta(minutes=10))
    for minutes in range(10, 175, 5):
        tick_at(EVENING + timedelta(minutes=minutes))
    assert len(outside.jobs) == 1
    for minutes in (182, 184, 240, 600):
        tick_at(EVENING + timedelta(minutes=minutes))
    assert len(outside.jobs) == 2


def test_what_was_read_meanwhile_is_not_new(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ben, news=True)
    note(cast.ada, EVENING)
    tick_at(EVENING + timedelta(seconds=10))
    with time_machine.travel(EVENING + timedelta(seconds=30), tick=False):
        cast.ben.get("/appreciation")
    tick_at(EVENING + timedelta(seconds=80))
    assert not outside.jobs


def test_ones_own_letters_are_no_news(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ada, news=True)
    note(cast.ada, EVENING)
    for seconds in (10, 80):
        tick_at(EVENING + timedelta(seconds=seconds))
    assert not outside.jobs


def test_nothing_is_said_while_a_page_is_open(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ben, news=True)
    note(cast.ada, EVENING)
    with patch.object(events, "is_open", lambda person: person == cast.ben.id):
        for seconds in (10, 30, 80):
            tick_at(EVENING + timedelta(seconds=seconds))
    for minutes in (3, 30, 400):
        tick_at(EVENING + timedelta(minutes=minutes))
    assert not outside.jobs


def test_a_page_in_another_process_is_respected(cast: Cast, outside: Outside) -> None:
    """The process that says it sees no page; the one that does leaves it to the page within the minute."""
    want(cast.paired().ben, news=True)
    note(cast.ada, EVENING)
    tick_at(EVENING + timedelta(seconds=10))
    with patch.object(events, "is_open", lambda _: True):
        tick_at(EVENING + timedelta(seconds=30))
    tick_at(EVENING + timedelta(seconds=80))
    assert not outside.jobs


def test_something_new_waits_for_the_quiet_hours_to_end(cast: Cast, outside: Outside) -> None:
    want(cast.paired().ben, news=True, quiet_from=time(22), quiet_until=time(7))
    note(cast.ada, EVENING + timedelta(hours=4))
    night = EVENING + timedelta(hours=4)
    said: list[int] = []
    for minutes in range(0, 600, 10):
        tick_at(night + timedelta(minutes=minutes))
        said += [minutes] if len(outside.jobs) > len(said) else []
    assert len(said) == 1
    assert (night + timedelta(minutes=said[0])).time() >= time(7)


# ends


def test_an_account_that_is_deleted_takes_everything_along(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(19, 30))
    sources.look(EVENING)
    Person.objects.get(pk=cast.cleo.id).delete()
    assert not Reminder.objects.exists() and not Wanted.objects.exists() and not Channel.objects.exists()


def test_a_switch_turned_off_holds_at_once(cast: Cast, outside: Outside) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(19, 30))
    sources.look(EVENING)
    want(cast.cleo, checkin=False)
    tick_at(EVENING)
    assert not outside.jobs


def test_a_mistake_in_one_part_stops_no_other(
    cast: Cast, outside: Outside, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    want(cast.cleo, checkin=True, checkin_at=time(19, 30))
    sources.look(EVENING)

    def breaks(now: datetime) -> None:
        raise ValueError("json://secret/address")

    monkeypatch.setattr(sources, "look", breaks)
    tick_at(EVENING)
    assert len(outside.jobs) == 1
    assert "ValueError in breaks" in caplog.text
    assert "secret" not in caplog.text


def test_an_idle_round_is_one_question_to_the_database(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    cast.paired()
    with django_assert_max_num_queries(3):
        clock.tick()


def test_what_can_be_chosen_is_what_the_page_offers() -> None:
    from twofold.reminders.pages import BEFORE_WORDS, EVERY_WORDS

    assert tuple(one for one, _ in BEFORE_WORDS) == BEFORE
    assert tuple(one for one, _ in EVERY_WORDS) == EVERY
