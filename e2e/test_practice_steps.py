"""Each kind of step with what belongs to it, words that wait for each other, and no fault on a screen."""

import re

import pytest
from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest
from e2e.practising import acts, at_step, begin, begin_both, go_on, go_to, kind, ready, step, write
from e2e.test_access import faults

# A kind of step, what the screen calls it, and what belongs to it on a phone of one's own.
OWN = {
    "read": ("Read together", "[data-words]"),
    "breathe": ("Breathe", "breath-guide [data-breath]"),
    "silence": ("In silence", "live-clock time"),
    "speak": ("You (speak|listen)", "live-clock time"),
    "reflect": ("You say it back|(Ada|Ben) says it back", "[data-words]"),
    "ask": ("Talk it over", "[data-words]"),
    "choose": ("Choose together", ".option:nth-child(2)"),
    "write": ("Write, each for yourself", "#written"),
    "rate": ("Just for you", "[data-rate] label:nth-child(11)"),
    "touch": ("Close", "live-clock time"),
    "agree": ("A promise", "#promise, #by-day"),
    "close": ("To end with", "[data-words]"),
}
ON_ONE_SCREEN = OWN | {
    "speak": ("(Ada|Ben) speaks", "live-clock time"),
    "write": ("Write, each for yourself", "[data-under]:has-text('Each on your own paper')"),
    "rate": ("Just for you", "[data-under]:has-text('thinks of a number')"),
}


def shows(guest: Guest, own: dict[str, tuple[str, str]]) -> str:
    """The present step, once its name and what belongs to it stand on the screen."""
    present = kind(guest)
    name, belongs = own[present]
    expect(guest.page.locator("[data-role]")).to_have_text(re.compile(f"^({name})$"))
    for part in guest.page.locator(f"[data-stage] :is({belongs})").all():
        expect(part).to_be_visible()
    expect(guest.page.locator(f"[data-stage] :is({belongs})").first).to_be_visible()
    assert guest.page.locator("[data-words]").inner_text().strip()
    return present


def write_own(guest: Guest) -> None:
    """A practice of their own with a step of each kind."""
    page = guest.page
    page.goto("/practise/own")
    page.locator("[data-steps] > li").nth(2).wait_for()
    page.fill("#own-title", "Our Sunday tea")
    page.fill("#own-invitation", "A little of everything.")
    for number, wanted in enumerate(OWN):
        if number > 2:
            guest.button("Add a step").click()
        one = page.locator("[data-steps] > li").nth(number)
        one.locator("[data-kind]").select_option(wanted)
        one.locator("[data-words]").fill(f"Sunday words {number}.")
        if wanted == "choose":
            one.locator("[data-options]").fill("Oat\nGinger")
    guest.button("Seal it for you two").click()
    page.wait_for_url(re.compile("/own/.+"))


def test_an_own_practice_with_every_kind_of_step_on_two_phones(guests: Guests) -> None:
    ada, ben = guests.pair()
    write_own(ada)
    assert "Sunday" not in str(ada.sent)
    ben.page.goto(ada.page.url)
    ben.see("Our Sunday tea")
    ada.button("Begin together").click()
    ada.page.wait_for_url("**/live/**")
    ben.page.goto("/practise")
    ben.page.get_by_role("link", name="Join").click()
    ready(ada, ben)
    seen = []
    for _ in range(step(ada)[1]):
        seen.append(shows(ada, OWN))
        assert shows(ben, OWN) == seen[-1]
        for guest in (ada, ben):
            if seen[-1] != "speak" or guest.page.locator("[data-role]").inner_text() == "You speak":
                expect(guest.page.locator("[data-words]")).to_have_text(re.compile("Sunday words|whether it fits"))
        go_on(ada, ben)
    assert list(dict.fromkeys(seen)) == list(OWN)
    assert len(seen) == len(OWN) + 2  # speaking and saying back come twice
    ada.see("That was for the two of you.")


def test_every_kind_of_step_on_one_screen(guests: Guests) -> None:
    ada, _ = guests.pair()
    seen = set()
    for practice in ("state-of-the-union", "cooling-walk"):
        begin(ada, practice, "On one screen")
        ada.button("Begin").click()
        at_step(1, ada)
        while seen != set(OWN):
            seen.add(shows(ada, ON_ONE_SCREEN))
            go_on(ada)
            if ada.page.locator("session-felt").count():
                break
    assert seen == set(OWN)


def test_words_unfold_when_both_have_written(guests: Guests) -> None:
    ada, ben = guests.pair()
    begin_both(ada, ben, "vulnerability-gratitude")
    go_to("write", ada, ben)
    ada.see("Folded until Ben has written, too.")
    write(ada, "The bread, still warm.")
    ada.see("The bread, still warm.")
    expect(ada.page.locator(".answer .folded, .answer .soft").first).to_be_visible()
    ben.see("Ada has written. Both unfold when yours is there.")
    assert "The bread" not in ben.page.content()
    write(ben, "That you let me sleep.")
    for guest in (ada, ben):
        guest.see("The bread, still warm.")
        guest.see("That you let me sleep.")
        assert not re.search("still warm|let me sleep", str(guest.sent))


def test_words_for_oneself_are_never_shown_to_the_other(guests: Guests) -> None:
    ada, ben = guests.pair()
    begin_both(ada, ben, "your-world-my-questions")
    go_to("write", ada, ben)
    ada.see("Sealed just for you. Nobody else reads it.")
    write(ada, "Does he miss the sea?")
    ada.see("Does he miss the sea?")
    write(ben, "What is she hoping for?")
    ben.see("What is she hoping for?")
    go_to("agree", ada, ben)
    write(ada, "A walk on Sunday.")
    ben.see("A walk on Sunday.")
    go_to("close", ada, ben)
    go_on(ada, ben)
    ada.see("Does he miss the sea?")
    for path in (ben.page.url, "/practise/past"):
        ben.page.goto(path)
        ben.see("What is she hoping for?")
        assert "Does he miss the sea?" not in ben.page.content()
    ben.see("A walk on Sunday.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_on_a_narrow_screen(guests: Guests, scheme: str) -> None:
    ada, ben = guests.pair()
    ada.page.set_viewport_size({"width": 360, "height": 740})
    ada.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    paths = ["/practise", "/practise/deep-listening", "/practise/own", "/practise/phones-down", "/break"]
    found = [fault for path in paths for fault in faults(ada, path)]
    begin_both(ada, ben, "your-world-my-questions")
    for wanted in ("read", "write", "speak", "reflect", "agree"):
        go_to(wanted, ada, ben)
        found += faults(ada, ada.page.url)
        at_step(step(ben)[0], ada)
    acts(ada).first.wait_for()
    ada.page.goto("/break")
    ada.button("Begin the break").click()
    ada.see("You two are on a break until")
    found += faults(ada, "/break")
    found += faults(ada, "/practise")
    assert not found
