"""A look kept for oneself, two shared and opened together as a map, a way of closeness, a private nudge."""

import json
import re

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.test_access import faults

PATHS = ("/measures/look", "/measures/map", "/measures/attachment", "/measures/barriers")


def look(guest: Guest, number: int, circles: int) -> None:
    """Through the four pages, with the same number everywhere and the first sign left out."""
    guest.page.goto("/measures/look")
    guest.button("Begin").click()
    for step in "1234":
        here = guest.page.locator(f"look-form [data-step='{step}']")
        here.wait_for()
        for scale in here.locator("fieldset").all():
            scale.locator("label").nth(number).click()
        if step == "1":
            here.locator("fieldset").first.locator("label").nth(number).click()  # once more: left out
            expect(here.locator("input:checked")).to_have_count(4)
        if step == "4":
            here.locator(f"[data-circles='{circles}']").click()
        here.get_by_role("button", name="Keep it, just for me" if step == "4" else "Next").click()
    guest.see("Kept, just for you.")
    expect(guest.page.locator("#own-picture")).to_be_focused()


def share(guest: Guest, line: str) -> None:
    guest.page.locator("look-share summary").click()
    guest.page.get_by_label("The five signs").uncheck()
    guest.page.fill("#look-line", line)
    preview = guest.page.locator("look-share")
    expect(preview.get_by_text("Trust: ")).to_be_visible()
    expect(preview.get_by_text("Carried together: ")).to_be_hidden()
    expect(preview.locator("blockquote")).to_have_text(line)
    guest.button("Share it, folded").click()


def kept(place: Place) -> list[tuple[str | None, dict[str, object]]]:
    """What the server holds of looks: for whom, and what is readable."""
    rows = place.held("select couple_id, readable from couples_letter where kind = 'look'")
    return [(couple, json.loads(readable)) for couple, readable in rows]


def test_two_looks_open_together_as_a_map(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    before = len(kept(place))
    look(ada, 7, 4)
    assert kept(place)[before:] == [(None, {})]
    own = ada.page.locator("look-own")
    expect(own.locator("tr[data-of=trust] td")).to_have_text("7")
    expect(own.locator("div[data-of=sign-unafraid] dd")).to_have_text("left out")
    expect(own.locator("svg.petals .line")).to_have_count(1)
    ada.page.reload()
    expect(ada.page.locator("look-own tr[data-of=trust] td")).to_have_text("7")
    share(ada, "A full month.")
    ada.see("Folded until Ben has shared theirs")
    for path in ("/", "/us", *PATHS):
        ben.page.goto(path)
        ben.page.locator("h1").first.wait_for()
        assert not re.search("Folded until|You both gave|A full month", ben.page.content())
    look(ben, 3, 2)
    ada.page.goto("/measures/map")
    ada.see("Nothing is drawn yet")
    share(ben, "Tired, and glad of you.")
    ben.page.wait_for_url("**/measures/map")
    for guest in (ada, ben):  # hers without a reload
        guest.see("A full month.")
        guest.see("Tired, and glad of you.")
        expect(guest.page.locator("look-map .line")).to_have_count(2)
        expect(guest.page.locator("look-map .shared")).to_have_count(1)
        assert "Carried together" not in guest.page.inner_text("main")
    assert not re.search("full month|glad of you|bracing", str([*ada.sent, *ben.sent]))
    _take_away(ben, ada)
    _fits(ada)


def _take_away(ben: Guest, ada: Guest) -> None:
    ben.page.get_by_role("button", name=re.compile("^Take your")).click()
    ben.button("Sure? Tap once more").click()
    ada.see("One of the two sheets of this month was taken away")
    ben.button("Undo").click()
    expect(ada.page.locator("look-map .line")).to_have_count(2)


def _fits(ada: Guest) -> None:
    ada.page.set_viewport_size({"width": 320, "height": 740})
    ada.page.emulate_media(reduced_motion="reduce")
    for scheme in ("light", "dark"):
        ada.page.emulate_media(color_scheme=scheme)
        assert not [fault for path in PATHS[:2] for fault in faults(ada, path)]


def test_a_way_of_closeness_and_a_private_nudge(guests: Guests) -> None:
    cleo = guests.arrive("Cleo")
    cleo.sign_up()
    cleo.page.goto("/measures/attachment")
    cleo.see("What this can’t tell")
    cleo.button("Begin").click()
    for scene in range(1, 9):
        here = cleo.page.locator(f"[data-questions] > [data-step='{scene}']")
        here.locator(f"input[value={'resting' if scene % 2 else 'stepping-back'}]").check()
        here.get_by_role("button", name="See what comes of it" if scene == 8 else "Next").click()
    cleo.see("Most of all: “Resting easily” and “Stepping back”.")
    cleo.see("Kept, just for you.")
    cleo.page.goto("/measures/barriers")
    cleo.button("Begin").click()
    _tick_a_barrier(cleo)


def _tick_a_barrier(cleo: Guest) -> None:
    page = cleo.page
    for step in range(1, 7):
        here = page.locator(f"[data-questions] > [data-step='{step}']")
        here.wait_for()
        if step == 3:
            here.locator("label").nth(4).click()
        here.get_by_role("button", name="See what comes of it" if step == 6 else "Next").click()
    tick = page.locator("article[data-of=full-lives] [data-lean]")
    tick.check()
    cleo.see("“Life is full” guides what Twofold suggests.")
    page.reload()
    expect(tick).to_be_checked()
    cleo.button("Take it back").click()
    expect(tick).not_to_be_checked()
    cleo.button("Undo").click()
    expect(tick).to_be_checked()
    page.set_viewport_size({"width": 320, "height": 740})
    assert not [fault for path in PATHS[2:] for fault in faults(cleo, path)]
