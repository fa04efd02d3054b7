"""Two people raise something, hear it, and find a time; and gentle words reads along, sending nothing."""

import json
import re
from typing import Any

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.test_access import AXE, RUN

HARD = "you never listen to me"


def newest(place: Place, columns: str, kind: str) -> Any:
    """Of the last letter of a kind: other journeys write to the same place."""
    question = f"select {columns} from couples_letter where kind = ? order by rowid desc limit 1"  # noqa: S608
    return place.held(question, kind)[0]


def at_ease(guest: Guest) -> None:
    """The private choice, where it stands before a page."""
    choice = guest.page.locator("before-begin:not([hidden]) [data-choose=at-ease]")
    guest.page.locator("h1").first.wait_for()
    if choice.count():
        choice.click()


def faults(guest: Guest, path: str) -> list[Any]:
    """What axe finds behind the choice, light and dark, and whether 320 px are enough."""
    page = guest.page
    page.goto(path)
    at_ease(guest)
    found: list[Any] = []
    page.evaluate(AXE.read_text())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        page.wait_for_timeout(400)  # letters open, and fades end
        found += [(path, scheme, one) for one in page.evaluate(RUN)]
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(size or {"width": 1280, "height": 720})
    return [*found, *([(path, f"{wide} px too wide")] if wide > 0 else [])]


def begin_raising(guest: Guest) -> None:
    guest.page.goto("/repair/raise")
    at_ease(guest)
    expect(guest.page.locator("gentle-words [data-turn][aria-pressed=true]")).to_have_count(4)


def test_gentle_words_reads_along_and_sends_nothing(guests: Guests) -> None:
    ada, _ = guests.pair()
    page = ada.page
    begin_raising(ada)
    page.wait_for_timeout(500)  # what the page itself still asks for
    before = len(ada.sent)
    field = page.locator("#raise-happened")
    notes = page.locator("gentle-words[data-field=raise-happened] [data-notes] li")
    field.press_sequentially(f"{HARD} about the bins", delay=8)
    expect(notes).to_have_count(1)
    expect(notes).to_contain_text("you never listen")
    expect(notes).to_contain_text("Always")
    assert field.input_value() == f"{HARD} about the bins"  # nothing changes by itself
    page.get_by_role("button", name="Use this").click()
    expect(field).to_have_value("I miss it when you listen to me about the bins")
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(f"{HARD} about the bins")
    field.fill("")
    expect(notes).to_have_count(0)
    field.press_sequentially("calm down, you idiot", delay=8)
    expect(notes.first).to_be_visible()
    for _ in range(notes.count()):
        page.get_by_role("button", name="Leave it as it is").first.click()
    expect(notes).to_have_count(0)
    field.fill("")
    page.wait_for_timeout(1_500)
    # the page may still fetch parts of its own, by names that are the same for everybody
    assert [one for one in ada.sent[before:] if "/static/built/" not in one] == []
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "idiot" not in kept


def raise_together(ada: Guest) -> None:
    page = ada.page
    begin_raising(ada)
    page.fill("#raise-happened", "On Tuesday supper was ready at eight.")
    page.locator("[data-into=raise-happened]").first.locator("xpath=ancestor::details/summary").click()
    page.fill("#raise-feel", "I felt lonely.")
    page.fill("#raise-ask", "Could you send me a line next time?")
    ada.button("See it as one letter").click()
    expect(page.locator("[data-preview]")).to_have_text(
        "On Tuesday supper was ready at eight.\n\nI felt lonely.\n\nCould you send me a line next time?"
    )


def test_raised_and_heard_and_a_matter_given_its_time(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    raised_and_heard(ada, ben, place)
    a_matter_gets_a_time_and_rests(ada, ben, place)


def raised_and_heard(ada: Guest, ben: Guest, place: Place) -> None:
    raise_together(ada)
    ada.button("Send it to Ben").click()
    ada.see("on its way to Ben")
    id, handed = newest(place, "id, handed", "raised")
    ben.page.goto(f"/repair/raised/{_dashed(id)}")
    ben.see("Ada would like to raise something")
    at_ease(ben)
    ben.button("In three hours").click()
    ben.see("It waits here.")
    assert not handed
    ben.page.get_by_role("link", name="Open it now").click()
    ben.see("On Tuesday supper was ready at eight.")
    ben.page.fill("#heard-valid-point", "I can see why you waited.")
    ben.page.fill("#heard-repeat", "It sounds like you felt lonely.")
    ben.button("Keep my notes").click()
    ben.see("Kept, just for you.")
    ben.page.reload()
    expect(ben.page.locator("#heard-repeat")).to_have_value("It sounds like you felt lonely.")
    ben.button("Put them together as a reply").click()
    expect(ben.page.locator("#heard-reply")).to_have_value(
        "It sounds like you felt lonely.\n\nI can see why you waited."
    )
    ben.button("Send").click()
    ben.page.locator("article.reply").scroll_into_view_if_needed()
    expect(ben.page.locator("article.reply")).to_contain_text("It sounds like you felt lonely.")
    ada.page.goto(f"/repair/raised/{_dashed(id)}/hear")
    ada.see("It sounds like you felt lonely.")
    assert newest(place, "couple_id", "heard") == (None,)
    found = [*faults(ben, f"/repair/raised/{_dashed(id)}/hear"), *faults(ada, "/repair/raise")]
    assert found == []


def _dashed(id: str) -> str:
    return re.sub(r"^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$", r"\1-\2-\3-\4-\5", id)


def a_matter_gets_a_time_and_rests(ada: Guest, ben: Guest, place: Place) -> None:
    ada.page.goto("/repair/matters")
    at_ease(ada)
    ada.page.fill("#matter", "How we share the mornings")
    ada.page.get_by_label("It can be settled").check()
    ada.button("Put it on our list").click()
    expect(ada.page.locator(".open-matters")).to_contain_text("How we share the mornings")
    (readable,) = newest(place, "readable", "matter")
    assert json.loads(readable) == {"sort": "solvable", "size": 1}
    ben.page.goto("/repair/matters")
    at_ease(ben)
    ben.see("How we share the mornings")
    ben.page.get_by_role("link", name="Begin gently").click()
    ben.page.wait_for_url("**/repair/matters/*")
    at_ease(ben)
    ben.page.fill(
        "#matter-day", ben.page.evaluate("new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10)")
    )
    ben.page.fill("#matter-time", "20:30")
    ben.button("Propose it").click()
    ben.see("It holds once you both say yes.")
    ada.page.goto(ben.page.url)
    at_ease(ada)
    ada.button("Yes, then").click()
    ada.see("You both said yes to this.")
    ben.see("You both said yes to this.")  # his open page changes by itself
    ada.page.fill("#matter-more", "We try it for two weeks.")
    ada.button("Send").click()
    ben.see("We try it for two weeks.")
    assert faults(ben, ada.page.url.removeprefix(ada.url)) == []
    at_ease(ben)
    ben.button("We’ve talked it over").click()
    ben.page.goto("/repair/matters")
    at_ease(ben)
    expect(ben.page.locator(".resting summary")).to_be_visible()
    assert faults(ben, "/repair/matters") == []
