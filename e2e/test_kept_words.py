"""Words on their way: none is lost, none goes twice, and none is taken from under somebody's hands."""

from typing import Any

from playwright.sync_api import Route, expect

from e2e.conftest import Guests, Place
from e2e.people import Guest

NOTES = "**/appreciation"
BOX = "#did"


def open_notes(guest: Guest) -> None:
    guest.page.goto("/appreciation")
    guest.page.locator("write-note:defined").first.wait_for()


def write(guest: Guest, words: str) -> None:
    guest.page.fill(BOX, words)
    guest.button("Send").click()


def instead(guest: Guest, **answer: Any) -> None:
    """Something else answers in Twofold's place when a note is sent."""
    guest.context.route(
        NOTES, lambda route: route.fulfill(**answer) if route.request.method == "POST" else route.continue_()
    )


def notes(place: Place) -> int:
    return int(place.held("SELECT count(*) FROM couples_letter WHERE kind = 'appreciation'")[0][0])


def test_a_refused_letter_can_be_read_and_tried_again(guests: Guests, place: Place) -> None:
    ada, _ = guests.pair()
    open_notes(ada)
    before = notes(place)
    ada.context.set_offline(True)
    write(ada, "For the bread, and the long way home.")
    ada.see("Not sent yet")
    instead(ada, status=404, content_type="text/plain", body="404 page not found")  # a proxy, not Twofold
    with ada.page.expect_response(NOTES):
        ada.context.set_offline(False)
    expect(ada.page.locator(".unsent")).to_contain_text("Not sent yet")
    instead(ada, status=409, json={"error": "This day has passed."})
    with ada.page.expect_response(NOTES):
        ada.page.evaluate("dispatchEvent(new Event('online'))")
    ada.see("A letter written here could not be sent: This day has passed.")
    ada.button("Show the words").click()
    expect(ada.page.locator(".unsent .words")).to_have_text("For the bread, and the long way home.")
    ada.button("Put it away").dblclick()
    expect(ada.button("Sure? Tap once more")).to_be_enabled()
    ada.context.unroute_all()
    ada.button("Try again").click()
    expect(ada.page.locator(".unsent")).to_have_count(0)
    assert notes(place) == before + 1


def test_words_end_with_their_letter_and_newer_ones_stay(guests: Guests, place: Place) -> None:
    ada, _ = guests.pair()
    open_notes(ada)
    before = notes(place)

    def unanswered(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()  # the server has it, and its answer never comes
        else:
            route.continue_()

    ada.context.route(NOTES, unanswered)
    with ada.page.expect_request(lambda one: one.method == "POST"):
        write(ada, "You made the tea.")
    ada.page.goto("/us")
    ada.context.unroute_all(behavior="ignoreErrors")
    instead(ada, status=200, content_type="text/html", body="<h1>We are back soon</h1>")
    with ada.page.expect_response(NOTES):
        ada.page.goto("/appreciation")
    expect(ada.page.locator(BOX)).to_have_value("You made the tea.")  # it may still be on its way
    ada.page.fill(BOX, "You made the tea. And you")
    ada.context.unroute_all()
    ada.page.get_by_role("link", name="Us", exact=True).first.click()
    ada.page.wait_for_url("**/us")
    expect(ada.page.locator(".unsent")).to_have_count(0)
    ada.page.goto("/appreciation")
    ada.see("You made the tea.")
    expect(ada.page.locator(BOX)).to_have_value("You made the tea. And you")
    assert notes(place) == before + 1


def test_who_is_signed_out_sends_what_they_wrote_afterwards(guests: Guests, place: Place) -> None:
    ada, _ = guests.pair()
    open_notes(ada)
    before = notes(place)
    cookies = ada.context.cookies()
    ada.context.clear_cookies()
    write(ada, "For the umbrella.")
    ada.see("You are signed out here. What you wrote is kept on this device, sealed")
    ada.context.add_cookies(cookies)  # type: ignore[arg-type]  # the very ones it gave
    ada.page.goto("/appreciation")
    ada.see("For the umbrella.")
    expect(ada.page.locator(BOX)).to_have_value("")
    remove = ada.page.locator('[data-live="letters"] remove-letter button').first
    remove.dblclick()  # asks, and takes nothing away
    expect(remove).to_be_enabled()
    expect(remove).to_have_text("Sure? Tap once more")
    assert notes(place) == before + 1


def test_a_choice_and_an_open_fold_stay_when_the_other_writes(guests: Guests) -> None:
    ada, ben = guests.pair()
    for one in (ada, ben):
        one.page.goto("/us/hard-times")
    chosen = ada.page.locator("hard-form input[name=meet]").nth(1)
    chosen.check()
    tell = ben.page.locator("hard-form")
    tell.locator("input[name=meet]").first.check()
    with ada.page.expect_response("**/us/hard-times"):  # her page looks again
        tell.locator("button[type=submit]").click()
    expect(chosen).to_be_checked()
    ada.page.goto("/us/wishes")
    ada.page.fill("#wish", "a hut by a lake")
    ada.button("Keep this wish").click()
    ada.page.get_by_role("link", name="a hut by a lake").click()
    ada.page.get_by_text("Find a day").click()
    day = ada.page.locator("outing-form [data-day]")
    ben.page.goto(ada.page.url)
    ben.button("I’d like that too").click()
    ada.see("Ben would like this too.")
    expect(day).to_be_visible()
    ada.page.get_by_text("Change the words").click()
    ada.page.fill("wish-own #why", "for the light in October")
    ada.page.locator("h1").click()  # leaves the field, as any way out does
    ada.page.reload()
    ada.page.get_by_text("Change the words").click()
    expect(ada.page.locator("wish-own #why")).to_have_value("for the light in October")
    ada.button("Take it off the list").click()
    ada.button("Sure? Tap once more").click()
    ada.page.wait_for_url("**/us/wishes")
    ada.button("Undo").click()
    ada.see("a hut by a lake")


def test_a_draft_outlives_a_failed_write_and_a_quick_leave(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.page.goto("/journal")
    ada.page.locator("journal-page:defined").wait_for()
    ada.page.evaluate(
        """() => { const { put } = IDBObjectStore.prototype; let first = true;
        IDBObjectStore.prototype.put = function (...given) {
            if (this.name !== 'drafts' || !first) return put.apply(this, given);
            first = false; throw new DOMException('full', 'QuotaExceededError') } }"""
    )
    ada.page.fill("#journal-words", "First words.")
    ada.page.wait_for_timeout(900)  # the pause in which a draft is written
    ada.page.fill("#journal-words", "First words, and an hour more.")
    ada.page.get_by_role("link", name="Talk").first.click()
    ada.page.wait_for_url("**/talk")
    ada.page.goto("/journal")
    expect(ada.page.locator("#journal-words")).to_have_value("First words, and an hour more.")
    ada.today()
    ada.button("Skip").click()
    ada.context.set_offline(True)
    ada.button("Undo").click()
    ada.see("There is no connection just now.")
    ada.context.set_offline(False)
