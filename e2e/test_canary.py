"""A canary in every field: its words must never be found anywhere that the server can read."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from e2e.conftest import Guests, Place
from e2e.people import PATIENCE, Guest

CANARY = "canary of the plain words"
QUICK_CANARY = "zyzzyvaplain"


def fill_everything(page: Page, note: str) -> int:
    """Type the canary into every text field of a page that a person can see."""
    fields = page.locator("textarea:visible, input[type=search]:visible").all()
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
    ada.page.locator("write-note button").click()
    ben.page.locator(".reply").wait_for()
    for path, button in (("/appreciation", "Send"), ("/talk/own", "Keep it"), ("/journal", "Keep it")):
        ada.page.goto(path)
        count += fill_everything(ada.page, CANARY)
        ada.button(button).click()
        expect(ada.page.locator("main sealed-letter[state=open]").first).to_contain_text(
            CANARY, timeout=PATIENCE
        )
    ada.page.goto("/journal")
    ada.page.get_by_role("link", name=re.compile("Open the page")).first.click()
    ada.button("Share with Ben").click()
    ada.page.locator("[data-share-now]").click()
    ada.page.wait_for_load_state()
    for share in (True, False):
        ada.page.goto("/check-in")
        count += fill_everything(ada.page, CANARY)
        ada.button("Share with Ben" if share else "Just for me").click()
        expect(ada.page.locator("[data-kept]")).to_be_visible(timeout=PATIENCE)
    return count


def test_no_plain_word_reaches_the_server(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    assert write_everywhere(ada, ben) >= 8
    ada.sign_out()
    ada.sign_in("a wrong passphrase " + QUICK_CANARY)
    ada.see("do not fit together")
    secrets = [CANARY, QUICK_CANARY, ada.passphrase, ada.code, ada.sign_in_name, ben.passphrase]
    seen = {f"{guest.name}'s requests": "\n".join(guest.sent) for guest in (ada, ben)}
    assert len(seen["Ada's requests"]) > 10_000
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
