"""The test of an experiment: redone by hand, exact where the lot says all, level where days go missing."""

from collections import defaultdict
from itertools import product
from time import process_time

import numpy as np
import pytest

from twofold.statistics import lots
from twofold.statistics.randomisation import contributions, interval, p_value, studentised

SEED = "5f" * 32
EITHER = ([True, True, False, False], [False, False, True, True])


def every_draw(days: int) -> list[list[bool]]:
    return [[day for four in choice for day in four] for choice in product(EITHER, repeat=days // 4)]


def diaries(days: int, people: int = 2, seed: int = 3) -> np.ndarray:
    """Of one person with few days missing, or with a second who rated a third of the days."""
    rng = np.random.default_rng(seed)
    both = rng.normal([[7], [4]], 1, (2, days))
    both[0, ::9] = np.nan
    both[1, rng.random(days) < 2 / 3] = np.nan
    return both[:people]


def by_hand(people: np.ndarray, mine: list[bool], least: int) -> tuple[float, float]:
    """Difference and statistic as the scheme says, day by day, with nothing of the product's code."""
    own: list[tuple[dict[int, float], int, int]] = []
    for said in people:
        rated = {day: float(one) for day, one in enumerate(said) if not np.isnan(one)}
        with_days = sum(mine[day] for day in rated)
        if min(with_days, len(rated) - with_days) >= least:
            own.append((rated, with_days, len(rated) - with_days))
    fours: defaultdict[int, float] = defaultdict(float)
    for rated, with_days, without_days in own:
        usual = sum(rated.values()) / len(rated)
        for day, one in rated.items():
            share = (one - usual) / (with_days if mine[day] else -without_days)
            fours[day // 4] += share / len(own)
    apart, squares = sum(fours.values()), sum(one**2 for one in fours.values())
    return apart, apart / squares**0.5 if squares else 0.0


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("least", [1, 4, 8])
def test_p_is_the_share_of_all_draws_with_a_statistic_as_large(people, least):
    assigned, outcome = lots.draw(SEED, 28), diaries(28, people)
    effect, statistic = by_hand(outcome, assigned, least)
    every = [abs(by_hand(outcome, draw, least)[1]) for draw in every_draw(28)]
    result = lots.test(assigned, outcome, SEED, least)
    assert result.effect == pytest.approx(effect)
    assert result.p == pytest.approx(np.mean([one >= abs(statistic) - 1e-9 for one in every]))
    alone = outcome[0][~np.isnan(outcome[0])], np.array(assigned)[~np.isnan(outcome[0])]
    if people == 1:
        assert effect == pytest.approx(alone[0][alone[1]].mean() - alone[0][~alone[1]].mean())
        assert (result.days_with, result.days_without) == (alone[1].sum(), (~alone[1]).sum())


def test_the_example_that_docs_work_through():
    said, drawn = np.array([[7, 6, 5, np.nan, 4, 5, np.nan, 7]]), [*EITHER[0], *EITHER[1]]
    assert by_hand(said, drawn, 1) == pytest.approx((2.0, 1.3805), abs=1e-4)
    assert by_hand(said, [*EITHER[0], *EITHER[0]], 1) == pytest.approx((-0.5, -0.3430), abs=1e-4)
    result = lots.test(drawn, said, SEED)
    assert result.effect == pytest.approx(2.0) and result.p == 0.5


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("days", [28, 40])
def test_with_every_day_rated_p_is_that_of_the_difference_alone(people, days):
    assigned = lots.draw(SEED, days)
    outcome = np.random.default_rng(4).normal(5, [[1], [3]], (2, days))[:people] + np.array(assigned)
    rows = np.array(every_draw(days)[: 2 ** (days // 4 - 1)])  # the other half turns the sign alone
    apart = np.array([outcome[:, row].mean() - outcome[:, ~row].mean() for row in rows])
    result = lots.test(assigned, outcome, SEED)
    assert result.p == pytest.approx(np.mean(np.abs(apart) >= abs(result.effect) - 1e-9))


@pytest.mark.parametrize("days", [28, 56, 84])
@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("least", [1, 8])
def test_the_interval_holds_what_the_test_does_not_rule_out(days, people, least):
    assigned = lots.draw(SEED, days)
    had_it = np.array(assigned, dtype=float)
    outcome = diaries(days, people) + 0.7 * had_it
    result = lots.test(assigned, outcome, SEED, least)
    assert result.low < result.effect < result.high
    kept = np.linspace(result.low + 1e-6, result.high - 1e-6, 5)
    width = result.high - result.low
    gone = [result.low - 1e-6, result.high + 1e-6, result.low - width, result.high + 9 * width]
    for inside, effect in [*product([True], kept), *product([False], gone)]:
        assert (lots.test(assigned, outcome - effect * had_it, SEED, least).p > 0.05) is inside


def test_p_and_interval_tell_the_same_story():
    rng = np.random.default_rng(11)
    for run in range(100):
        assigned = lots.draw(str(run), 28)
        outcome = rng.integers(0, 11, (1 + run % 2, 28)).astype(float) + 3 * (run % 3) * np.array(assigned)
        outcome[rng.random(outcome.shape) > np.where(assigned, 0.9, 0.5)] = np.nan
        result = lots.test(assigned, outcome, "", 1)
        assert 0 < result.p <= 1 and result.low - 1e-9 <= result.effect <= result.high + 1e-9
        assert not (result.p <= 0.05 and result.low < -1e-6 and result.high > 1e-6)
        assert not (result.p > 0.05 and (result.low > 1e-6 or result.high < -1e-6))


def test_who_rated_too_little_of_either_kind_stays_out():
    assigned, outcome = lots.draw(SEED, 28), diaries(28)
    outcome[1, ~np.array(assigned)] = np.nan
    both, alone = (lots.test(assigned, one, SEED, 8) for one in (outcome, outcome[0]))
    assert both.effect == pytest.approx(alone.effect) and both.days_with == alone.days_with == 12
    nobody = lots.test(assigned, outcome[1:], SEED, 8)
    assert np.isnan(nobody.effect) and nobody.p == 1 and nobody.days_without == 0 < nobody.days_with


def test_which_of_two_people_comes_first_changes_nothing():
    assigned, outcome = lots.draw(SEED, 56), diaries(56)
    one, other = (lots.test(assigned, both, SEED, 8) for both in (outcome, outcome[::-1]))
    assert (one.p, one.days_with, one.days_without) == (other.p, other.days_with, other.days_without)
    assert [one.effect, one.low, one.high] == pytest.approx([other.effect, other.low, other.high])


def test_an_analysis_of_two_people_takes_less_than_a_second():
    started = process_time()
    lots.test(lots.draw(SEED, 84), diaries(84), SEED, 8)
    assert process_time() - started < 1  # 0.06 on a quiet machine


def test_who_rates_one_kind_of_day_less_often_counts_as_they_felt():
    rng, effects = np.random.default_rng(5), []
    for run in range(100):
        mine = np.array(lots.draw(str(run), 28))
        both = rng.normal(6, 1, (2, 28)) + np.array([[2.0], [0.0]]) * mine
        both[0, ~mine & (rng.random(28) < 0.6)] = np.nan
        effects.append(lots.test(list(mine), both, str(run)).effect)
    assert np.mean(effects) == pytest.approx(1.0, abs=0.1)


def test_who_rates_one_kind_of_day_less_often_finds_no_more_where_there_is_nothing():
    rng = np.random.default_rng(6)
    told: list[bool] = []
    by_the_difference: list[bool] = []
    for run in range(1_500):
        mine = np.array(lots.draw(str(run), 28))
        both = rng.normal(6, [[1], [2]], (2, 28))
        both[0, mine & (rng.random(28) < 0.6)] = np.nan
        parts = contributions(lots.every_draw(mine, ""), both, lots.fours(28), 8)
        for found, kept in [(studentised(parts), told), (parts.sum(axis=1), by_the_difference)]:
            kept.append(p_value(found, float(found[0])) <= 0.05)
    assert 0.03 < np.mean(told) < 0.065 and np.mean(by_the_difference) > 0.075


def test_the_engine_counts_ties_and_looks_both_ways():
    statistics = np.array([2.0, -2.0, 1.0, 0.0])
    assert p_value(statistics, 2.0) == 0.5
    assert p_value(statistics, 2.0, two_sided=False) == 0.25
    for hostile in (np.array([]), np.array([1.0, np.nan])):
        with pytest.raises(ValueError, match="each admissible assignment"):
            p_value(hostile, 1.0)


def test_the_engine_leaves_missing_days_out_of_every_assignment():
    rows, group = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1]], dtype=bool), np.array([0, 0, 1])
    apart = contributions(rows, np.array([[4, np.nan, 1]]), group)
    np.testing.assert_allclose(apart.sum(axis=1), [3, 3, -3])
    np.testing.assert_allclose(apart, [[1.5, 1.5], [1.5, 1.5], [-1.5, -1.5]])
    an_empty_side = contributions(rows, np.array([[4, 2, np.nan]]), group)
    np.testing.assert_allclose(an_empty_side, [[0, 0], [2, 0], [0, 0]])


def test_a_statistic_of_nothing_is_nothing():
    np.testing.assert_allclose(studentised(np.array([[0.0, 0.0], [3.0, 4.0], [2.0, 2.0]])), [0, 1.4, 2**0.5])


def test_an_interval_of_the_drawn_assignment_alone_has_no_ends():
    rows, group = np.array([[True, False], [False, True]]), np.array([0, 0])
    parts, had_it = (contributions(rows, one, group) for one in (np.array([[3.0, 1]]), rows[:1] * 1.0))
    assert interval(parts, had_it) == (-np.inf, np.inf)
