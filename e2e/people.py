"""A person at a browser: what they do, in the words of what they see."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

PATIENCE = 30_000  # milliseconds; a key is derived in about one second on a quiet machine
expect.set_options(timeout=PATIENCE)  # five seconds unless told, which a busy machine may well take


class Guest:
    """Somebody with a browser of their own. Faults of any page they open are kept in `faults`."""

    def __init__(self, name: str, browser: Browser, url: str, **context: Any) -> None:
        self.name, self.url = name, url
        self.sign_in_name = f"{name.lower()}-{id(self)}"
        self.passphrase = self.code = ""
        self.faults: list[str] = []
        self.sent: list[str] = []
        self.context = browser.new_context(base_url=url, **{"locale": "en-GB", **context})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self._broke(str(fault)))
        page.on("request", self._asked)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        expected = re.search(
            r"status of (4\d\d|50[37])|ERR_(INTERNET_DISCONNECTED|CONNECTION|ABORTED|FAILED)", message.text
        )
        if message.type == "error" and not expected:
            self.faults.append(f"{self.name} on {self.page.url}: {message.text}")

    def _broke(self, fault: str) -> None:
        if "Transition was" not in fault:  # a page left while the one before still fades
            self.faults.append(f"{self.name} on {self.page.url}: {fault}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, "blob:", "data:")):
            self.faults.append(f"{self.name} asked elsewhere: {request.url}")
        sent = (request.post_data_buffer or b"").decode("latin1")  # pieces of sealed files are no text
        self.sent.append(f"{request.method} {request.url} {sent}")

    def leave_browser(self) -> None:
        self.context.close()

    def see(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def button(self, words: str) -> Any:
        return self.page.get_by_role("button", name=words, exact=True).first

    # the ways in

    def sign_up(self, by: str = "") -> None:
        """Begin, with the five words that are offered; by an invitation's link where there is one."""
        page = self.page
        if by:
            page.goto(by)
            page.get_by_role("link", name=re.compile("Begin|Sign up|new", re.I)).first.click()
        else:
            page.goto("/sign-up")
        page.fill("#called", self.name)
        page.fill("#sign-in-name", self.sign_in_name)
        page.locator('[data-step="who"] button').click()
        expect(page.locator("[data-words]")).to_have_text(re.compile(r"\w+ \w+"))
        self.passphrase = page.inner_text("[data-words]").strip()
        page.fill("#new-passphrase", self.passphrase)
        page.locator('[data-step="passphrase"] form button:not([type=button])').click()
        self.keep_code()
        page.wait_for_url(lambda url: "sign-up" not in url)

    def keep_code(self) -> None:
        """Note the recovery code that is shown once, and prove it."""
        page = self.page
        page.locator("[data-code]").wait_for()
        groups = re.findall(r"[0-9A-Z]{4}", page.inner_text("[data-code]"))
        self.code = "-".join(groups)
        page.locator("[data-kept]").click()
        for field in ("code-first", "code-second"):
            number = re.search(r"\d+", page.inner_text(f"label[for={field}]"))
            assert number
            page.fill(f"#{field}", groups[int(number[0]) - 1])
        page.get_by_role("button", name="These are right").click()

    def sign_in(self, passphrase: str = "", name: str = "") -> None:
        page = self.page
        page.goto("/sign-in")
        page.fill("#sign-in-name", name or self.sign_in_name)
        page.fill("#passphrase", passphrase or self.passphrase)
        page.locator("main form button:not([type=button])").first.click()

    def sign_out(self) -> None:
        self.page.locator(".menu > summary").click()
        self.button("Sign out").click()
        self.page.get_by_role("link", name="Sign in").first.wait_for()

    # the couple

    def invite(self) -> str:
        """Make an invitation, and give its link."""
        page = self.page
        page.goto("/invite")
        page.fill("#passphrase", self.passphrase)
        self.button("Make the link").click()
        page.wait_for_selector("[data-here]:not([hidden]) #link")
        return str(page.input_value("#link"))

    def accept(self) -> None:
        self.page.get_by_role("button", name=re.compile("^Join")).click()
        self.page.wait_for_url("**/us/two")
        expect(self.page.locator("pair-words [data-words]")).to_have_text(re.compile("[a-z]{4}"))

    # the evening

    def today(self) -> None:
        self.page.wait_for_load_state()
        self.page.goto("/")
        self.page.locator("h1").wait_for()

    def answer(self, words: str) -> None:
        self.today()
        self.page.locator("#tonight textarea").first.fill(words)
        self.page.locator("#tonight [data-send]").click()
