"""A scale from outside: refused with its faults, loaded, answered, shared and taken along."""

import json
import re
from pathlib import Path
from typing import Any

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from playwright.sync_api import FilePayload, expect

from e2e.conftest import ROOT, Guests, Place
from e2e.people import Guest
from e2e.test_access import faults

BLOCKS = re.findall(r"```json\n(.*?)```", (ROOT / "docs/scales.md").read_text(encoding="utf-8"), re.DOTALL)
ITEM = "zyzzyva <img src=x onerror=alert(1)>"
# As somebody's editor may have left it: a mark of byte order, other line ends, a tab at the end.
QUESTIONNAIRE = (
    "\ufeff" + BLOCKS[0].replace("How rested were you?", ITEM).replace("\n", "\r\n") + "\t"
).encode()
SCORING = BLOCKS[1].encode()


def choose(guest: Guest, questionnaire: bytes, scoring: bytes = SCORING) -> None:
    for field, contents in (("questionnaire", questionnaire), ("scoring", scoring)):
        file: FilePayload = {
            "name": f"{field}.json",
            "mimeType": "application/json",
            "buffer": contents,
        }
        guest.page.set_input_files(f"#scale-{field}", files=[file])
    guest.button("Look at the files").click()


def answer(guest: Guest, light: str, hurry: str, tea: str, rested: str | None) -> None:
    page = guest.page
    guest.button("Answer it").click()
    for question, words in (
        ("look out of the window", light),
        ("looked for keys", hurry),
        ("warm was the tea", tea),
    ):
        group = page.get_by_role("group", name=re.compile(question))
        group.get_by_role("radio", name=words, exact=True).check(force=True)
    if rested:
        page.get_by_role("group", name=ITEM).get_by_role("radio", name=rested, exact=True).check(force=True)
    guest.button("Keep my answers").click()
    expect(page.locator("[data-start]")).to_be_visible()


def downloaded(guest: Guest, button: Any) -> bytes:
    with guest.page.expect_download() as waiting:
        button.click()
    return Path(waiting.value.path()).read_bytes()


def test_a_scale_is_loaded_answered_shared_and_taken_along(guests: Guests, place: Place) -> None:
    ada, ben = guests.pair()
    assert faults(ada, "/measures/scales") == []
    an_unfit_one_is_refused(ada)
    load(ada)
    answer_twice(ada)
    take_along(ada)
    found = faults(ada, path := ada.page.url.removeprefix(ada.url))
    share(ada, ben, path)
    assert [*found, *faults(ben, "/measures/scales")] == []
    nothing_of_it_is_kept_in_clear(ada, ben, place)


def an_unfit_one_is_refused(ada: Guest) -> None:
    page = ada.page
    ada.button("Look at the files").click()
    ada.see("Choose both files first")
    unfit = json.loads(BLOCKS[0])
    unfit["item"][1]["answerOption"][1]["valueCoding"]["code"] = 3
    unfit["item"][2]["<b>colour</b>"] = "<img src=x onerror=alert(1)>"
    choose(ada, json.dumps(unfit).encode())
    expect(page.locator("[data-faults] h3")).to_be_focused()
    told = page.locator(".scale-faults li")
    expect(told.first).to_contain_text("item[1].answerOption[1].valueCoding.code")
    expect(told.last).to_contain_text('item[2]["<b>colour</b>"]')
    assert page.locator(".scale-faults img, .scale-faults code b").count() == 0
    choose(ada, b'{"item": ' + b"[" * 100_000)
    expect(told).to_have_count(1)
    choose(ada, b"\xff\xfe")
    ada.see("could not be read as text")


def load(ada: Guest) -> None:
    page = ada.page
    choose(ada, QUESTIONNAIRE)
    expect(page.locator("[data-fits] h3")).to_have_text("Our mornings")
    ada.see("4 questions; scored as Calm, Ease.")
    ada.button("Keep it, sealed").click()
    page.wait_for_url(re.compile("/measures/scales/[0-9a-f-]{36}$"))
    expect(page.locator("[data-begin] h1")).to_have_text("Our mornings")
    ada.see("Made up for this page; anybody may use it.")


def answer_twice(ada: Guest) -> None:
    page = ada.page
    answer(ada, "on some", "on none", "2", None)
    pictures = page.locator("[data-pictures]")
    expect(pictures).to_contain_text("3, where 0 to 4 is possible. Its error is not known.")
    expect(pictures).to_contain_text(
        "2, where 0 to 10 is possible. With its measurement error, most likely between 0 and 4."
    )
    expect(pictures).to_contain_text("One answer was left out, so it is less sure than that.")
    ada.button("Answer it").click()
    page.get_by_role("group", name=ITEM).get_by_role("radio", name="9", exact=True).check(force=True)
    page.wait_for_timeout(900)  # what is half-filled is sealed once nothing has changed for a moment
    page.reload()
    ada.button("Answer it").click()
    expect(page.get_by_role("group", name=ITEM).get_by_role("radio", name="9", exact=True)).to_be_checked()
    assert page.locator("scale-page img").count() == 0
    ada.button("Later").click()
    answer(ada, "on most", "on none", "8", "9")
    answer(ada, "on most", "on most", "1", "2")
    expect(pictures).to_contain_text("Since ")
    expect(pictures).to_contain_text("from 8.5 to 1.5. That is further apart than answering twice brings")
    expect(page.locator(".scale-kept > li")).to_have_count(3)
    expect(page.locator("[data-pictures] circle")).to_have_count(6)


def take_along(ada: Guest) -> None:
    page = ada.page
    response = json.loads(downloaded(ada, page.locator(".scale-kept > li").last.locator("[data-export]")))
    QuestionnaireResponse.model_validate(response)
    assert response["questionnaire"] == "https://example.org/questionnaires/our-mornings|1.0"
    assert (response["status"], set(response)) == (
        "completed",
        {"resourceType", "questionnaire", "status", "authored", "item"},
    )
    assert response["item"] == [
        {"linkId": "light", "answer": [{"valueCoding": {"code": "some", "display": "on some"}}]},
        {"linkId": "hurry", "answer": [{"valueCoding": {"code": "no", "display": "on none"}}]},
        {"linkId": "tea", "answer": [{"valueInteger": 2}]},
    ]
    assert downloaded(ada, page.locator("[data-file=questionnaire]")) == QUESTIONNAIRE
    assert downloaded(ada, page.locator("[data-file=scoring]")) == SCORING


def share(ada: Guest, ben: Guest, path: str) -> None:
    ada.button("Share the questions with Ben").click()
    ada.see("Ben has its questions, too.")
    ben.page.goto("/measures/scales")
    ben.see("Our mornings")
    ben.page.get_by_role("link", name=re.compile("^Open it")).click()
    ben.page.wait_for_url(f"**{path}")
    ben.see("Ada shared its questions.")
    answer(ben, "on none", "on most", "5", "5")
    expect(ben.page.locator("[data-pictures]")).to_contain_text("0, where 0 to 4 is possible.")
    expect(ben.page.locator(".scale-kept > li")).to_have_count(1)
    ada.page.reload()
    expect(ada.page.locator(".scale-kept > li")).to_have_count(3)


def nothing_of_it_is_kept_in_clear(ada: Guest, ben: Guest, place: Place) -> None:
    question = "select count(*) from couples_letter where kind like 'scale%' and readable = '{}'"
    assert place.held(question)[0][0] >= 6
    for file in place.folder.iterdir():
        assert not file.is_file() or b"zyzzyva" not in file.read_bytes(), file
    telling = [one.split(" ", 2)[1] for guest in (ada, ben) for one in guest.sent if "zyzzyva" in one]
    assert telling == [f"{ada.url}/measures/scales/check"]  # looked at once, and put away
