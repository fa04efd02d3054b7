"""A canary in every field: its words must never be found anywhere that the server can read."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Error, Page, expect

from e2e.conftest import Guests, Place
from e2e.people import Guest
from e2e.pictures import drawn, named

CANARY = "canary of the plain words"
QUICK_CANARY = "zyzzyvaplain"


def go(page: Page, path: str) -> None:
    """Open a page, also where the one before is just going on by itself."""
    for _ in range(3):
        try:
            page.goto(path)
            return
        except Error as fault:
            if not re.search("ERR_ABORTED|interrupted by another", str(fault)):
                raise
            page.wait_for_load_state()


def fill_everything(page: Page, note: str) -> int:
    """Type the canary into every text field of a page that a person can see."""
    fields = page.locator("textarea:visible, input[type=search]:visible, input[type=text]:visible").all()
    for field in fields:
        field.fill(f"{note} {QUICK_CANARY}")
    return len(fields)


def write_everywhere(ada: Guest, ben: Guest) -> int:
    """Walk every form with words in it, and send each."""
    count = 0
    for guest in (ada, ben):
        guest.today()
        count += fill_everything(guest.page, CANARY)
        guest.page.locator("#tonight [data-send]").click()
    ada.page.locator(".unfolded").wait_for()
    ada.page.get_by_text("Reply in a few words").click()
    count += fill_everything(ada.page, CANARY)
    ada.page.locator("write-note button:not([type=button])").click()
    ben.page.locator(".reply").wait_for()
    for path, button in (("/appreciation", "Send"), ("/talk/own", "Keep it"), ("/journal", "Keep it")):
        go(ada.page, path)
        count += fill_everything(ada.page, CANARY)
        ada.button(button).click()
        expect(ada.page.locator("main sealed-letter[state=open]").first).to_contain_text(CANARY)
    go(ada.page, "/journal")
    ada.page.get_by_role("link", name=re.compile("Open the page")).first.click()
    ada.button("Share with Ben").click()
    ada.page.locator("[data-share-now]").click()
    ada.page.wait_for_load_state()
    for share in (True, False):
        go(ada.page, "/check-in")
        count += fill_everything(ada.page, CANARY)
        ada.button("Share with Ben" if share else "Just for me").click()
        expect(ada.page.locator("[data-kept]")).to_be_visible()
    return count


LIFE = (  # where words are written in a life together, and the button that sends them
    ("/us/wishes", "Keep this wish"),
    ("/rhythm/own", "Suggest it to Ben"),
    ("/us/letters/new", "Send"),
    ("/us/good-news", "Tell Ben"),
    ("/us/hard-times", "Tell Ben"),
    ("/us/meaning/topics/story-how-we-met", "Send, folded"),
    ("/us/meaning/traditions", "Add it"),
    ("/us/meaning/vision", "Keep this version"),
    ("/us/memories", "Keep it"),
    ("/repair/matters", "Put it on our list"),
    ("/trust/letting-go", "Begin"),
    ("/trust/promises/new", "Make this promise"),
    ("/insights/experiments/new/own", "Suggest it to Ben"),
)


def pass_by(page: Page) -> None:
    """Past the private choice, where a page has one."""
    page.locator("h1").first.wait_for()
    choice = page.get_by_role("button", name="I’m at ease going on").first
    if choice.is_visible():
        choice.click()


def send_from(page: Page, button: str) -> int:
    """Fill what a page has, and wait until the server has taken it."""
    pass_by(page)
    ready = page.locator("main button:enabled").get_by_text(button, exact=True).first
    ready.wait_for()
    wish = page.locator("input[name=meet]")  # how one would like to be met, in a hard time
    if wish.count():
        wish.first.check(force=True)
    day = page.locator("#promise-day")
    if day.count():
        day.fill(str(date.today()))  # noqa: DTZ011 - the browser's own day
    count = fill_everything(page, CANARY)
    with page.expect_response(lambda one: one.request.method == "POST" and one.ok):
        ready.click()
    expect(page.locator("main [data-busy]")).to_have_count(0)  # or where it leads would come in between
    return count


def live_everywhere(ada: Guest) -> int:
    """The forms of a life together, the map, an idea of one's own, and a photo with its story."""
    count, page = 0, ada.page
    for path, button in LIFE:
        go(page, path)
        count += send_from(page, button)
    go(page, "/repair/raise")
    pass_by(page)
    page.locator("#raise-happened").wait_for()
    count += fill_everything(page, CANARY)
    page.get_by_role("button", name="See it as one letter").click()
    with page.expect_response(lambda one: one.request.method == "POST" and one.ok):
        page.get_by_role("button", name="Send it to Ben").click()
    go(page, "/us/map/now")
    page.locator("#now-joys [data-change]").click()
    page.locator("#now-joys textarea").fill(f"{CANARY} {QUICK_CANARY}")
    with page.expect_response(lambda one: one.request.method == "POST" and one.ok):
        page.locator("#now-joys [data-as=shared]").click()
    go(page, "/us/dates")
    page.get_by_text("Add one", exact=True).click()
    count += send_from(page, "Tell Ben")
    go(page, "/us/album/add")
    page.locator("album-add[data-ready], #photos:enabled").first.wait_for()
    page.set_input_files("#photos", files=[named("one.jpg", drawn(page, 3, 800, 600))])
    page.locator("[data-caption]").first.fill(f"{CANARY} {QUICK_CANARY}")
    with page.expect_response(lambda one: one.url.endswith("/us/album/keep") and one.ok):
        page.locator("[data-send]").click()
    go(page, "/us/album")
    expect(page.locator("album-photo[state=open]").first).to_be_visible()
    return count + 2


def test_no_plain_word_reaches_the_server(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    assert write_everywhere(ada, ben) >= 8
    assert live_everywhere(ada) >= 28
    ada.sign_out()
    ada.sign_in("a wrong passphrase " + QUICK_CANARY)
    ada.see("do not fit together")
    secrets = [CANARY, QUICK_CANARY, ada.passphrase, ada.code, ada.sign_in_name, ben.passphrase]
    seen = {f"{guest.name}'s requests": "\n".join(guest.sent) for guest in (ada, ben)}
    assert len(seen["Ada's requests"]) > 10_000
    assert any(path.is_file() for path in (place.folder / "files").rglob("*"))  # the photo's, sealed
    stored = {
        path.name: path.read_bytes().decode("latin1") for path in place.folder.rglob("*") if path.is_file()
    }
    assert any("sqlite3" in name for name in stored)
    for where, text in {**seen, **stored}.items():
        for secret in secrets:
            assert secret not in text, f"{secret!r} found in {where}"


def test_the_search_would_find_a_plain_word(place: Place, tmp_path: Path) -> None:
    """The check above can fail: what travels in clear, such as a name to be called by, is found."""
    stored = b"".join(path.read_bytes() for path in place.folder.rglob("*") if path.is_file())
    assert b"Ada" in stored
