"""Faults that a review found once, so that they are not made again."""

import re

from playwright.sync_api import Route, expect

from e2e.conftest import Guests


def test_words_left_for_later_within_the_pause_are_kept(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.today()
    ada.page.locator("#tonight textarea").first.press_sequentially("Begun just now")
    ada.page.locator("[data-aside=later]").first.click()  # sooner than a draft is sealed
    ada.see("Left for later")
    ada.page.wait_for_timeout(1_200)  # a timer that was left behind would have cleared the draft by now
    ada.button("Answer it after all").click()
    expect(ada.page.locator("#tonight textarea").first).to_have_value("Begun just now")
    ada.today()
    expect(ada.page.locator("#tonight textarea").first).to_have_value("Begun just now")


def test_a_folded_note_goes_from_the_page_when_it_is_taken_back(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.page.goto("/appreciation")
    tomorrow = ada.page.get_attribute("#opens", "min")
    assert tomorrow
    ada.page.fill("#did", "For another day.")
    ada.page.get_by_label("On a day I choose").check()
    ada.page.fill("#opens", tomorrow)
    ada.button("Send").click()
    ada.see("For another day.")
    ada.button("Take it back").click()
    ada.button("Sure? Tap once more").click()
    expect(ada.page.get_by_text("For another day.")).to_have_count(0)
    expect(ada.page.get_by_text("Folded, waiting for their day")).to_have_count(0)


def test_an_answer_taken_back_unread_can_be_given_again(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.answer("Mine.")
    ben.see("Change your answer")
    ben.page.goto("/units")  # he is away, and reads nothing
    ada.answer("A first thought.")
    ada.see("Mine.")
    ada.page.get_by_text("Change or remove").click()
    ada.button("Remove it").click()
    ada.button("Sure? Tap once more").click()
    ada.page.get_by_placeholder("In your own words").fill("A better thought.")
    ada.button("Send your answer").click()
    ada.see("A better thought.")
    ben.today()
    ben.see("A better thought.")


def test_a_part_that_does_not_arrive_is_told_and_holds_up_nothing_else(guests: Guests) -> None:
    ada, _ = guests.pair()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ada.context.route(re.compile("part-write-note"), hold)
    ada.page.goto("/appreciation")
    ada.page.fill("#did", "Still here.")
    ada.button("Send").click()  # it is caught, until its element is there
    while not held:
        ada.page.wait_for_timeout(50)
    held.pop(0).abort()
    while not held:
        ada.page.wait_for_timeout(50)
    held.pop(0).abort()
    ada.see("A part of this page could not be loaded")
    expect(ada.page.locator("#did")).to_have_value("Still here.")
    ada.page.reload(wait_until="commit")
    ada.page.locator(".menu > summary").click()
    ada.button("Leave quickly").click()  # while a part is still on its way
    ada.page.wait_for_url("**/units")
