"""The love map: told, kept for oneself first, shared later, aged, and taken away."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.knowing.atlas import Topic, regions, topics
from twofold.knowing.models import Confirmed
from twofold.knowing.telling import about_of, map_sketch, may_have_changed
from twofold.people.models import Person
from twofold.sealing.letter import one_of
from twofold.testing import Cast, Player, pair

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("UTC"))
JOYS = topics()["now-joys"][1]
DEEP = regions()["intimacy"].topics[0]


@pytest.fixture
def paired(cast: Cast) -> Cast:
    return cast.paired()


def entry(
    player: Player, topic: Topic, words: str, *, share: bool = True, revision: int = 1
) -> dict[str, Any]:
    assert player.couple_keys
    about = one_of("map", topic.id, str(player.couple_keys.couple))
    id = one_of("map", str(about), str(player.id))
    return player.seal("map", words, shared=share, about=about, id=id, revision=revision)


def tell(player: Player, topic: Topic = JOYS, words: str = "The choir.", **given: Any) -> Any:
    share = given.get("share", True)
    letter = entry(player, topic, words, **given)
    return player.post(f"/us/map/topics/{topic.id}", letter=letter, share=share)


def page(player: Player, path: str = "/us/map/now") -> str:
    response = player.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_what_is_shared_is_there_for_both(paired: Cast) -> None:
    assert tell(paired.ada).status_code == 200
    letter = Letter.objects.get()
    assert letter.couple == paired.couple and letter.has_appeared and letter.readable == {}
    assert str(letter.pk) in page(paired.ben)
    assert paired.ben.open(letter, paired.ada) == "The choir."
    assert "What makes you happy these days" in page(paired.ben)
    letter.refresh_from_db()
    assert letter.handed


def test_what_is_kept_for_oneself_reaches_nobody_else(paired: Cast) -> None:
    assert tell(paired.ada, share=False).status_code == 200
    letter = Letter.objects.get()
    assert letter.couple is None
    assert str(letter.pk) in page(paired.ada) and "Kept just for you" in page(paired.ada)
    assert str(letter.pk) not in page(paired.ben) and JOYS.theirs not in page(paired.ben)
    assert "kept just for you" in page(paired.ada, "/us/map")
    assert "kept just for you" not in page(paired.ben, "/us/map")
    assert map_sketch(paired.ben.circle) == map_sketch(paired.ben.circle)
    assert {one.ground for one in map_sketch(paired.ada.circle)} == {"paper"}


def test_shared_later_it_is_no_edit_and_shows_no_earlier_words(paired: Cast) -> None:
    tell(paired.ada, words="A first thought.", share=False)
    tell(paired.ada, words="A second.", share=False, revision=2)
    assert tell(paired.ada, words="A second.", revision=3).status_code == 200
    letter = Letter.objects.get()
    assert letter.couple == paired.couple and not letter.shows_edit
    assert "Edited" not in page(paired.ben)
    assert paired.ben.open(letter, paired.ada) == "A second."
    assert paired.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"] == []


def test_a_change_of_what_is_shared_shows_and_keeps_what_was(paired: Cast) -> None:
    tell(paired.ada)
    assert tell(paired.ada, words="The rowing club.", revision=2).status_code == 200
    letter = Letter.objects.get()
    assert "Edited" in page(paired.ben)
    assert len(paired.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"]) == 1


def test_what_is_shared_cannot_become_ones_own_again(paired: Cast) -> None:
    tell(paired.ada)
    response = tell(paired.ada, words="Mine.", share=False, revision=2)
    assert response.status_code == 409 and "take it away" in response.json()["error"]
    assert paired.ben.open(Letter.objects.get(), paired.ada) == "The choir."


def test_sent_twice_is_kept_once(paired: Cast) -> None:
    sent = entry(paired.ada, JOYS, "The choir.")
    for _ in range(2):
        assert paired.ada.post("/us/map/topics/now-joys", letter=sent, share=True).status_code == 200
    assert Letter.objects.count() == 1 and Letter.objects.get().edited_at is None


def test_a_late_device_keeps_its_words_beside(paired: Cast) -> None:
    tell(paired.ada)
    assert tell(paired.ada, words="From the phone.", revision=2).status_code == 200
    late = tell(paired.ada, words="From the desk.", revision=2)
    assert late.status_code == 409 and late.json()["revision"] == 2
    assert "Another version is kept" in page(paired.ada)
    assert "Another version is kept" not in page(paired.ben)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"id": "11111111-1111-4111-8111-111111111111"}, 404),
        ({"id": "nonsense"}, 400),
        ({"sealed": "AAAA"}, 400),
        ({"readable": {"words": "in clear"}}, 400),
        ({"couple": None}, 409),
        ({"revision": 0}, 400),
    ],
)
def test_what_does_not_belong_is_refused(paired: Cast, change: dict[str, Any], status: int) -> None:
    sent = entry(paired.ada, JOYS, "The choir.") | change
    assert paired.ada.post("/us/map/topics/now-joys", letter=sent, share=True).status_code == status
    assert not Letter.objects.exists()


def test_an_entry_goes_under_its_own_topic_and_nobody_elses_id(paired: Cast) -> None:
    sent = entry(paired.ada, JOYS, "The choir.")
    assert paired.ada.post("/us/map/topics/now-hopes", letter=sent, share=True).status_code == 404
    assert paired.ben.post("/us/map/topics/now-joys", letter=sent, share=True).status_code == 404
    assert paired.ada.post("/us/map/topics/no-such", letter=sent, share=True).status_code == 404
    assert not Letter.objects.exists()


def test_taken_away_it_leaves_an_empty_place_where_it_was_read(paired: Cast) -> None:
    tell(paired.ada)
    page(paired.ben)
    letter = Letter.objects.get()
    undo = paired.ada.post(f"/letters/{letter.pk}/remove").json()["undo"]
    assert "These words were removed." in page(paired.ben)
    assert tell(paired.ada, share=False, revision=2).status_code == 409  # the place is both's by now
    assert paired.ada.post(undo).status_code == 200
    assert paired.ben.open(Letter.objects.get(), paired.ada) == "The choir."


def test_a_stranger_and_a_former_partner_see_nothing(paired: Cast) -> None:
    tell(paired.ada)
    letter = Letter.objects.get()
    pair(paired.cleo, Player("Eve"))
    assert str(letter.pk) not in page(paired.cleo)
    assert paired.cleo.post(f"/us/map/entries/{letter.pk}/still").status_code == 404
    paired.couple.part(paired.ben.person)
    assert paired.ben.get("/us/map/now").status_code == 302
    assert tell(paired.ben).status_code == 409
    ada_again = pair(paired.ada, Player("Dan"))
    assert str(letter.pk) not in page(paired.ada)
    assert about_of(JOYS, ada_again) != letter.about


def test_own_side_goes_as_deep_as_one_chose_and_the_others_tells_nothing_of_it(paired: Cast) -> None:
    Person.objects.filter(pk=paired.ada.id).update(depth=2)
    assert "deeper than you have chosen" in page(paired.ada, "/us/map/intimacy")
    assert DEEP.title in page(paired.ben, "/us/map/intimacy")
    assert "deeper" not in page(paired.ben, "/us/map/intimacy")
    assert tell(paired.ben, DEEP).status_code == 200
    assert DEEP.theirs in page(paired.ada, "/us/map/intimacy")


def test_an_aged_entry_asks_its_author_and_nobody_else(paired: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        tell(paired.ada)
        assert JOYS.still not in page(paired.ada) and may_have_changed(paired.ada.circle) is None
    with time_machine.travel(NOON + timedelta(days=JOYS.fresh_days), tick=False):
        assert JOYS.still in page(paired.ada) and JOYS.still not in page(paired.ben)
        aged = may_have_changed(paired.ada.circle)
        assert aged and aged.topic == JOYS and may_have_changed(paired.ben.circle) is None
        still = f"/us/map/entries/{aged.letter}/still"
        assert paired.ben.post(still).status_code == 404
        assert paired.ada.post(still).status_code == paired.ada.post(still).status_code == 200
        assert Confirmed.objects.count() == 1
        assert JOYS.still not in page(paired.ada) and "still true on 1 April 2026" in page(paired.ben)
        assert may_have_changed(paired.ada.circle) is None
        undo = paired.ada.post(f"/letters/{aged.letter}/remove").json()["undo"]
        assert not Confirmed.objects.exists()
        assert paired.ada.post(undo).status_code == 200 and Confirmed.objects.count() == 1
    with time_machine.travel(NOON + timedelta(days=2 * JOYS.fresh_days), tick=False):
        assert may_have_changed(paired.ada.circle)


def test_one_question_a_day_and_no_more(paired: Cast) -> None:
    told = [one for one in regions()["now"].topics if one.depth <= 3]
    with time_machine.travel(NOON, tick=False):
        for one in told:
            tell(paired.ada, one)
    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        first = may_have_changed(paired.ada.circle)
        assert first and may_have_changed(paired.ada.circle) == first
        paired.ada.post(f"/us/map/entries/{first.letter}/still")
        assert may_have_changed(paired.ada.circle) is None
    with time_machine.travel(NOON + timedelta(days=101), tick=False):
        second = may_have_changed(paired.ada.circle)
        assert second and second.topic != first.topic


def test_nothing_is_asked_beyond_ones_depth_by_now(paired: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        tell(paired.ada, DEEP)
    Person.objects.filter(pk=paired.ada.id).update(depth=2)
    with time_machine.travel(NOON + timedelta(days=1600), tick=False):
        paired.ada.client.force_login(paired.ada.person)
        assert may_have_changed(paired.ada.circle) is None
        assert DEEP.title in page(paired.ada, "/us/map/intimacy")  # what she told stays hers to change


def test_the_drawing_says_who_told(paired: Cast) -> None:
    tell(paired.ada)
    tell(paired.ben, topics()["people-" + regions()["people"].topics[0].id.removeprefix("people-")][1])
    for one in regions()["work"].topics:
        tell(paired.ada, one)
        tell(paired.ben, one)
    grounds = {one.region.id: (one.ground, one.marks) for one in map_sketch(paired.ada.circle)}
    assert grounds["now"] == ("clay", ("clay-1",))
    assert grounds["people"] == ("tide", ("tide-1",))
    assert grounds["work"] == ("both", ("clay-3", "tide-3"))
    assert grounds["fears"] == ("paper", ())
    drawn = page(paired.ada, "/us/map")
    assert "Known country, by you both" in drawn and "A first path, by Ben" in drawn and "%" not in drawn


def test_pages_ask_the_same_however_much_is_told(paired: Cast) -> None:
    def queries(path: str) -> int:
        page(paired.ben, path)
        with CaptureQueriesContext(connection) as seen:
            page(paired.ben, path)
        return len([one for one in seen if "SAVEPOINT" not in one["sql"]])

    paths = ("/us/map", "/us/map/loves")
    tell(paired.ada, regions()["loves"].topics[0])
    tell(paired.ben, regions()["loves"].topics[0])
    young = [queries(path) for path in paths]
    for one in regions()["loves"].topics[1:]:
        tell(paired.ada, one)
        tell(paired.ben, one)
    assert [queries(path) for path in paths] == young and max(young) <= 14
    circle = paired.ben.circle
    assert circle.couple and circle.side
    for model in (map_sketch, may_have_changed):
        with CaptureQueriesContext(connection) as seen:
            model(circle)
        assert len(seen) == 1


def test_somebody_alone_is_led_to_the_invitation(cast: Cast) -> None:
    for path in ("/us/map", "/us/map/now", "/us/rounds"):
        assert cast.cleo.get(path).status_code == 302
    assert cast.paired().ada.get("/us/map/nowhere").status_code == 404
