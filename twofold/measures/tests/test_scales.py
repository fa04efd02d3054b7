"""A scale is sealed by its owner, shared as its questions alone, and answered just for oneself."""

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.measures.scale_check import check
from twofold.measures.scales import shared_id
from twofold.testing import Cast, Player, pair

WORDS = {"title": "Our mornings", "score": "H4sI"}
ANSWERS = {"words": "Our mornings\nCalm: 3", "numbers": '{"tea":3}'}


def load(player: Player, **given: Any) -> UUID:
    sent = player.seal("scale", WORDS, shared=False, **given)
    assert player.post("/measures/scales", letter=sent).status_code == 200
    return UUID(sent["id"])


def share(player: Player, scale: UUID, **given: Any) -> Any:
    id = given.pop("id", None) or shared_id(player.circle, scale)
    sent = player.seal("scale", WORDS, about=scale, id=id, **given)
    return player.post(f"/measures/scales/{scale}/share", letter=sent)


def answer(player: Player, scale: UUID, **given: Any) -> Any:
    sent = player.seal("scale-answers", ANSWERS, shared=False, about=scale, **given)
    return player.post(f"/measures/scales/{scale}/answers", letter=sent)


def page(player: Player, path: str = "") -> str:
    shown = player.get(f"/measures/scales{path}")
    assert shown.status_code == 200
    return re.sub(r'name="(csrf|mark)" content="[^"]*"', "", shown.content.decode())


def test_a_scale_is_its_owners_until_they_share_it(cast: Cast) -> None:
    before = page(cast.paired().ben)
    scale = load(cast.ada)
    letter = Letter.objects.get()
    assert (letter.couple_id, letter.about, letter.readable) == (None, None, {})
    assert cast.ada.open(letter, cast.ada) == WORDS
    assert str(scale) in page(cast.ada)
    assert page(cast.ben) == before
    assert cast.ben.get(f"/measures/scales/{scale}").status_code == 404
    assert answer(cast.ben, scale).status_code == 404
    assert share(cast.ben, scale).status_code == 404


def test_each_answers_a_shared_scale_alone(cast: Cast, monkeypatch: Any) -> None:
    scale = load(cast.paired().ada)
    assert share(cast.ada, scale).status_code == 200
    assert f"/measures/scales/{scale}" in page(cast.ben)
    assert "Ada shared its questions" in page(cast.ben, f"/{scale}")
    heard: list[set[UUID]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(set(people)))
    seen = [page(one, path) for one in (cast.ada, cast.ben) for path in ("", f"/{scale}")]
    assert answer(cast.ben, scale).status_code == 200
    assert heard == [{cast.ben.id}]
    kept = Letter.objects.get(kind="scale-answers")
    assert (kept.couple_id, kept.about, kept.readable) == (None, scale, {})
    assert cast.ben.open(kept, cast.ben) == ANSWERS
    assert str(kept.pk) in page(cast.ben, f"/{scale}")
    assert [page(cast.ada, path) for path in ("", f"/{scale}")] == seen[:2]


def test_sharing_can_be_taken_back_and_done_again(cast: Cast) -> None:
    scale = load(cast.paired().ada)
    share(cast.ada, scale)
    copy = shared_id(cast.ada.circle, scale)
    assert cast.ada.post(f"/letters/{copy}/remove").json()["taken_back"] is True
    assert cast.ben.get(f"/measures/scales/{scale}").status_code == 404
    assert share(cast.ada, scale).status_code == 200
    page(cast.ben)  # it is handed over
    assert cast.ada.post(f"/letters/{copy}/remove").json()["left"] is True
    assert cast.ben.get(f"/measures/scales/{scale}").status_code == 404
    assert share(cast.ada, scale, revision=2).status_code == 200
    assert page(cast.ben, f"/{scale}")


def test_undo_brings_a_scale_back(cast: Cast) -> None:
    scale = load(cast.ada)
    undo = cast.ada.post(f"/letters/{scale}/remove").json()["undo"]
    assert cast.ada.get(f"/measures/scales/{scale}").status_code == 404
    assert cast.ada.post(undo).status_code == 200
    assert page(cast.ada, f"/{scale}")


def test_answers_outlive_their_scale(cast: Cast) -> None:
    scale = load(cast.paired().ada)
    share(cast.ada, scale)
    for player in (cast.ada, cast.ben):
        page(player)
        answer(player, scale)
        assert "that are gone" not in page(player)
    cast.ada.post(f"/letters/{scale}/remove")
    assert "that are gone" not in page(cast.ada)  # the copy that both have is still there
    assert str(scale) in page(cast.ada, f"/{scale}")
    cast.ada.post(f"/letters/{shared_id(cast.ada.circle, scale)}/remove")
    for player in (cast.ada, cast.ben):
        own = Letter.objects.get(kind="scale-answers", author=player.person)
        assert str(own.pk) in page(player)
        assert "that are gone" in page(player)


def test_a_former_partner_sees_nothing_and_keeps_their_own(cast: Cast) -> None:
    scale = load(cast.paired().ada)
    share(cast.ada, scale)
    page(cast.ben)
    answer(cast.ben, scale)
    cast.couple.part(cast.ada.person)
    assert cast.ben.get(f"/measures/scales/{scale}").status_code == 404
    assert "that are gone" in page(cast.ben)
    pair(cast.ada, cast.cleo)
    assert str(scale) not in page(cast.cleo)
    assert cast.cleo.get(f"/measures/scales/{scale}").status_code == 404
    assert share(cast.ada, scale).status_code == 200
    assert page(cast.cleo, f"/{scale}")


def test_the_copy_has_one_id_and_no_other(cast: Cast) -> None:
    scale, other = load(cast.paired().ada), load(cast.ada)
    assert share(cast.ada, scale, id=uuid4()).status_code == 404
    assert share(cast.ada, scale, id=shared_id(cast.ada.circle, other)).status_code == 404
    assert [share(cast.ada, scale).status_code for _ in range(2)] == [
        200,
        409,
    ]  # sealed anew: another came first
    assert Letter.objects.filter(couple__isnull=False).count() == 1
    page_of_copy = cast.ada.get(f"/measures/scales/{shared_id(cast.ada.circle, scale)}")
    assert page_of_copy.status_code == 404  # a scale has one address


def test_what_does_not_belong_is_refused(cast: Cast) -> None:
    scale, ada = load(cast.paired().ada), cast.ada
    for path in ("", f"/{scale}/answers", f"/{scale}/share"):
        url = f"/measures/scales{path}"
        assert ada.post(url).status_code == 400
        open_numbers = ada.seal("scale", WORDS, shared=False, about=scale, readable={"n": 1})
        assert ada.post(url, letter=open_numbers).status_code == 400
    to_both = ada.seal("scale", WORDS)
    assert ada.post("/measures/scales", letter=to_both).status_code == 409
    assert (
        ada.post(f"/measures/scales/{scale}/answers", letter=ada.seal("scale-answers", ANSWERS)).status_code
        == 409
    )
    assert answer(ada, uuid4()).status_code == 404
    own_answers = Letter.objects.get(pk=UUID(answer(ada, scale).json()["record"]["id"]))
    assert share(ada, own_answers.pk).status_code == 404
    assert ada.get(f"/measures/scales/{own_answers.pk}").status_code == 404
    for path in (f"/{scale}/answers", f"/{scale}/share", "/check"):
        assert ada.get(f"/measures/scales{path}").status_code == 405
    assert ada.post(f"/measures/scales/{scale}").status_code == 405


def test_sent_twice_is_kept_once(cast: Cast) -> None:
    sent = cast.ada.seal("scale", WORDS, shared=False)
    assert [cast.ada.post("/measures/scales", letter=sent).status_code for _ in range(2)] == [200, 200]
    url = f"/measures/scales/{sent['id']}/answers"
    sent = cast.ada.seal("scale-answers", ANSWERS, shared=False, about=UUID(sent["id"]))
    assert [cast.ada.post(url, letter=sent).status_code for _ in range(2)] == [200, 200]
    assert Letter.objects.count() == 2


def test_somebody_alone_answers_and_shares_with_nobody(cast: Cast) -> None:
    scale = load(cast.cleo)
    assert "scale-share" not in page(cast.cleo, f"/{scale}")
    assert answer(cast.cleo, scale).status_code == 200
    sent = cast.cleo.seal("scale", WORDS, shared=False, about=scale)
    assert cast.cleo.post(f"/measures/scales/{scale}/share", letter=sent).status_code == 409


def test_the_check_keeps_and_logs_nothing(cast: Cast, caplog: Any) -> None:
    secret = "an item nobody else may see"
    asked = {
        "resourceType": "Questionnaire",
        "status": "active",
        "item": [{"linkId": "a", "type": "text", "text": secret}],
    }
    with CaptureQueriesContext(connection) as queries:
        told = cast.ada.post("/measures/scales/check", questionnaire=json.dumps(asked), scoring="{}")
    assert told.json()["faults"][0] == {
        "file": "questionnaire",
        "path": "item[0].type",
        "words": "Twofold asks choices and whole numbers (choice, integer). This one is “text”.",
    }
    assert not Letter.objects.exists()
    assert not any(secret in one["sql"] for one in queries.captured_queries)
    assert secret not in caplog.text


def test_the_example_on_the_page_fits(cast: Cast) -> None:
    files = re.findall(r'<pre class="scale-example">(.*?)</pre>', page(cast.ada), re.DOTALL)
    assert check(*files)["scale"]["title"] == "Our mornings"


@pytest.mark.parametrize("body", [{}, {"questionnaire": 3, "scoring": "{}"}, {"questionnaire": "{}"}])
def test_a_check_of_something_else_is_refused(cast: Cast, body: dict[str, Any]) -> None:
    assert cast.ada.post("/measures/scales/check", **body).status_code == 400


def test_half_a_sign_in_what_is_sent_is_refused(cast: Cast) -> None:
    half = b'{"questionnaire": "\\ud800", "scoring": "{}"}'
    sent = cast.ada.client.post("/measures/scales/check", half, content_type="application/json")
    assert sent.status_code == 400


def test_who_is_signed_out_checks_nothing(db: None) -> None:
    sent = Client().post("/measures/scales/check", "{}", content_type="application/json")
    assert sent.status_code == 302


def test_few_queries_however_much_there_is(cast: Cast) -> None:
    cast.paired()
    first = load(cast.ada)
    for _ in range(14):
        share(cast.ada, load(cast.ada))
    for _ in range(3):
        answer(cast.ada, first)
    gone = load(cast.ada)
    answer(cast.ada, gone)
    cast.ada.post(f"/letters/{gone}/remove")
    for player in (cast.ada, cast.ben):
        page(player)
        with CaptureQueriesContext(connection) as asked:
            shown = page(player)
        assert len(asked) <= 10
        assert shown.count('class="button quiet" href="/measures/scales/') == 12
        assert "?page=2" in shown
    with CaptureQueriesContext(connection) as asked:
        page(cast.ada, f"/{first}")
    assert len(asked) <= 10
