"""Every screen, light and dark: no fault that axe-core knows of, no sideways scroll at 320 px."""

from pathlib import Path
from typing import Any

import pytest

from e2e.conftest import Guests
from e2e.people import Guest

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, {runOnly: rules});
  return found.violations.map((one) => ({
    id: one.id,
    where: one.nodes.map((node) => node.target.join(" ")).slice(0, 4),
    why: one.nodes[0].failureSummary,
  }));
}"""
OUTSIDE = ["/", "/sign-up", "/sign-in", "/recover", "/units", "/help", "/good-for-me", "/no-such-page"]
INSIDE = [
    "/",
    "/talk",
    "/talk/past",
    "/talk/own",
    "/talk/decks/everyday",
    "/check-in",
    "/journal",
    "/appreciation",
    "/us",
    "/us/story",
    "/us/album",
    "/us/album/add",
    "/us/album/childhood",
    "/us/memories",
    "/us/map",
    "/us/map/loves",
    "/us/rounds",
    "/us/rounds/sheets/first-hour",
    "/us/wishes",
    "/us/dates",
    "/us/dates/been",
    "/us/letters",
    "/us/letters/new",
    "/us/good-news",
    "/us/hard-times",
    "/us/meaning",
    "/us/meaning/values",
    "/us/meaning/topics/story-how-we-met",
    "/us/meaning/traditions",
    "/us/meaning/vision",
    "/rhythm",
    "/rhythm/shelf",
    "/rhythm/shelf/weekly-date",
    "/rhythm/calendar",
    "/rhythm/tip",
    "/me/reminders",
    "/me/boundaries",
    "/us/intimacy",
    "/repair/raise",
    "/repair/matters",
    "/trust/letting-go",
    "/trust/promises",
    "/trust/dos",
    "/measures/barriers",
    "/measures/styles",
    "/measures/scales",
    "/measures/look",
    "/measures/map",
    "/measures/attachment",
    "/insights/experiments",
    "/insights/experiments/new/own",
    "/insights/experiments/new/the-best-bite",
    "/practise/repair-talk-short",
    "/us/two",
    "/today/next",
    "/insights",
    "/insights/closeness",
    "/insights/days",
    "/insights/reading",
    "/insights/helped",
    "/learn",
    "/learn/touch",
    "/learn/evidence",
    "/us/months",
    "/me",
    "/me/devices",
    "/leave",
    "/unlock",
]


def faults(guest: Guest, path: str) -> list[Any]:
    page = guest.page
    page.goto(path)
    page.locator("h1").first.wait_for()
    page.wait_for_timeout(400)  # letters open, and fades end
    page.evaluate(AXE.read_text())
    found: list[Any] = [(path, one) for one in page.evaluate(RUN)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([(path, f"{wide} px too wide")] if wide > 0 else [])]


def lived_in(guests: Guests, **context: Any) -> Guest:
    """Ada, after an evening with something on every page."""
    ada, ben = guests.arrive("Ada", **context), guests.arrive("Ben")
    ada.sign_up()
    link = ada.invite()
    ben.sign_up(by=link)
    ben.accept()
    ada.page.wait_for_url("**/us/two")
    ada.answer("Mine.")
    ben.answer("His.")
    ben.see("Mine.")
    ada.page.goto("/appreciation")
    ada.page.fill("#did", "You made the tea.")
    ada.button("Send").click()
    ada.page.locator("main sealed-letter[state=open]").first.wait_for()
    ada.page.goto("/journal")
    ada.page.fill("#journal-words", "A page.")
    ada.button("Keep it").click()
    ada.page.locator("main sealed-letter[state=open]").first.wait_for()
    return ada


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_fault_on_any_screen(guests: Guests, width: int, scheme: str) -> None:
    size = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "reduced_motion": "reduce"}
    nobody = guests.arrive("Nobody", **size)
    found = [fault for path in OUTSIDE for fault in faults(nobody, path)]
    alone = guests.arrive("Alone", **size)
    alone.sign_up()
    found += [fault for path in ("/", "/invite", "/check-in") for fault in faults(alone, path)]
    ada = lived_in(guests, **size)
    found += [fault for path in INSIDE for fault in faults(ada, path)]
    assert not found
