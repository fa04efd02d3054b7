"""A practice live, on two phones and on one screen, through a cut network and a server that starts anew."""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Route, expect

from e2e.conftest import Guests, Place
from e2e.practising import (
    acts,
    at_step,
    begin,
    begin_both,
    clock,
    go_on,
    go_to,
    kind,
    ready,
    same,
    says,
    sides,
    state,
)

CLOCKS_APART = 150  # milliseconds
TICKS = """() => {
  const time = document.querySelector("live-clock time");
  window.ticks = {};
  const note = () => (window.ticks[time.textContent] ??= performance.realOrigin + performance.now());
  new MutationObserver(note).observe(time, {childList: true});
}"""
WRONG_CLOCK = """(() => {
  const [origin, now, wrong] = [performance.timeOrigin, Date.now.bind(Date), %d];
  performance.realOrigin = origin;
  Object.defineProperty(performance, "timeOrigin", {get: () => origin + wrong});
  Date.now = () => now() + wrong;
})()"""


def test_both_begin_at_once_and_play_it_to_the_end(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        guest.page.goto("/practise/six-minute-morning")
    press = "document.querySelector('[data-mode=two]').click()"
    for guest in (ada, ben):
        guest.page.evaluate(press)
    for guest in (ada, ben):
        guest.page.wait_for_url("**/live/**")
    assert ada.page.url == ben.page.url
    expect(ada.page.locator("[data-here=partner]")).to_have_text("Here")
    assert not ada.page.locator("nav.tabs, .menu").count()
    ready(ada, ben)
    says(ada, "Read together")
    go_on(ada, ben)
    first, second = sides(ada, ben)
    for speaker, listener in ((first, second), (second, first)):
        says(speaker, "You speak")
        says(listener, "You listen")
        speaker.see("What does today hold for you?")
        listener.see("Turn towards your partner and listen.")
        assert "What does today hold" not in listener.page.locator("[data-stage]").inner_text()
        expect(clock(listener)).to_be_visible()
        go_on(speaker, listener)
    assert [kind(ada), kind(ben)] == ["touch", "touch"]
    go_to("close", ada, ben)
    go_on(ben, ada)
    ada.see("That was for the two of you.")
    ada.page.locator("input[name=close][value='3']").check(force=True)
    ada.page.locator("input[name=helped][value='8']").check(force=True)
    ada.page.fill("#line", "I was shy at first.")
    ada.button("Keep this").click()
    ada.see("Kept, just for you.")
    assert "shy at first" not in str(ada.sent)
    ada.page.reload()
    expect(ada.page.locator("input[name=close][value='3']")).to_be_checked()
    ada.see("I was shy at first.")
    ben.page.reload()
    ben.see("How was it for you?")
    assert not ben.page.locator("session-felt input:checked").count()
    for path in (ben.page.url, "/practise/past", "/practise/six-minute-morning"):
        ben.page.goto(path)
        ben.page.locator("h1").first.wait_for()
        assert not re.search("shy at first|helped 8|close 3", ben.page.locator("main").inner_text())
    ada.page.goto("/practise/six-minute-morning")
    ada.see("close 3 · helped 8")


def test_not_quite_goes_round_again(guests: Guests) -> None:
    ada, ben = guests.pair()
    begin_both(ada, ben, "deep-listening")
    go_to("choose", ada, ben)
    ben.page.locator(".option").nth(1).click()
    for guest in (ada, ben):
        expect(guest.page.locator(".option").nth(1)).to_have_attribute("aria-pressed", "true")
    go_to("speak", ada, ben)
    speaker, listener = sides(ada, ben)
    go_on(speaker, listener)
    says(speaker, f"{listener.name} says it back")
    says(listener, "You say it back")
    expect(acts(speaker)).to_have_text(["That’s it", "Not quite"])
    expect(acts(listener)).to_have_count(0)
    turn = same(ada, ben)["turn"]
    speaker.button("Not quite").click()
    for guest in (ada, ben):
        guest.see("Once more; it was not quite it yet")
    assert same(ada, ben)["turn"] == turn
    assert state(ada)["again"] == 1
    speaker.button("That’s it").click()
    at_step(turn + 2, ada, ben)
    says(speaker, "You speak")
    says(listener, "You listen")


def test_a_slow_or_cut_network_loses_and_skips_nothing(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest, wrong in ((ada, 0), (ben, 90_000)):  # one phone's own clock is wrong
        guest.context.add_init_script(WRONG_CLOCK % wrong)
    begin(ada, "six-minute-morning")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ben.page.route("**/join", hold)
    with ben.page.expect_request("**/join"):
        ben.page.goto(ada.page.url)
    ben.button("I am ready").click()  # while the page still says that it has come
    held[0].continue_()
    ready(ada)
    at_step(1, ben)
    go_to("speak", ada, ben)
    ada.context.set_offline(True)
    for guest in (ada, ben):
        guest.page.evaluate(TICKS)
    ada.see("Your clock goes on here")
    ada.page.wait_for_timeout(6_000)  # some seconds of both clocks are noted
    hers, his = (guest.page.evaluate("window.ticks") for guest in (ada, ben))
    apart = [abs(at - his[shown]) for shown, at in hers.items() if shown in his]
    assert len(apart) > 2
    assert median(apart) < CLOCKS_APART
    acts(ada).first.click()
    at_step(2, ada, ben)  # it waits
    ada.context.set_offline(False)
    at_step(3, ada, ben)
    expect(ada.page.locator("[data-away]")).to_be_hidden()
    assert same(ada, ben)["turn"] == 2
    ada.context.set_offline(True)
    ada.see("Your clock goes on here")
    acts(ada).first.click()
    acts(ben).first.click()
    at_step(4, ben)
    ada.context.set_offline(False)
    at_step(4, ada)  # hers was meant for the step before, and is let go
    expect(ada.page.locator("[data-away]")).to_be_hidden()
    assert same(ada, ben)["turn"] == 3


@pytest.fixture
def elsewhere(chromium: Browser, tmp_path: Path) -> Iterator[Guests]:
    """A server of one's own, which may be stopped."""
    running = Place(tmp_path)
    running.start()
    made = Guests(chromium, running)
    yield made
    for guest in made.all:
        guest.leave_browser()
    running.stop()


def test_the_server_starts_anew_in_mid_turn(elsewhere: Guests) -> None:
    ada, ben = elsewhere.pair()
    begin_both(ada, ben, "six-minute-morning")
    go_to("speak", ada, ben)
    before = same(ada, ben)
    elsewhere.place.stop()
    for guest in (ada, ben):
        guest.see("Your clock goes on here")
    elsewhere.place.start()
    for guest in (ada, ben):
        expect(guest.page.locator("[data-away]")).to_be_hidden()
    after = same(ada, ben)
    assert [after["id"], after["version"], after["turn"]] == [before["id"], before["version"], before["turn"]]
    assert after["ends_at"] == before["ends_at"] is not None
    go_on(ben, ada)
    assert same(ada, ben)["turn"] == before["turn"] + 1
