"""Insights in two browsers: a finding with its picture, its why and its table; joining, and leaving again."""

import random
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.test_check_in import close, keep

DAYS = 75
LETTER = (
    "insert into couples_letter (id, author_id, couple_id, kind, revision, sealed, readable, day, written_at,"
    " appears_at, handed) select ?, author_id, couple_id, kind, 1, sealed, '{}', ?, written_at, appears_at, 1"
    " from couples_letter where author_id = ? and kind = 'checkin' limit 1"
)
NUMBERS = (
    "insert into checkins_checkin (feelings, body, sensations, triggers, letter_id, author_id, couple_id,"
    " day, closeness, undivided_minutes, own_disclosure, touch, stress)"
    " select '[]', '[]', '[]', '[]', id, author_id, couple_id, day, ?, ?, ?, ?, ?"
    " from couples_letter where id = ?"
)


def person_of(guest: Guest) -> str:
    return UUID(guest.page.locator('meta[name="person"]').get_attribute("content")).hex


def plant(place: Place, people: list[str]) -> None:
    """A diary of both up to yesterday: the first one's closeness goes with minutes of full attention, and
    with how much the other says that they shared."""
    chance = random.Random(4)  # noqa: S311 - the same story every time
    with closing(sqlite3.connect(place.folder / "twofold.sqlite3", timeout=20)) as database:
        (today,) = database.execute(
            "select max(day) from checkins_checkin where author_id = ?", people[:1]
        ).fetchone()
        for back in range(1, DAYS + 1):
            day = (date.fromisoformat(today) - timedelta(days=back)).isoformat()
            for person, values in zip(people, evening(chance, back), strict=True):
                letter = uuid4().hex
                database.execute(LETTER, (letter, day, person))
                database.execute(NUMBERS, (*values, letter))
        database.commit()


def evening(chance: random.Random, back: int) -> list[list[int]]:
    """The numbers of both on one day: closeness, minutes, sharing, touch, stress."""
    minutes, shared = chance.randrange(0, 121), chance.randrange(1, 10)
    first = 3.2 + 1.2 * (back % 28 < 14) + minutes / 40 + 0.45 * (shared - 5) + chance.gauss(0, 0.8)
    found = []
    for close_to, opening in ((first, chance.randrange(2, 9)), (chance.gauss(6.4, 1.3), shared)):
        rest = [minutes, opening, chance.randrange(1, 9), chance.randrange(8)]
        found.append([max(0, min(10, round(close_to))), *rest])
    return found


def lived(guests: Guests, place: Place) -> tuple[Guest, Guest]:
    """Two with a diary of ten weeks; this evening's check-in is a real one."""
    ada, ben = guests.pair()
    people = [person_of(one) for one in (ada, ben)]
    for guest, partner in ((ada, "Ben"), (ben, "Ada")):
        guest.page.goto("/check-in")
        close(guest, 7)
        keep(guest, f"Share with {partner}")
    plant(place, people)
    return ada, ben


def test_what_the_evenings_show(guests: Guests, place: Place) -> None:
    ada, ben = lived(guests, place)
    a_finding_with_its_picture_its_why_and_its_table(ada)
    assert place.held("select count(*) from insights_joining") == [(0,)]
    ben.page.goto("/insights/days")
    ben.see("Nothing stands out so far.")  # what is Ada's stays with her
    joining_and_leaving(ada, ben, place)


def a_finding_with_its_picture_its_why_and_its_table(ada: Guest) -> None:
    page = ada.page
    page.goto("/insights")
    ada.see("went with feeling closer")  # it comes after the page
    page.get_by_role("link", name="Closer days").first.click()
    card = page.locator("#same-attention")
    expect(card.locator("h2")).to_contain_text("full attention went with feeling closer")
    expect(card.get_by_role("img")).to_be_visible()
    assert card.locator("svg .dot").count() > 40
    card.get_by_text("Why do you think so?").click()
    expect(card).to_contain_text("Of ten that are told this way, about one is expected to be chance")
    card.get_by_text("The same as a table").click()
    told = [int(one) for one in card.locator("table").first.locator("td:nth-of-type(1)").all_inner_texts()]
    assert sum(told) == DAYS  # this evening's check-in says nothing about minutes
    narrow_and_wide(ada, card)
    page.goto("/insights/closeness")
    expect(page.locator("line-chart .clay path.line")).to_have_count(1)
    page.get_by_role("link", name="Four weeks").click()
    page.get_by_text("The same as a table").click()
    expect(page.locator(".numbers tbody tr")).to_have_count(28)
    expect(page.locator("line-chart")).to_have_count(1)


def narrow_and_wide(guest: Guest, card: Any) -> None:
    """The picture is drawn for the width there is, and nothing hangs over."""
    for width in (320, 1280):
        guest.page.set_viewport_size({"width": width, "height": 800})
        svg = card.locator("svg")
        expect(svg).to_have_count(1)
        guest.page.wait_for_function(
            "(one) => Math.abs(one.viewBox.baseVal.width - one.parentElement.clientWidth) < 30",
            arg=svg.element_handle(),
        )
        page = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert guest.page.evaluate(page) <= 0


def joining_and_leaving(ada: Guest, ben: Guest, place: Place) -> None:
    neutral = {guest.name: card_of(guest) for guest in (ada, ben)}
    ada.button("Let my ratings in").click()
    ada.see("Your ratings may enter.")
    assert card_of(ben) == neutral["Ben"]  # nothing shows that Ada has
    ben.button("Let my ratings in").click()
    ben.see("You have both let your ratings in.")
    ada.page.goto("/insights/days")
    ada.see("by Ben’s own account, went with you feeling closer")
    expect(ada.page.locator("#two-own-opening svg")).to_be_visible()
    ada.page.goto("/insights/closeness")
    expect(ada.page.locator("line-chart path.line")).to_have_count(2)
    expect(ada.page.locator(".key").first).to_contain_text("Ben")
    ben.button("Take my ratings out").click()
    ben.see("Your ratings stay out for now.")
    assert card_of(ben) == neutral["Ben"]
    ada.page.goto("/insights/closeness")
    expect(ada.page.locator("line-chart path.line")).to_have_count(1)
    ada.see("Some things take two diaries.")
    ((left,),) = place.held("select person_id from insights_joining where person_id = ?", person_of(ada))
    assert left == person_of(ada)
    assert not re.search("Ben’s own account", ada.page.content())


def card_of(guest: Guest) -> str:
    guest.page.goto("/insights/days")
    return str(guest.page.locator("#joining").inner_text())
