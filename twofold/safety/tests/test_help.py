"""Help by country: whole, dated, the same for everybody, and asking nobody anything."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from twofold.content import ContentError
from twofold.safety.help import ANYWHERE, KINDS, Country, Line, countries, read_countries, tel
from twofold.testing import Cast

NORWAY = """country = "Norway"
emergency = "112 (police), 113 (ambulance)"
emergency_source = "https://example.org/numbers"

[[line]]
name = "A line"
who = "Anybody who wants somebody to talk to"
phone = "116 006"
kind = "abuse"
source = "https://example.org/lines"
checked = "2026-11-22"

[[line]]
name = "Another"
who = "People who hurt somebody close"
web = "example.org/stop"
kind = "own-behaviour"
source = "https://example.org/lines"
checked = "2026-11-22"
stored = "2020-05"
"""


def written(tmp_path: Path, text: str, name: str = "no.toml") -> Path:
    (tmp_path / name).write_text(text)
    return tmp_path


def test_there_are_many_countries_and_each_begins_with_its_emergency_number() -> None:
    every = countries()
    assert len(every) >= 30
    assert [one.id for one in every if not one.emergency] == [ANYWHERE]
    assert every[-1].id == ANYWHERE
    assert [one.country for one in every[:-1]] == sorted(one.country for one in every[:-1])
    assert {line.kind for one in every for line in one.line} == set(KINDS)
    assert all(any(link for _, link in one.emergency_parts) for one in every if one.emergency)


def test_every_line_says_where_it_is_from_and_when() -> None:
    for one in countries():
        for line in one.line:
            assert line.source.startswith("http")
            assert date(2026, 1, 1) <= line.checked
            assert line.from_site


@pytest.mark.parametrize(
    ("number", "link"),
    [("0808 80 10 800", "tel:08088010800"), ("*4141", "tel:*4141"), ("#8008", "tel:%238008"), ("", "")],
)
def test_numbers_can_be_called(number: str, link: str) -> None:
    assert tel(number) == link


def test_a_number_for_messages_is_not_called() -> None:
    line = Line("Somebody", "Anybody", "abuse", "https://example.org", date(2026, 11, 22), text="114")
    france = Country("France", [line], "112, police 17, by SMS 114", "https://example.org")
    assert dict(france.emergency_parts) == {
        "112": "tel:112",
        ", police ": "",
        "17": "tel:17",
        ", by SMS ": "",
        "114": "",
    }


def test_fear_comes_first(tmp_path: Path) -> None:
    (one,) = read_countries(written(tmp_path, NORWAY.replace('kind = "abuse"', 'kind = "couples"')))
    assert [title for title, _ in one.groups] == [KINDS["own-behaviour"], KINDS["couples"]]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('checked = "2026-11-22"\n\n', 'checked = "soon"\n\n'), 11, "date"),
        (('phone = "116 006"', 'phone = "call us"'), 8, "regex"),
        (('phone = "116 006"\n', ""), 6, "neither a number nor an address"),
        (('kind = "abuse"', 'kind = "love"'), 9, "love"),
        (('web = "example.org/stop"', 'web = "https://example.org"'), 16, "regex"),
        (('stored = "2020-05"', 'stored = "2030-05"'), 14, "later time"),
        (('emergency = "112 (police), 113 (ambulance)"\n', ""), 1, "has an emergency number"),
        (('emergency_source = "https://example.org/numbers"\n', ""), 2, "and a source"),
        (('name = "Another"', 'name = "A line"\nphone = "116 006"'), 14, "twice"),
        (('who = "People', 'whom = "People'), 13, "whom"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    with pytest.raises(ContentError) as fault:
        read_countries(written(tmp_path, NORWAY.replace(*change)))
    assert str(fault.value).startswith(f"no.toml:{line}:"), fault.value
    assert says in str(fault.value)


def test_anywhere_has_no_emergency_number_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="anywhere has none"):
        read_countries(written(tmp_path, NORWAY, "anywhere.toml"))


def test_a_line_says_when_it_is_old(tmp_path: Path) -> None:
    (one,) = read_countries(written(tmp_path, NORWAY))
    fresh, copied = one.line
    assert not fresh.is_old(date(2027, 11, 22))
    assert fresh.is_old(date(2027, 11, 23))
    assert copied.is_old(date(2026, 11, 22))  # it was looked at in a copy of 2020


@pytest.mark.django_db
def test_the_page_says_it_too(client: Client) -> None:
    def old() -> int:
        page = client.get("/help").content.decode()
        return len(re.findall(r'data-as-of="[\d-]+">Checked more than a year ago', page))

    lines = sum(len(one.line) for one in countries())
    with time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False):
        assert 0 < old() < lines
    with time_machine.travel(datetime(2029, 1, 1, tzinfo=UTC), tick=False):
        assert old() == lines


@pytest.mark.parametrize("address", ["/help", "/good-for-me"])
def test_the_same_bytes_for_everybody(cast: Cast, address: str) -> None:
    """So it can be kept on a device, and what is kept there tells nothing of anybody."""
    cast.paired()
    answers = [
        client.get(address) for client in (Client(), cast.ada.client, cast.ben.client, cast.cleo.client)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    assert b"Ada" not in answers[0].content


@pytest.mark.parametrize("address", ["/help", "/good-for-me"])
@pytest.mark.django_db
def test_it_asks_the_database_nothing_and_takes_no_words(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address).content.decode()
    assert not seen.captured_queries
    assert not re.findall(r'<form|name="country"|name="q"', page)
    assert client.post(address, {"country": "no"}).status_code == 405


@pytest.mark.django_db
def test_nothing_on_it_leads_elsewhere_by_a_slip(client: Client) -> None:
    page = client.get("/help").content.decode()
    links = re.findall(r'<a [^>]*href="([^"]*)"', page)
    assert len([one for one in links if one.startswith("tel:")]) > 60
    assert {one for one in links if not one.startswith("tel:")} <= {"/", "#main", "/good-for-me"}
    assert "not been reviewed by specialists in domestic abuse" in page
    assert "history is not erased" in page


@pytest.mark.django_db
def test_each_page_of_the_house_leads_there(cast: Cast) -> None:
    cast.paired()
    for page in ("/", "/talk", "/me", "/practise", "/journal"):
        words = cast.ada.get(page).content.decode()
        assert 'href="/help"' in words
        assert 'href="/good-for-me"' in words
    for page in ("/", "/sign-in", "/sign-up", "/recover", "/no-such-page", "/good-for-me"):
        assert 'href="/help"' in Client().get(page).content.decode(), page
