"""The daily choice: one for both, never again before all are used, never beyond the gentler depth."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.questions.decks import questions
from twofold.questions.models import Asked, Pace, ask_tonight
from twofold.testing import Cast, Player

EVENING = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def couple(cast: Cast) -> Couple:
    return cast.couple


def set_depths(cast: Cast, ada: int, ben: int) -> None:
    for player, depth in ((cast.ada, ada), (cast.ben, ben)):
        Person.objects.filter(pk=player.id).update(depth=depth)


def test_both_get_the_same_one(cast: Cast) -> None:
    assert ask_tonight(cast.ada.circle) == ask_tonight(cast.ben.circle)


def test_a_year_without_a_repeat(cast: Cast, couple: Couple) -> None:
    set_depths(cast, 5, 5)
    Pace.objects.create(couple=couple, depth=5)
    asked = []
    for day in range(len(questions()) + 3):
        with time_machine.travel(EVENING + timedelta(days=day), tick=False):
            asked.append(ask_tonight(cast.ada.circle).source)
    every = len(questions())
    assert len(set(asked[:every])) == every
    assert asked[every : every + 3] == asked[:3]  # then the one asked longest ago comes again


@pytest.mark.parametrize(("ada", "ben"), [(1, 5), (5, 1), (2, 4)])
def test_the_gentler_depth_holds(cast: Cast, couple: Couple, ada: int, ben: int) -> None:
    set_depths(cast, ada, ben)
    Pace.objects.create(couple=couple, depth=5)
    for day in range(60):
        with time_machine.travel(EVENING + timedelta(days=day), tick=False):
            assert ask_tonight(cast.ben.circle).depth <= min(ada, ben)


def felt(cast: Cast, day: int, ada: bool, ben: bool) -> None:
    """One evening: both answer tonight's question, and each says how it was."""
    with time_machine.travel(EVENING + timedelta(days=day), tick=False):
        asked = ask_tonight(cast.ada.circle)
        for player in (cast.ada, cast.ben):
            player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, "words"))
        for player, at_ease in ((cast.ada, ada), (cast.ben, ben)):
            assert player.post(f"/talk/{asked.pk}/ease", at_ease=at_ease).status_code == 200


def test_the_depth_rises_when_both_are_at_ease(cast: Cast, couple: Couple) -> None:
    for day in range(Pace.TO_RISE):
        assert Pace.of(couple).depth == 1
        felt(cast, day, True, True)
    assert Pace.of(couple).depth == 2


def test_one_who_is_not_at_ease_keeps_it_gentle(cast: Cast, couple: Couple) -> None:
    Pace.objects.create(couple=couple, depth=3)
    felt(cast, 0, True, False)
    assert Pace.of(couple).depth <= 2


def test_a_little_much_said_twice_counts_once(cast: Cast, couple: Couple) -> None:
    Pace.objects.create(couple=couple, depth=5)
    with time_machine.travel(EVENING, tick=False):
        asked = ask_tonight(cast.ada.circle)
        Asked.objects.filter(pk=asked.pk).update(depth=5)
        for player in (cast.ada, cast.ben):
            player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, "words"))
        for _ in range(4):
            cast.ada.post(f"/talk/{asked.pk}/ease", at_ease=False)
    assert Pace.of(couple).depth == 4


def test_saying_it_twice_counts_once(cast: Cast, couple: Couple) -> None:
    felt(cast, 0, True, True)
    with time_machine.travel(EVENING, tick=False):
        asked = ask_tonight(cast.ada.circle)
        for _ in range(5):
            cast.ada.post(f"/talk/{asked.pk}/ease", at_ease=True)
    assert Pace.of(couple).easy == 1


def test_how_it_felt_is_told_to_nobody(cast: Cast) -> None:
    """Ben's pages are the same bytes before and after Ada has said how a question was for her."""
    asked = ask_tonight(cast.ada.circle)
    for player in (cast.ada, cast.ben):
        player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, "words"))

    def seen(page: str) -> bytes:
        content: bytes = cast.ben.get(page).content
        return content[content.index(b"<body") :]

    pages = ("/", "/talk", f"/talk/{asked.pk}", "/us/story", "/insights")
    before = [seen(page) for page in pages]
    cast.ada.post(f"/talk/{asked.pk}/ease", at_ease=False)
    assert [seen(page) for page in pages] == before


def test_how_it_felt_cannot_be_said_beforehand(cast: Cast) -> None:
    asked = ask_tonight(cast.ada.circle)
    assert cast.ada.post(f"/talk/{asked.pk}/ease", at_ease=True).status_code == 409


def test_their_day_is_one_day_across_two_time_zones(cast: Cast, couple: Couple) -> None:
    """Ada in Lisbon and Ben in Tokyo follow Lisbon's clock; a day begins at four in the morning."""
    Couple.objects.update(time_zone="Europe/Lisbon")
    Person.objects.filter(pk=cast.ben.id).update(time_zone="Asia/Tokyo")
    lisbon = ZoneInfo("Europe/Lisbon")
    with time_machine.travel(datetime(2026, 3, 2, 3, 59, tzinfo=lisbon), tick=False):
        night = ask_tonight(cast.ada.circle)
        assert ask_tonight(cast.ben.circle) == night
        assert night.day.isoformat() == "2026-03-01"
    with time_machine.travel(datetime(2026, 3, 2, 4, 0, tzinfo=lisbon), tick=False):
        assert ask_tonight(cast.ben.circle).day.isoformat() == "2026-03-02"


def test_another_one_takes_its_place_for_both(cast: Cast) -> None:
    first = ask_tonight(cast.ada.circle)
    assert cast.ben.post("/talk/another", instead_of=str(first.pk)).status_code == 200
    second = ask_tonight(cast.ada.circle)
    assert second != first and second.source != first.source
    again = cast.ada.post("/talk/another", instead_of=str(first.pk))  # she had the old card in sight
    assert again.json()["asked"] == str(second.pk)
    assert cast.ada.get(f"/talk/{first.pk}").status_code == 200


def test_turning_cards_has_an_end(cast: Cast) -> None:
    ask_tonight(cast.ada.circle)
    statuses = [cast.ada.post("/talk/another").status_code for _ in range(6)]
    assert statuses == [200] * 4 + [409] * 2


def test_a_question_of_their_own(cast: Cast) -> None:
    sent = cast.ada.seal("question", "What do you think about on the bus?")
    assert cast.ada.post("/talk/own", letter=sent).status_code == 200
    assert cast.ben.post("/talk/another", own=sent["id"]).status_code == 200
    tonight = ask_tonight(cast.ada.circle)
    assert str(tonight.own_id) == sent["id"] and tonight.text == ""
    assert sent["id"] in cast.ben.get("/talk").content.decode()


def test_a_deck_beyond_the_gentler_depth_is_not_asked(cast: Cast) -> None:
    set_depths(cast, 5, 2)
    deep = next(one for one in questions().values() if one.depth == 5)
    refused = cast.ada.post("/talk/another", source=deep.id)
    assert refused.status_code == 404 and not Asked.objects.filter(source=deep.id).exists()


def test_stars_are_ones_own(cast: Cast) -> None:
    source = next(iter(questions()))
    assert cast.ada.post("/talk/star", source=source).json()["on"] is True
    words = questions()[source].text
    assert words in cast.ada.get("/talk/own").content.decode()
    assert words not in cast.ben.get("/talk/own").content.decode()
    assert cast.ada.post("/talk/star", source="no-such-question").status_code == 404


def test_leaving_for_later_and_taking_up_again(cast: Cast) -> None:
    asked = ask_tonight(cast.ada.circle)
    cast.ada.post(f"/talk/{asked.pk}/set-aside", kind="later")
    assert "Left for later" in cast.ada.get("/").content.decode()
    assert f"/talk/{asked.pk}" in cast.ada.get("/talk").content.decode()
    cast.ada.post(f"/talk/{asked.pk}/set-aside", kind=None)
    assert "Left for later" not in cast.ada.get("/talk").content.decode()


def test_a_stranger_sees_none_of_it(cast: Cast) -> None:
    dan = Player("Dan")
    assert dan.get("/talk").status_code == 302
    assert dan.post("/talk/another").status_code == 409
