"""Each kind of step with what belongs to it, words that wait for each other, and no fault on a screen."""

import re
from typing import Literal

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest
from e2e.practising import (
    acts,
    at_step,
    begin,
    begin_both,
    go_on,
    go_to,
    kind,
    ready,
    says,
    step,
    words,
    write,
)
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
    "speak": ("(Ada|Ben) speaks", "live-clock time, [data-pass]:has-text('Pass it to ')"),
    "write": ("Write, each for yourself", "[data-under]:has-text('Each on your own paper')"),
    "rate": ("Just for you", "[data-under]:has-text('thinks of a number')"),
}


def shows(guest: Guest, own: dict[str, tuple[str, str]]) -> str:
    """The present step, once its name and what belongs to it stand on the screen."""
    present = kind(guest)
    name, belongs = own[present]
    says(guest, re.compile(f"^({name})$"))
    expect(words(guest)).not_to_be_empty()
    parts = guest.page.locator(f"[data-stage] :is({belongs})").all()
    assert parts, present
    for part in parts:
        expect(part).to_be_visible()
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
            expect(words(guest)).to_have_text(
                re.compile(r"^(Sunday words \d+\.|Listen\. .*|Hear whether .*)$")
            )
        go_on(ada, ben)
    assert list(dict.fromkeys(seen)) == list(OWN)
    assert len(seen) == len(OWN) + 2  # speaking and saying back come twice
    ada.see("That was for the two of you.")


def test_every_kind_of_step_on_one_screen(guests: Guests) -> None:
    ada, ben = guests.pair()
    seen: set[str] = set()
    for practice in ("state-of-the-union", "cooling-walk"):
        begin(ada, practice, "On one screen")
        ada.button("Begin").click()
        at_step(1, ada)
        while seen != set(OWN):
            seen.add(shows(ada, ON_ONE_SCREEN))
            if kind(ada) == "reflect":
                say_it_back_twice(ada)
            go_on(ada)
            if ada.page.locator("session-felt").count():
                ada.see("That was for the two of you.")
                break
    assert seen == set(OWN)
    ben.page.goto("/practise")
    expect(ben.page.locator(".open-one")).to_be_visible()
    ada.page.locator("[data-end]").click()
    ada.button("End here").click()
    ada.see("You stopped here, and that is fine.")
    expect(ben.page.locator(".open-one")).to_have_count(0)  # without a reload


def say_it_back_twice(guest: Guest) -> None:
    """Whoever listened says it back, under their name; the one who spoke is asked whether it fits."""
    says_back = guest.page.locator("[data-role]").inner_text().removesuffix(" says it back")
    spoke = "Ben" if says_back == "Ada" else "Ada"
    expect(guest.page.locator("[data-under]")).to_have_text(re.compile(f"^{spoke}: "))
    expect(acts(guest)).to_have_text([f"{spoke}: That’s it", f"{spoke}: Not quite"])
    guest.button(f"{spoke}: Not quite").click()
    guest.see("Once more; it was not quite it yet")


def test_words_wait_for_each_other_or_stay_with_who_wrote_them(guests: Guests) -> None:
    ada, ben = guests.pair()
    begin_both(ada, ben, "saying-a-need")
    go_on(ada, ben)
    ada.see("Sealed just for you. Nobody else reads it.")
    write(ada, "I miss the sea.")
    ada.see("I miss the sea.")
    write(ben, "I am tired of late evenings.")
    ben.see("I am tired of late evenings.")
    assert "the sea" not in ben.page.content()
    go_on(ada, ben)
    ada.see("Folded until Ben has written, too.")
    write(ada, "A day by the water.")
    ada.see("A day by the water.")
    expect(ada.page.locator(".answer")).to_have_count(2)
    ben.see("Ada has written. Both unfold when yours is there.")
    assert "by the water" not in ben.page.content()
    write(ben, "In bed by ten.")
    for guest in (ada, ben):
        guest.see("A day by the water.")
        guest.see("In bed by ten.")
    go_to("agree", ada, ben)
    write(ada, "We leave on Sunday.")
    go_to("close", ada, ben)
    go_on(ada, ben)
    ada.see("I miss the sea.")
    for path in (ben.page.url, "/practise/past"):
        ben.page.goto(path)
        ben.page.evaluate("scrollTo(0, document.body.scrollHeight)")  # letters open as they come into view
        expect(ben.page.locator("main sealed-letter:not([state=open])")).to_have_count(0)
        ben.see("I am tired of late evenings.")
        ben.see("A day by the water.")
        assert "I miss the sea." not in ben.page.content()
    ben.see("We leave on Sunday.")
    for guest in (ada, ben):
        assert not re.search("the sea|late evenings|the water|by ten|on Sunday", str(guest.sent))


def test_no_fault_on_a_narrow_screen(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.set_viewport_size({"width": 360, "height": 740})
    ada.page.emulate_media(reduced_motion="reduce")
    paths = ["/practise", "/practise/deep-listening", "/practise/own", "/practise/phones-down", "/break"]
    found = [fault for path in paths for fault in faults(ada, path)]
    begin_both(ada, ben, "your-world-my-questions")
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for wanted, scheme in zip(("write", "speak", "reflect", "agree"), schemes * 2, strict=True):
        go_to(wanted, ada, ben)
        ada.page.emulate_media(color_scheme=scheme)
        found += faults(ada, ada.page.url)
        at_step(step(ben)[0], ada)
    ada.page.goto("/break")
    ada.button("Begin the break").click()
    ada.see("You two are on a break until")
    found += faults(ada, "/break")
    found += faults(ada, "/practise")
    assert not found
