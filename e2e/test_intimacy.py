"""Wishes in intimacy: two browsers find what both like, and the server learns nothing of a no."""

import json
from typing import Any

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.test_access import faults

HUG = "closeness-lying-close"
SOFA = "closeness-sofa-evening"
DANCE = "closeness-kitchen-dance"
BATH = "closeness-bath-or-shower"
SAY = {
    HUG: "Lying close, with nothing meant to follow",
    SOFA: "An evening on the sofa, leaning on each other",
}


def on(guest: Guest) -> None:
    guest.page.goto("/us/intimacy")
    guest.button("Switch it on for me").click()
    guest.page.get_by_role("heading", name="Your answers").wait_for()


def say(guest: Guest, **answers: str) -> None:
    for item, words in answers.items():
        field = guest.page.locator(f'[data-item="{item}"]')
        field.get_by_text(words, exact=True).click()
    guest.button("Keep my answers").click()
    guest.see("Kept, for your eyes alone.")


def found(guest: Guest, kind: str) -> Any:
    return guest.page.locator(f'[data-kind="{kind}"] li:visible')


def rows(place: Place) -> list[tuple[str, int]]:
    wanted = "select readable, length(sealed) from couples_letter where kind = 'wishes'"
    return [(str(readable), int(size)) for readable, size in place.held(wanted)]


def test_what_both_like_shows_for_both_and_goes_when_one_takes_it_back(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    on(ada)
    ada.see("This opens when you have both switched it on.")
    ben.page.goto("/us/intimacy")
    ben.see("Off, until you both switch it on")
    say(ada, **{HUG: "Yes", SOFA: "Yes", DANCE: "Yes", BATH: "No"})
    on(ben)
    ben.see("Your devices are comparing the lists.")
    say(ben, **{HUG: "Yes", SOFA: "Maybe", DANCE: "No", BATH: "Yes"})
    for guest in (ada, ben):  # both have the page open: it goes on by itself
        expect(found(guest, "yes")).to_have_text([SAY[HUG]])
        expect(found(guest, "maybe")).to_have_text([SAY[SOFA]])
    kept = rows(place)
    assert {readable for readable, _ in kept} == {"{}"}
    sizes = sorted(size for _, size in kept)
    assert len(kept) == 8
    assert len(set(sizes)) <= 4

    say(ada, **{HUG: "Don’t ask"})
    for _ in range(150):  # a new round is compared from its beginning
        if sorted(size for _, size in rows(place)) == sizes:
            break
        ada.page.wait_for_timeout(200)
    for guest in (ada, ben):
        expect(found(guest, "maybe")).to_have_text([SAY[SOFA]])
        expect(found(guest, "yes")).to_have_count(0)
    assert sorted(size for _, size in rows(place)) == sizes

    assert not faults(ada, "/us/intimacy")
    ada.page.set_viewport_size({"width": 320, "height": 800})
    assert not faults(ada, "/us/intimacy")
    expect(ada.page.locator(f'[data-item="{HUG}"] input:checked')).to_have_value("x")
    ada.button("Take back all my answers").click()
    ada.see("All your answers are taken back.")
    expect(found(ben, "maybe")).to_have_count(0)
    ada.button("Undo").click()
    expect(found(ben, "maybe")).to_have_text([SAY[SOFA]])

    ada.button("Switch it off").click()
    ada.see("Off, until you both switch it on")
    ben.see("This opens when you have both switched it on.")
    words = json.dumps([*ada.sent, *ben.sent])
    assert SAY[HUG] not in words
    assert HUG not in words
    assert not faults(ada, "/us/intimacy")
