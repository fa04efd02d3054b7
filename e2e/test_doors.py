"""Getting in, getting back in, and everything that can go wrong at the door."""

import re

from playwright.sync_api import expect

from e2e.conftest import Guests

# A browser from before X25519 and Ed25519 came to WebCrypto.
OLD_BROWSER = """
for (const name of ["generateKey", "importKey"]) {
  const real = crypto.subtle[name].bind(crypto.subtle);
  crypto.subtle[name] = (...given) => given.some((one) => ["X25519", "Ed25519"].includes(one?.name ?? one))
    ? Promise.reject(new DOMException("unknown", "NotSupportedError"))
    : real(...given);
}
"""


def test_pair_words_are_the_same_on_both_sides(guests: Guests) -> None:
    ada, ben = guests.pair()
    words = []
    for guest in (ada, ben):
        guest.page.goto("/us/two")
        shown = guest.page.locator("pair-words [data-words]")
        expect(shown).to_have_text(re.compile(r"[a-z]{4}"))
        words.append(shown.locator("li").all_inner_texts())
    assert words[0] == words[1]
    assert len(words[0]) == 4


def test_signing_out_and_in_again(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.answer("Still mine.")
    ada.see("Change your answer")
    ada.sign_out()
    ada.page.goto("/")
    assert "Still mine." not in ada.page.content()
    ada.sign_in()
    ada.see("Still mine.")


def test_a_wrong_passphrase_says_so_and_keeps_the_name(guests: Guests) -> None:
    ada = guests.arrive("Ada")
    ada.sign_up()
    ada.sign_out()
    ada.sign_in("not these words at all")
    ada.see("do not fit together")
    assert ada.page.input_value("#sign-in-name") == ada.sign_in_name
    ada.sign_in(name="nobody-of-that-name")
    ada.see("do not fit together")


def test_a_new_device_with_the_recovery_code(guests: Guests) -> None:
    ada, _ = guests.pair()
    ada.answer("Words from before.")
    ada.see("Change your answer")
    phone = guests.arrive("Ada")
    page = phone.page
    page.goto("/recover")
    code, opens = page.locator("#recovery-code").first, phone.button("Open")
    code.fill("ABCD" + ada.code[4:])
    opens.click()
    phone.see("opens nothing here")
    code.fill(ada.code.lower().replace("-", " "))
    opens.click()
    page.locator("[data-words]").wait_for()
    expect(page.locator("[data-words]")).to_have_text(re.compile(r"\w+ \w+"))
    phone.passphrase = page.inner_text("[data-words]").strip()
    page.fill("#new-passphrase", phone.passphrase)
    page.locator('[data-step="passphrase"] form button:not([type=button])').click()
    phone.keep_code()
    page.wait_for_url(lambda url: "recover" not in url)
    phone.see("Words from before.")
    ada.page.goto("/me")
    expect(ada.page).to_have_url(re.compile("sign-in"))  # the old device is out
    assert phone.code != ada.code


def test_a_sign_up_sends_nothing_that_was_typed(guests: Guests) -> None:
    ada = guests.arrive("Ada")
    ada.sign_up()
    body = next(one for one in ada.sent if one.startswith("POST") and "/sign-up" in one)
    assert '"kit"' in body
    for secret in (ada.passphrase, ada.sign_in_name, ada.code):
        assert secret not in body


def test_invitations_that_open_nothing(guests: Guests) -> None:
    ada, cleo = guests.arrive("Ada"), guests.arrive("Cleo")
    ada.sign_up()
    link = ada.invite()
    ada.page.goto(link)
    ada.see("Your own invitation")
    cleo.page.goto(link.split("#")[0])
    cleo.see("not whole")
    cleo.page.goto(link[:-6] + "AAAAAA")  # the page looks again by itself when the fragment changes
    cleo.see("not whole")
    ada.page.goto("/invite")
    ada.button("Take it back").click()
    ada.see("Make a new link")
    cleo.page.goto(link)
    cleo.see("used or taken back")


def test_a_third_person_finds_the_invitation_used(guests: Guests) -> None:
    ada, ben, cleo = guests.arrive("Ada"), guests.arrive("Ben"), guests.arrive("Cleo")
    ada.sign_up()
    link = ada.invite()
    ben.sign_up(by=link)
    ben.accept()
    cleo.page.goto(link)
    cleo.see("used or taken back")


def test_alone_before_the_partner_joins(guests: Guests) -> None:
    ada = guests.arrive("Ada")
    ada.sign_up()
    ada.see("This place is made for two.")
    ada.invite()
    ada.today()
    ada.see("Your invitation is on its way.")
    ada.page.goto("/journal")
    ada.page.locator("main textarea").first.fill("A page of my own.")
    ada.page.locator("main form button").first.click()
    ada.see("A page of my own.")


def test_leaving_quickly_covers_drops_and_goes(guests: Guests) -> None:
    ada = guests.arrive("Ada")
    ada.sign_up()
    ada.today()
    for _ in range(3):
        ada.page.keyboard.press("Shift")
    ada.page.wait_for_url("**/units")
    assert "Twofold" not in ada.page.content()
    ada.page.go_back()
    ada.page.wait_for_load_state()
    assert "Good " not in ada.page.content()
    ada.page.goto("/")
    ada.see("Sign in")


def test_a_page_that_lost_its_keys_asks_for_the_passphrase(guests: Guests) -> None:
    ada = guests.arrive("Ada")
    ada.sign_up()
    ada.page.goto("/journal")
    ada.page.locator("main textarea").first.fill("Behind the lock.")
    ada.page.locator("main form button").first.click()
    ada.see("Behind the lock.")
    ada.page.evaluate("indexedDB.deleteDatabase('twofold')")
    ada.page.goto("/journal")
    ada.page.wait_for_url("**/unlock*")
    ada.page.fill("#passphrase", ada.passphrase)
    ada.page.locator("main form button:not([type=button])").first.click()
    ada.see("Behind the lock.")


def test_a_browser_that_cannot_seal_is_told_what_to_do(guests: Guests) -> None:
    old = guests.arrive("Old")
    old.context.add_init_script(OLD_BROWSER)
    old.page.goto("/sign-up")
    old.see("This browser cannot seal yet")
    expect(old.page.locator("#called")).to_be_hidden()


def test_a_page_without_https_is_told_what_to_do(guests: Guests) -> None:
    far = guests.arrive("Far")
    far.context.add_init_script("Object.defineProperty(window, 'isSecureContext', {get: () => false})")
    far.page.goto("/sign-in")
    far.see("This address cannot be trusted yet")
