"""Wishes, dates and days: two people at two browsers, each liking in private, and finding a day together."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.conftest import Guests, Place
from e2e.people import Guest

SECRET = "a lighthouse with a green door"


def wish(guest: Guest, title: str, why: str = "", private: bool = False) -> None:
    guest.page.goto("/us/wishes")
    guest.page.fill("#wish", title)
    guest.page.fill("#why", why)
    if private:
        guest.page.get_by_label("Just me, until I share it").check()
    guest.button("Keep this wish").click()
    guest.see("Kept, just for you." if private else "Your wish is on the list.")


def begin_from_the_shelf(ada: Guest) -> None:
    """A beginning from the shelf, made one's own, and taken off the list."""
    ada.page.goto("/us/wishes")
    ada.page.get_by_text("Need a beginning?").click()
    shown = ada.page.locator("[data-starters] li:visible")
    first = shown.first.inner_text()
    ada.button("Show others").click()
    expect(shown.first).not_to_have_text(first)
    ada.page.locator("[data-starter]:visible").first.click()
    begun = ada.page.input_value("#wish")
    ada.button("Keep this wish").click()
    ada.page.get_by_role("link", name=begun).click()
    ada.page.get_by_text("Change the words").click()
    expect(ada.page.locator("#wish")).to_have_value(begun)
    ada.page.fill("#wish", "in our own words")
    ada.button("Keep the change").click()
    expect(ada.page.locator("h1")).to_have_text("in our own words")
    ada.button("Take it off the list").click()
    ada.button("Sure? Tap once more").click()
    ada.page.wait_for_url("**/us/wishes")
    expect(ada.page.get_by_role("link", name="in our own words")).to_have_count(0)


def part(guest: Guest, name: str) -> Locator:
    return guest.page.locator(f'[data-live="{name}"]')


def top_card(guest: Guest) -> str:
    card = guest.page.locator(".idea:not([hidden])")
    expect(card.locator("[data-say=yes]")).to_be_enabled()
    return str(card.get_attribute("data-idea"))


def say(guest: Guest, key: str) -> str:
    """A word on the card on top, by keyboard. Gives the idea."""
    idea = top_card(guest)
    with guest.page.expect_response("**/us/dates/swipe"):
        guest.page.keyboard.press(key)
    expect(guest.page.locator(f'.idea[data-idea="{idea}"]')).to_be_hidden()
    return idea


def on_disk(place: Place, words: str) -> bool:
    files = [one for one in place.folder.rglob("*") if one.is_file()]
    return any(words.encode() in Path(one).read_bytes() for one in files)


def test_a_wish_is_shared_wanted_by_both_planned_and_comes_true(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/wishes")
    wish(ada, SECRET, "since I was nine", private=True)
    expect(part(ada, "wishes-mine")).to_contain_text(SECRET)
    expect(part(ben, "wishes-one")).to_be_hidden()

    # shared later, it appears on the partner's open page, who says yes with one tap and takes it back
    ada.page.get_by_role("link", name=SECRET).click()
    ada.button("Share with Ben").click()
    expect(part(ben, "wishes-one")).to_contain_text(SECRET)
    ada.page.goto("/us/wishes")
    expect(part(ada, "wishes-one")).to_contain_text(SECRET)
    ben.button("I’d like that too").click()
    expect(part(ben, "wishes-ours")).to_contain_text(SECRET)
    expect(part(ada, "wishes-ours")).to_contain_text(SECRET)
    ben.button("Undo").click()
    expect(part(ada, "wishes-ours")).not_to_contain_text(SECRET)
    ben.button("I’d like that too").click()
    expect(part(ada, "wishes-ours")).to_contain_text(SECRET)

    # a line, and it has come true for both
    ben.page.get_by_role("link", name=SECRET).click()
    ben.page.get_by_text("It came true", exact=True).first.click()
    ben.page.fill("#told", "we ate the oranges on the gallery")
    ben.button("It came true").click()
    ben.see("we ate the oranges on the gallery")
    expect(part(ada, "wishes-done")).to_contain_text("we ate the oranges")
    expect(part(ada, "wishes-ours")).to_contain_text("One has come true this month.")

    # unticked by the other, with a way back
    ada.page.get_by_role("link", name=SECRET).click()
    ada.button("Not come true yet after all").click()
    ada.see("Back among your wishes.")
    ada.button("Undo").click()
    expect(part(ada, "wish-true")).to_contain_text("It came true")
    assert not on_disk(place, SECRET)
    assert not on_disk(place, "oranges on the gallery")
    begin_from_the_shelf(ada)


def test_each_likes_in_private_and_a_match_appears_to_both(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        guest.page.goto("/us/dates")
    first = top_card(ada)
    drag(ada, 30)  # a little is not meant
    assert top_card(ada) == first
    with ada.page.expect_response("**/us/dates/swipe") as answer:
        drag(ada, 150)
    assert '"yes":true' in (answer.value.request.post_data or "")
    second = say(ada, "ArrowLeft")
    ada.button("Take the last one back").click()
    assert top_card(ada) == second
    say(ada, "ArrowLeft")
    assert top_card(ben) == first  # the same order, and nothing of what she said
    expect(part(ben, "dates-matches").locator("a")).to_have_count(0)
    say(ben, "ArrowRight")
    ben.see("You both like this one.")
    for guest in (ada, ben):
        expect(part(guest, "dates-matches").locator(f'a[href$="{first}"]')).to_be_visible()
    say(ben, "ArrowRight")
    expect(part(ada, "dates-matches").locator("a")).to_have_count(1)

    # narrowed on the device alone, remembered there; the list, read by word
    before = len(ada.sent)
    ada.page.get_by_text("Narrow it down").click()
    ada.page.get_by_text("15 minutes", exact=True).click()
    assert int(ada.page.locator(".idea:not([hidden])").get_attribute("data-minutes") or 99) <= 15
    assert not [one for one in ada.sent[before:] if "POST" in one]
    ada.page.get_by_text("As a list").click()
    assert ada.page.locator(".idea:visible").count() > 5
    ada.page.get_by_label("Those I’d like").check()
    ada.button("Show all").click()
    ada.page.get_by_label("Those I’d like").check()
    expect(ada.page.locator(".idea:visible")).to_have_count(1)
    ada.page.locator(".idea:visible [data-say=yes]").click()  # once more takes it back
    expect(part(ben, "dates-matches").locator("a")).to_have_count(0)
    ada.page.reload()
    expect(ada.page.get_by_label("As a list")).to_be_checked()


def drag(guest: Guest, across: int) -> None:
    guest.page.evaluate(
        """(across) => {
          const card = document.querySelector(".idea:not([hidden])");
          const at = (type, x) => card.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerId: 7, pointerType: "touch", clientX: x, clientY: 400,
          }));
          card.setPointerCapture = () => undefined;
          at("pointerdown", 100); at("pointermove", 100 + across); at("pointerup", 100 + across);
        }""",
        across,
    )


def test_a_day_is_suggested_moved_agreed_let_go_and_told_about(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/dates")
    ada.page.goto("/us/dates")
    ada.page.get_by_text("Add one", exact=True).click()
    ada.page.fill("#own-title", "the small cinema")
    ada.button("Tell Ben").click()
    expect(part(ben, "dates-own")).to_contain_text("the small cinema")
    part(ben, "dates-own").get_by_role("button", name="I’d like that").click()
    expect(part(ada, "dates-matches")).to_contain_text("the small cinema")

    part(ada, "dates-matches").get_by_role("link").click()
    ada.page.get_by_text("Find a day").click()
    ada.button("Suggest this day").click()
    ada.see("Choose a day first.")
    today = str(ada.page.get_attribute("[data-day]", "min"))  # on the couple's clock
    ada.page.fill("[data-day]", str(date.fromisoformat(today) + timedelta(days=5)))
    ada.page.fill("[data-time]", "18:30")
    ada.button("Suggest this day").click()
    ada.page.wait_for_url(re.compile("/us/dates/[0-9a-f-]{36}"))
    expect(part(ben, "dates-days")).to_contain_text("Ada suggests this day")

    # the other says another day; the one who suggested first agrees
    part(ben, "dates-days").get_by_role("link", name="the small cinema").click()
    ben.page.get_by_text("Say another day").click()
    ben.page.fill("[data-day]", today)
    ben.button("Suggest this day").click()
    expect(part(ada, "outing-day")).to_contain_text("Ben suggests")
    ada.button("Yes, this day").click()
    expect(part(ben, "outing-day")).to_contain_text("Agreed")

    # let go and brought back
    ben.button("Let it go for now").click()
    expect(part(ada, "outing-day")).to_contain_text("Let go for now")
    ben.button("Undo").click()
    expect(part(ada, "outing-day")).to_contain_text("Agreed")

    # it is today, so it can be told
    ada.page.reload()
    ada.page.fill("#told", "the projector sang along")
    ada.button("Keep this line").click()
    expect(part(ada, "outing-told")).to_contain_text("the projector sang along")
    ben.page.reload()
    ben.see("the projector sang along")
    assert not on_disk(place, "the small cinema")
    assert not on_disk(place, "projector sang")
