"""Words that wait, are changed or are refused stay where they were written, until the server has them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Route, expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.pictures import drawn, named

LATER = "It will be sent by itself."
STRAYS = "select count(*) from couples_revision where stray"
DRAFTS = """(begins) => new Promise((resolve) => {
  const asked = indexedDB.open("twofold");
  asked.onsuccess = () => {
    const keys = asked.result.transaction("drafts").objectStore("drafts").getAllKeys();
    keys.onsuccess = () => resolve(keys.result.filter((key) => key.split(" ")[1].startsWith(begins)));
  };
})"""


def opened(guest: Guest, path: str, element: str) -> None:
    """The page, with an element that is alive."""
    guest.page.goto(path)
    guest.page.wait_for_function("(name) => customElements.get(name) !== undefined", arg=element)
    expect(guest.page.locator(f"{element} button").first).to_be_enabled()


@contextmanager
def offline(guest: Guest) -> Iterator[None]:
    guest.context.set_offline(True)
    yield
    guest.context.set_offline(False)


@contextmanager
def answering(guest: Guest, address: str, status: int, answer: dict[str, str]) -> Iterator[None]:
    """What is sent to `address` is answered like this, and not by Twofold."""

    def say(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        return route.fulfill(status=status, content_type="application/json", body=json.dumps(answer))

    guest.context.route(address, say)
    yield
    guest.context.unroute(address, say)


def kept(guest: Guest, begins: str, *, there: bool = True) -> None:
    """Half-written words of this kind lie on the device, or do not."""
    for _ in range(100):
        if bool(guest.page.evaluate(DRAFTS, begins)) == there:
            return
        guest.page.wait_for_timeout(100)
    raise AssertionError(f"drafts of {begins} there: {not there}")


def ended(guest: Guest, begins: str) -> None:
    kept(guest, begins, there=False)


def waits(field: Locator, words: str) -> None:
    """They are in the outbox, and stand in the field as they were sent."""
    expect(field).to_have_value(words)
    expect(field).not_to_be_editable()


def test_an_answer_that_waited_is_shown_as_sent(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    strays = place.held(STRAYS)
    ada.today()
    field = ada.page.locator("#tonight textarea").first
    with offline(ada):
        field.fill("Written in the tunnel.")
        ada.page.locator("#tonight [data-send]").click()
        ada.see(LATER)
        waits(field, "Written in the tunnel.")
        ada.page.locator("#tonight [data-send]").click()  # tried again as it is
        waits(field, "Written in the tunnel.")
    ada.see("Change your answer")
    ended(ada, "answer")
    ben.answer("Out at last.")
    expect(ada.page.locator("#tonight .unfolded")).to_contain_text("Out at last.")
    _change_it(ada)
    assert place.held(STRAYS) == strays


def _change_it(ada: Guest) -> None:
    """A change is kept half-written, and dropped by leaving the answer as it is."""

    def begin() -> Locator:
        ada.page.locator("#tonight summary", has_text="Change or remove").click()
        ada.page.locator("#tonight [data-change]").click()
        return ada.page.locator("#tonight answer-form textarea")

    begin().fill("Written in the dark.")
    kept(ada, "answer-change:")
    ada.page.reload()
    expect(begin()).to_have_value("Written in the dark.")
    ada.button("Leave it as it is").click()
    ended(ada, "answer-change:")
    ada.page.reload()
    begin().fill("Written in the tunnel, in the dark.")
    ada.button("Save the change").click()
    expect(ada.page.locator("#tonight .unfolded")).to_contain_text("tunnel, in the dark")


def test_a_second_press_replaces_nothing(guests: Guests, place: Place) -> None:
    ada, _ben = guests.pair()
    strays = place.held(STRAYS)
    ada.page.goto("/us/meaning")
    topic = str(ada.page.locator(".topics a").first.get_attribute("href"))
    opened(ada, topic, "meaning-form")
    field = ada.page.locator("#meaning-words")
    with offline(ada):
        field.fill("An evening’s work.")
        ada.button("Send, folded").click()
        ada.see(LATER)
        waits(field, "An evening’s work.")
    ada.see("Change it")
    expect(ada.page.locator("meaning-form [data-shown]")).to_contain_text("An evening’s work.")
    with answering(ada, f"**{topic}", 503, {"error": "There is no room just now."}):
        ada.button("Change it").click()
        field.fill("An evening’s work, and a morning’s.")
        ada.button("Save the change").click()
        ada.see(LATER)
        ada.page.reload()  # it waits still, and its form knows
        ada.button("Change it").click()
        waits(field, "An evening’s work, and a morning’s.")
    ada.button("Save the change").click()
    expect(ada.page.locator("meaning-form [data-shown]")).to_contain_text("and a morning’s")
    ended(ada, "meaning")
    _signed_out(ada)
    assert place.held(STRAYS) == strays


def _signed_out(ada: Guest) -> None:
    """A session that has ended takes no words: they are sent once there is another."""
    opened(ada, "/us/hard-times", "hard-form")
    ada.page.locator("hard-form input[name=meet]").nth(1).check()
    ada.page.fill("#hard-words", "It is a lot, this week.")
    session = ada.context.cookies()
    ada.context.clear_cookies()
    ada.button("Tell Ben").click()
    ada.see("is sent when you sign in again")
    waits(ada.page.locator("#hard-words"), "It is a lot, this week.")
    ada.context.add_cookies(session)  # type: ignore[arg-type]
    ada.page.reload()
    ada.see("You have told Ben")
    ada.see("It is a lot, this week.")


def test_nothing_typed_or_chosen_is_cleared_unsent(guests: Guests) -> None:
    ada, _ben = guests.pair()
    _held_while_sent(ada)
    _next_one_while_one_waits(ada)
    _no_result_of_what_was_refused(ada)
    _cursor_stays(ada)
    _story_comes_back(ada)


def _held_while_sent(ada: Guest) -> None:
    routes: list[Route] = []
    opened(ada, "/us/memories", "album-memory")
    field = ada.page.locator("album-memory textarea")
    field.fill("We missed the last train.")

    def hold(route: Route) -> None:
        routes.append(route)

    ada.context.route("**/us/memories", hold)
    ada.button("Keep it").click()
    expect(field).not_to_be_editable()
    for _ in range(100):
        if routes:
            break
        ada.page.wait_for_timeout(50)
    for route in routes:
        route.continue_()
    ada.page.wait_for_url("**/us/memories/*")
    ada.context.unroute("**/us/memories")
    ada.see("We missed the last train.")


def _next_one_while_one_waits(ada: Guest) -> None:
    opened(ada, "/us/memories", "album-memory")
    field = ada.page.locator("album-memory textarea")
    with offline(ada):
        for words in ("The first snow.", "The lost glove."):
            field.fill(words)
            ada.button("Keep it").click()
            expect(field).to_have_value("")
        field.fill("A third, half told")
        kept(ada, "memory:")
    for words in ("The first snow.", "The lost glove."):
        ada.see(words)  # by themselves, beside what is being written
    ada.page.reload()
    expect(field).to_have_value("A third, half told")


def _no_result_of_what_was_refused(ada: Guest) -> None:
    ada.page.goto("/measures/styles")
    ada.button("Begin").click()
    ada.page.locator("reflect-form [data-questions] input:visible").first.check(force=True)
    for _ in range(7):
        ada.page.locator("[data-questions] > [data-step]:visible [data-to]").first.click()
    with answering(ada, "**/measures/styles", 409, {"error": "Not just now."}):
        ada.button("See what comes of it").click()
        ada.see("Not just now.")
        expect(ada.page.locator("reflect-form [data-result]")).to_be_hidden()
    ada.button("See what comes of it").click()
    ada.see("What you chose most")
    ada.see("Kept, just for you.")


def _cursor_stays(ada: Guest) -> None:
    """What waited arrives while something else is being written."""
    opened(ada, "/us/map/now", "map-topic")
    first, second = ada.page.locator("map-topic").nth(0), ada.page.locator("map-topic").nth(1)
    first.get_by_role("button", name="Tell").click()
    first.locator("textarea").fill("About the sea.")
    with offline(ada):
        first.get_by_role("button", name="Keep just for me first").click()
        ada.see(LATER)
        second.get_by_role("button", name="Tell").click()
        second.locator("textarea").click()
        ada.page.keyboard.type("I was begin")
    first.get_by_text("Kept just for you").wait_for()
    ada.page.keyboard.type("ning to say")
    expect(second.locator("textarea")).to_have_value("I was beginning to say")


def _story_comes_back(ada: Guest) -> None:
    picture = named("IMG_1.jpg", drawn(ada.page, 1, 400, 300))
    for number in range(2):
        ada.page.goto("/us/album/add")
        ada.page.locator("album-add button[data-send]").wait_for(state="attached")
        ada.page.set_input_files("#photos", [picture])
        story = ada.page.locator("album-add [data-caption]")
        expect(story).to_have_value("You laughed all day." if number else "")
        story.fill("You laughed all day.")
        kept(ada, "photo-story:")
    ada.button("Leave this one out").click()
    ended(ada, "photo-story:")
