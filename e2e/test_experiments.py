"""An experiment in two browsers: own words, agreement, a plan that nobody can change, and what came of it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import expect

from e2e.conftest import Guests, Place
from e2e.people import Guest

LIST = "/insights/experiments"
OWN, DOES = "Phones in the hall", "Both phones, from supper on"
DAY = timedelta(days=1)


def test_from_a_suggestion_to_what_came_of_it(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    ben.page.goto(LIST)
    own_words_go_to_and_fro(ada, ben, place)
    id = suggested_and_agreed(ada, ben)
    plan = both_see_one_plan(ada, ben)
    plan = moved(place, id, plan, datetime.now(UTC).date() - 3 * DAY)
    a_day_is_marked(ada, ben, place, id)
    first = datetime.now(UTC).date() - 40 * DAY
    moved(place, id, plan, first)
    rated(place, id, plan, first)
    for guest in (ada, ben):
        reads_the_result(guest, id)
    ada.page.goto(LIST)
    expect(ada.page.locator(".experiments")).to_contain_text("A difference showed")


def own_words_go_to_and_fro(ada: Guest, ben: Guest, place: Place) -> None:
    page = ada.page
    page.goto(f"{LIST}/new/own")
    page.fill("#own-title", OWN)
    page.fill("#own-text", DOES)
    ada.see("56 days would show it about 4 times in 10")
    ada.button("Suggest it to Ben").click()
    ada.see("You suggested")
    ben.page.get_by_role("heading", name=OWN).wait_for()  # by itself
    ben.page.get_by_role("link", name="Look at it").click()
    ben.see(DOES)
    ben.page.get_by_role("link", name="Other days or another look").click()
    ben.page.get_by_text("84 days", exact=False).first.click()
    ben.button("Suggest it to Ada").click()
    ada.see("Ben suggests")
    ada.see("What 84 days could show")
    ada.button("Not for now").click()
    ben.see("You can try it again whenever you both like")
    stored = b"".join(path.read_bytes() for path in place.folder.rglob("*") if path.is_file())
    assert OWN.encode() not in stored
    assert OWN not in "".join(ada.sent + ben.sent)


def suggested_and_agreed(ada: Guest, ben: Guest) -> UUID:
    ada.page.goto(f"{LIST}/new")
    ada.page.get_by_text("Warmth", exact=True).click()
    ada.page.locator(".habits li", has_text="The best bite").get_by_role("link").click()
    ada.page.get_by_text("28 days", exact=False).first.click()
    ada.button("Suggest it to Ben").click()
    ada.see("You suggested")
    ben.page.goto(LIST)
    ben.page.get_by_role("link", name="Look at it").click()
    ben.button("Yes, let’s try it").click()
    ben.see("It begins on")
    ada.see("It begins on")  # by itself
    return UUID(ada.page.url.rsplit("/", 1)[1])


def both_see_one_plan(ada: Guest, ben: Guest) -> dict[str, Any]:
    shown = [guest.page.locator("[data-digest]").inner_text() for guest in (ada, ben)]
    with ben.page.expect_download() as arriving:
        ben.page.get_by_role("link", name="Download the plan").click()
    file = Path(arriving.value.path()).read_bytes()
    assert shown == [sha256(file).hexdigest()] * 2
    plan: dict[str, Any] = json.loads(file)
    assert plan["habit"] == {"tip": "the-best-bite"}
    expect(ada.page.locator(".strip .with")).to_have_count(plan["assignment"].count(True))
    return plan


def moved(place: Place, id: UUID, plan: dict[str, Any], first: date) -> dict[str, Any]:
    """The same plan, as if it had begun on another day."""
    plan = plan | {"first_day": str(first)}
    content = json.dumps(plan, sort_keys=True, separators=(",", ":"))
    place.held(
        "update experiments_plan set first_day = ?, last_day = ?, content = ?, digest = ?"
        " where experiment_id = ?",
        *(str(first), str(first + 27 * DAY), content, sha256(content.encode()).hexdigest(), id.hex),
    )
    return plan


def a_day_is_marked(ada: Guest, ben: Guest, place: Place, id: UUID) -> None:
    for guest in (ada, ben):
        guest.page.reload()
        guest.see("Day 4 of 28")
    ada.button("We did it").click()
    expect(ben.page.locator(".experiment-today .state").first).to_have_text("You did it")  # by itself
    ben.button("No, we didn’t").click()
    expect(ada.page.locator(".experiment-today .state").first).to_have_text("You didn’t")
    ada.button("Take it back").click()
    expect(ada.button("We did it")).to_be_visible()
    ada.button("Undo").click()
    expect(ben.page.locator(".experiment-today .state").first).to_have_text("You didn’t")
    assert place.held("select done from experiments_mark where experiment_id = ?", id.hex) == [(0,)]


def rated(place: Place, id: UUID, plan: dict[str, Any], first: date) -> None:
    """Shared check-ins of both for each of its days: closer on the days with."""
    ((couple,),) = place.held("select couple_id from experiments_experiment where id = ?", id.hex)
    people = place.held("select person_id from couples_membership where couple_id = ?", couple)
    letter = (
        "insert into couples_letter (id, author_id, couple_id, kind, revision, sealed, readable, day,"
        " written_at, appears_at, handed) select ?, ?, ?, 'checkin', 1, sealed, '{}', ?, written_at,"
        " written_at, 1 from couples_letter where kind = 'experiment' limit 1"
    )
    row = (
        "insert into checkins_checkin (letter_id, author_id, couple_id, day, closeness, feelings, body,"
        " sensations, triggers) values (?, ?, ?, ?, ?, '[]', '[]', '[]', '[]')"
    )
    days = [(str(first + number * DAY), 7 if on else 4) for number, on in enumerate(plan["assignment"])]
    said = [
        (uuid4().hex, person, couple, day, usual + number % 2)
        for number, (day, usual) in enumerate(days)
        for (person,) in people
    ]
    with closing(sqlite3.connect(place.folder / "twofold.sqlite3", timeout=20)) as database:
        database.executemany(letter, [one[:4] for one in said])
        database.executemany(row, said)
        database.commit()


def reads_the_result(guest: Guest, id: UUID) -> None:
    page = guest.page
    page.goto(f"{LIST}/{id}")
    page.get_by_role("heading", name="On days with it, closeness was higher").wait_for()
    guest.see("closeness came out 3.0 points higher than on days without")
    guest.see("14 days with and 14 without were rated")
    expect(page.locator(".dots .with circle")).to_have_count(14)
    page.get_by_text("The same as numbers", exact=True).click()
    expect(page.locator(".numbers").first).to_contain_text("+3.00, from")
    page.get_by_text("Why do you think so?", exact=True).click()
    guest.see("p = 0.0")
