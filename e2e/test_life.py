"""Warm words: a letter for an occasion, good news answered, a hard time told and eased."""

import re
from typing import Any

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest


def ready(guest: Guest, path: str, element: str) -> Any:
    """Open a page, and give its element once it takes words."""
    guest.page.goto(path)
    found = guest.page.locator(element).first
    found.locator("button[type=submit]:not([disabled])").first.wait_for()
    return found


def write(guest: Guest, words: str, when: str = "now", value: str = "") -> None:
    ready(guest, "/us/letters/new", "long-letter")
    guest.page.fill("#letter-words", words)
    guest.page.check(f"[name=when][value={when}]")
    if when == "occasion":
        guest.page.select_option("#letter-occasion", value)
    guest.button("Send").click()
    guest.page.wait_for_url(lambda url: not url.endswith("/new"))


def test_a_letter_waits_for_its_occasion_and_nobody_is_told_when_it_opens(
    guests: Guests, place: Place
) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/letters")
    ready(ada, "/us/letters/new", "long-letter")
    ada.page.locator("#letter-words").press_sequentially("Dear Ben, half of it")
    ada.page.wait_for_timeout(1200)  # a draft is sealed after a moment of stillness
    ada.page.reload()
    expect(ada.page.locator("#letter-words")).to_have_value("Dear Ben, half of it")
    write(ada, "Dear Ben, I am in the kitchen, humming.", "occasion", "when-you-miss-me")
    ada.see("Open this when you miss me")
    ben.see("Open this when you miss me")  # without a reload
    assert place.held("select appears_at from couples_letter where kind='letter'")[-1] == (None,)
    assert not any("humming" in one for one in ada.sent)

    yours = ada.page.locator(".envelope a").get_attribute("href") or ""
    ada.page.goto(yours)
    ada.see("I am in the kitchen, humming.")
    seen = ada.page.inner_text("main")
    ben.button("Open the letter for when you miss me").click()
    ben.button("Keep it folded").click()
    ben.button("Open the letter for when you miss me").click()
    ben.button("Open it").click()
    ben.see("I am in the kitchen, humming.")
    assert place.held("select appears_at from couples_letter where kind='letter'")[-1] != (None,)
    ada.page.reload()
    ada.see("I am in the kitchen, humming.")
    assert ada.page.inner_text("main") == seen
    ada.page.goto("/us/letters")
    assert yours not in ada.page.content()

    ready(ada, f"{yours}/change", "long-letter")
    ada.page.fill("#letter-words", "Dear Ben, I am in the garden.")
    ada.button("Save the change").click()
    ada.see("I am in the garden.")
    ben.see("I am in the garden.")
    expect(ben.page.get_by_role("button", name=re.compile("Edited"))).to_be_visible()
    ada.button("Take it back").click()
    ada.button("Sure? Tap once more").click()
    ada.see("The letter is taken away.")
    ben.see("These words were removed.")
    ada.button("Undo").click()
    ben.see("I am in the garden.")


def test_good_news_is_answered_with_a_line_to_begin_with(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/good-news")
    ada.page.goto("/us/good-news")
    ada.page.fill("#win-words", "They called back.")
    ada.button("Tell Ben").click()
    ada.see("They called back.")
    ben.see("They called back.")
    ben.page.get_by_text("Ask what it means to them").click()
    ben.page.locator("[data-say]:visible").click()
    field = ben.page.locator("article textarea").first
    expect(field).to_have_value(re.compile("best part"))
    field.press_sequentially("I am so glad.")
    ben.button("Send").click()
    ada.see("I am so glad.")
    ben.button("Thank you for telling me").click()
    ada.see("Ben: Thank you for telling me")


def test_a_hard_time_is_told_met_changed_and_eased(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/hard-times")
    ready(ada, "/us/hard-times", "hard-form")
    ada.button("Tell Ben").click()
    ada.see("Choose what would help just now.")
    ada.page.get_by_label("Listen to me").check(force=True)
    ada.button("Tell Ben").click()
    ada.see("You have told Ben")
    ben.see("Ada is having a hard time, and would like you to listen.")
    ben.see("What helps")
    ben.see("call your local emergency number")
    ben.page.locator("article textarea").first.fill("I am here at eight.")
    ben.button("Send").click()
    ada.see("I am here at eight.")

    ada.page.get_by_text("Change or take back").click()
    form = ada.page.locator("article hard-form")
    form.locator("button[type=submit]:not([disabled])").wait_for()
    form.get_by_label("Hold me").check(force=True)
    form.locator("textarea").fill("No talking, please.")
    ada.button("Save the change").click()
    ben.see("would like to be held")
    ben.see("No talking, please.")
    ada.see("“Hold me”")

    ada.button("It’s easier now").click()
    ada.see("Is it a hard time for you?")
    expect(ben.page.get_by_text("is having a hard time")).to_have_count(0)
    assert place.held("select count(*) from life_eased")[0][0] >= 1
    ada.button("Undo").click()
    ben.see("Ada is having a hard time")
    ada.button("It’s easier now").click()
    ada.see("Is it a hard time for you?")
    ada.page.goto("/us/hard-times/before")
    ada.see("No talking, please.")
