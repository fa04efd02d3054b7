"""The calendar: what it tells, what it keeps to itself, when it ends; and real calendars can read it."""

import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar  # type: ignore[import-untyped]

from twofold.plans.models import Outing
from twofold.rituals.models import Feed, Ritual
from twofold.testing import Cast, Player

from .two import FRIDAY, agreed, marked

NOW = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)  # a Wednesday, before the clocks change
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOW, tick=False):
        type(cast.paired().couple).objects.update(time_zone="Europe/Berlin")
        yield cast


def address(player: Player, titles: bool = False) -> str:
    url = player.post("/rhythm/calendar/new", titles=titles).json()["url"]
    return str(url[url.index("/calendar/") :])


def fetch(url: str, **headers: str) -> Any:
    return Client().get(url, headers=headers)


def events(url: str) -> list[Any]:
    return list(Calendar.from_ical(fetch(url).content).walk("VEVENT"))


def lived(two: Cast) -> Ritual:
    """A daily ritual with one day left and one moved, a weekly, a monthly, an own one, and two dates."""
    daily = agreed(two.ada, two.ben)
    marked(two.ada, daily, TODAY + DAY, "left")
    marked(two.ben, daily, TODAY + 2 * DAY, "moved", to={"day": str(TODAY + 3 * DAY), "time": "10:30"})
    agreed(two.ada, two.ben, "weekly-date", **FRIDAY)
    agreed(two.ada, two.ben, "photo-of-the-month", **{**FRIDAY, "cadence": "monthly", "days": [6], "week": 5})
    letter = two.ada.seal("ritual", {"title": "Soup on the stairs"})
    id = uuid4()
    two.ada.post("/rhythm/propose", ritual=str(id), letter=letter, when={**FRIDAY, "days": [0]})
    two.ben.post(f"/rhythm/{id}/agree", turn=1)
    for at in (None, time(18, 0)):
        Outing.objects.create(
            pk=uuid4(),
            couple=two.couple,
            day=TODAY + 6 * DAY,
            time=at,
            minutes=90,
            proposed_by=two.ada.person,
            agreed_at=NOW,
        )
    return daily


def test_it_says_when_and_no_more(two: Cast) -> None:
    daily = lived(two)
    body = fetch(address(two.ben)).content.decode()
    for secret in ("Ada", "Ben", daily.title, "Soup", str(daily.pk), str(two.couple.pk), daily.pk.hex):
        assert secret not in body
    assert {str(one["SUMMARY"]) for one in events(address(two.ben))} == {"Time for two"}


def test_by_choice_the_shelfs_titles_and_never_ones_own(two: Cast) -> None:
    daily = lived(two)
    url = address(two.ben, titles=True)
    told = {str(one["SUMMARY"]) for one in events(url)}
    assert daily.title in told and "Time for two" in told and "Soup on the stairs" not in told
    assert two.ben.post("/rhythm/calendar/titles", titles=False).status_code == 200
    assert {str(one["SUMMARY"]) for one in events(url)} == {"Time for two"}


def test_left_is_left_out_and_moved_is_moved(two: Cast) -> None:
    daily = lived(two)
    found = events(address(two.ada, titles=True))
    series = next(one for one in found if str(one["SUMMARY"]) == daily.title and "RRULE" in one)
    assert series["DTSTART"].params["TZID"] == "Europe/Berlin"
    left = series["EXDATE"].dts[0].dt
    assert left.replace(tzinfo=None) == datetime.combine(TODAY + DAY, time(21))
    moved = next(one for one in found if "RECURRENCE-ID" in one)
    assert moved["UID"] == series["UID"]
    assert moved["RECURRENCE-ID"].dt.replace(tzinfo=None) == datetime.combine(TODAY + 2 * DAY, time(21))
    assert moved["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(TODAY + 3 * DAY, time(10, 30))


def test_the_same_facts_are_the_same_bytes(two: Cast) -> None:
    daily = lived(two)
    url = address(two.ben)
    first = fetch(url)
    assert first.headers["Content-Type"].startswith("text/calendar")
    assert first.headers["Cache-Control"] == "no-store"
    with time_machine.travel(NOW + DAY, tick=False):
        again = fetch(url, **{"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and again.content == b""
        marked(two.ada, daily, TODAY + 5 * DAY, "left")
        changed = fetch(url, **{"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    uids = {str(one["UID"]) for one in Calendar.from_ical(first.content).walk("VEVENT")}
    assert uids == {str(one["UID"]) for one in Calendar.from_ical(changed.content).walk("VEVENT")}


def test_an_ended_ritual_ends_in_the_calendar(two: Cast) -> None:
    daily = agreed(two.ada, two.ben)
    with time_machine.travel(NOW + 5 * DAY, tick=False):
        two.ada.post(f"/rhythm/{daily.pk}/end")
        (only,) = events(address(two.ben))
        assert only["RRULE"]["UNTIL"] == [NOW + 5 * DAY]


def test_only_a_digest_is_kept_and_a_new_address_ends_the_old(two: Cast) -> None:
    first = address(two.ben)
    token = first.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43 and token not in str(Feed.objects.values_list())
    assert token not in two.ben.get("/rhythm/calendar").content.decode()
    second = address(two.ben)
    assert (fetch(first).status_code, fetch(second).status_code) == (404, 200)
    other = address(two.ada)
    assert two.ben.post("/rhythm/calendar/end").status_code == 200
    assert (fetch(second).status_code, fetch(other).status_code) == (404, 200)
    assert two.ben.post("/rhythm/calendar/titles", titles=True).status_code == 409
    assert fetch("/calendar/never-was.ics").content == fetch(second).content
    assert Client().post(other).status_code in (403, 405)


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_it_ends_with_the_departure_of_either(two: Cast, who: str) -> None:
    urls = [address(two.ada), address(two.ben)]
    two.couple.part(getattr(two, who).person)
    assert [fetch(url).status_code for url in urls] == [404, 404]


def test_it_ends_with_the_account(two: Cast) -> None:
    url = address(two.ben)
    two.couple.part(two.ben.person)
    two.ben.person.delete()
    assert fetch(url).status_code == 404 and not Feed.objects.exists()


def test_single_files(two: Cast) -> None:
    daily = lived(two)
    url = f"/rhythm/{daily.pk}/event.ics"
    (moved,) = Calendar.from_ical(two.ben.get(f"{url}?day={TODAY + 2 * DAY}").content).walk("VEVENT")
    assert moved["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(TODAY + 3 * DAY, time(10, 30))
    assert "RRULE" not in moved and str(moved["SUMMARY"]) == "Time for two"
    outing = Outing.objects.exclude(time=None).get()
    (date_night,) = Calendar.from_ical(two.ada.get(f"/rhythm/{outing.pk}/event.ics").content).walk("VEVENT")
    assert date_night["DTSTART"].dt.hour == 18
    for day in (TODAY + DAY, TODAY - DAY, "x", "2026-99-99"):  # left, before it began, no day
        assert two.ben.get(f"{url}?day={day}").status_code == 404
    assert two.ben.get(f"/rhythm/{uuid4()}/event.ics").status_code == 404


CONFIG = """[calendars]
[[two]]
path = {place}/events
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {place}/khal.db
"""


@pytest.mark.skipif(
    shutil.which("khal") is None, reason="khal, a calendar to read the feed with, is not there"
)
def test_a_calendar_of_somebody_elses_reads_it(two: Cast, tmp_path: Path) -> None:
    lived(two)
    feed = tmp_path / "feed.ics"
    feed.write_bytes(fetch(address(two.ben, titles=True)).content)
    config = tmp_path / "config"
    config.write_text(CONFIG.format(place=tmp_path))
    (tmp_path / "events").mkdir()

    def khal(*words: str) -> str:
        place = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        run = subprocess.run(["khal", "-c", str(config), *words], env=place, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout

    khal("import", "--batch", "-a", "two", str(feed))
    form = "{start-date} {start-time} {title}"
    listed = set(khal("list", "--day-format", "", "--format", form, str(TODAY), "20d").splitlines())
    daily, weekly = "One good thing tonight", "Your evening"
    titles = {str(one.title) for one in Ritual.objects.all()}
    assert {daily, weekly} <= titles
    expected = {
        f"{TODAY} 21:00 {daily}",
        f"{TODAY + 3 * DAY} 10:30 {daily}",
        f"{TODAY + 3 * DAY} 21:00 {daily}",
        f"{date(2026, 10, 26)} 21:00 {daily}",  # the clocks have changed; the hour has not
        f"{TODAY + 2 * DAY} 19:30 {weekly}",
        f"{TODAY + 6 * DAY} 18:00 Time for two",
        f"{date(2026, 10, 25)} 19:30 {Ritual.objects.get(source='photo-of-the-month').title}",
    }
    assert expected <= listed, listed
    assert not {f"{TODAY + DAY} 21:00 {daily}", f"{TODAY + 2 * DAY} 21:00 {daily}"} & listed


def test_an_hour_that_is_skipped_is_kept_by_name(two: Cast) -> None:
    agreed(two.ada, two.ben, time="02:30")
    (only,) = events(address(two.ben))
    assert only["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(TODAY, time(2, 30))
