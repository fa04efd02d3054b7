"""Two people in a live practice: what they see of it, and what they press."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from e2e.people import Guest

STATE = "async () => await (await fetch(location.pathname + '/state')).json()"
WAY_ON = "[data-acts] :is([data-do=next], [data-do=confirm])"
STAYS = "window.stays = true"  # gone from a page that is loaded anew


def begin(guest: Guest, practice: str, how: str = "Begin together") -> None:
    """From the page of a practice into its lobby, whatever else stands open."""
    guest.page.goto(f"/practise/{practice}")
    at_ease(guest)
    guest.button(how).click()
    instead = guest.button("End it and begin this")
    expect(instead.or_(guest.page.locator("live-session")).first).to_be_visible()
    if "/live/" not in guest.page.url:
        instead.click()
    guest.page.wait_for_url("**/live/**")


def at_ease(guest: Guest) -> None:
    """Past the private choice, where a practice has one."""
    choice = guest.button("I’m at ease going on")
    if choice.is_visible():
        choice.click()


def begin_both(ada: Guest, ben: Guest, practice: str) -> None:
    """On two phones, up to the first step."""
    begin(ada, practice)
    ben.page.goto(ada.page.url)
    at_ease(ben)
    ready(ada, ben)


def ready(*guests: Guest) -> None:
    for guest in guests:
        guest.button("I am ready").click()
    at_step(1, *guests)


def at_step(number: int, *guests: Guest) -> None:
    for guest in guests:
        expect(place(guest)).to_have_text(re.compile(rf"^Step {number} of"))


def place(guest: Guest) -> Locator:
    return guest.page.locator("[data-place]")


def step(guest: Guest) -> tuple[int, int]:
    """Where it stands, and how many steps there are."""
    number, count = re.findall(r"\d+", place(guest).inner_text())
    return int(number), int(count)


def words(guest: Guest) -> Locator:
    """The large words of the present step."""
    return guest.page.locator("[data-stage] [data-words]")


def kind(guest: Guest) -> str:
    return guest.page.locator("[data-stage]").get_attribute("data-kind") or ""


def says(guest: Guest, role: str | re.Pattern[str]) -> None:
    expect(guest.page.locator("[data-role]")).to_have_text(role)


def sides(ada: Guest, ben: Guest) -> tuple[Guest, Guest]:
    """Who speaks and who listens now."""
    role = ada.page.locator("[data-role]")
    expect(role).to_have_text(re.compile("^You (speak|listen)$"))
    return (ada, ben) if role.inner_text() == "You speak" else (ben, ada)


def acts(guest: Guest) -> Locator:
    return guest.page.locator("[data-acts] button")


def go_on(*guests: Guest) -> None:
    """The first who has a button for it goes to the next step, and all come along."""
    number, count = step(guests[0])
    ways = [guest.page.locator(WAY_ON) for guest in guests]
    next(one for one in ways if one.count()).first.click()
    if number < count:
        at_step(number + 1, *guests)
    else:
        for guest in guests:
            guest.page.locator("session-felt").wait_for()


def go_to(wanted: str, *guests: Guest) -> None:
    """On to the next step of this kind."""
    while kind(guests[0]) != wanted:
        go_on(*guests)


def state(guest: Guest) -> dict[str, Any]:
    told: dict[str, Any] = guest.page.evaluate(STATE)
    return told


def same(ada: Guest, ben: Guest) -> dict[str, Any]:
    """How the session stands, the same for both."""
    hers, his = state(ada), state(ben)
    for fact in ("id", "version", "phase", "turn", "ends_at", "remaining_ms"):
        assert hers[fact] == his[fact], fact
    return hers


def clock(guest: Guest) -> Locator:
    return guest.page.locator("live-clock time")


def write(guest: Guest, words: str) -> None:
    guest.page.locator("[data-extra] textarea").fill(words)
    guest.page.locator("[data-acts] [data-do=keep]").click()
    expect(guest.page.locator("[data-extra] textarea")).to_be_hidden()
