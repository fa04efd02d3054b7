"""Rhythm in two browsers: suggested, agreed, done, moved, ended; own words; the calendar; the tip."""

import re
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest

TONIGHT = "One good thing tonight"
OWN = "Soup on the stairs"


def couple_of(guest: Guest) -> UUID:
    guest.page.goto("/rhythm/own")
    return UUID(guest.page.locator("ritual-form").get_attribute("data-couple"))


def fetched(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as gone:
        return gone.code, ""


def suggest_tonight(guest: Guest, at: str) -> None:
    page = guest.page
    page.goto("/rhythm/shelf")
    page.get_by_text("From two places", exact=True).click()
    expect(page.get_by_role("link", name="Before the light goes out")).to_be_hidden()
    page.get_by_role("link", name=TONIGHT).click()
    page.locator("[data-time]").fill(at)
    guest.button("Suggest it to Ben").click()
    page.wait_for_url("**/rhythm")


def test_from_a_suggestion_to_an_evening(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    ben.page.goto("/rhythm")
    suggest_tonight(ada, "20:30")
    ada.see("You suggested")
    ben.see("Ada suggests")  # by itself
    ben.page.get_by_role("link", name="Another time").click()
    ben.page.locator("[data-time]").fill("21:15")
    ben.button("Suggest this").click()
    ada.see("Ben suggests")
    ada.see("Every day at 21:15")
    ada.button("Yes, let’s").click()
    ben.see("Agreed by you both")
    ben.page.goto("/rhythm")
    ada.page.locator("#day").get_by_role("button", name="Done", exact=True).click()
    expect(ben.page.locator("#day .state")).to_have_text("Done")
    expect(ben.page.locator(".rounds .today .sign.done")).to_have_count(1)
    ben.page.locator("#day").get_by_role("button", name="Take it back").click()
    ben.button("Undo").click()
    expect(ben.page.locator("#day .state")).to_have_text("Done")
    ben.page.locator("#day").get_by_role("button", name="Take it back").click()
    move_to_tomorrow(ben)
    expect(ada.page.locator("#day")).to_contain_text("Moved to")
    ((state, moved_to),) = place.held(
        "select state, moved_to from rituals_occasion where couple_id = ?", couple_of(ada).hex
    )
    assert state == "moved"
    assert "09:45" in moved_to
    end_and_undo(ben)


def move_to_tomorrow(guest: Guest) -> None:
    day = guest.page.locator("#day")
    day.get_by_text("Another time, or not this time").click()
    tomorrow = date.fromisoformat(day.locator("[data-to]").input_value()) + timedelta(days=1)
    day.locator("[data-to]").fill(tomorrow.isoformat())
    day.locator("[data-at]").fill("09:45")
    day.get_by_role("button", name="Move it", exact=True).click()
    expect(day).to_contain_text("Moved to")
    guest.page.get_by_role("link", name=re.compile(f"^{tomorrow:%A} {tomorrow.day} ")).focus()
    guest.page.keyboard.press("Enter")  # the day is chosen in place, and the keyboard goes on from it
    expect(day.locator("h2")).to_contain_text(f"{tomorrow:%A} {tomorrow.day}")
    expect(guest.page.locator(":focus")).to_have_attribute("aria-current", "true")
    expect(day).to_contain_text("moved here from")


def end_and_undo(guest: Guest) -> None:
    guest.page.locator(".rituals a").first.click()
    guest.button("End it").click()
    guest.see("This one has ended")
    guest.button("Undo").click()
    guest.see("Agreed by you both")


def test_own_words_stay_sealed_and_the_calendar_is_neutral(guests: Guests, place: Place) -> None:
    ada, ben = guests.arrive("Ada"), guests.arrive("Ben", timezone_id="Asia/Tokyo")
    ada.sign_up()
    link = ada.invite()
    ben.sign_up(by=link)
    ben.accept()
    ada.page.goto("/rhythm/own")
    ada.page.fill("#own-title", OWN)
    ada.page.fill("#own-text", "Two bowls, the third step.")
    ada.page.get_by_text("Some days or all").click()
    ada.page.locator("[data-day]").last.uncheck()
    ada.button("Suggest it to Ben").click()
    ada.page.wait_for_url("**/rhythm")
    ben.page.goto("/rhythm")
    ben.page.get_by_role("heading", name=OWN).wait_for()
    ben.button("Yes, let’s").click()
    expect(ben.page.locator(".rituals")).to_contain_text(OWN)
    another_clock_is_offered_once(ben)
    stored = b"".join(path.read_bytes() for path in place.folder.rglob("*") if path.is_file())
    assert OWN.encode() not in stored
    assert b"third step" not in stored
    assert OWN not in "".join(ada.sent + ben.sent)
    ben.page.goto("/rhythm/calendar")
    ben.page.get_by_text("Tell the shelf’s titles").click()
    ben.button("Make the address").click()
    address = ben.page.locator("[data-address]")
    expect(address).to_have_value(re.compile(r"/calendar/[\w-]{43}\.ics$"))
    url = address.input_value()
    status, body = fetched(url)
    assert status == 200
    assert "SUMMARY:Time for two" in body
    assert "BYDAY=MO" in body
    assert OWN not in body
    ben.button("End it").click()
    ben.see("The old address opens nothing now")
    assert fetched(url)[0] == 404


def another_clock_is_offered_once(ben: Guest) -> None:
    """His device is in Tokyo, and his setting says something else."""
    ben.page.goto("/me")
    ben.page.select_option("#zone", "UTC")
    ben.button("Save").click()
    ben.see("Saved.")
    ben.page.goto("/rhythm")
    ben.see("Another clock here")
    ben.button("Stay with mine").click()
    ben.page.reload()
    expect(ben.page.locator(".rituals")).to_contain_text(OWN)
    expect(ben.page.locator("rhythm-zone")).to_be_hidden()
    ben.page.evaluate("localStorage.clear()")
    ben.page.reload()
    ben.button("Use this one").click()
    expect(ben.page.locator(".rituals")).to_contain_text(re.compile(r"for you \w+day 04:00"))


def test_the_habit_of_a_week(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        guest.page.goto("/rhythm/tip")
    ada.page.locator(".tip-now").get_by_role("button", name=re.compile("^Suggest it")).first.click()
    ada.see("You suggested")
    ben.see("Ada suggests")
    ben.button("Yes, this week").click()
    ada.see("This week, the two of you")
    monday = datetime.now(UTC).date()
    monday -= timedelta(days=monday.weekday() + 7)
    same = "1, proposed_by_id, proposed_at, agreed_at from rituals_tip where couple_id = ?"
    row = f"insert into rituals_tip select ?, couple_id, ?, 'the-best-bite', {same}"
    place.held(row, uuid4().hex, str(monday), couple_of(ada).hex)
    for guest in (ada, ben):
        guest.page.goto("/rhythm/tip")
    look_back(ada, "Most days", "The crust.")
    ada.see("folded until you have both looked back")
    expect(ben.page.locator(".tried").first).to_contain_text("How often did it happen?")
    assert "Ada" not in ben.page.locator(".tried").first.inner_text().replace("Ada reads it once", "")
    look_back(ben, "Once or twice", "The cherry.")
    for guest, words in ((ada, ["The crust.", "The cherry."]), (ben, ["The cherry.", "The crust."])):
        expect(guest.page.locator(".tried sealed-letter[state=open]")).to_have_text(words)
    ((opened,),) = place.held("select count(*) from couples_letter where kind = 'tip-note' and handed")
    assert opened == 2


def look_back(guest: Guest, how: str, words: str) -> None:
    tried = guest.page.locator(".tried").first
    tried.get_by_role("button", name="Fold it").wait_for()
    tried.get_by_text(how).click()
    tried.locator("textarea").fill(words)
    tried.get_by_role("button", name="Fold it").click()
