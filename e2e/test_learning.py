"""Lessons and the monthly letter in two browsers: read, marked for oneself, and a month told to both."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest

ASKED = (
    "insert into questions_asked (id, couple_id, day, at, turn, source, depth) values (?, ?, ?, ?, 0, 'x', 1)"
)


def read_a_lesson(guest: Guest) -> None:
    page = guest.page
    page.goto("/learn")
    page.get_by_role("link", name="Small touches").click()
    page.locator("h1", has_text="Small touches").wait_for()
    expect(page.locator(".lesson-body .aloud").first).to_have_text(re.compile("^“"))
    page.get_by_text("Floyd and others, 2009").click()
    guest.see("52 people, by lot")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="✓ Read")).to_have_attribute("aria-pressed", "true")


def test_a_lesson_is_read_and_marked_for_oneself(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    other = ada.new_page()
    other.goto("/learn")
    ben.page.goto("/learn")
    read_a_lesson(ada)
    expect(other.locator(".been-read")).to_have_count(1)  # another device of hers, by itself
    ben.page.reload()
    expect(ben.page.locator(".been-read")).to_have_count(0)
    ada.page.get_by_role("button", name="✓ Read").press("Enter")
    expect(ada.page.get_by_role("button", name="Mark as read")).to_be_visible()
    expect(other.locator(".been-read")).to_have_count(0)
    ada.page.get_by_role("link", name="On the evidence page").click()
    expect(ada.page.locator("#floyd-2009")).to_be_in_viewport()
    ada.page.locator("#floyd-2009").get_by_role("link", name="Small touches").click()
    ada.page.get_by_role("link", name="Twenty-second hug").click()
    ada.page.wait_for_url("**/practise/twenty-second-hug")
    a_month_is_told_to_both(place, ada, ben)


def a_month_is_told_to_both(place: Place, ada: Guest, ben: Guest) -> None:
    ada.page.goto("/us/months")
    ada.see("The first one comes when this month is over.")
    last = datetime.now(UTC).replace(day=1, hour=12) - timedelta(days=9)
    ada.page.goto("/talk/own")
    couple = str(ada.page.locator("write-note").get_attribute("data-couple")).replace("-", "")
    place.held("update couples_membership set joined_at = ? where couple_id = ?", str(last)[:19], couple)
    for back in (3, 2, 1):
        asked, day = uuid4().hex, last - timedelta(days=back)
        place.held(ASKED, asked, couple, str(day)[:10], str(day)[:19])
        place.held("insert into questions_reveal (asked_id, at) values (?, ?)", asked, str(day)[:19])
    said = []
    for guest in (ada, ben):
        guest.page.goto("/us/months")
        guest.page.get_by_role("link", name=f"{last:%B %Y}").click()
        letter = guest.page.locator("#letter")
        expect(letter).to_contain_text("Dear Ada, dear Ben,")
        expect(letter).to_contain_text("three")
        expect(guest.page.locator(".cloth > g")).to_have_count(monthrange(last.year, last.month)[1])
        guest.page.get_by_text("The same as a table").click()
        expect(guest.page.locator(".cloth-table tbody tr")).to_have_count(3)
        said.append(letter.inner_text())
    assert said[0] == said[1]
