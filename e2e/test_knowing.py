"""Knowing each other: the love map filled in from both sides, and a round that opens for both at once."""

import re

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest


def tell(guest: Guest, topic: str, words: str, shared: bool = True) -> None:
    """Write under a topic of one's own side; the region is open already."""
    card = guest.page.locator(f"#{topic}")
    card.locator("[data-change]").click()
    card.locator("textarea").fill(words)
    card.locator(f"[data-as={'shared' if shared else 'own'}]").click()
    expect(card.locator("sealed-letter[state=open]")).to_have_text(words)


def fill(guest: Guest, choices: list[int | None], numbers: list[int | None]) -> None:
    """Fill in a sheet from its top; None passes an item."""
    for item in guest.page.locator("[data-item]").all():
        kind = item.get_attribute("data-kind")
        value = choices.pop(0) if kind == "choice" else numbers.pop(0)
        if value is None:
            item.locator(".guess-pass").click()
        elif kind == "choice":
            item.locator("label").nth(value).click()
        else:
            item.locator("input[type=range]").fill(str(value))


def test_the_map_from_both_sides(guests: Guests) -> None:
    ada, ben = guests.pair()
    both_tell_and_ask(ada, ben)
    kept_first_and_shared_later(ada, ben)
    words_begun_are_there_after_a_reload(ada)
    told_without_a_network_it_arrives_later(ada, ben)


def both_tell_and_ask(ada: Guest, ben: Guest) -> None:
    for guest in (ada, ben):
        guest.page.goto("/us/map")
    ada.see("Open country")
    ada.page.locator(".atlas a[data-region=loves]").click()
    ada.page.wait_for_url("**/us/map/loves")
    topic = ada.page.locator("map-topic").first.get_attribute("id")
    assert topic
    tell(ada, topic, "Old maps, the ones with sea monsters.")
    expect(ben.page.locator(".atlas a[data-region=loves]")).to_have_class(re.compile("clay"))
    ben.page.get_by_role("link", name=re.compile("^Loves")).click()
    ben.see("Old maps, the ones with sea monsters.")
    ben.button("Ask about this").click()
    aloud = ben.page.get_by_role("dialog")
    first = aloud.locator("[data-aloud]:visible").inner_text()
    aloud.get_by_role("button", name="Another one").click()
    expect(aloud.locator("[data-aloud]:visible")).not_to_have_text(first)
    aloud.get_by_role("button", name="Done").click()
    tell(ben, topic, "Mending radios.")
    ada.see("Mending radios.")
    ada.page.locator(f"#{topic}").get_by_role("button", name="Change it").click()
    field = ada.page.locator(f"#{topic} textarea")
    expect(field).to_have_value("Old maps, the ones with sea monsters.")
    field.fill("Old maps, and a globe.")
    ada.button("Keep the change").click()
    ben.see("Old maps, and a globe.")
    ben.page.get_by_role("button", name=re.compile("Edited")).click()
    ben.see("Old maps, the ones with sea monsters.")
    assert "monsters" not in str(ada.sent)
    assert "radios" not in str(ben.sent)


def kept_first_and_shared_later(ada: Guest, ben: Guest) -> None:
    for guest in (ada, ben):
        guest.page.goto("/us/map/now")
    tell(ada, "now-joys", "Swimming before work.", shared=False)
    ada.see("Kept just for you")
    ben.page.reload()
    ben.see("will be here for you to read")
    assert "What makes you happy" not in ben.page.content()
    ada.button("Share with Ben").click()
    ada.see("Ben will see exactly this")
    expect(ada.page.locator("[data-preview]")).to_have_text("Swimming before work.")
    ada.page.locator("[data-share-now]").click()
    ben.see("Swimming before work.")
    expect(ben.page.locator("letter-versions")).to_have_count(0)
    remove = ada.page.locator("#now-joys remove-letter button")
    remove.click()
    remove.click()
    ben.see("These words were removed.")
    ada.button("Undo").click()
    ben.see("Swimming before work.")


def words_begun_are_there_after_a_reload(ada: Guest) -> None:
    ada.page.goto("/us/map/now")
    ada.page.locator("#now-hopes [data-change]").click()
    ada.page.locator("#now-hopes textarea").press_sequentially("Half a sent")
    ada.page.wait_for_timeout(1_200)  # a draft is sealed after a moment of stillness
    ada.page.reload()
    ada.page.locator("#now-hopes [data-change]").click()
    expect(ada.page.locator("#now-hopes textarea")).to_have_value("Half a sent")


def told_without_a_network_it_arrives_later(ada: Guest, ben: Guest) -> None:
    """Goes on from the half sentence, which is written to its end on the train."""
    ada.context.set_offline(True)
    ada.page.locator("#now-hopes textarea").fill("Half a sentence more.")
    ada.page.locator("#now-hopes [data-as=shared]").click()
    ada.see("kept on this device")
    ada.context.set_offline(False)
    ben.see("Half a sentence more.")
    expect(ada.page.locator("#now-hopes sealed-letter")).to_have_text("Half a sentence more.")


def test_rounds_of_guessing(guests: Guests) -> None:
    ada, ben = guests.pair()
    a_round_opens_for_both_at_once(ada, ben)
    a_round_left_for_another_time(ada, ben)


def a_round_opens_for_both_at_once(ada: Guest, ben: Guest) -> None:
    ben.page.goto("/us/rounds")
    ada.page.goto("/us/rounds")
    ada.page.get_by_role("link", name=re.compile("^Small comforts")).click()
    ada.page.get_by_label("You answer for yourself. Ben guesses.").check()
    ada.button("Begin").click()
    ada.page.wait_for_url(re.compile("rounds/[0-9a-f]{8}-"))
    ben.page.get_by_role("link", name=re.compile("About Ada: you guess")).click()
    fill(ben, [1, 1, None, 0], [3, 2])  # begun, while Ada sends hers
    fill(ada, [0, 1, 2, None], [8, 2])
    ada.button("Send my sheet").click()
    ada.see("Your sheet is folded")
    ben.see("Ada’s sheet is in")
    expect(ben.page.locator("[data-item] input[type=radio]:checked")).to_have_count(4)
    assert "Something to eat" not in ben.page.locator("[data-live=beside]").inner_html()
    ben.button("Send my sheet").click()
    for guest in (ada, ben):
        expect(guest.page.locator(".finding")).to_have_count(4)  # two were passed
    ben.see("Ada is a good deal nearer to “Not a sound” than you thought.")
    ada.see("You are a good deal nearer to “Not a sound” than Ben thought.")
    new = ben.page.locator(".guess-found").filter(has_text="New to you")
    expect(new.locator(".said-one")).to_contain_text(["Something to eat", "Comfortable clothes"])
    knew = ada.page.locator(".guess-found").filter(has_text="Ben knew")
    expect(knew).to_contain_text("In the kitchen")
    expect(knew).to_contain_text("You two put the mark in the same place.")
    told = ada.page.locator("main").inner_text() + ben.page.locator("main").inner_text()
    assert not re.search(r"\b(right|wrong|points?|score|\d of \d)\b", told, re.I)


def a_round_left_for_another_time(ada: Guest, ben: Guest) -> None:
    ada.page.goto("/us/rounds/sheets/first-hour")
    ada.page.get_by_label("Ben answers for themself. You guess.").check()
    ada.button("Begin").click()
    ada.page.wait_for_url(re.compile("rounds/[0-9a-f]{8}-"))
    url = ada.page.url
    ben.page.goto(url)
    ben.button("Leave it for another time").click()
    ben.page.wait_for_url("**/us/rounds")
    ada.page.reload()
    ada.see("Nothing here yet. Both sheets open at once")
    ben.page.get_by_text("Left for another time").click()
    ben.page.get_by_role("link", name=re.compile("The first hour.*About you")).click()
    ben.button("Take it up again").click()
    expect(ben.page.locator("[data-item]")).to_have_count(6)
