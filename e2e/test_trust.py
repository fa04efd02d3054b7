"""Letting go alone, promises and what both want, reflections, and the repair talk, in two browsers."""

import re

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.people import Guest
from e2e.practising import at_step, begin, begin_both, go_on, go_to, kind, same, step, write
from e2e.test_access import faults

PATHS = ("/trust/letting-go", "/trust/promises", "/trust/promises/new", "/trust/dos")
REFLECTIONS = ("/measures/barriers", "/measures/styles")
DEEPER = """async () => {
  const token = document.querySelector("meta[name=csrf]").content;
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
  const body = JSON.stringify({depth: 4});
  return (await fetch("/me/boundaries", {method: "POST", headers, body})).status;
}"""


def at_ease(guest: Guest) -> None:
    """Past the private choice, which stands before a promise every time."""
    guest.button("I’m at ease going on").click()


def choose_first(guest: Guest) -> None:
    """Through a reflection, with the first answer of every question in sight."""
    guest.button("Begin").or_(guest.button("Ask me again")).first.click()
    while True:
        here = guest.page.locator("[data-questions] > [data-step]:visible")
        for group in here.locator("fieldset, [role=radiogroup]").all():
            group.locator("input").last.check(force=True)
        if guest.button("See what comes of it").is_visible():
            break
        here.locator("[data-to]").first.click()
    guest.button("See what comes of it").click()
    guest.see("Kept, just for you.")


def test_letting_go_is_seen_by_nobody_else(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/trust/letting-go")
    ada.see("With care")
    ada.page.fill("#matter", "That August")
    ada.button("Begin").click()
    ada.see("Step 1 of 7")
    ada.page.locator("h1 sealed-letter[state=open]").wait_for()
    ada.page.fill("#words-what-it-is", "Less room in me. I am still angry, and I want some rest.")
    ada.button("Keep it, just for me").click()
    ada.page.locator("letting-step sealed-letter[state=open]").wait_for()
    ada.page.locator(".stone.written").wait_for()
    ada.page.get_by_role("button", name=re.compile("^Step 5")).click()
    expect(ada.page.get_by_role("heading", level=2)).to_have_text("A wider view, if it’s time")
    ada.page.locator(".rest:visible summary").click()
    ada.see("Leaving this one out is a choice")
    ada.page.reload()
    ada.see("Step 2 of 7")  # the first that is still empty
    for path in ("/", *PATHS, "/us", "/practise"):
        ben.page.goto(path)
        ben.page.locator("h1").first.wait_for()
        assert "August" not in ben.page.content()
    assert not re.search("August|still angry", str(ada.sent))
    _share_one_line(ada, ben)
    _put_away(ada)


def _share_one_line(ada: Guest, ben: Guest) -> None:
    ada.page.get_by_role("button", name=re.compile("^Step 1")).click()
    ada.page.get_by_text("Share one line of it with Ben").first.click()
    ada.page.get_by_role("button", name="Less room in me.").click()
    expect(ada.page.locator("letting-share blockquote:visible")).to_have_text("Less room in me.")
    ada.button("Send it as a note").click()
    ada.see("Sent as a note")
    ben.page.goto("/appreciation")
    ben.see("Less room in me.")
    assert "still angry" not in ben.page.content()


def _put_away(ada: Guest) -> None:
    ada.page.get_by_text("Put this away for good").click()
    ada.button("Put it away").click()
    ada.see("It is put away")
    ada.button("Bring it back").click()
    ada.page.locator(".stone.written").wait_for()
    ada.page.get_by_text("Put this away for good").click()
    ada.button("Put it away").click()
    ada.page.get_by_role("link", name="Leave it there").click()
    ada.see("Begin whenever you like")


def test_a_promise_is_looked_at_privately_and_opened_together(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/trust/promises")
    ada.see("Help from outside comes first")
    ada.page.get_by_role("link", name="Begin a promise").click()
    at_ease(ada)
    ada.page.get_by_text("Words to begin from").click()
    ada.page.get_by_role("button", name=re.compile("home at half past six")).click()
    today = ada.page.get_attribute("#promise-day", "min") or ""
    ada.page.fill("#promise-day", today)
    ben.page.goto("/trust/promises")
    ada.button("Make this promise").click()
    ben.see("home at half past six")  # without a reload
    ada.page.wait_for_url("**/trust/promises")
    for guest, how, line in ((ada, "Partly", "I was ten minutes late."), (ben, "Kept", "You were there.")):
        guest.page.get_by_role("link", name=re.compile("^Look at the promise")).click()
        at_ease(guest)
        guest.see("Five questions first")
        guest.page.get_by_label(how, exact=True).check()
        guest.page.fill("#look-line", line)
        guest.button("Fold it").click()
        if guest is ada:
            guest.see("Your look is folded")
            assert "ten minutes" not in ben.page.content()
            assert "Partly" not in ben.page.inner_text("main")
    for guest in (ada, ben):
        for words in ("I was ten minutes late.", "You were there.", "Partly", "You saw this differently"):
            guest.see(words)
        guest.page.goto("/trust/promises")
        guest.see("You two have looked at one promise together.")
    assert not re.search("half past six|ten minutes|You were there", str([*ada.sent, *ben.sent]))
    _change_and_let_go(ada, ben)


def _change_and_let_go(ada: Guest, ben: Guest) -> None:
    ada.page.goto("/trust/promises/new")
    at_ease(ada)
    ada.page.fill("#promise-words", "Supper on Saturday.")
    ada.page.fill("#promise-day", ada.page.get_attribute("#promise-day", "max") or "")
    ada.button("Make this promise").click()
    ben.see("Supper on Saturday.")
    ada.page.get_by_role("link", name=re.compile("^Change your promise")).click()
    ada.page.get_by_text("Change it", exact=True).click()
    expect(ada.page.locator("#promise-words")).to_have_value("Supper on Saturday.")
    ada.page.fill("#promise-words", "Breakfast on Saturday.")
    ada.button("Keep the change").click()
    ben.see("Breakfast on Saturday.")
    ada.button("Let it go").click()
    ada.button("Sure? Tap once more").click()
    ben.see("These words were removed.")
    ada.button("Undo").click()
    ben.see("Breakfast on Saturday.")


def test_what_both_want_comes_together_for_both(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        guest.page.goto("/trust/dos")
    marks = [guest.page.locator("[data-pair=soft-start] button") for guest in (ada, ben)]
    marks[0].click()
    expect(marks[0]).to_have_attribute("aria-pressed", "true")
    ben.page.reload()
    expect(marks[1]).to_have_attribute("aria-pressed", "false")
    marks[1].click()
    for guest in (ada, ben):
        expect(guest.page.locator(".both-want li")).to_have_count(1)
        guest.see("You both want this.")
    marks[0].click()
    expect(ben.page.locator(".both-want li")).to_have_count(0)
    expect(marks[1]).to_have_attribute("aria-pressed", "true")


def test_reflections_stay_on_the_device_until_both_share(guests: Guests) -> None:
    ada, ben = guests.pair()
    for path in REFLECTIONS:
        ada.page.goto(path)
        choose_first(ada)
        ada.see("Most of all: ")
        ada.page.locator("[data-live=earlier] sealed-letter").first.scroll_into_view_if_needed()
        ada.page.locator("[data-live=earlier] sealed-letter[state=open]").first.wait_for()
        ada.page.reload()
        ada.see("Most of all: ")
    shown = ada.page.locator("article[data-of]:visible h3").first.inner_text()
    sent = str(ada.sent)
    assert not re.search(r"Most of all|bad-day-at-work|full-lives-\d", sent)
    assert shown not in sent
    ben.page.goto(REFLECTIONS[1])
    choose_first(ben)
    for guest in (ada, ben):
        guest.page.get_by_text("Share some of it with").click()
        guest.page.fill("#share-words", f"{guest.name} needs a quiet minute.")
        expect(guest.page.locator("[data-preview]")).to_have_text(f"{guest.name} needs a quiet minute.")
        guest.button("Share it, folded").click()
        if guest is ada:
            guest.see("What you have shared")
            ben.page.reload()
            ben.see("Most of all: ")
            assert "How feelings are met by each of you" not in ben.page.content()
    for guest in (ada, ben):
        guest.see("How feelings are met by each of you")
        guest.see("Ada needs a quiet minute.")
        guest.see("Ben needs a quiet minute.")


def test_the_repair_talk_pauses_and_goes_on(guests: Guests) -> None:
    ada, ben = guests.pair()
    for guest in (ada, ben):
        assert guest.page.evaluate(DEEPER) == 200
    begin_both(ada, ben, "repair-talk")
    go_to("breathe", ada, ben)
    number = step(ada)[0]
    ben.page.locator("[data-do=pause]").click()
    for guest in (ada, ben):
        guest.see("A pause.")
    ada.page.goto("/")
    ada.page.goto(ben.page.url)
    ada.page.locator("[data-do=resume]").first.click()
    at_step(number, ada, ben)
    assert same(ada, ben)["phase"] == "running"
    go_to("write", ada, ben)
    write(ada, "Angry, and hollow inside.")
    go_on(ada, ben)
    go_to("write", ada, ben)
    _write_both(ada, ben, "I thought you had forgotten.", "I thought you were asleep.")
    assert "hollow inside" not in ben.page.content()
    go_on(ada, ben)
    go_to("write", ada, ben)  # the apology: read at the same moment, then said aloud
    ada.see("without “but” and “if”")
    _write_both(ada, ben, "I’m sorry I was short.", "I’m sorry I said nothing.")
    go_on(ada, ben)
    assert kind(ada) == "speak"
    go_to("close", ada, ben)
    go_on(ada, ben)
    ben.see("That was for the two of you.")
    assert not re.search("forgotten|asleep|was short|said nothing|hollow inside", str([*ada.sent, *ben.sent]))
    _on_one_screen(ada)


def _on_one_screen(ada: Guest) -> None:
    begin(ada, "repair-talk", "On one screen")
    ada.button("Begin").click()
    at_step(1, ada)
    go_to("write", ada)
    ada.see("Each on your own paper")
    number = step(ada)[0]
    ada.page.locator("[data-do=pause]").click()
    ada.see("A pause.")
    ada.page.reload()
    ada.page.locator("[data-do=resume]").first.click()
    at_step(number, ada)
    go_to("close", ada)
    go_on(ada)
    ada.see("That was for the two of you.")


def _write_both(ada: Guest, ben: Guest, hers: str, his: str) -> None:
    write(ada, hers)
    assert hers not in ben.page.content()
    write(ben, his)
    for guest in (ada, ben):
        guest.see(hers)
        guest.see(his)


def test_no_fault_on_these_screens(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.page.set_viewport_size({"width": 320, "height": 740})
    ada.page.emulate_media(reduced_motion="reduce")
    ada.page.goto("/trust/letting-go")
    ada.page.fill("#matter", "That August")
    ada.button("Begin").click()
    ada.see("Step 1 of 7")
    matter = ada.page.url
    for path in REFLECTIONS:
        ada.page.goto(path)
        choose_first(ada)
    for scheme in ("light", "dark"):
        ada.page.emulate_media(color_scheme=scheme)
        found = [fault for path in (*PATHS, *REFLECTIONS, matter) for fault in faults(ada, path)]
        assert not found
