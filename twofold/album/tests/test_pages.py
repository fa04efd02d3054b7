"""The album's pages stay within their budget of queries, however long the history."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.album import pages
from twofold.couples.letters import Letter
from twofold.testing import Cast, Player
from twofold.testing import pair as join

from .conftest import keep
from .test_photos import remember

BUDGET = 14


def queries(player: Player, page: str) -> int:
    player.get(page)
    with CaptureQueriesContext(connection) as seen:
        assert player.get(page).status_code == 200
    return len(seen)


def fill(cast: Cast, count: int, **given: Any) -> list[Letter]:
    """So many photos, of both, a day apart; nobody opens these."""
    sealed = bytes(Letter.objects.filter(kind="photo")[0].sealed)
    made = [
        Letter(
            id=uuid4(),
            author=(cast.ada, cast.ben)[number % 2].person,
            couple=cast.couple,
            sealed=sealed,
            day=date(2024, 1, 1) - timedelta(days=number),
            appears_at=timezone.now(),
            **{"kind": "photo", "readable": {"taken": "2024-01-01"}, **given},
        )
        for number in range(count)
    ]
    return list(Letter.objects.bulk_create(made))


@pytest.mark.parametrize("page", ["/us/album", "/us/album/more", "/us/album/childhood", "/us/memories"])
def test_pages_stay_within_their_budget(pair: Cast, page: str) -> None:
    memory = remember(pair.ada)
    keep(pair.ada, about=memory.pk)
    keep(pair.ben, readable={"year": 1990, "childhood": True})
    short = queries(pair.ben, page)
    fill(pair, 250)
    fill(pair, 60, kind="memory", readable={"day": "2024-01-01"})
    fill(pair, 60, readable={"year": 1990, "childhood": True})
    assert queries(pair.ben, page) == short <= BUDGET


def test_one_photo_and_one_memory_stay_within_their_budget(pair: Cast) -> None:
    memory = remember(pair.ada)
    photo, _ = keep(pair.ada, about=memory.pk)
    fill(pair, 250)
    assert queries(pair.ada, f"/us/album/{photo.pk}") <= BUDGET
    assert queries(pair.ben, f"/us/memories/{memory.pk}") <= BUDGET


def test_read_models_take_one_query_each(pair: Cast) -> None:
    memory = remember(pair.ada)
    keep(pair.ada, about=memory.pk)
    fill(pair, 50)
    circle = pair.ada.circle
    assert circle.couple
    for read in (
        lambda: pages.latest(circle, 6),
        lambda: pages.anniversary(circle),
        lambda: pages.photos_about(circle, [memory.pk, uuid4()]),
    ):
        with CaptureQueriesContext(connection) as seen:
            read()
        assert len(seen) == 1


def test_scrolling_meets_every_photo_once_and_in_order(pair: Cast) -> None:
    first, _ = keep(pair.ada, readable={"taken": "2025-01-01"})
    made = [first, *fill(pair, 230)]
    found, before = [], None
    page = pair.ada.get("/us/album").content.decode()
    assert str(made[pages.FIRST - 1].pk) in page and str(made[pages.FIRST].pk) not in page
    found, before = [str(one.pk) for one in made[: pages.FIRST]], str(made[pages.FIRST - 1].pk)
    while before:
        answer = pair.ada.get(f"/us/album/more?before={before}").json()
        found += [one["record"]["id"] for one in answer["photos"]]
        before = answer["before"]
    assert found == [str(one.pk) for one in made]


def test_a_photo_knows_its_neighbours(pair: Cast) -> None:
    keep(pair.ada, readable={"taken": "2025-01-01"})
    made = fill(pair, 5)
    page = pages.PhotoPage(pair.ben.circle, made[2])
    assert (page.later, page.earlier) == (made[1], made[3])
    assert pages.PhotoPage(pair.ben.circle, made[4]).earlier is None


def test_an_odd_place_to_go_on_from_leads_to_the_beginning(pair: Cast) -> None:
    photo, _ = keep(pair.ada)
    for before in ("", "x", uuid4()):
        assert str(photo.pk) in pair.ada.get(f"/us/album?before={before}").content.decode()


def test_the_history_is_read_by_its_index(pair: Cast) -> None:
    keep(pair.ada)
    fill(pair, 200)
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own words")
    plan = pages.photos_of(pair.ada.circle)[:25].explain()
    assert plan.count("own_by_kind") == 2 and "story" not in plan


def test_nobody_has_no_anniversaries(cast: Cast) -> None:
    assert pages.anniversary(cast.cleo.circle) == []


def test_what_was_shared_with_somebody_before_stays_there(pair: Cast) -> None:
    old, _ = keep(pair.ada)
    pair.ada.post("/leave")
    join(pair.ada, pair.cleo)
    new, _ = keep(pair.ada)
    page = pair.ada.get("/us/album").content.decode()
    assert str(new.pk) in page and str(old.pk) not in page
    assert str(old.pk) not in pair.cleo.get("/us/album").content.decode()
