"""The barrier that may guide what is suggested: its owner's alone, and taken back without a trace."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.measures import leanings
from twofold.measures.models import Leaning
from twofold.testing import Cast, Player, pair


def lean(player: Player, barrier: Any) -> Any:
    return player.post("/measures/lean", barrier=barrier)


def kept(player: Player) -> str:
    found = re.search(r'data-kept="([^"]*)"', player.get("/measures/barriers").content.decode())
    assert found
    return found[1]


def test_a_leaning_is_told_to_nobody(cast: Cast, monkeypatch: Any) -> None:
    heard: list[set[UUID]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(set(people)))
    assert lean(cast.paired().ada, "full-lives").status_code == 200
    assert (kept(cast.ada), kept(cast.ben)) == ("full-lives", "")
    assert heard == [{cast.ada.id}]


def test_one_at_a_time_and_taken_back_it_is_gone(cast: Cast) -> None:
    assert lean(cast.ada, "").json()["undo"] is None
    for barrier in ("full-lives", "self-doubt", "self-doubt"):
        lean(cast.ada, barrier)
    assert Leaning.objects.get().barrier == "self-doubt"
    undo = lean(cast.ada, "").json()["undo"]
    assert not Leaning.objects.exists()
    assert cast.ben.post(undo).status_code == 404
    assert cast.ada.post(undo).status_code == 200
    assert kept(cast.ada) == "self-doubt"


def test_undo_gives_way_to_what_was_chosen_since(cast: Cast) -> None:
    lean(cast.ada, "full-lives")
    undo = lean(cast.ada, "").json()["undo"]
    lean(cast.ada, "self-doubt")
    assert cast.ada.post(undo).status_code == 409
    assert kept(cast.ada) == "self-doubt"


def test_the_two_of_a_couple_are_joined_without_whose_it_is(cast: Cast) -> None:
    lean(cast.paired().ada, "full-lives")
    lean(cast.ben, "self-doubt")
    for player in (cast.ada, cast.ben):
        circle = player.circle
        _ = circle.memberships
        with CaptureQueriesContext(connection) as asked:
            assert leanings.of(circle) == {"full-lives", "self-doubt"}
        assert len(asked) == 1
    cast.couple.part(cast.ada.person)
    pair(cast.ada, cast.cleo)
    assert leanings.of(cast.ben.circle) == {"self-doubt"}
    assert leanings.of(cast.cleo.circle) == {"full-lives"}


@pytest.mark.parametrize("barrier", ["reaching", "full-lives ", "x" * 41, 7, None, ["full-lives"]])
def test_only_a_barrier_of_the_file_is_kept(cast: Cast, barrier: Any) -> None:
    assert lean(cast.ada, barrier).status_code == 400
    assert cast.ada.get("/measures/lean").status_code == 405
    assert not Leaning.objects.exists()
