"""Something raised reaches the partner alone, waits behind a first sheet, and is heard in private."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from twofold.content import ContentError
from twofold.couples.letters import Letter
from twofold.repair import words
from twofold.repair.models import Later
from twofold.repair.pages import set_for_later
from twofold.sealing.sealer import SealingError, one_of
from twofold.testing import Cast, Player

WORDS = "On Tuesday supper was ready at eight."


def raise_it(by: Player, *, shared: bool = True) -> Letter:
    sent = by.seal("raised", WORDS, shared=shared)
    assert by.post("/repair/raise", letter=sent).status_code == 200
    found: Letter = Letter.objects.get(pk=sent["id"])
    return found


def notes(
    by: Player, about: Letter, text: str = "a point", revision: int = 1, **given: Any
) -> dict[str, Any]:
    given = {
        "id": one_of("heard", str(about.pk), str(by.id)),
        "about": about.pk,
        "revision": revision,
        **given,
    }
    return by.seal("heard", {"valid-point": text}, shared=False, **given)


def test_the_first_sheet_hands_nothing_over(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    page = cast.ben.get(f"/repair/raised/{letter.pk}").content.decode()
    assert "Ada would like to raise something" in page
    assert "data-sealed" not in page
    letter.refresh_from_db()
    assert not letter.handed


def test_opening_it_hands_it_over_and_passes_the_sheet_from_then_on(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    assert "data-sealed" in cast.ben.get(f"/repair/raised/{letter.pk}/hear").content.decode()
    letter.refresh_from_db()
    assert letter.handed
    assert cast.ben.open(letter, cast.ada) == WORDS
    assert cast.ben.get(f"/repair/raised/{letter.pk}").status_code == 302


def test_it_can_be_taken_back_until_it_was_opened(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    cast.ben.get(f"/repair/raised/{letter.pk}")
    assert cast.ada.post(f"/letters/{letter.pk}/remove").json()["taken_back"]
    assert cast.ben.get(f"/repair/raised/{letter.pk}").status_code == 404


def test_what_is_kept_for_saying_aloud_is_ones_own(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada, shared=False)
    assert letter.couple_id is None
    for page in (f"/repair/raised/{letter.pk}", f"/repair/raised/{letter.pk}/hear"):
        assert cast.ben.get(page).status_code == 404
    assert str(letter.pk) in cast.ada.get("/repair/raise").content.decode()
    assert str(letter.pk) not in cast.ben.get("/repair/raise").content.decode()


def test_a_stranger_and_a_former_partner_find_nothing(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    for url in ("", "/hear"):
        assert cast.cleo.get(f"/repair/raised/{letter.pk}{url}").status_code in (302, 404)
    assert b"data-sealed" not in cast.cleo.get(f"/repair/raised/{letter.pk}/hear").content
    cast.couple.part(cast.ben.person)
    assert cast.ben.get(f"/repair/raised/{letter.pk}/hear").status_code in (302, 404)
    assert cast.ben.post(f"/repair/raised/{letter.pk}/later", minutes=60).status_code in (404, 409)


def test_later_is_told_to_nobody(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    before = cast.ada.get(f"/repair/raised/{letter.pk}/hear").content
    assert cast.ben.post(f"/repair/raised/{letter.pk}/later", minutes=180).status_code == 200
    assert "It waits here" in cast.ben.get(f"/repair/raised/{letter.pk}").content.decode()
    after = cast.ada.get(f"/repair/raised/{letter.pk}/hear").content
    assert len(before) == len(after)
    assert set_for_later(cast.ben.circle) == {letter.pk}
    assert set_for_later(cast.ada.circle) == set()
    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        assert set_for_later(cast.ben.circle) == set()


def test_choosing_again_moves_the_time(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    for minutes in (60, 1440, 1440):
        cast.ben.post(f"/repair/raised/{letter.pk}/later", minutes=minutes)
    assert Later.objects.count() == 1
    assert cast.ben.post(f"/repair/raised/{letter.pk}/later", minutes=7).status_code == 400
    assert cast.ada.post(f"/repair/raised/{letter.pk}/later", minutes=60).status_code == 404


def test_notes_are_for_whoever_hears_and_nobody_else(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    url = f"/repair/raised/{letter.pk}/notes"
    assert cast.ben.post(url, letter=notes(cast.ben, letter)).status_code == 200
    kept = Letter.objects.get(kind="heard")
    assert kept.couple_id is None
    with pytest.raises(SealingError):
        cast.ada.open(kept, cast.ben)
    assert str(kept.pk) not in cast.ada.get(f"/repair/raised/{letter.pk}/hear").content.decode()
    assert str(kept.pk) in cast.ben.get(f"/repair/raised/{letter.pk}/hear").content.decode()
    assert cast.ada.post(url, letter=notes(cast.ada, letter)).status_code == 404


def test_notes_are_one_letter_changed_in_order(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    url = f"/repair/raised/{letter.pk}/notes"
    first = notes(cast.ben, letter)
    for _ in range(2):
        assert cast.ben.post(url, letter=first).status_code == 200
    assert cast.ben.post(url, letter=notes(cast.ben, letter, "more", 2)).status_code == 200
    late = cast.ben.post(url, letter=notes(cast.ben, letter, "from another device", 2))
    assert late.status_code == 409
    assert Letter.objects.filter(kind="heard").count() == 1
    stray = notes(cast.ben, letter, id=uuid4())
    assert cast.ben.post(url, letter=stray).status_code == 404


def test_the_answer_is_a_reply_both_can_read(cast: Cast) -> None:
    letter = raise_it(cast.paired().ada)
    sent = cast.ben.seal("reply", "It sounds like you felt alone.", about=letter.pk)
    assert cast.ben.post(f"/letters/{letter.pk}/reply", letter=sent).status_code == 200
    assert sent["id"] in cast.ada.get(f"/repair/raised/{letter.pk}/hear").content.decode()


@pytest.mark.parametrize("body", ["", "{", "[]", '{"letter": 1}', '{"letter": {"id": "x"}}'])
def test_what_cannot_be_read_is_refused_in_a_sentence(cast: Cast, body: str) -> None:
    answer = cast.paired().ada.client.post("/repair/raise", body, content_type="application/json")
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]


def test_nothing_travels_in_clear_with_it(cast: Cast) -> None:
    sent = cast.paired().ada.seal("raised", WORDS, readable={"size": 3})
    assert cast.ada.post("/repair/raise", letter=sent).status_code == 400


def test_the_files_are_read_and_a_fault_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tuple(one.id for one in words.raising()) == words.PARTS
    assert tuple(one.id for one in words.hearing().step) == words.STEPS
    with pytest.raises(ContentError, match=r"raise\.toml:\d+: the order is"):
        words._check("raise.toml", ["happened", "need", "feel", "ask"], words.PARTS)
