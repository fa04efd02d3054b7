"""At the end: analysed as drawn, once, told in plain words, the same for both."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.experiments.agreeing import Proposed, agree, propose
from twofold.experiments.analysis import Adherence, Numbers, conclude, kind_of
from twofold.experiments.models import Experiment, Mark, Plan, Result
from twofold.experiments.telling import tell
from twofold.experiments.tests.two import HABIT, ROOM, agreed, diary, later, mark, rate, see
from twofold.statistics.lots import test as by_lot
from twofold.testing import Cast, Player, pair

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OPEN = NOON + 30 * DAY  # 28 days from tomorrow, and two days more


@pytest.fixture
def two(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The two, and a lot that falls the same way each time."""
    monkeypatch.setattr("twofold.experiments.drawing.secrets.token_hex", lambda length: "3d" * length)
    with time_machine.travel(NOON, tick=False):
        yield cast.paired()


def told(player: Player, one: Experiment, at: datetime = OPEN) -> str:
    with time_machine.travel(at, tick=False):
        player.client.force_login(player.person)
        return see(player, one)


def numbers() -> Numbers:
    return msgspec.convert(Result.objects.get().numbers, Numbers)


def test_it_equals_the_test_of_the_lots(two: Cast) -> None:
    one, chance = agreed(two), np.random.default_rng(4)
    given: dict[tuple[int, str], int | None] = {}

    def rating(number: int, on: bool, player: Player) -> int | None:
        base = (3 if player is two.ada else 7) + (1 if on else 0) + int(chance.integers(-1, 2))
        given[number, player.name] = None if chance.random() < 0.2 else base
        return given[number, player.name]

    rate(two, one.plan, rating)
    page = told(two.ada, one)
    own = [[given[n, name] for n in range(28)] for name in ("Ada", "Ben")]
    plan = one.plan.drawn
    expected = by_lot(plan.assignment, np.array(own, dtype=float), plan.seed, 8)
    apart = [
        np.mean(
            [
                value
                for value, on in zip(said, plan.assignment, strict=True)
                if on is kind and value is not None
            ]
        )
        for said in own
        for kind in (True, False)
    ]
    assert expected.effect == pytest.approx((apart[0] - apart[1] + apart[2] - apart[3]) / 2)
    kept = numbers()
    assert kept.effect == pytest.approx(expected.effect) and kept.p == pytest.approx(expected.p)
    assert (kept.low, kept.high) == pytest.approx((expected.low, expected.high))
    assert (kept.days_with, kept.days_without) == (expected.days_with, expected.days_without)
    assert kept.effect == pytest.approx(kept.mean_with - kept.mean_without) and kept.people == 2
    assert f"{kept.effect:.1f} points higher" in page and "These are the days of one" not in page


def test_a_difference_is_told_with_its_interval_and_nothing_is_proven(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 7 + number % 2 if on else 5 - number % 2)
    page = told(two.ben, one)
    assert "On days with it, closeness was higher" in page and "fits what you two rated" in page
    assert "14 days with and 14 without were rated" in page and "prove" not in page
    assert page.count("<circle cx") > 28  # a dot a day, and the lots of the strip
    with later(two, OPEN):
        assert "A difference showed" in two.ada.get(ROOM).content.decode()


def test_both_see_the_same(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 5 + number % 3)
    pages = [told(player, one) for player in (two.ada, two.ben)]
    parts = [page.split('data-live="experiment"')[1].split("</main>")[0] for page in pages]
    assert parts[0] == parts[1]


def test_about_no_difference(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 5 + number % 2 + (number == 4))
    page = told(two.ada, one)
    assert "About no difference" in page and numbers().kind == "none"
    with later(two, OPEN):
        assert "About no difference" in two.ben.get(ROOM).content.decode()


def test_cannot_tell(two: Cast) -> None:
    one, chance = agreed(two), np.random.default_rng(1)
    rate(two, one.plan, lambda number, on, player: int(chance.integers(0, 11)))
    assert "These days can’t tell" in told(two.ada, one) and numbers().kind == "unclear"


def test_stress_is_told_without_a_judgement(two: Cast) -> None:
    one = agreed(two, outcome="stress")
    rate(two, one.plan, lambda number, on, player: 3 if on else 6)
    page = told(two.ada, one)
    assert "On days with it, stress was lower" in page and "better" not in page.split("<main")[1]


def test_too_few_days_are_not_worked_out(two: Cast) -> None:
    one = agreed(two)
    seen = {True: 0, False: 0}

    def rating(number: int, on: bool, player: Player) -> int | None:
        if player is two.ben or (on and seen[on] == 7):
            return None
        seen[on] += 1
        return 8 if on else 1

    rate(two, one.plan, rating)
    page = told(two.ada, one)
    assert "too few days were rated" in page and "Days with it that one of you rated: 7." in page
    assert numbers().effect is None and numbers().kind == "few" and "dots" not in page


def test_who_rates_seldom_on_days_without_counts_as_they_felt(two: Cast) -> None:
    """Two points more for one, none for the other: one on the mean, whoever leaves days out."""
    one, chance = agreed(two, days=84), np.random.default_rng(1)
    seldom = chance.random(84) < 0.35

    def rating(number: int, on: bool, player: Player) -> int | None:
        if player is two.ben:
            return int(5 + chance.integers(0, 2))
        return int((7 if on else 5) + chance.integers(0, 2)) if on or seldom[number] else None

    rate(two, one.plan, rating)
    told(two.ada, one, NOON + 87 * DAY)
    kept = numbers()
    assert kept.low is not None and kept.high is not None and 0.5 < kept.low <= 1.0 <= kept.high


def test_who_rated_too_little_of_either_kind_stays_out_and_nobody_is_named(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda n, on, player: 5 + n % 2 if player is two.ada else 9 if on else None)
    page = told(two.ben, one)
    kept = numbers()
    assert kept.people == 1 and kept.effect == pytest.approx(0) and max(filter(None, kept.values)) <= 0.5
    assert "These are the days of one of you: it takes 8 rated days of each kind to count" in page


def test_days_with_of_one_and_days_without_of_the_other_tell_nothing(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda n, on, player: 5 + n % 4 if (player is two.ada) is on else None)
    page = told(two.ada, one)
    assert numbers().kind == "few" and "It takes 8 of each by the same one of you" in page


def test_ratings_that_are_all_the_same_cannot_tell(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 10 if player is two.ada else 3)
    page = told(two.ada, one)
    assert "These days can’t tell" in page and "The ratings that count stayed the same" in page
    assert "no difference to no difference" not in page and "14 days with and 14 without" in page
    assert numbers().kind == "unclear" and "p = " not in page and "dots" not in page


def test_no_difference_is_told_of_nought_alone() -> None:
    about = Experiment(outcome="closeness", length=28)
    ends = {
        (0.03, 1.1): "less than 0.1 higher to 1.1 higher",
        (-1.1, -0.03): "1.1 lower to less than 0.1 lower",
        (0.0, 1.1): "no difference to 1.1 higher",
    }
    for (low, high), words in ends.items():
        found = Numbers("found", [], 14, 14, Adherence(0, 0, 0, 0), (low + high) / 2, low, high, 0.04)
        assert f"Anything from {words} fits" in " ".join(tell(about, found).lines)


def test_a_clock_set_ahead_opens_nothing_early(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 5 + on + number % 2)
    assert msgspec.json.decode(one.plan.content)["time_zone"] == one.couple.time_zone
    nearly = OPEN - DAY + timedelta(hours=4)  # the day itself where the sun comes up first
    with later(two, nearly):
        moved = two.ben.post("/us/agree", time_zone="Pacific/Kiritimati", side="tide")
        assert moved.status_code == 200 and two.couple.day(nearly) < one.plan.opens_on
        assert "It opens on Wednesday 16 December" in see(two.ben, one) and not Result.objects.exists()
        assert "Opens on Wednesday 16 December" in two.ada.get(ROOM).content.decode()
    assert "What came of it" in told(two.ben, one)


def test_a_plan_without_a_time_zone_opens_by_that_of_the_couple(two: Cast) -> None:
    one = agreed(two)
    content = one.plan.content.replace(f'"time_zone":"{one.couple.time_zone}",', "")
    assert content != one.plan.content
    Plan.objects.all().delete()
    Plan.objects.create(
        experiment=one,
        couple=two.couple,
        first_day=one.plan.first_day,
        last_day=one.plan.last_day,
        content=content,
        digest="0",
    )
    assert "It opens on" in told(two.ben, one, OPEN - DAY)
    assert "What came of it" in told(two.ben, one)


def test_nothing_rated_at_all(two: Cast) -> None:
    page = told(two.ada, agreed(two))
    assert "too few days were rated" in page and "You marked no days" in page


def test_it_is_worked_out_once_and_stays(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 6 + (number % 2) if on else 4)
    before = told(two.ada, one)
    CheckIn.objects.all().delete()
    assert told(two.ben, one, OPEN + DAY).count("6") and Result.objects.count() == 1
    parts = [
        page.split('class="card result"')[1].split("</section>")[0] for page in (before, told(two.ada, one))
    ]
    assert parts[0] == parts[1]


@pytest.mark.django_db(transaction=True)
def test_both_look_first_in_the_same_instant(cast: Cast) -> None:
    cast.paired()
    one = propose(cast.ada.circle, Proposed("closeness", 28, HABIT), at=NOON)
    agree(cast.ben.circle, one.pk, 1, at=NOON)
    together, found = threading.Barrier(2), []

    def look() -> None:
        mine = Experiment.objects.select_related("couple", "plan").get(pk=one.pk)
        together.wait()
        found.append(conclude(mine, OPEN))
        connections.close_all()

    both = [threading.Thread(target=look) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert len(found) == 2 and found[0] == found[1] and Result.objects.count() == 1


def test_it_opens_two_days_after_the_last(two: Cast) -> None:
    one = agreed(two)
    page = told(two.ada, one, OPEN - DAY)
    assert "It opens on Wednesday 16 December" in page and not Result.objects.exists()
    assert conclude(one, OPEN - DAY) is None and conclude(one, OPEN) is not None


def test_what_was_let_go_is_never_worked_out(two: Cast) -> None:
    one = agreed(two)
    rate(two, one.plan, lambda number, on, player: 9 if on else 1)
    assert two.ada.post(f"{ROOM}/{one.pk}/let-go").status_code == 200
    assert "Nothing was worked out of it" in told(two.ben, one)
    one.refresh_from_db()
    assert conclude(one, OPEN) is None and not Result.objects.exists()


def test_just_for_me_and_another_life_never_enter(two: Cast) -> None:
    one = agreed(two)
    days = [day for day, _ in one.plan.days]
    with later(two, NOON + DAY):
        own = two.ada.seal("checkin", "x", shared=False, id=two.ada.diary_id(str(days[0])))
        sent = two.ada.post("/check-in/keep", letter=own, day=str(days[0]), share=False)
    assert sent.status_code == 200 and Letter.objects.filter(kind="checkin").exists()
    before = pair(two.cleo, Player("Dan"))
    letter = diary(two, two.ben, days[1], two.ada.seal("checkin", "x")["sealed"].encode())
    letter.couple = before
    letter.save()
    CheckIn.objects.create(letter=letter, author=two.ben.person, couple=before, day=days[1], closeness=9)
    told(two.ada, one)
    assert numbers().days_with + numbers().days_without == 0


def test_how_it_went_is_told_beside_it(two: Cast) -> None:
    one = agreed(two)
    with_, without = ([day for day, on in one.plan.days if on is kind] for kind in (True, False))
    for day, done in ((with_[0], True), (with_[1], False), (without[0], True)):
        with later(two, NOON + (day - NOON.date())):
            assert mark(two.ada, one, day, done).status_code == 200
    rate(two, one.plan, lambda number, on, player: 5 + number % 2)
    page = told(two.ben, one)
    assert "You marked 3 of 28 days. On 1 of the 2 marked days with it, you did it" in page
    assert "on 1 of the 1 without, you did it all the same" in page and Mark.objects.count() == 3


def test_a_result_page_is_cheap(two: Cast) -> None:
    one = agreed(two, days=84)
    rate(two, one.plan, lambda number, on, player: (number * 7 + on) % 11)
    at = NOON + 86 * DAY
    for _ in range(2):  # worked out at the first look
        with later(two, at), CaptureQueriesContext(connection) as seen:
            see(two.ada, one)
        assert len([query for query in seen if "SAVEPOINT" not in query["sql"]]) <= 14


@pytest.mark.parametrize(
    ("low", "high", "p", "kind"),
    [
        (-0.2, 0.1, 0.6, "none"),
        (0.05, 0.25, 0.01, "none"),
        (0.2, 0.9, 0.03, "found"),
        (-0.9, -0.31, 0.05, "found"),
        (-0.31, 0.2, 0.5, "unclear"),
        (-10.0, 10.0, 1.0, "unclear"),
    ],
)
def test_how_a_result_reads(low: float, high: float, p: float, kind: str) -> None:
    assert kind_of(low, high, p) == kind
