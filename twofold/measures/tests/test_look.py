"""A monthly look: one's own is sealed, numbers and all; what is shared opens together, as a map."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.measures import looks
from twofold.measures.look_pages import MapPage
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

NOVEMBER = datetime(2026, 11, 15, 20, tzinfo=UTC)
TEXT = {"words": "Trust: 7", "numbers": '{"trust":7}'}
SIX = ("vulnerability", "empathy", "trust", "responsiveness", "acceptance", "safety")


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with time_machine.travel(NOVEMBER, tick=False):
        yield


def keep(player: Player, month: str = "2026-11", **given: Any) -> Any:
    id = one_of("look", str(player.id), month)
    sent = player.seal("look", TEXT, shared=False, **{"about": looks.about(month), "id": id, **given})
    return player.post("/measures/look", letter=sent, month=month)


def share(player: Player, numbers: Any = None, month: str = "2026-11", **given: Any) -> Any:
    about = looks.shared_about(player.circle, month)
    id = one_of("look", str(about), str(player.id))
    readable = given.pop("readable", {"numbers": numbers or {"trust": 7, "circles": 4}})
    sent = player.seal("look", {"note": "A line."}, about=about, id=id, readable=readable, **given)
    return player.post("/measures/look/share", letter=sent, month=month)


def page(player: Player, path: str = "look") -> str:
    text = player.get(f"/measures/{path}").content.decode()
    return re.sub(r'name="(csrf|mark)" content="[^"]*"', "", text)


def six(*numbers: int) -> dict[str, int]:
    return dict(zip(SIX, numbers, strict=True))


def test_a_look_is_its_authors_alone_with_its_numbers(cast: Cast) -> None:
    before = (page(cast.paired().ben), page(cast.ben, "map"))
    assert keep(cast.ada).status_code == 200
    letter = Letter.objects.get()
    assert (letter.couple_id, letter.readable, letter.appears_at) == (None, {}, None)
    assert cast.ada.open(letter, cast.ada) == TEXT
    assert str(letter.pk) in page(cast.ada)
    assert (page(cast.ben), page(cast.ben, "map")) == before


def test_a_later_look_of_the_month_takes_the_place_of_the_first(cast: Cast) -> None:
    id = one_of("look", str(cast.cleo.id), "2026-11")
    sent = cast.cleo.seal("look", TEXT, shared=False, about=looks.about("2026-11"), id=id)
    for _ in range(2):  # sent twice is kept once
        assert cast.cleo.post("/measures/look", letter=sent, month="2026-11").status_code == 200
    assert keep(cast.cleo, revision=2).status_code == 200
    assert Letter.objects.get().revision == 2
    stale = keep(cast.cleo, revision=2)
    assert stale.status_code == 409
    assert "Both versions are kept" in stale.json()["error"]
    assert "Another version is kept" in page(cast.cleo)


def test_one_look_for_each_month_until_it_is_over(cast: Cast) -> None:
    assert keep(cast.ada, "2026-10").status_code == 200
    assert keep(cast.ada).status_code == 200
    assert [one.day for one in Letter.objects.order_by("day")] == [date(2026, 10, 31), date(2026, 11, 15)]
    for month in ("2026-09", "2026-12"):
        assert keep(cast.ada, month).status_code == 409
    id = one_of("look", str(cast.ada.id), "2026-11")
    sent = cast.ada.seal("look", TEXT, shared=False, about=looks.about("2026-11"), id=id, revision=2)
    for no_month in ("2026-13", "11-2026", "", "2026-11\n", None):
        assert cast.ada.post("/measures/look", letter=sent, month=no_month).status_code == 400
    assert cast.ada.post("/measures/look", letter=sent, month="2026-11").status_code == 200


def test_the_month_is_the_one_on_the_couples_clock(cast: Cast) -> None:
    Couple.objects.filter(pk=cast.couple.pk).update(time_zone="Pacific/Auckland")
    with time_machine.travel(datetime(2026, 11, 30, 16, tzinfo=UTC), tick=False):  # there it is December
        assert looks.month_of(cast.ada.circle.day()) == "2026-12"
        assert keep(cast.ada, "2026-12").status_code == 200
        Couple.objects.filter(pk=cast.couple.pk).update(time_zone="Pacific/Honolulu")  # and November again
        assert looks.month_of(cast.ben.circle.day()) == "2026-11"
        assert keep(cast.ben, "2026-12").status_code == 200  # from a page that was open meanwhile
        assert {one.day for one in Letter.objects.all()} == {date(2026, 12, 1)}


def test_both_shared_open_together_and_nobody_is_told_before(cast: Cast, monkeypatch: Any) -> None:
    heard: list[set[UUID]] = []
    before = (page(cast.paired().ben), page(cast.ben, "map"))
    monkeypatch.setattr("twofold.events.publish", lambda people, told: heard.append(set(people)))
    assert share(cast.ada).json()["revealed"] is False
    assert (page(cast.ben), page(cast.ben, "map")) == before
    assert looks.shared_numbers(cast.ben.circle) == looks.shared_numbers(cast.ada.circle) == {}
    assert "Nothing is drawn yet" in page(cast.ada, "map")
    assert "Folded until Ben" in page(cast.ada)
    assert share(cast.ben, {"trust": 3, "circles": 2}).json()["revealed"] is True
    assert heard == [{cast.ada.id}, {cast.ada.id, cast.ben.id}]
    for player in (cast.ada, cast.ben):
        assert page(player, "map").count('class="entry ') == 2
        both = looks.shared_numbers(player.circle)
        assert both == {cast.ada.id: {"trust": 7, "circles": 4}, cast.ben.id: {"trust": 3, "circles": 2}}


def test_looks_of_different_months_wait_each_for_its_own(cast: Cast) -> None:
    share(cast.paired().ada, month="2026-10")
    assert share(cast.ben).json()["revealed"] is False
    assert "Folded until Ben has shared theirs of October" in page(cast.ada)
    assert "October" not in page(cast.ben)
    assert share(cast.ben, month="2026-10").json()["revealed"] is True


def test_what_is_shared_can_be_taken_back_while_it_is_folded(cast: Cast) -> None:
    share(cast.paired().ada)
    id = Letter.objects.get().pk
    answer = cast.ada.post(f"/letters/{id}/remove").json()
    assert answer["taken_back"] is True
    assert share(cast.ben).json()["revealed"] is False
    assert cast.ada.post(answer["undo"]).status_code == 200  # it is back, and so both open
    assert len(looks.shared_numbers(cast.ada.circle)) == 2


def test_of_two_devices_the_late_one_is_kept_beside(cast: Cast) -> None:
    share(cast.paired().ada, {"trust": 7})
    late = share(cast.ada, {"trust": 2})
    assert late.status_code == 409
    assert Letter.objects.get().readable == {"numbers": {"trust": 7}}
    share(cast.ben)
    assert looks.shared_numbers(cast.ben.circle)[cast.ada.id] == {"trust": 7}
    hers = Letter.objects.get(author=cast.ada.id).pk
    versions = cast.ben.get(f"/letters/{hers}/revisions").json()["versions"]
    assert versions == []  # what lost the race is its author’s alone


def test_what_was_open_leaves_an_empty_place_without_its_numbers(cast: Cast) -> None:
    for player in (cast.paired().ada, cast.ben):
        share(player)
    own = Letter.objects.get(author=cast.ada.id)
    cast.ada.post(f"/letters/{own.pk}/remove")
    assert Letter.objects.get(pk=own.pk).readable == {}
    assert looks.shared_numbers(cast.ben.circle) == {}
    shown = page(cast.ben, "map")
    assert "One of the two sheets" in shown
    assert shown.count('class="entry ') == 1
    assert share(cast.ada, {"trust": 5}, revision=2).json()["revealed"] is True  # Ben’s is still there
    for letter in Letter.objects.all():
        {cast.ada.id: cast.ada, cast.ben.id: cast.ben}[letter.author_id].post(f"/letters/{letter.pk}/remove")
    assert share(cast.ada, {"trust": 6}, revision=3).json()["revealed"] is False  # it waits for Ben’s again
    assert "Nothing is drawn yet" in page(cast.ben, "map")


def test_ones_own_look_taken_away_can_come_back(cast: Cast) -> None:
    keep(cast.ada)
    assert not looks.due(cast.ada.circle)
    undo = cast.ada.post(f"/letters/{Letter.objects.get().pk}/remove").json()["undo"]
    assert looks.due(cast.ada.circle)
    assert cast.ada.post(undo).status_code == 200
    assert not looks.due(cast.ada.circle)


def test_nothing_but_numbers_of_the_look_travels_in_clear(cast: Cast) -> None:
    cast.paired()
    shapes: list[Any] = [{}, {"numbers": {}}, {"numbers": []}, {"trust": 7}]
    shapes.append({"numbers": {"trust": 7}, "words": "Ben"})
    values = (True, 7.5, "7", None, 11, -1, [7], {"a": 1}, 10**30)
    shapes += [{"numbers": {"trust": value}} for value in values]
    shapes += [{"numbers": {"circles": value}} for value in (0, 8)]
    shapes += [{"numbers": {id: 5}} for id in ("Ben is late", "touch", "", "trust ")]
    for readable in shapes:
        assert share(cast.ada, readable=readable).status_code == 400, readable
    assert not Letter.objects.exists()


def test_what_does_not_belong_is_refused(cast: Cast) -> None:
    cast.paired()
    assert keep(cast.ada, readable={"numbers": {"trust": 7}}).status_code == 400
    assert keep(cast.ada, id=one_of("look", str(cast.ben.id), "2026-11")).status_code == 404
    to_both = cast.ada.seal("look", TEXT, id=one_of("look", str(cast.ada.id), "2026-11"))
    assert cast.ada.post("/measures/look", letter=to_both, month="2026-11").status_code == 409
    for url in ("/measures/look", "/measures/look/share"):
        assert cast.ada.post(url).status_code == 400
    assert share(cast.ada, month="2026-09").status_code == 409
    assert cast.ada.get("/measures/look/share").status_code == 405
    assert cast.cleo.post("/measures/look/share", letter={}, month="2026-11").status_code == 409
    assert cast.cleo.get("/measures/map").status_code == 302
    assert not Letter.objects.exists()


def test_a_new_couple_begins_with_an_empty_map(cast: Cast) -> None:
    for player in (cast.paired().ada, cast.ben):
        share(player)
        keep(player)
    cast.couple.part(cast.ada.person)
    assert cast.ben.get("/measures/map").status_code == 302
    assert looks.shared_numbers(cast.ben.circle) == {}
    pair(cast.ada, cast.cleo)
    assert "Nothing is drawn yet" in page(cast.ada, "map")
    assert "data-sealed" in page(cast.ada)  # her own stays hers
    assert looks.shared_numbers(cast.ada.circle) == {}


def test_the_newest_month_counts_for_a_hundred_days(cast: Cast) -> None:
    for month, number in (("2026-10", 3), ("2026-11", 8)):
        for player in (cast.paired().ada, cast.ben):
            share(player, {"trust": number}, month=month)
    assert {one["trust"] for one in looks.shared_numbers(cast.ada.circle).values()} == {8}
    circle = cast.ada.circle
    _ = circle.memberships
    with CaptureQueriesContext(connection) as asked:
        looks.shared_numbers(circle)
    assert len(asked) == 1
    with time_machine.travel(datetime(2027, 3, 15, tzinfo=UTC), tick=False):
        assert looks.shared_numbers(cast.ada.circle) == {}


def test_the_map_shows_the_month_that_is_asked_for(cast: Cast) -> None:
    for month, number in (("2026-10", 3), ("2026-11", 8)):
        for player in (cast.paired().ada, cast.ben):
            share(player, {"trust": number, "sign-time": number, "circles": 2}, month=month)
    assert MapPage(cast.ada.circle, "2026-10").own["trust"] == 3
    for wanted in ("", "2026-09", "x" * 500, "2026-11"):
        assert MapPage(cast.ada.circle, wanted).own["trust"] == 8
    first, second = json.loads(MapPage(cast.ada.circle).drawn_json)
    assert first == {"own": [None, None, 8, None, None, None], "other": [None, None, 8, None, None, None]}
    assert second["own"][2] == 3
    shown = page(cast.ada, "map?month=2026-10")
    assert 'href="?month=2026-10" aria-current="page"' in shown
    assert "a little" in shown


@pytest.mark.parametrize(
    ("ada", "ben", "said"),
    [
        ((3, 9, 5, 5, 6, 7), (1, 8, 4, 5, 3, 2), {"vulnerability": "least", "empathy": "most"}),
        ((3, 9, 5, 5, 6, 7), (8, 1, 4, 5, 3, 2), {}),  # each sees it otherwise: nothing is said of either
        ((3, 3, 5, 5, 6, 7), (1, 1, 4, 5, 3, 2), {}),  # two petals alike
        ((5, 5, 5, 5, 5, 5), (1, 8, 4, 5, 3, 2), {}),
    ],
)
def test_words_tell_what_both_see_alike_and_nothing_of_one(
    cast: Cast, ada: tuple[int, ...], ben: tuple[int, ...], said: dict[str, str]
) -> None:
    share(cast.paired().ada, six(*ada))
    share(cast.ben, six(*ben))
    for player in (cast.ada, cast.ben):
        rooms = MapPage(player.circle).rooms
        assert {one.id: word for one, _, word in rooms if word} == said
        assert ("You both gave this petal the least" in page(player, "map")) == ("least" in said.values())


def test_practices_stay_within_the_boundaries_of_both(cast: Cast) -> None:
    from twofold.boundaries.models import Boundary

    for player in (cast.paired().ada, cast.ben):
        share(player)
    assert "/practise/breathing-together" in page(cast.ada, "map")
    Boundary.objects.create(person=cast.ben.person, practices=["breathing-together"])
    for player in (cast.ada, cast.ben):
        assert "/practise/breathing-together" not in page(player, "map")


def test_few_queries_however_long_the_history(cast: Cast) -> None:
    for player in (cast.paired().ada, cast.ben):
        share(player)
        keep(player)
    own, both = Letter.objects.filter(couple=None), Letter.objects.exclude(couple=None)
    for letter in [*own, *both]:
        for month in range(1, 11):
            letter.pk = one_of(str(letter.author_id), str(month), str(letter.couple_id))
            letter.about, letter.day = one_of(str(month)), date(2026, month, 9)
            letter.save(force_insert=True)
    for path in ("look", "map"):
        page(cast.ada, path)
        with CaptureQueriesContext(connection) as asked:
            shown = page(cast.ada, path)
        assert "January 2026" in shown
        assert len(asked) <= 11, [one["sql"] for one in asked]


def test_somebody_alone_looks_and_shares_with_nobody(cast: Cast) -> None:
    assert keep(cast.cleo).status_code == 200
    assert "<look-share " not in page(cast.cleo)
    assert not looks.due(cast.cleo.circle)
