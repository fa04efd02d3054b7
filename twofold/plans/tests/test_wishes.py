"""Wishes: private until shared, of both by a yes, come true with a line; and nobody else's business."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from twofold.couples.letters import Letter
from twofold.plans import wishes
from twofold.plans.models import Done, WishYes
from twofold.plans.wishes import told_as_wins
from twofold.testing import Cast, Player, pair

PAGE = "/us/wishes"


def wish(player: Player, title: str = "A lighthouse", **given: Any) -> str:
    sent = player.seal("wish", {"title": title}, **given)
    assert player.post(PAGE, letter=sent).status_code == 200
    return str(sent["id"])


def body(player: Player, page: str) -> str:
    """A page without what is new in each answer."""
    return re.sub(r'<meta name="(csrf|mark)".*?>', "", player.get(page).content.decode())


def on_page(player: Player, id: str, page: str = PAGE) -> bool:
    return id in player.get(page).content.decode()


def line_about(player: Player, id: str, day: date, **given: Any) -> dict[str, Any]:
    return player.seal("memory", "windy", about=id, readable={"day": day.isoformat()}, **given)


@pytest.fixture
def couple(cast: Cast) -> Cast:
    return cast.paired()


def test_a_private_wish_is_its_authors_alone(couple: Cast) -> None:
    id = wish(couple.ada, shared=False)
    assert on_page(couple.ada, id)
    assert not on_page(couple.ben, id)
    assert couple.ben.get(f"{PAGE}/{id}").status_code == 404
    assert couple.ben.post(f"{PAGE}/{id}/yes", yes=True).status_code == 404
    assert couple.ada.post(f"{PAGE}/{id}/done", day=str(couple.couple.day())).status_code == 404


def test_sharing_later_hands_it_to_the_partner(couple: Cast) -> None:
    id = wish(couple.ada, shared=False)
    sent = couple.ada.seal("wish", {"title": "A lighthouse"}, id=id, revision=2)
    assert couple.ada.post(PAGE, letter=sent).status_code == 200
    assert on_page(couple.ben, id)
    assert couple.ben.open(Letter.objects.get(pk=id), couple.ada) == {"title": "A lighthouse"}


def test_a_shared_wish_cannot_be_sealed_away_from_the_partner(couple: Cast) -> None:
    id = wish(couple.ada)
    sent = couple.ada.seal("wish", {"title": "mine"}, id=id, revision=2, shared=False)
    assert couple.ada.post(PAGE, letter=sent).status_code == 409


def test_a_wish_sent_twice_is_one(couple: Cast) -> None:
    sent = couple.ada.seal("wish", {"title": "once"})
    for _ in range(2):
        assert couple.ada.post(PAGE, letter=sent).status_code == 200
    assert Letter.objects.filter(kind="wish").count() == 1


def test_an_older_version_is_kept_beside(couple: Cast) -> None:
    id = wish(couple.ada)
    for title, status in (("two", 200), ("late", 409)):
        sent = couple.ada.seal("wish", {"title": title}, id=id, revision=2)
        assert couple.ada.post(PAGE, letter=sent).status_code == status


def test_the_partners_yes_makes_it_of_both_and_can_be_taken_back(couple: Cast) -> None:
    id = wish(couple.ada)
    assert "Still one person’s wish" in couple.ada.get(PAGE).content.decode()
    for _ in range(2):
        assert couple.ben.post(f"{PAGE}/{id}/yes", yes=True).status_code == 200
    assert WishYes.objects.count() == 1
    assert "Still one person’s wish" not in couple.ada.get(PAGE).content.decode()
    assert couple.ben.post(f"{PAGE}/{id}/yes", yes=False).status_code == 200
    assert "Still one person’s wish" in couple.ada.get(PAGE).content.decode()


def test_not_saying_yes_looks_like_not_having_looked(couple: Cast) -> None:
    id = wish(couple.ada)
    unseen = body(couple.ada, f"{PAGE}/{id}")
    couple.ben.get(PAGE)
    couple.ben.get(f"{PAGE}/{id}")
    assert body(couple.ada, f"{PAGE}/{id}") == unseen


def test_ones_own_wish_takes_no_second_yes(couple: Cast) -> None:
    assert couple.ada.post(f"{PAGE}/{wish(couple.ada)}/yes", yes=True).status_code == 404


def test_a_wish_comes_true_once_and_can_be_unticked_and_ticked_again(couple: Cast) -> None:
    id, day = wish(couple.ada), couple.couple.day()
    for when in (day - timedelta(days=1), day):
        assert couple.ben.post(f"{PAGE}/{id}/done", day=str(when)).status_code == 200
    assert Done.objects.get().day == day - timedelta(days=1)
    undo = couple.ada.post(f"{PAGE}/{id}/not-yet").json()["undo"]
    assert not Done.objects.exists()
    assert couple.ben.post(undo).status_code == 404
    assert couple.ada.post(undo).status_code == 200
    assert Done.objects.get().by == couple.ben.person
    assert couple.ada.post(f"{PAGE}/{id}/not-yet").status_code == 200
    assert couple.ada.post(f"{PAGE}/{id}/not-yet").json()["undo"] is None


def test_it_cannot_have_come_true_tomorrow(couple: Cast) -> None:
    tomorrow = couple.couple.day() + timedelta(days=1)
    assert couple.ada.post(f"{PAGE}/{wish(couple.ada)}/done", day=str(tomorrow)).status_code == 409


def test_a_line_about_it_reaches_both(couple: Cast) -> None:
    id, day = wish(couple.ada), couple.couple.day()
    sent = line_about(couple.ben, id, day)
    couple.ben.post(f"{PAGE}/{id}/done", day=str(day))
    assert couple.ben.post(f"{PAGE}/{id}/memory", letter=sent, day=str(day)).status_code == 200
    assert on_page(couple.ada, sent["id"])
    assert Letter.objects.get(pk=sent["id"]).handed


def test_the_day_beside_a_line_is_the_day_inside(couple: Cast) -> None:
    id, day = wish(couple.ada), couple.couple.day()
    sent = line_about(couple.ben, id, day)
    other = str(day - timedelta(days=3))
    assert couple.ben.post(f"{PAGE}/{id}/memory", letter=sent, day=other).status_code == 400


def test_removing_a_wish_takes_its_yes_along_and_brings_it_back(couple: Cast) -> None:
    id = wish(couple.ada)
    couple.ben.post(f"{PAGE}/{id}/yes", yes=True)
    undo = couple.ada.post(f"/letters/{id}/remove").json()["undo"]
    assert not on_page(couple.ben, id)
    assert couple.ada.post(undo).status_code == 200
    assert WishYes.objects.count() == 1


def test_a_stranger_and_a_former_partner_find_nothing(couple: Cast) -> None:
    id = wish(couple.ada)
    pair(couple.cleo, Player("Eve"))
    for act in ("yes", "done", "not-yet", "memory"):
        assert couple.cleo.post(f"{PAGE}/{id}/{act}").status_code == 404
    couple.couple.part(couple.ada.person)
    pair(couple.ben, Player("Fay"))
    assert couple.ben.get(f"{PAGE}/{id}").status_code == 404
    assert not on_page(couple.ben, id)


def test_what_was_ones_own_with_somebody_before_stays_there(couple: Cast) -> None:
    id = wish(couple.ada)
    couple.couple.part(couple.ben.person)
    pair(couple.ada, Player("Gus"))
    assert couple.ada.get(f"{PAGE}/{id}").status_code == 404
    sent = couple.ada.seal("wish", {"title": "again"}, id=id, revision=2)
    assert couple.ada.post(PAGE, letter=sent).status_code == 409


@pytest.mark.parametrize("sent", [{}, {"letter": 1}, {"letter": {"id": "x"}}])
def test_what_is_malformed_is_told(couple: Cast, sent: dict[str, Any]) -> None:
    assert couple.ada.post(PAGE, **sent).status_code == 400


def test_words_in_clear_beside_a_wish_are_refused(couple: Cast) -> None:
    sent = couple.ada.seal("wish", {"title": "x"}, readable={"title": "x"})
    assert couple.ada.post(PAGE, letter=sent).status_code == 400
    assert couple.ada.post(f"{PAGE}/{uuid4()}/yes", yes=True).status_code == 404


def test_small_wins_are_told_in_a_sentence() -> None:
    today = date(2026, 8, 3)
    assert told_as_wins([], today) == ""
    assert told_as_wins([date(2026, 8, 1)], today) == "One has come true this month."
    four = [date(2026, 3, 2 + n) for n in range(4)]
    assert told_as_wins(four, today) == "Four have come true since March."
    assert told_as_wins([date(2025, 12, 24), *four], today) == "Five have come true since December 2025."


def test_a_wish_come_true_is_handed_to_who_is_shown_it(couple: Cast) -> None:
    id = wish(couple.ada)
    assert couple.ada.post(f"{PAGE}/{id}/done", day=str(couple.couple.day())).status_code == 200
    assert on_page(couple.ben, id)
    assert couple.ada.post(f"/letters/{id}/remove").json()["taken_back"] is False


def test_every_wish_of_ones_own_can_be_reached(couple: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "SHOWN", 2)
    sent = [wish(couple.ada, shared=False) for _ in range(3)]
    assert not on_page(couple.ada, sent[0]) and "?page=2" in body(couple.ada, PAGE)
    assert on_page(couple.ada, sent[0], f"{PAGE}?page=2")
