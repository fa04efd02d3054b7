"""Values and topics open together; traditions and visions are kept in every version."""

import base64
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.meaning.models import Look, Skipped
from twofold.meaning.pages import sketch
from twofold.meaning.prompts import topics
from twofold.people.models import Person
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

MET = "story-how-we-met"
DEEP = next(one.id for one in topics().values() if one.depth >= 3)


@pytest.fixture
def two(cast: Cast) -> Cast:
    return cast.paired()


def page(player: Player, path: str) -> str:
    return str(player.get(path).content.decode())


def values(player: Player, cast: Cast, revision: int = 1, words: str = "play calm") -> Any:
    about = one_of("values", str(cast.couple.pk))
    id = one_of("values", str(about), str(player.id))
    sent = player.seal("values", {"five": words}, about=about, id=id, revision=revision)
    return player.post("/us/meaning/values", letter=sent)


def topic(player: Player, cast: Cast, revision: int = 1, slug: str = MET, words: str = "rain") -> Any:
    about = one_of("meaning", slug, str(cast.couple.pk))
    id = one_of("meaning", str(about), str(player.id))
    sent = player.seal("meaning", words, about=about, id=id, revision=revision)
    return player.post(f"/us/meaning/topics/{slug}", letter=sent)


def tradition(player: Player, sort: str = "keep", **given: Any) -> tuple[Any, str]:
    sent = player.seal("tradition", "pancakes", readable={"sort": sort}, **given)
    return player.post("/us/meaning/traditions", letter=sent), sent["id"]


def vision(player: Player, cast: Cast, since: str | None = None) -> tuple[Any, str]:
    about = one_of("vision", str(cast.couple.pk))
    sent = player.seal("vision", {"area-home": "a garden"}, about=about)
    return player.post("/us/meaning/vision", letter=sent, since=since), sent["id"]


@pytest.mark.parametrize(("write", "path"), [(values, "values"), (topic, f"topics/{MET}")])
def test_nobody_reads_first(two: Cast, write: Any, path: str) -> None:
    assert write(two.ada, two).json()["revealed"] is False
    sealed = base64.b64encode(bytes(Letter.objects.get().sealed)).decode()
    shown = page(two.ben, f"/us/meaning/{path}")
    assert sealed not in shown and "Ada has" in shown
    assert two.ben.get(f"/letters/{Letter.objects.get().pk}/revisions").status_code == 404
    assert write(two.ben, two).json()["revealed"] is True
    assert sealed in page(two.ben, f"/us/meaning/{path}")


@pytest.mark.parametrize("write", [values, topic])
def test_sent_twice_once_stale_kept_beside(two: Cast, write: Any) -> None:
    write(two.ada, two)
    write(two.ben, two)
    assert write(two.ada, two, 2).status_code == 200
    assert write(two.ada, two, 2, words="other").status_code == 409
    mine = Letter.objects.get(author=two.ada.person)
    assert [one.stray for one in mine.revisions.all()] == [False, True]
    versions = two.ben.get(f"/letters/{mine.pk}/revisions").json()["versions"]
    assert [one["stray"] for one in versions] == [False]  # what was sorted before, and no stray of hers


@pytest.mark.parametrize("write", [values, topic])
def test_taken_back_while_folded_and_written_again(two: Cast, write: Any) -> None:
    write(two.ada, two)
    assert two.ada.post(f"/letters/{Letter.objects.get().pk}/remove").json()["taken_back"] is True
    assert "Ada has" not in page(two.ben, "/us/meaning/values") + page(two.ben, f"/us/meaning/topics/{MET}")
    assert write(two.ada, two).status_code == 200
    write(two.ben, two)
    mine = Letter.objects.get(author=two.ada.person)
    two.ada.post(f"/letters/{mine.pk}/remove")
    assert "These words were removed" in page(two.ben, "/us/meaning/values") + page(
        two.ben, f"/us/meaning/topics/{MET}"
    )
    assert write(two.ada, two, 2).status_code == 200


@pytest.mark.parametrize("write", [values, topic])
def test_after_both_took_theirs_away_the_next_words_wait_again(two: Cast, write: Any) -> None:
    for player in (two.ada, two.ben):
        write(player, two)
    for player in (two.ada, two.ben):
        player.post(f"/letters/{Letter.objects.get(author=player.person).pk}/remove")
    assert write(two.ada, two, 2).json()["revealed"] is False
    sealed = base64.b64encode(bytes(Letter.objects.get(author=two.ada.person).sealed)).decode()
    assert sealed not in page(two.ben, "/us/meaning/values") + page(two.ben, f"/us/meaning/topics/{MET}")
    assert write(two.ben, two, 2).json()["revealed"] is True


def test_an_id_is_the_one_that_it_has_to_be(two: Cast) -> None:
    about = one_of("values", str(two.couple.pk))
    sent = two.ada.seal("values", {"five": "play"}, about=about)
    assert two.ada.post("/us/meaning/values", letter=sent).status_code == 404
    in_clear = two.ada.seal("vision", {}, readable={"area-home": "words"})
    assert two.ada.post("/us/meaning/vision", letter=in_clear).status_code == 400


def test_skipping_leaves_no_trace(two: Cast) -> None:
    path = f"/us/meaning/topics/{MET}"
    before = [main_of(page(two.ben, one)) for one in ("/us/meaning", path)]
    for _ in range(2):
        assert two.ada.post(f"{path}/skip", on=True).status_code == 200
    assert [main_of(page(two.ben, one)) for one in ("/us/meaning", path)] == before
    assert "Left out by you" in page(two.ada, "/us/meaning") and "Left out." in page(two.ada, path)
    topic(two.ben, two)
    assert "Ben has written" not in page(two.ada, path) + page(two.ada, "/us/meaning")
    two.ada.post(f"{path}/skip", on=False)
    assert "Ben has written" in page(two.ada, path) and not Skipped.objects.exists()
    assert two.ada.post("/us/meaning/topics/no-such/skip", on=True).status_code == 404


def main_of(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


def test_nothing_goes_deeper_than_either_has_chosen(two: Cast) -> None:
    path = f"/us/meaning/topics/{DEEP}"
    assert f"topics/{DEEP}" in page(two.ada, "/us/meaning")
    topic(two.ada, two, slug=DEEP)
    Person.objects.filter(pk=two.ben.id).update(depth=1)
    two.ben.client.force_login(Person.objects.get(pk=two.ben.id))
    assert f"topics/{DEEP}" not in page(two.ben, "/us/meaning")
    assert two.ben.get(path).status_code == 404
    assert topic(two.ben, two, slug=DEEP).status_code == 409
    assert two.ada.get(path).status_code == 200  # one's own words stay in reach
    assert topic(two.ada, two, 2, DEEP).status_code == 200


def test_a_tradition_moves_as_a_new_version(two: Cast) -> None:
    response, id = tradition(two.ada)
    assert response.status_code == 200 and id in page(two.ben, "/us/meaning/traditions")
    assert tradition(two.ada, "change", id=UUID(id), revision=2)[0].status_code == 200
    assert Letter.objects.get().readable == {"sort": "change"}
    assert Letter.objects.get().revisions.get().readable == {"sort": "keep"}
    assert tradition(two.ada, "begin", id=UUID(id), revision=2)[0].status_code == 409
    assert tradition(two.ben, "begin", id=UUID(id), revision=3)[0].status_code == 404
    bad: list[dict[str, Any]] = [{}, {"sort": "drop"}, {"sort": "keep", "words": "x"}, {"sort": []}]
    for readable in bad:
        sent = two.ada.seal("tradition", "x", readable=readable)
        assert two.ada.post("/us/meaning/traditions", letter=sent).status_code == 400


def test_a_removed_tradition_comes_back(two: Cast) -> None:
    _, id = tradition(two.ada)
    page(two.ben, "/us/meaning/traditions")
    undo = two.ada.post(f"/letters/{id}/remove").json()["undo"]
    assert "These words were removed" in page(two.ben, "/us/meaning/traditions")
    assert two.ada.post(undo).status_code == 200
    assert "These words were removed" not in page(two.ben, "/us/meaning/traditions")


def test_two_devices_at_once_make_two_versions(two: Cast) -> None:
    first, base = vision(two.ada, two)
    assert first.json()["another"] is False
    response, mine = vision(two.ada, two, base)
    assert response.json()["another"] is False
    response, theirs = vision(two.ben, two, base)
    assert response.json()["another"] is True
    assert theirs in page(two.ada, "/us/meaning/vision") and mine not in page(two.ada, "/us/meaning/vision")
    every = page(two.ben, "/us/meaning/vision/versions")
    assert all(one in every for one in (base, mine, theirs))


def test_a_vision_sent_twice_is_one_version(two: Cast) -> None:
    sent = two.ada.seal("vision", {"area-home": "x"}, about=one_of("vision", str(two.couple.pk)))
    for _ in range(2):
        assert two.ada.post("/us/meaning/vision", letter=sent).json()["another"] is False
    assert Letter.objects.count() == 1


def test_a_look_is_said_once_a_day_by_either(two: Cast) -> None:
    vision(two.ada, two)
    undo = two.ada.post("/us/meaning/vision/looked").json()["undo"]
    assert two.ben.post("/us/meaning/vision/looked").json()["undo"] is None
    assert Look.objects.count() == 1 and "You last looked at it together" in page(
        two.ben, "/us/meaning/vision"
    )
    two.ada.post(undo)
    assert not Look.objects.exists()


def test_another_couple_finds_nothing_of_it(two: Cast) -> None:
    values(two.ada, two)
    topic(two.ada, two)
    ids = [tradition(two.ada)[1], vision(two.ada, two)[1]]
    pair(two.cleo, Player("Dan"))
    paths = ("", "/values", "/traditions", "/vision", "/vision/versions", f"/topics/{MET}")
    seen = "".join(page(two.cleo, f"/us/meaning{path}") for path in paths)
    assert not any(str(one.pk) in seen for one in Letter.objects.all())
    assert "has written" not in seen and ids
    two.ada.post("/leave")
    for path in paths:
        assert two.ben.get(f"/us/meaning{path}").status_code == 302
    assert two.ben.post("/us/meaning/vision/looked").status_code == 409


def test_the_hub_is_told_in_one_query_without_words(two: Cast) -> None:
    values(two.ada, two)
    topic(two.ada, two)
    circle = two.ben.circle
    assert circle.partner
    assert sketch(circle).values is False and sketch(circle).topics == 0
    values(two.ben, two)
    topic(two.ben, two)
    tradition(two.ada)
    vision(two.ada, two)
    with CaptureQueriesContext(connection) as seen:
        told = sketch(circle)
    assert len(seen) == 1 and "sealed" not in seen[0]["sql"]
    assert (told.values, told.topics, told.traditions) == (True, 1, 1) and told.vision_on


@pytest.mark.parametrize(
    "path", ["", "/values", "/traditions", "/vision", "/vision/versions", f"/topics/{MET}"]
)
def test_a_long_history_takes_no_more_queries(two: Cast, path: str) -> None:
    for player in (two.ada, two.ben):
        values(player, two)
        for slug in topics():
            topic(player, two, slug=slug)
        for _ in range(6):
            tradition(player)
            vision(player, two, str(uuid4()))
    two.ada.get(f"/us/meaning{path}")
    with CaptureQueriesContext(connection) as seen:
        assert two.ada.get(f"/us/meaning{path}").status_code == 200
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 14


def test_where_both_took_theirs_away_the_page_says_that_the_next_words_wait(two: Cast) -> None:
    both = (two.ada, two.ben)
    for player in both:
        assert topic(player, two).status_code == 200
    for letter in Letter.objects.of_kind("meaning"):
        author = two.ada if letter.author_id == two.ada.id else two.ben
        assert author.post(f"/letters/{letter.pk}/remove").status_code == 200
    shown = page(two.ada, f"/us/meaning/topics/{MET}")
    assert "Send, folded" in shown and "These words were removed" in shown
    assert topic(two.ada, two, 2).json()["revealed"] is False
    shown = page(two.ada, f"/us/meaning/topics/{MET}")
    assert "Take it back" in shown and "unfolded" not in shown
    assert topic(two.ben, two, 2).json()["revealed"] is True
    assert "unfolded" in page(two.ada, f"/us/meaning/topics/{MET}")
