"""One's own copy: complete, sealed, and nobody else's."""

import base64
import json
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.urls import reverse

from twofold.archive.manifest import EXCUSED, LEFT_OUT, TAKEN
from twofold.experiments.tests.two import agreed
from twofold.questions.models import ask_tonight
from twofold.sealing.sealer import Record, open_letter
from twofold.testing import Cast, Player


def copy_of(player: Player) -> list[dict[str, Any]]:
    response = player.get(reverse("archive:copy"))
    text = b"".join(response.streaming_content).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_every_model_is_taken_or_excused() -> None:
    ours = {model for model in apps.get_models() if model.__module__.startswith("twofold.")}
    named = {model._meta.label for model in TAKEN} | set(EXCUSED)
    assert {model._meta.label for model in ours} == named


def test_ones_own_words_come_along_and_open(cast: Cast) -> None:
    asked = ask_tonight(cast.paired().ada.circle)
    for player in (cast.ada, cast.ben):
        player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, f"{player.name}'s words"))
    letters = [row for row in copy_of(cast.ada) if row["what"] == "letter"]
    assert [row["author_id"] for row in letters] == [str(cast.ada.id)]
    row, keys = letters[0], cast.ada.couple_keys
    record = Record(
        id=row["id"],
        couple=row["couple_id"],
        author=row["author_id"],
        kind=row["kind"],
        about=row["about"],
        revision=row["revision"],
        readable=row["readable"],
    )
    assert keys
    opened = open_letter(base64.b64decode(row["sealed"]), record, keys.identity, cast.ada.keys.verify)
    assert opened.text == "Ada's words"


def test_nothing_that_opens_a_door_comes_along(cast: Cast) -> None:
    rows = copy_of(cast.paired().ada)
    assert not any(LEFT_OUT & set(row) for row in rows)
    assert {"person", "keyringpart", "membership"} <= {row["what"] for row in rows}


def test_a_plan_comes_along_with_the_digest_that_proves_it(cast: Cast) -> None:
    plan = agreed(cast.paired()).plan
    for player in (cast.ada, cast.ben):
        (row,) = [row for row in copy_of(player) if row["what"] == "plan"]
        assert row["digest"] == plan.digest == sha256(row["content"].encode()).hexdigest()


def test_nobody_elses_rows_come_along(cast: Cast) -> None:
    cast.paired()
    text = json.dumps(copy_of(cast.cleo))
    assert str(cast.ada.id) not in text
    assert str(cast.couple.pk) not in text


def test_ones_copy_is_no_read_receipt(cast: Cast) -> None:
    raised = cast.paired().ada.seal("raised", "x")
    assert cast.ada.post("/repair/raise", letter=raised).status_code == 200
    before = copy_of(cast.ada)
    assert raised["sealed"] in cast.ben.get(f"/repair/raised/{raised['id']}/hear").content.decode()
    assert copy_of(cast.ada) == before
