"""Odd inputs get a clear answer, never a trace."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from twofold.testing import Cast
from twofold.wire import PlainRefusals

PAGED = ["/us/story", "/journal", "/journal/letters", "/talk/past", "/talk/own", "/appreciation"]
ODD = ["0", "-1", "²", "9" * 30, "1.5", "x", "", "%00"]


@pytest.mark.parametrize("page", PAGED)
def test_pages_that_are_not(cast: Cast, page: str) -> None:
    for odd in ODD:
        assert cast.paired().ada.get(f"{page}?page={odd}").status_code == 200


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "x", "²"])
def test_months_that_are_not(cast: Cast, month: str) -> None:
    for page in ("/us/story", "/insights"):
        assert cast.paired().ada.get(f"{page}?month={month}").status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff\xfe", b'{"a":' * 5000, b"[" * 100_000])
def test_bodies_that_are_not(cast: Cast, body: bytes) -> None:
    for url in ("/sign-in", "/sign-up", "/recover", "/journal/keep", "/check-in/keep", "/appreciation"):
        answer = cast.paired().ada.client.post(url, body, content_type="application/json")
        assert answer.status_code == 400
        assert "could not be read" in answer.json()["error"]


@pytest.mark.parametrize("url", ["/nowhere", "/us/wishes/00000000-0000-4000-8000-000000000000"])
def test_what_is_sent_to_nowhere_is_told_so_in_a_sentence(cast: Cast, url: str) -> None:
    answer = cast.paired().ada.client.post(url, b"{}", content_type="application/json")
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("What this belongs to is not here any more")


@pytest.mark.parametrize(("fault", "status"), [("database or disk is full", 507), ("unable to open", 503)])
def test_a_database_out_of_reach_is_not_called_full(fault: str, status: int) -> None:
    answer = PlainRefusals(lambda _: HttpResponse()).process_exception(HttpRequest(), OperationalError(fault))
    assert answer and answer.status_code == status
    assert (b"no room left" in answer.content) is (status == 507)
