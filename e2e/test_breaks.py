"""A break, taken by either at any moment; and phones laid down together."""

import re

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest
from e2e.practising import STAYS, acts, at_step, begin_both, clock, go_to, same, state

LOOKS_AWAY = """() => {
  Object.defineProperty(document, "hidden", {get: () => true, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.hidden;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def stays(guest: Guest) -> bool:
    return bool(guest.page.evaluate("window.stays === true"))


def test_a_break_is_told_in_neutral_words_and_pauses_what_runs(guests: Guests) -> None:
    ada, ben = guests.pair()
    begin_both(ada, ben, "six-minute-morning")
    go_to("speak", ada, ben)
    phone = ada.page
    ada.page = ada.new_page()
    ada.today()
    live, ben.page = ben.page, ben.new_page()
    ben.today()
    for page in (ben.page, live):
        page.evaluate(STAYS)
    ada.page.get_by_role("link", name="Take a break").click()
    ada.button("Begin the break").click()
    ada.see("You two are on a break until")
    ben.see("You two are on a break until")
    note = ben.page.locator("[data-break-note]")
    expect(note).to_have_text(re.compile(r"until [\d:]+\. Nothing is decided meanwhile\."))
    assert "Ada" not in note.inner_text()
    assert stays(ben)
    ben.page = live
    expect(live.get_by_text("A pause.")).to_be_visible()
    expect(live.locator("[data-break-note]")).to_be_visible()
    assert stays(ben)
    told = state(ben)
    assert told["phase"] == "paused"
    assert told["remaining_ms"] > 0
    ben.page.goto("/break")
    for guest in (ada, ben):
        guest.button("I am back").click()
    for guest in (ada, ben):
        guest.see("You are both back.")
    ada.page = phone
    expect(ada.page.locator("[data-break-note]")).to_be_hidden()
    ben.page.get_by_role("link", name="Go on where you were").click()
    ben.button("Go on").click()
    at_step(2, ada, ben)
    expect(clock(ada)).to_be_visible()
    assert same(ada, ben)["phase"] == "running"
    expect(acts(ben).first).to_be_visible()


def test_phones_down_counts_for_oneself_until_it_is_told(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        guest.page.goto("/practise/phones-down")
    ada.page.get_by_label("An hour", exact=True).check(force=True)
    ada.button("Suggest it").click()
    ben.see("60 minutes, phones down")
    ada.button("Lay mine down").click()
    ada.see("Yours is down. It begins when Ben’s is, too.")
    ben.see("Ada has laid theirs down.")
    ben.button("Lay mine down").click()
    for guest in (ada, ben):
        guest.see("Phones down until")
        expect(clock(guest)).to_have_text(re.compile(r"^(60:00|59:\d\d)$"))
    ada.page.evaluate(LOOKS_AWAY)
    ben.button("Pick them up").click()
    ada.see("You went off to something else once. This stands on this phone alone.")
    ben.see("You stayed the whole time.")
    expect(ben.page.locator("[data-theirs]")).to_be_hidden()
    ben.page.reload()
    ben.see("You stayed the whole time.")
    assert "went off" not in ben.page.locator("phones-down").inner_text()
    assert '{"left":' not in str(ada.sent)
    ada.button("Tell Ben your count").click()
    ada.see("Ben can see it.")
    ben.see("Ada went off to something else once, and tells you so.")
    assert '{"left":1}' in str(ada.sent)
