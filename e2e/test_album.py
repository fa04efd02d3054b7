"""Photos from a device to both albums: made smaller, locked, sent through cuts; and nobody else's."""

import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Route, expect

from e2e.conftest import Guests, Place
from e2e.people import PATIENCE, Guest
from e2e.pictures import drawn, named, segments, with_notes

MANY = 20


def choose(guest: Guest, files: list[FilePayload], where: str = "/us/album/add") -> None:
    guest.page.goto(where)
    guest.page.locator("album-add button[data-send]").wait_for(state="attached")
    guest.page.set_input_files("#photos", files)


def in_album(guest: Guest, count: int) -> None:
    guest.page.goto("/us/album")
    expect(guest.page.locator("album-photo[state=open]")).to_have_count(count)


def saved(guest: Guest) -> bytes:
    with guest.page.expect_download() as download:
        guest.page.get_by_role("link", name="Save to this device").click()
    return Path(download.value.path()).read_bytes()


@pytest.fixture
def elsewhere(chromium: Browser, tmp_path: Path) -> Iterator[Guests]:
    """A server of one's own, which may be stopped."""
    running = Place(tmp_path)
    running.start()
    made = Guests(chromium, running)
    yield made
    faults = [fault for guest in made.all for fault in guest.faults]
    for guest in made.all:
        guest.leave_browser()
    running.stop()
    assert not faults


def start_again(place: Place) -> None:
    place.stop()
    place.start()
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{place.url}/healthz", timeout=5).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.1)


def test_twenty_photos_through_a_cut_and_a_restart(elsewhere: Guests) -> None:
    guests, place = elsewhere, elsewhere.place
    ada, ben = guests.pair()
    ada.page.goto("/us/album")
    ada.see("It begins with one photo")
    pictures = [drawn(ada.page, n) for n in range(4)]
    photos = [
        named(f"IMG_{n}.jpg", with_notes(pictures[n % 4], f"20{10 + n % 3}:07:{n + 1:02}"))
        for n in range(MANY)
    ]
    for photo in photos:
        assert b"Exif" in photo["buffer"]
    choose(ada, photos)
    expect(ada.button(f"Add these {MANY} photos")).to_be_enabled()
    expect(ada.page.locator("[data-when]").first).to_have_value("2010-07-01")
    ada.page.locator("[data-caption]").first.fill("The first of many.")
    pieces: list[str] = []

    def cut(route: Route) -> None:
        pieces.append(route.request.url)
        later = [one for one in pieces if not one.endswith("at=0")]
        if len(later) > 4:
            route.abort()
        else:
            route.continue_()

    ada.context.route("**/pieces*", cut)
    ada.button(f"Add these {MANY} photos").click()
    ada.see("There is no connection just now")
    expect(ada.page.locator("album-sending progress")).to_be_visible()
    expect(ada.page.locator("[data-picked] li")).to_have_count(0)  # all of them are sealed and kept
    ada.page.goto("about:blank")  # the page is closed meanwhile
    start_again(place)
    ben.page.goto("/us/album")  # nothing half-sent is there
    there = ben.page.locator("album-photo").count()
    assert 0 < there < MANY
    half = next(one for one in reversed(pieces) if not one.endswith("at=0"))
    ada.context.unroute("**/pieces*", cut)
    before = len(ada.sent)
    ada.page.goto("/us/album")  # any page of the album goes on where it was
    ada.see("Your photos are in the album")
    again = [one.split(" ")[1] for one in ada.sent[before:] if "/pieces" in one]
    assert again[0] == half  # from the byte it had reached
    for guest in (ada, ben):
        in_album(guest, MANY)
    ben.page.get_by_role("link", name=re.compile("The first of many")).click()
    ben.page.locator("album-photo[state=open] img").wait_for()
    ben.see("The first of many.")
    picture = saved(ben)
    assert picture[:2] == b"\xff\xd8"
    assert 0xE1 not in segments(picture)
    assert all(word not in picture for word in (b"Exif", b"GPS", b"2010:07", b"http://ns.adobe"))
    nobody_else(guests, place, ada, ben)


def nobody_else(guests: Guests, place: Place, ada: Guest, ben: Guest) -> None:
    """What is changed on the disk is not shown; strangers and former partners are handed nothing."""
    files = {found[1] for one in ada.sent if (found := re.search(r"/us/files/([0-9a-f-]{36})/begin", one))}
    assert len(files) == 2 * MANY
    for id in files:
        path = place.folder / "files" / id[:2] / id
        sealed = path.read_bytes()
        assert sealed.startswith(b"age-encryption.org/v1\n")
        assert b"\xff\xd8\xff" not in sealed[:600]
        path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    ada.page.goto("/us/album")
    ada.page.locator(".photos a").last.click()
    ada.see("This could not be verified, so it is not shown.")
    expect(ada.page.locator("album-photo img")).to_have_count(0)
    cleo = guests.arrive("Cleo")
    cleo.sign_up()
    one = f"/us/files/{files.pop()}"
    assert cleo.context.request.get(one).status == 404
    assert ben.context.request.get(one).status == 200
    answer = ada.context.request.get(one)
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    ada.page.goto("/leave")
    ada.page.evaluate(
        """() => fetch("/leave", {method: "POST", body: "{}", headers: {"Content-Type": "application/json",
        "X-CSRFToken": document.querySelector("meta[name=csrf]").content}})"""
    )
    assert ben.context.request.get(one).status == 404
    assert ada.context.request.get(one).status == 200


def test_what_is_no_picture_is_told_and_the_others_go_on(guests: Guests) -> None:
    ada, ben = guests.pair()
    upright = with_notes(drawn(ada.page, 3, 1200, 900), "2019:03:04", orientation=6)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200
    choose(
        ada,
        [
            named("IMG_1.HEIC", heic, "image/heic"),
            named("notes.txt", b"words", "text/plain"),
            named("broken.png", b"\x89PNG\r\n\x1a\nnothing", "image/png"),
            named("empty.jpg", b""),
            named("good.jpg", upright),
        ],
    )
    for words in ("This is a HEIC picture", "This is not a picture", "Saved as JPEG or PNG", "is empty"):
        ada.see(words)
    expect(ada.page.locator("[data-when]")).to_have_value("2019-03-04")
    ada.button("Add this photo").click()
    ada.page.wait_for_url("**/us/album")
    ben.page.goto("/us/album")
    ben.page.locator("album-photo[state=open]").click()
    ben.page.locator("album-photo[state=open] img").wait_for()
    size = ben.page.evaluate("() => [...document.images].map((one) => [one.naturalWidth, one.naturalHeight])")
    assert size == [[900, 1200]]  # turned upright, though the camera's note is gone


def test_a_memory_its_photos_and_a_childhood(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/us/memories")
    ada.page.fill("#memory", "We missed the last train.")
    ada.page.fill("#day", "2019-08-03")
    ada.button("Keep it").click()
    ada.page.wait_for_url(re.compile("/us/memories/.+"))
    ada.see("We missed the last train.")
    ada.page.get_by_role("link", name="Add photos").click()
    pictures = [named(f"{n}.jpg", drawn(ada.page, n, 900, 600)) for n in (1, 2)]
    ada.page.set_input_files("#photos", pictures)
    slow_to_lock(ada)
    ada.button("Add these 2 photos").click()
    ada.page.wait_for_url(re.compile("/us/memories/.+"), timeout=2 * PATIENCE)
    expect(ada.page.locator("album-photo[state=open]")).to_have_count(2)
    ben.page.goto("/us/memories")
    ben.see("We missed the last train.")
    expect(ben.page.locator("album-photo[state=open]")).to_have_count(2)
    choose(ben, [named("me.jpg", drawn(ben.page, 7, 700, 900))], "/us/album/add?childhood")
    ben.page.locator("[data-when]").fill("1987")
    ben.page.locator("[data-caption]").fill("My uncle’s boat.")
    ben.button("Add this photo").click()
    ben.page.wait_for_url("**/us/album/childhood")
    ada.page.goto("/us/album/childhood")
    ada.see("My uncle’s boat.")
    changed_and_removed(ada, ben)


def slow_to_lock(guest: Guest) -> None:
    """From the second photo on: the first is in the album before the second is even packed."""
    guest.page.evaluate(
        """() => {
            const read = Blob.prototype.arrayBuffer;
            let parts = 0;
            Blob.prototype.arrayBuffer = async function () {
                if (++parts > 2) await new Promise((later) => setTimeout(later, 1500));
                return read.call(this);
            };
        }"""
    )


def changed_and_removed(ada: Guest, ben: Guest) -> None:
    """Ada turns from one photo to the next by keys, changes one, removes it, and takes that back."""
    ada.page.goto("/us/album")
    ada.page.locator("album-photo[state=open]").first.click()
    ada.page.wait_for_url(re.compile("/us/album/.+"))
    first = ada.page.url
    ada.page.locator("album-turns album-photo[state=open]").wait_for()
    ada.page.keyboard.press("ArrowRight")
    ada.page.wait_for_url(lambda url: url != first)
    ada.page.locator("album-turns album-photo[state=open]").wait_for()
    ada.page.get_by_text("Change or remove").click()
    ada.page.fill("#caption", "The station clock.")
    ada.page.fill("#when", "2019-08-02")
    ada.button("Keep the change").click()
    ada.see("The station clock.")
    expect(ada.page.locator("h1")).to_have_text("2 August 2019")
    ben.page.goto("/us/album")
    ben.page.get_by_role("link", name=re.compile("The station clock")).wait_for()
    ada.page.get_by_text("Change or remove").click()
    ada.button("Remove this photo").click()
    ada.button("Sure? Tap once more").click()
    ada.see("This photo was removed.")
    expect(ben.page.locator("album-photo")).to_have_count(1)
    ada.button("Undo").click()
    expect(ada.page.locator("album-turns album-photo[state=open] img")).to_be_visible()
    expect(ben.page.locator("album-photo[state=open]")).to_have_count(2)
