"""When a ritual comes round: the rule held against a plain walk through the days, and odd hours."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twofold.rituals.rhythm import EVERY_DAY, Rule, local, mask_of, moment

ZONES = [
    *("UTC", "Europe/Lisbon", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"),
    *("Africa/Casablanca", "America/St_Johns", "Pacific/Apia"),
]
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
zones = st.sampled_from(ZONES)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    cadence = draw(st.sampled_from(["daily", "weekly", "monthly"]))
    mask = draw(st.integers(1, EVERY_DAY)) if cadence == "daily" else 1 << draw(st.integers(0, 6))
    week = draw(st.integers(1, 5)) if cadence == "monthly" else None
    return Rule(cadence, mask, week, draw(clocks), draw(zones))  # type: ignore[arg-type]


@given(rules(), days, st.integers(0, 400))
def test_each_day_it_names_is_one_of_its_days(rule: Rule, first: date, span: int) -> None:
    last = first + timedelta(days=span)
    found = list(rule.between(first, last))
    assert rule.sound and found == sorted(set(found))
    assert all(first <= day <= last and day.weekday() in rule.weekdays for day in found)


@given(rules(), days)
def test_a_monthly_one_comes_round_once_in_every_month(rule: Rule, day: date) -> None:
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    found = list(rule.between(first, last))
    if rule.cadence == "monthly":
        assert len(found) == 1
        same = [one for one in range(1, last.day + 1) if first.replace(day=one).weekday() == rule.weekdays[0]]
        assert found[0].day == (same[-1] if rule.week == 5 else same[(rule.week or 1) - 1])
    elif rule.cadence == "weekly":
        assert 4 <= len(found) <= 5


@given(rules(), days, st.integers(0, 60), st.integers(0, 60))
def test_two_halves_make_the_whole(rule: Rule, first: date, one: int, two: int) -> None:
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)
    halves = [*rule.between(first, middle), *rule.between(middle + timedelta(days=1), last)]
    assert halves == list(rule.between(first, last))


@given(days, clocks, zones)
def test_a_moment_shows_its_hour_or_a_later_one(day: date, at: time, zone: str) -> None:
    shown = local(moment(day, at, zone), zone).replace(tzinfo=None, fold=0)
    wanted = datetime.combine(day, at)
    # A skipped hour moves forward by as much as the clocks skip: at Apia in 2011 that was a day.
    assert timedelta(0) <= shown - wanted <= timedelta(days=1)
    if shown != wanted:
        late = datetime.combine(day, at, ZoneInfo(zone))
        assert late.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wanted


@given(days, clocks, clocks, zones)
def test_what_is_later_on_the_clock_is_never_earlier(day: date, one: time, two: time, zone: str) -> None:
    first, last = sorted((one, two))
    gap = moment(day, last, zone) - moment(day, first, zone)
    assert gap >= timedelta(0) or local(moment(day, first, zone), zone).time() != first


def test_an_hour_that_does_not_exist_moves_forward() -> None:
    night = moment(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert local(night, "Europe/Berlin").strftime("%H:%M") == "03:30"


def test_of_an_hour_that_comes_twice_the_first_counts() -> None:
    night = moment(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert night == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekdays", "cadence", "week", "words"),
    [
        ([0, 1, 2, 3, 4, 5, 6], "daily", None, "every day at 21:00"),
        ([0, 1, 2, 3, 4], "daily", None, "Monday to Friday at 21:00"),
        ([5, 6], "daily", None, "at the weekend at 21:00"),
        ([0, 2, 4], "daily", None, "Monday, Wednesday and Friday at 21:00"),
        ([0, 1, 2, 3, 4, 5], "daily", None, "every day but Sunday at 21:00"),
        ([4], "weekly", None, "every Friday at 21:00"),
        ([6], "monthly", 5, "the last Sunday of the month at 21:00"),
    ],
)
def test_a_rule_reads_as_people_say_it(
    weekdays: list[int], cadence: str, week: int | None, words: str
) -> None:
    rule = Rule(cadence, mask_of(weekdays), week, time(21), "UTC")  # type: ignore[arg-type]
    assert rule.words == words


@pytest.mark.parametrize(
    ("cadence", "mask", "week"),
    [("daily", 0, None), ("daily", 128, None), ("weekly", 3, None), ("monthly", 1, None), ("daily", 1, 2)],
)
def test_parts_that_do_not_go_together(cadence: str, mask: int, week: int | None) -> None:
    assert not Rule(cadence, mask, week, time(9), "UTC").sound  # type: ignore[arg-type]
