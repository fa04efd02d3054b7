"""The next practice in a real browser: the same for two, another for one, and nobody told."""

import re

from playwright.sync_api import Page, expect

from e2e.conftest import Guests
from e2e.test_access import faults


def title(page: Page) -> str:
    page.locator(".next h2").wait_for()
    return page.locator(".next h2").inner_text()


def test_two_see_one_suggestion_and_each_may_look_further(guests: Guests) -> None:
    ada, ben = guests.pair()
    for one in (ada, ben):
        one.page.goto("/today/next")
    shown = title(ada.page)
    assert shown == title(ben.page)
    ada.see("A light first step for the two of you.")
    before = ben.page.locator(".next").inner_html()

    ada.button("Something else").click()
    ada.see("Set aside for now. This stays with you.")
    expect(ada.page.locator(".next h2")).not_to_have_text(shown)
    expect(ada.page.get_by_role("button", name="Something else")).to_be_focused()
    ben.page.reload()
    assert ben.page.locator(".next").inner_html() == before

    ada.button("Undo").click()
    ada.see("It is back.")
    expect(ada.page.locator(".next h2")).to_have_text(shown)

    ada.page.get_by_role("link", name="5 min", exact=True).click()
    expect(ada.page.locator("[aria-current=true]", has_text="5 min")).to_be_focused()
    assert re.search(r"^[2-5] minutes,", ada.page.locator(".next .tight .soft").inner_text())
    ada.page.get_by_role("link", name="5 min", exact=True).click()  # once more takes it away
    expect(ada.page.locator("[aria-current=true]", has_text="min")).to_have_count(0)

    ada.page.locator(".next summary").press("Enter")
    ada.see("There is little to read in any one suggestion.")
    found = faults(ada, "/today/next")
    ada.page.set_viewport_size({"width": 320, "height": 800})
    assert not [*found, *faults(ada, "/today/next")]
    ada.page.get_by_role("link", name="Have a look").click()
    expect(ada.page.locator("h1")).to_have_text(shown)
