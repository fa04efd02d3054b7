"""Meaning: chosen alone and laid side by side, written together, kept in every version."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from e2e.conftest import Guests
from e2e.people import Guest


def ready(guest: Guest, path: str, element: str) -> Any:
    """Open a page, and give its element once it takes words."""
    guest.page.goto(path)
    found = guest.page.locator(element).first
    found.locator("button[type=submit]:not([disabled])").first.wait_for(state="attached")
    return found


def order(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-order] li").evaluate_all("all => all.map((one) => one.dataset.id)")
    return found


def choose(guest: Guest, ids: list[str]) -> None:
    ready(guest, "/us/meaning/values", "values-sort")
    for id in ids:
        guest.page.check(f"values-sort input[value='{id}']")
    guest.button("Put them in order").click()


def test_values_are_chosen_alone_ordered_by_hand_and_laid_side_by_side(guests: Guests) -> None:
    ada, ben = guests.pair()
    ready(ada, "/us/meaning/values", "values-sort")
    boxes = ada.page.locator("values-sort input[type=checkbox]")
    ids: list[str] = boxes.evaluate_all("all => all.map((one) => one.value)")
    name = ada.page.locator(f"label:has([value='{ids[5]}']) b").inner_text()
    for id in ids[:10]:
        ada.page.check(f"values-sort input[value='{id}']")
    expect(ada.page.locator(f"input[value='{ids[10]}']")).to_be_disabled()
    for id in ids[:3]:
        ada.page.uncheck(f"values-sort input[value='{id}']")
    ada.page.wait_for_timeout(900)  # a draft is sealed after a moment of stillness
    ready(ada, "/us/meaning/values", "values-sort")
    expect(ada.page.locator(f"input[value='{ids[5]}']")).to_be_checked()
    ada.button("Put them in order").click()
    assert order(ada.page) == ids[3:10]

    grip = ada.page.locator("[data-grip]")
    grip.nth(2).focus()
    ada.page.keyboard.press("ArrowUp")
    ada.page.keyboard.press("ArrowUp")
    assert order(ada.page)[0] == ids[5]
    start, end = grip.nth(1).bounding_box(), grip.nth(4).bounding_box()
    assert start
    assert end
    ada.page.mouse.move(start["x"] + 9, start["y"] + 9)
    ada.page.mouse.down()
    ada.page.mouse.move(end["x"] + 9, end["y"] + 5, steps=12)
    ada.page.mouse.move(end["x"] + 9, end["y"] + end["height"], steps=4)
    ada.page.mouse.up()
    assert order(ada.page).index(ids[3]) == 4
    ada.page.locator(f"li[data-id='{ids[9]}'] [data-move='-1']").click()
    assert order(ada.page).index(ids[9]) == 5

    ada.button("Send, folded").click()
    ada.see("Yours stay folded until Ben has chosen")
    assert not any(f"{ids[5]} " in one for one in ada.sent)
    choose(ben, ids[5:12])
    assert name not in ben.page.locator("values-beside").all_inner_texts()
    ben.button("Send, folded").click()
    for guest in (ada, ben):
        guest.see("In both lists")  # without a reload on her side
        expect(guest.page.locator("[data-shared] li").filter(has_text=name)).to_be_visible()
    assert ada.page.locator("[data-five=mine] li").first.inner_text() == name

    ada.page.get_by_text("Choose again").click()
    ada.button("Put them in order").click()
    ada.page.locator("[data-move='1']").first.click()
    ada.button("Save").click()
    ada.page.get_by_text("How it was before").click()
    ada.see("You: " + name)
    ben.page.get_by_text("How it was before").click()
    ben.see("Ada: " + name)


def test_a_topic_opens_for_both_and_is_left_out_without_a_trace(guests: Guests) -> None:
    ada, ben = guests.pair()
    path = "/us/meaning/topics/story-how-we-met"
    ready(ada, path, "meaning-form")
    ben.page.goto(path)
    ada.page.fill("#meaning-words", "It rained, and you had the wrong shoes.")
    ada.button("Send, folded").click()
    ben.see("Ada has written")
    assert "wrong shoes" not in ben.page.content()
    ben.page.fill("#meaning-words", "You were eating a plum.")
    ben.button("Send, folded").click()
    for guest in (ada, ben):
        guest.see("It rained, and you had the wrong shoes.")
        guest.see("You were eating a plum.")
    ada.button("Change it").click()
    ada.page.locator("meaning-form textarea").fill("It poured.")
    ada.button("Save the change").click()
    ben.see("It poured.")
    expect(ben.page.get_by_role("button", name=re.compile("Edited"))).to_be_visible()

    ben.page.goto("/us/meaning")
    before = ben.page.inner_text("main")
    ada.page.goto("/us/meaning/topics/philosophy-enough")
    ada.button("Leave this one out").click()
    ada.page.get_by_text("Left out by you").click()
    ben.page.reload()
    assert ben.page.inner_text("main") == before
    ada.page.locator("[data-live=left] a").click()
    ada.button("Write about it after all").click()
    expect(ada.page.locator("meaning-form textarea")).to_be_visible()


def test_a_tradition_moves_and_a_vision_keeps_both_versions(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/us/meaning/traditions")
    ready(ada, "/us/meaning/traditions", "tradition-form")
    ada.page.get_by_text("Something to start from").click()
    ada.page.locator("[data-ask]").first.click()
    ada.page.fill("#tradition-words", "Pancakes on the first cold Sunday.")
    ada.button("Add it").click()
    ben.see("Pancakes on the first cold Sunday.")
    ada.page.get_by_text("Move, change or remove").click()
    ada.button("To “Change”").click()
    change = ben.page.locator("[data-live=traditions-change]")
    expect(change.get_by_text("Pancakes on the first cold Sunday.")).to_be_visible()

    for guest in (ada, ben):
        ready(guest, "/us/meaning/vision", "vision-form")
    ada.page.fill("#area-home", "A balcony to the east.")
    ada.button("Keep this version").click()
    ada.see("You wrote this down")
    ben.page.fill("#area-home", "A desk for each of us.")  # begun before hers was there
    ben.button("Keep this version").click()
    ben.see("Both are kept")
    ben.button("See it").click()
    ben.see("A desk for each of us.")
    ada.page.goto("/us/meaning/vision/versions")
    ada.see("A balcony to the east.")
    ada.see("A desk for each of us.")
    ada.page.goto("/us/meaning/vision")
    ada.button("We looked at it today").click()
    ben.see("You last looked at it together")
