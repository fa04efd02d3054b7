"""One suggests, both agree, the days are drawn once, and either may let it go alone."""

import threading
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.experiments.agreeing import Proposed, agree, let_go, propose
from twofold.experiments.models import Experiment, Plan
from twofold.experiments.now import running
from twofold.experiments.tests.two import HABIT, OTHER, ROOM, agreed, later, mark, see, suggest
from twofold.statistics.lots import draw
from twofold.testing import Cast, Player, pair

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield cast.paired()


def test_both_see_the_chances_before_they_decide(two: Cast) -> None:
    form = two.ada.get(f"{ROOM}/new/{HABIT}").content.decode()
    assert "56 days would show it about 4 times in 10" in form and "28 days" in form and "84 days" in form
    suggest(two.ada, days=56)
    one = Experiment.objects.get()
    page = see(two.ben, one)
    assert "Ada suggests" in page and "about 4 times in 10" in page and "never worked out" in page
    assert "Tuesday 17 November" in page


def test_agreeing_draws_the_days_and_begins_tomorrow(two: Cast) -> None:
    one = agreed(two)
    assert two.ada.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 200  # twice is once
    plan = Plan.objects.get()
    assert plan.first_day == date(2026, 11, 17) and plan.last_day == date(2026, 12, 14)
    content = msgspec.json.decode(plan.content)
    assert len(bytes.fromhex(content["seed"])) == 32
    assert content["assignment"] == draw(content["seed"], 28) and content["habit"] == {"tip": HABIT}
    assert plan.digest == sha256(plan.content.encode()).hexdigest()
    pages = [see(player, one) for player in (two.ada, two.ben)]
    assert all(plan.digest in page and "It begins on Tuesday 17 November" in page for page in pages)


def test_what_is_downloaded_has_the_digest_that_is_shown(two: Cast) -> None:
    one = agreed(two)
    file = two.ben.get(f"{ROOM}/{one.pk}/plan.json")
    assert sha256(file.content).hexdigest() in see(two.ada, one)
    assert file["Content-Disposition"] == 'attachment; filename="twofold-plan.json"'
    assert file.content.isascii()


def test_a_plan_never_changes(two: Cast) -> None:
    plan = agreed(two).plan
    plan.content = plan.content.replace("28", "29")
    for change in (plan.save, lambda: Plan.objects.filter(pk=plan.pk).update(digest="0")):
        with pytest.raises(TypeError):
            change()
    assert Plan.objects.get().digest == sha256(Plan.objects.get().content.encode()).hexdigest()


def test_two_seeds_are_never_the_same(two: Cast) -> None:
    first = agreed(two)
    let_go(two.ada.circle, first.pk)
    assert agreed(two, days=28).plan.drawn.seed != first.plan.drawn.seed


def test_another_one_changes_hands(two: Cast) -> None:
    suggest(two.ada)
    assert suggest(two.ben, OTHER).status_code == 409  # hers came a moment before: he has not seen it
    assert suggest(two.ben, OTHER, turn=1, outcome="stress", days=84).status_code == 200
    one = Experiment.objects.get()
    assert (one.source, one.outcome, one.length, one.turn) == (OTHER, "stress", 84, 2)
    assert two.ada.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 409
    assert two.ben.post(f"{ROOM}/{one.pk}/agree", turn=2).status_code == 409  # his own
    assert two.ada.post(f"{ROOM}/{one.pk}/agree", turn=2).status_code == 200


def test_sending_twice_is_suggesting_once_and_there_is_one_at_a_time(two: Cast) -> None:
    first, again = suggest(two.ada), suggest(two.ada)
    assert first.json()["at"] == again.json()["at"]
    one = Experiment.objects.get()
    assert two.ben.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 200
    assert suggest(two.ben, OTHER, turn=1).status_code == 409
    assert "One at a time" in two.ben.get(f"{ROOM}/new").content.decode()
    assert "One at a time" in two.ben.get(f"{ROOM}/new/{OTHER}").content.decode()
    with later(two, NOON + timedelta(days=29)):
        assert suggest(two.ben, OTHER).status_code == 200


def test_own_words_are_sealed_and_stay_out_of_the_plan(two: Cast) -> None:
    words = two.ada.seal("experiment", {"title": "Phones in the hall"})
    for _ in range(2):
        sent = two.ada.post(f"{ROOM}/propose", letter=words, outcome="touch", days=28)
        assert sent.status_code == 200
    one = Experiment.objects.get()
    assert two.ben.open(Letter.objects.get(), two.ada) == {"title": "Phones in the hall"}
    assert words["sealed"] in see(two.ben, one)
    again = two.ben.post(f"{ROOM}/propose", own=words["id"], outcome="touch", days=56, turn=1)
    assert again.status_code == 200 and two.ben.get(f"{ROOM}/new/own/{words['id']}").status_code == 200
    assert two.ada.post(f"{ROOM}/{one.pk}/agree", turn=2).status_code == 200
    assert msgspec.json.decode(Plan.objects.get().content)["habit"] == {"letter": words["id"]}
    assert two.ada.post(f"/letters/{words['id']}/remove").status_code == 200
    assert "In your own words" in see(two.ben, one)
    assert two.ben.get(ROOM).status_code == 200


def test_a_suggestion_whose_words_are_gone_is_not_agreed_to(two: Cast) -> None:
    words = two.ada.seal("experiment", {"title": "x"})
    assert two.ada.post(f"{ROOM}/propose", letter=words, outcome="touch", days=28).status_code == 200
    assert two.ada.post(f"/letters/{words['id']}/remove").status_code == 200
    one = Experiment.objects.get()
    for player in (two.ada, two.ben):
        page = see(player, one)
        assert "Its words were taken away" in page and "Yes, let’s try it" not in page
    assert two.ben.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 409
    assert not Plan.objects.exists()
    assert suggest(two.ben, turn=1).status_code == 200


def test_words_that_both_agreed_on_stay(two: Cast) -> None:
    words = two.ada.seal("experiment", {"title": "x"})
    assert two.ada.post(f"{ROOM}/propose", letter=words, outcome="touch", days=28).status_code == 200
    assert two.ben.post(f"{ROOM}/{Experiment.objects.get().pk}/agree", turn=1).status_code == 200
    with later(two, NOON + timedelta(days=31)):
        new = two.ada.seal("experiment", {"title": "y"}, id=words["id"], revision=2)
        sent = two.ada.post(f"{ROOM}/propose", letter=new, outcome="stress", days=28)
        assert sent.status_code == 409 and "stay with it" in sent.json()["error"]
        again = two.ada.post(f"{ROOM}/propose", own=words["id"], outcome="stress", days=28)
        assert again.status_code == 200
    assert Letter.objects.get().revision == 1


def test_words_that_come_too_late_are_not_kept(two: Cast) -> None:
    suggest(two.ada)
    words = two.ben.seal("experiment", {"title": "late"})
    sent = {"letter": words, "outcome": "touch", "days": 28}
    assert two.ben.post(f"{ROOM}/propose", **sent).status_code == 409
    assert not Letter.objects.exists()
    assert two.ben.post(f"{ROOM}/propose", turn=1, **sent).status_code == 200


def test_either_lets_it_go_and_it_stays_in_the_list(two: Cast) -> None:
    one = agreed(two)
    with later(two, NOON + timedelta(days=12)):
        gone = two.ben.post(f"{ROOM}/{one.pk}/let-go")
        assert "Let go on day 12" in see(two.ada, one)
        assert two.ada.post(gone.json()["undo"]).status_code == 409  # his to take up again
        assert two.ben.post(gone.json()["undo"]).status_code == 200
        assert "Day 12 of 28" in see(two.ada, one)
        two.ben.post(f"{ROOM}/{one.pk}/let-go")
        assert "Let go on day 12" in two.ada.get(ROOM).content.decode()
        assert running(two.ada.circle) is None
    with later(two, NOON + timedelta(days=40)):
        assert two.ben.post(f"{ROOM}/{one.pk}/take-up").status_code == 409
        assert "Nothing was worked out" in see(two.ada, one)


def test_before_its_first_day(two: Cast) -> None:
    one = agreed(two)
    two.ada.post(f"{ROOM}/{one.pk}/let-go")
    assert "Let go before its first day" in see(two.ben, one)
    suggest(two.ben)
    two.ada.post(f"{ROOM}/{one.pk}/take-up")
    assert Experiment.objects.get(pk=one.pk).let_go_at  # something else stands in its place


def test_a_suggestion_taken_back_leaves_no_trace_in_the_list(two: Cast) -> None:
    suggest(two.ada)
    one = Experiment.objects.get()
    gone = two.ada.post(f"{ROOM}/{one.pk}/let-go").json()
    assert two.ben.post(f"{ROOM}/{one.pk}/agree", turn=1).status_code == 409
    assert str(one.pk) not in two.ben.get(ROOM).content.decode()
    assert two.ada.post(gone["undo"]).status_code == 200
    assert "Ada suggests" in two.ben.get(ROOM).content.decode()


def test_leaving_lets_go_what_runs(two: Cast) -> None:
    one = agreed(two)
    two.couple.part(two.ben.person)
    assert Experiment.objects.get().let_go_at
    for player in (two.ada, two.ben):
        assert player.get(f"{ROOM}/{one.pk}").status_code == 302
        assert player.post(f"{ROOM}/{one.pk}/let-go").status_code == 409


def test_strangers_and_a_new_life_find_nothing(two: Cast) -> None:
    one = agreed(two)
    pair(two.cleo, Player("Eve"))
    two.couple.part(two.ada.person)
    pair(two.ada, Player("Dan"))
    for player in (two.cleo, two.ada):
        for place in ("", "/plan.json"):
            assert player.get(f"{ROOM}/{one.pk}{place}").status_code == 404
        for act, body in (("agree", {"turn": 1}), ("let-go", {}), ("take-up", {})):
            assert player.post(f"{ROOM}/{one.pk}/{act}", **body).status_code == 404
        assert mark(player, one, "2026-11-17").status_code == 404
        assert str(one.pk) not in player.get(ROOM).content.decode()


CANNOT_BE: tuple[tuple[dict[str, Any], int], ...] = (
    ({"days": 27}, 400),
    ({"outcome": "love"}, 400),
    ({"source": "no-such-habit"}, 404),
    ({"source": "sorry-before-supper"}, 404),  # on the shelf, and nothing for a lot
    ({"source": ""}, 400),
    ({"source": 3}, 400),
    ({"own": "00000000-0000-4000-8000-000000000000"}, 400),
    ({"source": "", "own": "00000000-0000-4000-8000-000000000000"}, 404),
    ({"turn": "x"}, 400),
    ({"turn": 1}, 409),
)


def test_what_cannot_be(two: Cast) -> None:
    for body, status in CANNOT_BE:
        assert suggest(two.ada, **body).status_code == status, body
    words = two.ada.seal("experiment", {"title": "x"}, readable={"title": "in clear"})
    assert two.ada.post(f"{ROOM}/propose", letter=words, outcome="touch", days=28).status_code == 400
    assert not Experiment.objects.exists() and not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_both_say_yes_in_the_same_instant_and_it_is_drawn_once(cast: Cast) -> None:
    cast.paired()
    one = propose(cast.ada.circle, Proposed("closeness", 28, HABIT))
    together, faults = threading.Barrier(2), []

    def say_yes() -> None:
        together.wait()
        try:
            agree(cast.ben.circle, one.pk, 1)
        except Exception as fault:  # noqa: BLE001 - told below, in the test's own thread
            faults.append(fault)
        finally:
            connections.close_all()

    both = [threading.Thread(target=say_yes) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert not faults and Plan.objects.count() == 1


def test_todays_word_takes_two_queries(two: Cast) -> None:
    one = agreed(two)
    assert running(two.ada.circle) is None  # it begins tomorrow
    with later(two, NOON + timedelta(days=3)):
        mark(two.ben, one, "2026-11-19", False)
        circle = two.ada.circle
        _ = circle.couple
        with CaptureQueriesContext(connection) as seen:
            now = running(circle)
        assert len(seen) <= 2 and now and (now.number, now.of, now.done) == (3, 28, False)
        assert now.word == ("a day with" if one.plan.with_on(now.day) else "a day without")
