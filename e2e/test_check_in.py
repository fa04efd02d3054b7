"""Checking in: shared or just for me, backdated, changed, and the patterns it draws."""

import re

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest


def choose(guest: Guest, *words: str) -> None:
    """Choose feelings in the list that stands behind the wheel."""
    section = guest.page.locator("feeling-wheel details[data-list]")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    for word in words:
        guest.page.locator("feeling-wheel label", has=guest.page.get_by_text(word, exact=True)).locator(
            "input"
        ).check()


def close(guest: Guest, value: int) -> None:
    guest.page.locator('[data-rating="closeness"] label').nth(value).click()


def keep(guest: Guest, button: str) -> None:
    guest.button(button).click()
    expect(guest.page.locator("[data-kept]")).to_be_visible()


def test_sharing_a_check_in(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.today()
    ada.page.goto("/check-in#feeling=tender")
    expect(ada.page.locator("[data-chosen]")).to_contain_text("Tender")
    close(ada, 8)
    ada.page.fill("#note", "You waited up for me.")
    keep(ada, "Share with Ben")
    ben.see("A check-in")
    ben.page.goto("/us/story")
    ben.see("Tender")
    ben.see("You waited up for me.")
    ben.page.goto("/")
    ben.page.get_by_text("The same as numbers").click()
    expect(ben.page.locator(".numbers td").first).to_have_text(re.compile("8|–"))
    assert "You waited up" not in "".join(ada.sent)


def test_just_for_me_shows_the_partner_nothing(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/check-in")
    choose(ada, "Lonely")
    close(ada, 2)
    ada.page.fill("#note", "A hard day.")
    keep(ada, "Just for me")
    for page in ("/", "/us/story", "/insights"):
        ben.page.goto(page)
        ben.page.locator("h1").wait_for()
        assert "Lonely" not in ben.page.inner_text("main").replace("Lonely\n", "", 1) or page == "/"
        assert "A hard day." not in ben.page.content()
    body = next(one for one in reversed(ada.sent) if "/check-in/keep" in one)
    assert "lonely" not in body
    assert '"readable":{}' in body
    ada.page.goto("/insights")
    expect(ada.page.locator("feelings-month")).to_contain_text("Lonely")


def test_changing_it_the_same_day_brings_back_what_was_said(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/check-in")
    choose(ada, "Calm")
    close(ada, 5)
    keep(ada, "Share with Ben")
    ada.page.goto("/check-in")
    expect(ada.page.locator("[data-chosen]")).to_contain_text("Calm")
    expect(ada.page.locator('[data-rating="closeness"] input').nth(5)).to_be_checked()
    close(ada, 7)
    keep(ada, "Share with Ben")
    ben.page.goto("/")
    ben.page.get_by_text("The same as numbers").click()
    expect(ben.page.locator(".numbers")).to_contain_text("7")


def test_from_shared_to_just_for_me(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/check-in")
    choose(ada, "Restless")
    keep(ada, "Share with Ben")
    ada.page.goto("/check-in")
    expect(ada.page.locator("[data-chosen]")).to_contain_text("Restless")
    keep(ada, "Just for me")
    ben.page.goto("/us/story")
    ben.page.locator("h1").wait_for()
    assert "Restless" not in ben.page.content()


def test_a_day_before(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.page.goto("/check-in")
    ada.page.locator(".days summary").click()
    ada.page.locator(".days a").nth(1).click()
    ada.page.locator("h1", has_text="How was").wait_for()
    choose(ada, "Hopeful")
    keep(ada, "Just for me")
    ada.page.goto("/")
    ada.see("How are you, right now?")


def test_the_wheel_turns_and_opens_by_hand(guests: Guests) -> None:
    ada = guests.arrive("Ada", viewport={"width": 360, "height": 760}, reduced_motion="reduce")
    ada.sign_up()
    ada.page.goto("/check-in")
    pieces = ada.page.locator("feeling-wheel svg")
    pieces.locator("[data-family]", has_text="At ease").first.click()
    ada.page.get_by_role("button", name="All feelings").wait_for()
    word = pieces.locator("[data-word]", has_text=re.compile("^Calm$")).first
    word.wait_for()
    ada.page.wait_for_timeout(600)  # the wheel has come to rest
    word.locator("text").click(force=True)
    expect(ada.page.locator("[data-chosen]")).to_contain_text("Calm")


def test_the_journal_from_page_to_shared_and_back(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/journal")
    ada.page.fill("#journal-words", "The river was high today.")
    ada.button("Keep it").click()
    ada.see("The river was high today.")
    ada.page.reload()
    ada.page.fill("#journal-search", "river")
    expect(ada.page.locator("[data-found]")).to_contain_text("river")
    assert "river" not in "".join(ada.sent)
    ada.page.get_by_role("link", name=re.compile("Open the page")).first.click()
    ada.button("Share with Ben").click()
    ada.page.locator("[data-share-now]").click()
    ben.page.goto("/")
    ben.see("A page of their journal")
    ben.page.goto("/us/story")
    ben.see("The river was high today.")
