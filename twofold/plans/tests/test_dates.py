"""Dates: each one's word is private, what both like appears to both, and a day is found by two."""

import threading
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from twofold.plans.ideas import ideas
from twofold.plans.models import Outing, Swipe
from twofold.plans.pages import matches, next_outing, outings_between, waiting_for_my_word
from twofold.testing import Cast, Player, pair

from .test_wishes import body

PAGE = "/us/dates"
IDEA = next(iter(ideas()))


@pytest.fixture
def couple(cast: Cast) -> Cast:
    return cast.paired()


def swipe(player: Player, yes: bool | None, idea: str = IDEA) -> dict[str, Any]:
    answer = player.post(f"{PAGE}/swipe", idea=idea, yes=yes)
    assert answer.status_code == 200
    return dict(answer.json())


def suggest(player: Player, cast: Cast, ahead: int = 3, **given: Any) -> str:
    when = {"day": str(cast.couple.day() + timedelta(days=ahead)), "time": "18:30", "minutes": 90}
    sent = {"id": str(uuid4()), "when": when, "idea": IDEA, **given}
    answer = player.post(f"{PAGE}/propose", **sent)
    assert answer.status_code == 200, answer.content
    return str(sent["id"])


def agreed(cast: Cast, **given: Any) -> Outing:
    id = suggest(cast.ada, cast, **given)
    assert cast.ben.post(f"{PAGE}/{id}/agree", turn=1).status_code == 200
    return Outing.objects.get(pk=id)


def test_what_both_like_appears_to_both(couple: Cast) -> None:
    assert swipe(couple.ada, True)["both"] is False
    assert swipe(couple.ben, True)["both"] is True
    for player in (couple.ada, couple.ben):
        assert [one.title for one in matches(player.circle)] == [ideas()[IDEA].title]
    swipe(couple.ada, None)
    assert matches(couple.ben.circle) == []


def test_a_no_and_an_unseen_look_alike_to_the_partner(couple: Cast) -> None:
    def seen() -> str:
        return body(couple.ada, PAGE)

    unseen = seen()
    swipe(couple.ben, False)
    assert seen() == unseen
    swipe(couple.ben, True)
    assert seen() == unseen
    for idea in list(ideas())[1:30]:
        swipe(couple.ben, False, idea)
    assert seen() == unseen


def test_the_partners_pages_hear_of_nothing_but_matches(
    couple: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[Any]] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, _: told.append(list(people)))
    swipe(couple.ben, False)
    swipe(couple.ben, True)
    assert told == []
    swipe(couple.ada, True)
    swipe(couple.ben, None)
    assert [len(people) for people in told] == [2, 2]


def test_a_not_now_comes_back_after_three_months(couple: Cast) -> None:
    swipe(couple.ada, False)
    said = f'data-idea="{IDEA}"'

    def card() -> str:
        page = body(couple.ada, PAGE)
        return page[page.index(said) :].split(">")[0]

    assert 'data-said="no"' in card()
    with time_machine.travel(timezone.now() + timedelta(days=92), tick=False):
        couple.ada.client.force_login(couple.ada.person)
        assert 'data-said=""' in card()


def test_the_order_is_the_couples_own_and_steady(couple: Cast) -> None:
    first = couple.ada.get(PAGE).content.decode().split('data-idea="')[1:]
    again = couple.ben.get(PAGE).content.decode().split('data-idea="')[1:]
    order = [one.split('"')[0] for one in first]
    assert order == [one.split('"')[0] for one in again]
    assert sorted(order) == sorted(ideas())


def test_two_yeses_in_the_same_second_make_one_match(transactional_db: None) -> None:
    cast = Cast().paired()
    start, answers = threading.Barrier(2), []

    def say(player: Player) -> None:
        start.wait()
        answers.append(swipe(player, True)["both"])
        connections.close_all()

    both = [threading.Thread(target=say, args=(one,)) for one in (cast.ada, cast.ben)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == [False, True]


@pytest.mark.parametrize("sent", [{}, {"idea": "no-such", "yes": True}, {"idea": IDEA, "yes": "maybe"}])
def test_a_word_on_nothing_is_refused(couple: Cast, sent: dict[str, Any]) -> None:
    assert couple.ada.post(f"{PAGE}/swipe", **sent).status_code in (400, 404)
    assert not Swipe.objects.exists()


def test_one_suggests_and_the_other_agrees(couple: Cast) -> None:
    id = suggest(couple.ada, couple)
    assert waiting_for_my_word(couple.ada.circle) == []
    assert [str(one.pk) for one in waiting_for_my_word(couple.ben.circle)] == [id]
    assert couple.ada.post(f"{PAGE}/{id}/agree", turn=1).status_code == 409
    assert next_outing(couple.ada.circle) is None
    for _ in range(2):
        assert couple.ben.post(f"{PAGE}/{id}/agree", turn=1).status_code == 200
    found = next_outing(couple.ada.circle)
    assert found and found.title == ideas()[IDEA].title
    assert matches(couple.ada.circle)  # suggesting and agreeing are a yes of each


def test_a_day_suggested_twice_is_one(couple: Cast) -> None:
    id = suggest(couple.ada, couple)
    assert suggest(couple.ada, couple, id=id) == id
    assert Outing.objects.count() == 1


def test_nobody_agrees_to_a_day_they_have_not_seen(couple: Cast) -> None:
    id = suggest(couple.ada, couple)
    moved = {"day": str(couple.couple.day() + timedelta(days=9)), "turn": 1}
    assert couple.ada.post(f"{PAGE}/{id}/move", **moved).status_code == 200
    assert couple.ben.post(f"{PAGE}/{id}/agree", turn=1).status_code == 409
    assert couple.ben.post(f"{PAGE}/{id}/agree", turn=2).status_code == 200


def test_another_day_changes_hands_and_remembers_the_first(couple: Cast) -> None:
    outing = agreed(couple)
    moved = {"day": str(outing.day + timedelta(days=1)), "time": None, "minutes": 60, "turn": 1}
    assert couple.ben.post(f"{PAGE}/{outing.pk}/move", **moved).status_code == 200
    outing.refresh_from_db()
    assert (outing.waits, outing.proposed_by_id) == (True, couple.ben.id)
    assert outing.instead_of == outing.day - timedelta(days=1)
    assert "Instead of" in couple.ada.get(f"{PAGE}/{outing.pk}").content.decode()


def test_letting_go_asks_for_no_reason_names_nobody_and_can_be_undone(couple: Cast) -> None:
    outing = agreed(couple)
    undo = couple.ben.post(f"{PAGE}/{outing.pk}/let-go").json()["undo"]
    page = couple.ada.get(f"{PAGE}/{outing.pk}").content.decode()
    assert "Let go for now" in page
    assert "Bring it back" not in page
    assert couple.ada.post(undo).status_code == 409
    assert couple.ada.post(f"{PAGE}/{outing.pk}/agree", turn=1).status_code == 409
    assert couple.ben.post(undo).status_code == 200
    assert next_outing(couple.ada.circle)


@pytest.mark.parametrize("ahead", [-1, 900])
def test_a_day_is_from_today_on_within_two_years(couple: Cast, ahead: int) -> None:
    when = {"day": str(couple.couple.day() + timedelta(days=ahead)), "minutes": 60}
    sent = couple.ada.post(f"{PAGE}/propose", id=str(uuid4()), when=when, idea=IDEA)
    assert sent.status_code == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"idea": "no-such"}, 404),
        ({"idea": ""}, 400),
        ({"letter": str(uuid4())}, 404),
        ({"when": {"day": "2030-02-30", "minutes": 60}}, 400),
        ({"when": {"day": "2030-02-03", "minutes": 2}}, 400),
        ({"when": {"day": "2030-02-03", "time": "25:00"}}, 400),
        ({"id": "00000000-0000-1000-8000-000000000000"}, 400),
    ],
)
def test_what_is_no_proposal_is_refused(couple: Cast, change: dict[str, Any], status: int) -> None:
    when = {"day": str(couple.couple.day()), "minutes": 60}
    sent = {"id": str(uuid4()), "when": when, "idea": IDEA, **change}
    assert couple.ada.post(f"{PAGE}/propose", **sent).status_code == status


def test_a_stranger_and_a_former_partner_find_nothing(couple: Cast) -> None:
    outing = agreed(couple)
    pair(couple.cleo, Player("Eve"))
    later = str(couple.couple.day())
    for act in ("agree", "move", "let-go", "keep", "memory"):
        assert couple.cleo.post(f"{PAGE}/{outing.pk}/{act}").status_code == 404
    assert couple.cleo.get(f"{PAGE}/{outing.pk}").status_code == 404
    taken = {"id": str(outing.pk), "when": {"day": later}, "idea": IDEA}
    assert couple.cleo.post(f"{PAGE}/propose", **taken).status_code == 404
    couple.couple.part(couple.ada.person)
    pair(couple.ben, Player("Fay"))
    assert couple.ben.get(f"{PAGE}/{outing.pk}").status_code == 404
    assert matches(couple.ben.circle) == []


def test_an_idea_of_ones_own_is_a_match_with_the_others_yes(couple: Cast) -> None:
    sent = couple.ada.seal("outing", {"title": "the little cinema"})
    assert couple.ada.post(f"{PAGE}/own", letter=sent).status_code == 200
    assert sent["id"] in couple.ben.get(PAGE).content.decode()
    assert matches(couple.ada.circle) == []
    assert couple.ben.post(f"/us/wishes/{sent['id']}/yes", yes=True).status_code == 200
    assert [one.title for one in matches(couple.ada.circle)] == [""]


def test_suggesting_a_day_for_the_partners_wish_is_a_yes_to_it(couple: Cast) -> None:
    sent = couple.ada.seal("wish", {"title": "lighthouse"})
    couple.ada.post("/us/wishes", letter=sent)
    id = suggest(couple.ben, couple, idea="", letter=sent["id"])
    outing = Outing.objects.get(pk=id)
    assert outing.letter and outing.letter.yeses.get().person == couple.ben.person
    assert outing.title == ""
    couple.ada.post(f"/letters/{sent['id']}/remove")
    assert couple.ben.get(f"{PAGE}/{id}").status_code == 200


def test_a_day_is_told_about_once_it_has_come(couple: Cast) -> None:
    outing = agreed(couple)
    day = couple.couple.day()
    for ahead, status in ((0, 409), (4, 200)):
        with time_machine.travel(timezone.now() + timedelta(days=ahead), tick=False):
            couple.ada.client.force_login(couple.ada.person)
            told = str(min(outing.day, day + timedelta(days=ahead)))
            sent = couple.ada.seal("memory", "rain", about=outing.pk, readable={"day": told})
            answer = couple.ada.post(f"{PAGE}/{outing.pk}/memory", letter=sent, day=told)
            assert answer.status_code == status
            if status == 200:
                couple.ben.client.force_login(couple.ben.person)
                assert sent["id"] in couple.ben.get(f"{PAGE}/been").content.decode()


def test_an_hour_that_the_clocks_skip_moves_forward(couple: Cast) -> None:
    couple.couple.time_zone = "Europe/Berlin"
    skipped = Outing(couple=couple.couple, day=date(2027, 3, 28), time=time(2, 30), minutes=60)
    assert skipped.starts_at and f"{skipped.starts_at:%H:%M %z}" == "03:30 +0200"
    assert Outing(couple=couple.couple, day=date(2027, 3, 28), minutes=60).starts_at is None


def test_each_reads_the_hour_on_their_own_clock(couple: Cast) -> None:
    type(couple.couple).objects.update(time_zone="Europe/Lisbon")
    type(couple.ben.person).objects.filter(pk=couple.ben.id).update(time_zone="Europe/Berlin")
    type(couple.ada.person).objects.filter(pk=couple.ada.id).update(time_zone="Europe/Lisbon")
    outing = agreed(couple)
    assert "at 19:30" in couple.ben.get(f"{PAGE}/{outing.pk}").content.decode()
    assert "On your own clock" not in couple.ada.get(f"{PAGE}/{outing.pk}").content.decode()


def test_agreed_days_between_two_days_are_one_query(couple: Cast, django_assert_num_queries: Any) -> None:
    outing, day = agreed(couple), couple.couple.day()
    suggest(couple.ada, couple, ahead=4)
    with django_assert_num_queries(1):
        found = outings_between(couple.couple, day, day + timedelta(days=30))
        assert [(one.pk, one.title != "", one.starts_at is not None) for one in found] == [
            (outing.pk, True, True)
        ]
    circle = couple.ada.circle
    _ = circle.memberships
    with django_assert_num_queries(2):
        next_outing(circle), waiting_for_my_word(circle)
