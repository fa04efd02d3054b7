"""The evening of two people: a question, both answers at once, a reply, a note."""

import re
import time

import pytest
from playwright.sync_api import expect

from e2e.conftest import Guests


def test_nobody_reads_first_and_both_unfold_live(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.today()
    ben.today()
    ada.answer("On the train back from the coast.")
    ben.see("Ada has answered")  # without a reload
    assert "coast" not in ben.page.content()
    ben.page.locator("#tonight textarea").first.fill("In your kitchen, the first winter.")
    ben.page.locator("#tonight [data-send]").click()
    for guest in (ada, ben):
        guest.see("On the train back from the coast.")
        guest.see("In your kitchen, the first winter.")
    ben.button("Thank you for telling me").click()
    expect(ben.button("Thank you for telling me")).to_have_attribute("aria-pressed", "true")
    ada.today()
    ada.see("Ben: Thank you for telling me")


def test_a_reply_and_an_edit_are_seen_as_what_they_are(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.answer("A first thought.")
    ada.see("Change your answer")
    ben.answer("Mine.")
    ben.see("A first thought.")
    ada.see("Mine.")
    ada.page.get_by_text("Reply in a few words").click()
    ada.page.locator("write-note textarea").fill("That was new to me.")
    ada.page.locator("write-note button:not([type=button])").click()
    ben.see("That was new to me.")
    ada.page.get_by_text("Change or remove").click()
    ada.page.locator(".answer [data-change]").click()
    field = ada.page.locator(".answer answer-form textarea")
    expect(field).to_have_value("A first thought.")
    field.fill("A second thought.")
    ada.button("Save the change").click()
    ben.see("A second thought.")
    ben.page.get_by_role("button", name=re.compile("Edited")).click()
    ben.see("A first thought.")


def test_words_begun_are_still_there_after_a_reload(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.today()
    ada.page.locator("#tonight textarea").first.press_sequentially("Half a sentence")
    time.sleep(1.2)  # a draft is sealed after a moment of stillness
    ada.today()
    expect(ada.page.locator("#tonight textarea").first).to_have_value("Half a sentence")
    assert "Half a sentence" not in str(ada.sent)


def test_later_skip_and_another(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.today()
    ben.today()
    question = ada.page.inner_text("#tonight h2")
    ada.button("Skip").click()
    ada.see("Skipped. That is fine")
    assert ben.page.inner_text("#tonight h2") == question
    ada.button("Ask for another").click()
    expect(ben.page.locator("#tonight h2")).not_to_have_text(question)
    ada.button("Leave for later").click()
    ada.see("Left for later")
    ada.page.goto("/talk")
    ada.see("Waiting for you")


def test_a_dead_network_loses_nothing(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.answer("Mine.")
    ada.today()
    ada.see("Ben has answered")
    ada.context.set_offline(True)
    ada.page.locator("#tonight textarea").first.fill("Written on the train.")
    ada.page.locator("#tonight [data-send]").click()
    ada.see("kept on this device")
    ada.see("Not sent yet")
    ada.context.set_offline(False)
    ben.see("Written on the train.")
    expect(ada.page.locator(".unsent")).to_have_count(0)


def test_two_devices_of_one_person(guests: Guests) -> None:
    ada, _ = guests.pair()
    phone = guests.arrive("Ada")
    phone.sign_in(ada.passphrase, ada.sign_in_name)
    phone.page.wait_for_url(re.compile(r"/$"))
    ada.today()
    phone.answer("From the phone.")
    ada.see("From the phone.")


def test_a_note_for_now_and_one_for_a_day(guests: Guests) -> None:
    ada, ben = guests.pair()
    ben.today()
    ada.page.goto("/appreciation")
    ada.page.fill("#did", "You made the tea before I asked.")
    ada.page.fill("#meant", "I felt looked after.")
    ada.button("Send").click()
    ada.see("I felt looked after.")
    ben.see("Something new for you.")
    ben.page.get_by_role("link", name="A note of appreciation").click()
    ben.see("You made the tea before I asked.")
    tomorrow = ada.page.get_attribute("#opens", "min")
    assert tomorrow
    ada.page.fill("#did", "For another day.")
    ada.page.get_by_label("On a day I choose").check()
    ada.page.fill("#opens", tomorrow)
    ada.button("Send").click()
    ada.see("Folded, waiting for their day")
    ben.page.goto("/appreciation")
    ben.see("You made the tea before I asked.")
    assert "For another day." not in ben.page.content()


@pytest.mark.parametrize("kind", ["answer", "note"])
def test_a_letter_tampered_with_is_not_shown(guests: Guests, kind: str) -> None:
    """The server changes the record beside a letter: the words stay hidden, and it says so."""
    ada, ben = guests.pair()
    if kind == "answer":
        ada.answer("True words.")
        ben.answer("Mine.")
        page = "/talk"
    else:
        ada.page.goto("/appreciation")
        ada.page.fill("#did", "True words.")
        ada.button("Send").click()
        ada.see("True words.")
        page = "/appreciation"

    def lie(route) -> None:  # type: ignore[no-untyped-def]
        response = route.fetch()
        route.fulfill(
            response=response,
            body=response.text().replace("&quot;revision&quot;: 1", "&quot;revision&quot;: 2"),
        )

    ben.page.route(re.compile(rf"{page}$"), lie)
    ben.page.goto(page)
    ben.see("This could not be verified")
    assert "True words." not in ben.page.content()


def test_own_questions_and_stars(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/talk/own")
    ada.page.fill("#own", "What do you hum when nobody listens?")
    ada.button("Keep it").click()
    ada.see("What do you hum when nobody listens?")
    ben.today()
    ada.button("Ask us this tonight").click()
    ben.see("What do you hum when nobody listens?")


def test_leaving_is_at_once_and_the_other_finds_it_closed(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.answer("Kept words.")
    ben.today()
    ada.page.goto("/leave")
    ada.page.locator("leave-couple button").last.click()
    ada.page.wait_for_url(lambda url: "/leave" not in url)
    ben.page.goto("/")
    ben.see("This space is closed")
    assert "Kept words." not in ben.page.content()
