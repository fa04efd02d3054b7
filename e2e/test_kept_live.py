"""No press takes words away: neither one's own, made twice or in a hurry, nor the partner's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.practising import at_step, begin_both, go_on, go_to
from e2e.test_intimacy import HUG, SOFA, on

STRAYS = "select count(*) from couples_revision where stray"
PRACTICES = "select count(*) from couples_letter where kind = 'practice'"


@pytest.fixture(scope="module")
def two(chromium: Browser, place: Place) -> Iterator[tuple[Guest, Guest]]:
    """Ada and Ben, the same through all of these journeys."""
    made = Guests(chromium, place)
    yield made.pair()
    faults = [fault for guest in made.all for fault in guest.faults]
    for guest in made.all:
        guest.leave_browser()
    assert not faults


@contextmanager
def slow(guest: Guest, address: str) -> Iterator[None]:
    """What is sent there is on its way until the block is over."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    guest.context.route(address, hold)
    with guest.page.expect_request(address):
        yield
    for route in held:
        route.continue_()
    guest.context.unroute(address, hold)


def lose_answers(route: Route) -> None:
    """The server has it, and nobody hears of it."""
    if route.request.method == "POST":
        route.fetch()
    else:
        route.continue_()


def kept_page(guest: Guest, words: str) -> None:
    guest.page.fill("#journal-words", words)
    guest.button("Keep it").click()
    expect(guest.page.locator("[data-live=journal]")).to_contain_text(words)
    expect(guest.page.locator("#journal-words")).to_have_value("")


def card(guest: Guest) -> Locator:
    return guest.page.locator("[data-left-words]")


def end_it(guest: Guest) -> None:
    guest.page.locator("[data-end]").click()
    guest.button("End here").click()
    guest.page.locator("session-felt").wait_for()


def test_a_page_that_is_kept_already_shuts_no_other_out(two: tuple[Guest, Guest]) -> None:
    ada, _ = two
    page, field = ada.page, ada.page.locator("#journal-words")
    page.goto("/journal")
    field.fill("Kept in a hurry.")
    ada.context.route("**/journal/keep", lose_answers)
    with page.expect_request("**/journal/keep"):
        ada.button("Keep it").click()
    page.wait_for_timeout(300)
    page.goto("/help")
    ada.context.unroute("**/journal/keep", lose_answers)
    page.goto("/journal")
    expect(field).to_have_value("")  # it went by itself, and is not there once more as if it had not
    kept_page(ada, "The next page.")
    expect(page.get_by_text("Kept in a hurry.")).to_have_count(1)
    field.fill("Begun in one tab.")
    field.blur()
    page.wait_for_timeout(300)
    other = ada.new_page()
    other.goto("/journal")
    expect(other.locator("#journal-words")).to_have_value("Begun in one tab.")
    kept_page(ada, "Begun in one tab.")
    other.fill("#journal-words", "And gone on in the other.")
    other.get_by_role("button", name="Keep it").click()
    expect(other.locator("[data-live=journal]")).to_contain_text("And gone on in the other.")
    other.close()
    page.reload()
    kept_page(ada, "Something new.")
    assert "another device" not in page.locator("main").inner_text()


def test_a_half_written_sentence_outlives_the_partners_press(two: tuple[Guest, Guest]) -> None:
    ada, ben = two
    begin_both(ada, ben, "evening-gratitude")
    go_to("write", ada, ben)
    ada.page.locator("#written").press_sequentially("I want to")
    go_on(ben, ada)
    ada.see("You were still writing here")
    expect(card(ada).locator("textarea")).to_be_focused()
    ada.page.keyboard.type(" thank you")
    ada.page.locator("[data-do=back]").click()
    at_step(2, ada, ben)
    expect(card(ada)).to_have_count(0)
    expect(ada.page.locator("#written")).to_have_value("I want to thank you")
    go_on(ben, ada)
    end_it(ben)
    expect(ada.page.locator("[data-quietly]")).to_be_hidden()
    card(ada).locator("textarea").press("End")
    ada.page.keyboard.type(" for the soup.")
    ada.button("Leave it").click()
    ada.page.locator("session-felt").wait_for()
    expect(card(ada).locator("textarea")).to_have_value("I want to thank you for the soup.")
    expect(card(ada)).to_contain_text("What did your partner do")
    ada.button("Leave it").click()
    expect(card(ada)).to_have_count(0)
    ada.button("Undo").click()
    ada.button("Seal my words").click()
    ada.see("Written on the way")
    ada.see("I want to thank you for the soup.")
    expect(card(ada)).to_have_count(0)


def test_a_second_press_is_no_other_device(two: tuple[Guest, Guest], place: Place) -> None:
    ada, ben = two
    page, before = ada.page, (place.held(STRAYS), place.held(PRACTICES)[0][0])
    begin_both(ada, ben, "evening-gratitude")
    go_to("write", ada, ben)
    field = page.locator("#written")
    field.fill("Thank you for the soup.")
    with slow(ada, "**/turns/*/write"):
        page.locator("[data-acts] [data-do=keep]").dblclick()
        expect(field).not_to_be_editable()
    expect(field).to_be_hidden()
    end_it(ada)
    for number, words in enumerate(("One line.", "Another line.")):
        page.fill("#line", words)
        ada.context.set_offline(number == 1)
        ada.button("Keep this").click()
        if number == 1:
            ada.see("There is no connection just now.")
            ada.context.set_offline(False)
            ada.button("Keep this").click()
        expect(page.locator("#line")).to_have_value("")
    page.goto("/practise/own")
    page.locator("[data-steps] > li").nth(2).wait_for()
    page.fill("#own-title", "Our Sunday")
    for step in page.locator("[data-steps] [data-words]").all():
        step.fill("Tea first.")
    ada.context.set_offline(True)
    for _ in range(2):
        ada.button("Seal it for you two").click()
        ada.see("It will be sent by itself.")
    ada.context.set_offline(False)
    page.wait_for_url(re.compile("/own/.+"))
    assert (place.held(STRAYS), place.held(PRACTICES)[0][0]) == (before[0], before[1] + 1)


def test_what_comes_while_it_is_sent_is_not_taken_for_sent(two: tuple[Guest, Guest]) -> None:
    ada, _ = two
    on(ada)
    answers = ada.page.locator("[data-answers]")
    first, second = (answers.locator(f'[data-item="{item}"]') for item in (HUG, SOFA))
    first.get_by_text("Yes", exact=True).click()
    with slow(ada, "**/us/intimacy/*"):
        ada.button("Keep my answers").click()
        expect(answers).to_have_attribute("inert", "")
    ada.see("Kept, for your eyes alone.")
    second.get_by_text("Yes", exact=True).click()
    ada.see("Some answers here are not kept yet.")
    ada.page.goto("/break")
    ada.button("Begin the break").click()
    ada.page.fill("#beneath", "I am tired.")
    with slow(ada, "**/journal/keep"):
        ada.button("Keep it").click()
        expect(ada.page.locator("#beneath")).not_to_be_editable()
    ada.see("Kept in your journal")


def test_who_is_signed_out_keeps_what_they_suggested(two: tuple[Guest, Guest]) -> None:
    ada, _ = two
    ada.page.goto("/rhythm/own")
    ada.page.fill("[data-title]", "Sunday soup")
    ada.page.fill("[data-text]", "Slowly, with the radio on.")
    signed_in: Any = ada.context.cookies()
    ada.context.clear_cookies()
    ada.button("Suggest it to Ben").click()
    ada.see("You are signed out here.")
    ada.context.add_cookies(signed_in)
    ada.page.goto("/rhythm/own")
    ada.page.goto("/rhythm")
    ada.see("Sunday soup")
