"""Boundaries: what either leaves out is offered to neither, and nothing tells whose choice it was."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.boundaries import choices, limits
from twofold.boundaries.models import Boundary, Quiet, Wanted
from twofold.content import ContentError
from twofold.people.models import Person
from twofold.practices import shelf
from twofold.practices.library import practices
from twofold.practices.pages import LibraryPage
from twofold.questions import offer
from twofold.questions.decks import THEMES, questions
from twofold.questions.models import Asked, Pace, ask_tonight
from twofold.testing import Cast, Player

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
PAGES = ("/", "/talk", "/talk/own", "/talk/decks/everyday", "/practise", "/practise/morning-coffee", "/break")


@pytest.fixture(autouse=True)
def paired(cast: Cast) -> Cast:
    return cast.paired()


def draw(player: Player, **wanted: Any) -> None:
    sent = {"depth": 5, "themes": [], "gates": [], "practices": [], "quiet": None, **wanted}
    assert player.post("/me/boundaries", **sent).json() == {"ok": True}


def served(player: Player, page: str) -> tuple[int, str]:
    """A page as it is served, less what differs by chance each time."""
    response = player.get(page)
    text = re.sub(r'name="(csrf|mark)" content="[^"]*"', "", response.content.decode())
    return response.status_code, text


def test_the_content_names_what_there_is() -> None:
    assert choices.themes() == THEMES
    assert set(choices.practice_names()) == set(practices())
    touching = {id for id, one in practices().items() if any(step.kind == "touch" for step in one.step)}
    with_another_way = {"six-minute-morning", "bedtime-check-in", "state-of-the-union", "repair-talk"}
    assert choices.gates()["touch"] == touching - with_another_way


GOOD = """[[theme]]
id = "play"
name = "Play"

[[gate]]
id = "touch"
title = "Touch"
line = "Hands and hugs."
practices = ["a-hug"]
"""


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('"a-hug"', '"no-such-thing"'), 6, "no practice 'no-such-thing'"),
        (('name = "Play"', 'name = ""'), 3, "length"),
        (('id = "touch"', 'ident = "touch"'), 5, "ident"),
        (("[[gate]]", '[[theme]]\nid = "play"\nname = "Again"\n\n[[gate]]'), 6, "twice"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    file = tmp_path / "boundaries.toml"
    file.write_text(GOOD.replace(*change))
    with pytest.raises(ContentError) as fault:
        choices.read_choices(file, frozenset({"a-hug"}))
    assert str(fault.value).startswith(f"boundaries.toml:{line}:") and says in str(fault.value)


def test_what_is_saved_stands_on_ones_own_page_and_nowhere_else(cast: Cast) -> None:
    before = served(cast.ben, "/me/boundaries")
    draw(cast.ada, depth=2, themes=["money"], gates=["touch"], practices=["date-planning"])
    draw(cast.ada, depth=2, themes=["money"], gates=["touch"], practices=["date-planning"])  # twice is once
    kept = Boundary.objects.get()
    assert (kept.themes, kept.gates, kept.practices) == (["money"], ["touch"], ["date-planning"])
    assert Person.objects.get(pk=cast.ada.id).depth == 2
    assert 'value="money" checked' in served(cast.ada, "/me/boundaries")[1]
    assert served(cast.ben, "/me/boundaries") == before
    assert cast.ada.get("/me").status_code == 200
    assert cast.ada.post("/me/preferences", called="Ada", time_zone="UTC").status_code == 200
    assert Person.objects.get(pk=cast.ada.id).depth == 2


@pytest.mark.parametrize(
    "bad",
    [
        {"depth": 6},
        {"depth": 0},
        {"themes": ["no-such-theme"]},
        {"themes": ["x" * 100]},
        {"themes": ["money"] * 201},
        {"gates": ["nope"]},
        {"practices": ["../etc"]},
        {"quiet": {"start": 24, "end": 3}},
        {"quiet": {"start": 3}},
    ],
)
def test_what_cannot_be_is_turned_away_whole(cast: Cast, bad: dict[str, Any]) -> None:
    answer = cast.ada.post("/me/boundaries", **{"depth": 3, **bad})
    assert answer.status_code == 400 and not Boundary.objects.exists()


def test_for_any_two_boundaries_nothing_offered_is_outside_either(cast: Cast) -> None:
    chance = random.Random(20261122)  # noqa: S311 (a sample, not a secret)
    themes, gates = sorted(choices.themes()), sorted(choices.gates())
    for _ in range(60):
        drawn = []
        for player in (cast.ada, cast.ben):
            wanted = Wanted(
                depth=chance.randint(1, 5),
                themes=chance.sample(themes, chance.randint(0, len(themes))),
                gates=chance.sample(gates, chance.randint(0, len(gates))),
                practices=chance.sample(sorted(practices()), chance.randint(0, 75) % len(practices())),
            )
            Boundary.draw(Person.objects.get(pk=player.id), wanted)
            drawn.append(wanted)
        for player in (cast.ada, cast.ben):
            inside(player, drawn)


def inside(player: Player, drawn: list[Wanted]) -> None:
    depth = min(one.depth for one in drawn)
    out = {id for one in drawn for id in one.practices}
    out |= {id for one in drawn for gate in one.gates for id in choices.gates()[gate]}
    left_out = {theme for one in drawn for theme in one.themes}
    asked = offer.offered(player.circle).values()
    fitting = [one for one in questions().values() if one.depth <= depth and not left_out & set(one.themes)]
    assert {one.id for one in asked} == {one.id for one in fitting} or (
        not fitting and asked and all(offer.is_core(one) for one in asked)
    )
    done = shelf.offered(player.circle)
    allowed = {id for id, one in practices().items() if one.depth <= depth and id not in out}
    assert set(done) == allowed or (not allowed and set(done) == set(shelf.CORE))
    assert {one.practice.id for one in LibraryPage(player.circle).cards} == set(done)


def test_tonights_question_keeps_within_both(cast: Cast) -> None:
    draw(cast.ben, themes=sorted(THEMES - {"play"}))
    draw(cast.ada, themes=["time"])
    Pace.objects.create(couple=cast.couple, depth=5)
    for day in range(1, 12):
        with time_machine.travel(NOON.replace(day=day), tick=False):
            assert questions()[ask_tonight(cast.ada.circle).source].themes == ["play"]


def test_where_all_is_left_out_a_kind_core_stays(cast: Cast) -> None:
    draw(cast.ben, themes=sorted(THEMES), practices=sorted(practices()))
    assert offer.is_core(questions()[ask_tonight(cast.ada.circle).source])
    shown = cast.ada.get("/practise").context["shelf"].cards
    assert {one.practice.id for one in shown} == set(shelf.CORE)
    assert all(practices()[id].depth == 1 for id in shelf.CORE)


def test_what_is_left_is_deeper_than_the_pace_and_still_asked(cast: Cast) -> None:
    deep = min(one.depth for one in questions().values() if "faith-and-values" in one.themes)
    draw(cast.ben, themes=sorted(THEMES - {"faith-and-values", "meaning"}))
    chosen = questions()[ask_tonight(cast.ada.circle).source]
    assert set(chosen.themes) <= {"faith-and-values", "meaning"} and chosen.depth <= max(deep, 3)


def test_left_out_is_the_same_as_never_there(cast: Cast) -> None:
    never = {
        "page": served(cast.ada, "/practise/no-such-thing"),
        "deck": served(cast.ada, "/talk/decks/no-such-deck"),
        "begin": cast.ada.post("/practise/no-such-thing/begin").content,
        "star": cast.ada.post("/practise/no-such-thing/star").content,
        "ask": cast.ada.post("/talk/another", source="no-such-question").content,
        "like": cast.ada.post("/talk/star", source="no-such-question").content,
    }
    touch = next(one for one in questions().values() if "touch" in one.themes)
    draw(cast.ben, gates=["touch"], themes=["touch", "body"])
    with_touch = {theme for one in questions().values() for theme in one.themes} - {"touch"}
    assert served(cast.ada, "/practise/holding-hands") == never["page"]
    assert cast.ada.post("/practise/holding-hands/begin").content == never["begin"]
    assert cast.ada.post("/practise/holding-hands/star").content == never["star"]
    assert cast.ada.post("/talk/another", source=touch.id).content == never["ask"]
    assert cast.ada.post("/talk/star", source=touch.id).content == never["like"]
    draw(cast.ben, themes=sorted(with_touch))
    assert served(cast.ada, "/talk/decks/childhood") == never["deck"]
    assert "/talk/decks/childhood" not in served(cast.ada, "/talk")[1]


def test_a_boundary_without_effect_changes_no_byte(cast: Cast) -> None:
    draw(cast.ada, gates=["touch"], themes=["money"], practices=["date-planning"])
    with time_machine.travel(NOON, tick=False):
        before = [served(cast.ada, page) for page in PAGES]
        draw(cast.ben, gates=["touch"], themes=["money"], quiet={"start": 22, "end": 7})
        assert [served(cast.ada, page) for page in PAGES] == before
        draw(cast.ben, practices=["date-planning"])
        assert [served(cast.ada, page) for page in PAGES] == before


def test_no_page_counts_what_it_hides(cast: Cast) -> None:
    draw(cast.ben, depth=1, gates=["touch"], themes=["money"])
    for page in PAGES:
        text = served(cast.ada, page)[1]
        assert not re.search(r"\d+ more|deeper than|hidden for|left out", text), page


def test_what_both_have_said_stays_theirs(cast: Cast) -> None:
    asked = ask_tonight(cast.ada.circle)
    for player in (cast.ada, cast.ben):
        assert (
            player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, "said")).status_code == 200
        )
    draw(cast.ben, themes=questions()[asked.source].themes)
    assert served(cast.ada, f"/talk/{asked.pk}")[0] == 200
    assert questions()[asked.source].text in served(cast.ada, "/talk/past")[1].replace("&#x27;", "'")
    assert Asked.objects.tonight(cast.couple) == asked  # what is on today's page stays for today


def test_an_open_practice_can_still_be_joined(cast: Cast) -> None:
    live = cast.ada.post("/practise/holding-hands/begin").json()["live"]
    draw(cast.ben, gates=["touch"], quiet={"start": 0, "end": 23})
    draw(cast.ben, gates=["touch"])
    assert cast.ben.post("/practise/holding-hands/begin").json()["live"] == live


def test_in_quiet_hours_nothing_begins_for_either_and_nobody_learns_whose_they_are(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ben.id).update(time_zone="Asia/Tokyo")
    draw(cast.ben, quiet={"start": 21, "end": 6})
    with time_machine.travel(NOON, tick=False):  # half past nine in the evening in Tokyo
        refused = [player.post("/practise/morning-coffee/begin") for player in (cast.ada, cast.ben)]
        assert {one.status_code for one in refused} == {409}
        assert refused[0].content == refused[1].content
        assert limits.of(cast.ben.circle).i_rest and not limits.of(cast.ada.circle).i_rest
    with time_machine.travel(NOON.replace(hour=11), tick=False):
        assert cast.ada.post("/practise/morning-coffee/begin").status_code == 200


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [(22, 7, {22, 23, 0, 1, 2, 3, 4, 5, 6}), (9, 11, {9, 10}), (5, 5, set()), (0, 23, set(range(23)))],
)
def test_the_hours_go_round_the_clock(start: int, end: int, hours: set[int]) -> None:
    row = Boundary(quiet_start=start, quiet_end=end)
    assert {hour for hour in range(24) if row.rests("UTC", NOON.replace(hour=hour))} == hours
    assert not Boundary().rests("UTC", NOON)
    assert Quiet(start, end) == Quiet(start, end)


def test_one_query_for_the_limits_of_both(cast: Cast) -> None:
    draw(cast.ada, themes=["money"])
    draw(cast.ben, themes=["work"])
    circle = cast.ada.circle
    _ = circle.partner
    with CaptureQueriesContext(connection) as seen:
        assert limits.of(circle).themes == limits.of(circle).themes == {"money", "work"}
    assert len(seen) == 1


def test_somebody_alone_has_boundaries_too(cast: Cast) -> None:
    draw(cast.cleo, themes=["money"])
    assert served(cast.cleo, "/me/boundaries")[0] == 200
    assert limits.of(cast.cleo.circle).themes == {"money"}
    cast.ada.client.logout()
    assert cast.ada.get("/me/boundaries").status_code == 302


@pytest.mark.parametrize("page", ["/me/boundaries", "/practise", "/talk", "/talk/decks/everyday"])
def test_a_page_stays_within_its_queries(cast: Cast, page: str) -> None:
    draw(cast.ada, themes=["money"])
    cast.ada.get(page)
    with CaptureQueriesContext(connection) as seen:
        assert cast.ada.get(page).status_code == 200
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 14
