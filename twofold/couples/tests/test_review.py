"""What a review found: undo, sharing later, and copies tell nobody what is not theirs to know."""

from typing import Any
from uuid import UUID

import pytest

from twofold import events
from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter
from twofold.people.models import Person
from twofold.questions.models import Asked
from twofold.testing import Cast, Player, pair

MISS = {"occasion": "when-you-miss-me"}


@pytest.fixture
def two(cast: Cast) -> Cast:
    return cast.paired()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[set[Any]]:
    heard: list[set[Any]] = []
    monkeypatch.setattr(events, "publish", lambda people, message: heard.append(set(people)))
    return heard


def kept(player: Player, url: str, kind: str, text: Any = "x", **given: Any) -> Letter:
    sent = player.seal(kind, text, **given)
    assert player.post(url, letter=sent).status_code == 200
    return Letter.objects.get(pk=sent["id"])


def removed(player: Player, letter: Letter) -> str:
    return str(player.post(f"/letters/{letter.pk}/remove").json()["undo"])


def test_undo_of_what_is_private_is_told_to_nobody_else(two: Cast, told: list[set[Any]]) -> None:
    undo = removed(two.ada, kept(two.ada, "/us/wishes", "wish", {"title": "x"}, shared=False))
    told.clear()
    assert two.ada.post(undo).status_code == 200
    assert told == [{two.ada.id}]


def test_undo_of_what_both_see_is_told_to_both(two: Cast, told: list[set[Any]]) -> None:
    undo = removed(two.ada, kept(two.ada, "/us/good-news", "win"))
    told.clear()
    assert two.ada.post(undo).status_code == 200
    assert told == [{two.ada.id, two.ben.id}]


def test_undo_after_leaving_tells_no_later_partner(two: Cast, told: list[set[Any]]) -> None:
    undo = removed(two.ada, kept(two.ada, "/us/good-news", "win"))
    two.ada.post("/leave")
    pair(two.ada, two.cleo)
    told.clear()
    assert two.ada.post(undo).status_code == 200
    assert told == [{two.ada.id}]


def test_undo_brings_own_words_back_when_who_tapped_under_them_is_gone(two: Cast) -> None:
    letter = kept(two.ada, "/us/good-news", "win")
    assert two.ben.post(f"/letters/{letter.pk}/tap", kind="thank").status_code == 200
    undo = removed(two.ada, letter)
    two.couple.part(two.ben.person)
    Person.objects.get(pk=two.ben.id).delete()
    assert two.ada.post(undo).status_code == 200
    assert Letter.objects.get(pk=letter.pk).removed_at is None


def test_undo_opens_what_both_have_written_by_then(two: Cast) -> None:
    """Ada's words come back folded, and Ben has written meanwhile: neither would ever open."""
    page = "/us/meaning/values"
    about = Letter.objects
    from twofold.meaning.together import about_values
    from twofold.sealing.sealer import one_of

    thing = about_values(two.ada.circle)
    for one in (two.ada, two.ben):
        sent = one.seal("values", {"five": "a"}, about=thing, id=one_of("values", str(thing), str(one.id)))
        assert one.post(page, letter=sent).status_code == 200
        if one is two.ada:
            undo = removed(two.ada, about.get(pk=sent["id"]))
    assert two.ada.post(undo).status_code == 200
    assert all(one.has_appeared and one.handed for one in about.filter(about=thing))
    assert about.filter(about=thing).count() == 2


def test_undo_opens_both_answers_by_then(two: Cast) -> None:
    two.ada.get("/talk")
    asked = Asked.objects.get()
    two.ada.post(f"/talk/{asked.pk}/answer", letter=two.ada.answer_to(asked, "first"))
    undo = removed(two.ada, Letter.objects.get(about=asked.pk))
    two.ben.post(f"/talk/{asked.pk}/answer", letter=two.ben.answer_to(asked, "second"))
    assert not asked.revealed
    two.ada.post(undo)
    theirs = str(Letter.objects.get(about=asked.pk, author=two.ben.person).pk)
    assert theirs in two.ada.get(f"/talk/{asked.pk}").content.decode()
    assert asked.revealed


def test_what_is_shared_later_is_not_called_edited(two: Cast) -> None:
    """It would tell the partner that the words were kept from them first."""
    letter = kept(two.ada, "/us/wishes", "wish", {"title": "x"}, shared=False)
    kept(two.ada, "/us/wishes", "wish", {"title": "x"}, id=letter.pk, revision=2)
    shown = two.ben.get(f"/us/wishes/{letter.pk}").content.decode()
    assert str(letter.pk) in shown
    assert "see before" not in shown
    kept(two.ada, "/us/wishes", "wish", {"title": "y"}, id=letter.pk, revision=3)
    assert "see before" in two.ben.get(f"/us/wishes/{letter.pk}").content.decode()


def test_ones_copy_does_not_tell_that_a_letter_for_an_occasion_was_opened(two: Cast) -> None:
    shown = set()
    for opened in (False, True):
        letter = kept(two.ada, "/us/letters", "letter", readable=MISS)
        if opened:
            two.ben.post(f"/us/letters/{letter.pk}/open")
        kept(two.ada, "/us/letters", "letter", "again", readable=MISS, id=letter.pk, revision=2)
    couple = two.couple.pk
    two.ada.post("/leave")
    page = two.ada.get(f"/closed/{couple}").content.decode()
    shown = {part.count("see before") for part in page.split("<article")[1:3]}
    assert shown == {0}


def test_the_archive_does_not_tell_that_a_removed_letter_was_opened(two: Cast) -> None:
    import json

    from twofold.archive.manifest import lines

    told = []
    for opened in (False, True):
        letter = kept(two.ada, "/us/letters", "letter", readable=MISS)
        if opened:
            two.ben.post(f"/us/letters/{letter.pk}/open")
        assert two.ada.post(f"/us/letters/{letter.pk}/remove").status_code == 200
        rows = [json.loads(one) for one in lines(two.ada.person)]
        (row,) = (one for one in rows if one["what"] == "letter" and one["id"] == str(letter.pk))
        told.append({name: row.get(name) for name in ("handed", "appears_at", "couple_id")})
    assert told[0] == told[1]


def test_a_copy_that_is_deleted_leaves_nothing_to_bring_back(two: Cast) -> None:
    removed(two.ada, kept(two.ada, "/us/good-news", "win"))
    mailless = removed(two.ada, kept(two.ada, "/us/wishes", "wish", {"title": "x"}, shared=False))
    couple = two.couple.pk
    two.ada.post("/leave")
    assert two.ada.post(f"/closed/{couple}").status_code == 200
    assert Discarded.objects.count() == 1
    assert two.ada.post(mailless).status_code == 200  # what was never of that place stays


def test_no_address_tells_that_a_removed_letter_was_opened(two: Cast) -> None:
    """Whatever its author sends under the old id, the answers are the same."""
    told: list[list[Any]] = []
    for opened in (False, True):
        letter = kept(two.ada, "/us/letters", "letter", readable=MISS)
        if opened:
            two.ben.post(f"/us/letters/{letter.pk}/open")
        two.ada.post(f"/us/letters/{letter.pk}/remove")
        told.append([])
        for url, kind in (("/us/letters", "letter"), ("/us/good-news", "win"), ("/us/hard-times", "hard")):
            for revision in (1, 2):
                readable = MISS if kind == "letter" else {"meet": "listen"} if kind == "hard" else {}
                given: dict[str, Any] = {"id": letter.pk, "revision": revision, "readable": readable}
                answer = two.ada.post(url, letter=two.ada.seal(kind, "x", **given))
                taken = answer.json()["record"]["couple"] if answer.status_code == 200 else ""
                told[-1] += [answer.status_code, taken]
        reply = two.ada.seal("reply", "x", about=letter.pk)
        told[-1].append(two.ada.post(f"/letters/{letter.pk}/reply", letter=reply).status_code)
        told[-1].append(two.ada.get(f"/us/letters/{letter.pk}").status_code)
        told[-1].append(two.ada.get(f"/us/album/add?about={letter.pk}").status_code)
    assert told[0] == told[1]


def test_new_words_in_the_place_of_removed_ones_are_kept(two: Cast) -> None:
    """A page that does not know of the empty place begins with the first revision again."""
    from twofold.knowing.atlas import topics
    from twofold.knowing.telling import about_of
    from twofold.sealing.sealer import one_of

    about = about_of(topics()["now-joys"][1], two.couple)
    place: dict[str, Any] = {"about": about, "id": one_of("map", str(about), str(two.ada.id))}
    url = "/us/map/topics/now-joys"
    assert two.ada.post(url, letter=two.ada.seal("map", "rain", **place), share=True).status_code == 200
    two.ben.get("/us/map/now")
    letter = Letter.objects.get(pk=place["id"])
    assert letter.handed
    removed(two.ada, letter)
    assert two.ada.post(url, letter=two.ada.seal("map", "snow", **place), share=True).status_code == 200
    assert two.ben.open(Letter.objects.get(pk=letter.pk), two.ada) == "snow"


def test_undo_opens_what_the_other_wrote_after_both_had_removed_theirs(two: Cast) -> None:
    """Ada's words come back open; Ben's new ones would stay folded for ever."""
    from twofold.meaning.together import about_values
    from twofold.sealing.sealer import one_of

    thing, undo = about_values(two.ada.circle), {}

    def wrote(one: Player, revision: int = 1) -> Letter:
        id = one_of("values", str(thing), str(one.id))
        given: dict[str, Any] = {"about": thing, "id": id, "revision": revision}
        return kept(one, "/us/meaning/values", "values", {"five": "a"}, **given)

    both = [wrote(two.ada), wrote(two.ben)]
    for one, letter in zip((two.ada, two.ben), both, strict=True):
        undo[one.name] = removed(one, letter)
    new = wrote(two.ben, 2)
    assert not new.has_appeared
    assert two.ada.post(undo["Ada"]).status_code == 200
    assert str(new.pk) in two.ada.get("/us/meaning/values").content.decode()
    assert all(one.has_appeared and one.handed for one in Letter.objects.filter(about=thing))


def test_who_was_shown_an_earlier_version_was_handed_the_letter(two: Cast) -> None:
    letter = kept(two.ada, "/us/good-news", "win", "first")
    kept(two.ada, "/us/good-news", "win", "second", id=letter.pk, revision=2)
    assert two.ben.get(f"/letters/{letter.pk}/revisions").json()["versions"]
    assert two.ada.post(f"/letters/{letter.pk}/remove").json()["taken_back"] is False


REWRITTEN = [("/journal/keep", "journal", {}), ("/us/hard-times", "hard", {"meet": "listen"})]


@pytest.mark.parametrize(("url", "kind", "readable"), REWRITTEN)
def test_a_letter_to_one_couple_is_not_rewritten_for_another(
    cast: Cast, url: str, kind: str, readable: dict[str, str]
) -> None:
    """It would lie among the letters of the first, sealed with the keys of the second."""
    dan = Player("Dan")
    before, share = pair(cast.ada, dan), {"share": True} if kind == "journal" else {}
    old = cast.ada.seal(kind, "old", readable=readable)
    assert cast.ada.post(url, letter=old, **share).status_code == 200
    before.part(cast.ada.person)
    cast.paired()
    new = cast.ada.seal(kind, "new", readable=readable, id=UUID(old["id"]), revision=2)
    assert cast.ada.post(url, letter=new, **share).status_code == 409
    letter = Letter.objects.get(pk=old["id"])
    assert (letter.couple_id, letter.revision) == (before.pk, 1)


def test_what_was_sent_is_not_sealed_away_from_who_may_read_it(two: Cast) -> None:
    letter = kept(two.ada, "/repair/raise", "raised")
    away = two.ada.seal("raised", "y", id=letter.pk, revision=2, shared=False)
    assert two.ada.post("/repair/raise", letter=away).status_code == 409
    assert two.ben.open(Letter.objects.get(pk=letter.pk), two.ada) == "x"


def test_no_later_place_tells_that_a_removed_letter_was_opened(two: Cast) -> None:
    """Ada sends it again, sealed for the couple she is one of by then: the answers are the same."""
    letters = [kept(two.ada, "/us/letters", "letter", readable=MISS) for _ in range(2)]
    two.ben.post(f"/us/letters/{letters[0].pk}/open")
    for one in letters:
        two.ada.post(f"/us/letters/{one.pk}/remove")
    two.ada.post("/leave")
    pair(two.ada, two.cleo)
    again = [two.ada.seal("letter", "x", readable=MISS, id=one.pk, revision=2) for one in letters]
    assert len({two.ada.post("/us/letters", letter=one).status_code for one in again}) == 1
