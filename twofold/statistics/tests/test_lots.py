"""Days by lot: fair, redone by anybody with the seed, and a test that belongs to the draw."""

from hashlib import sha256
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twofold.statistics import lots

SEED = "5f" * 32
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=64)
OUTCOMES = st.lists(st.one_of(st.just(np.nan), st.integers(0, 10).map(float)), min_size=28, max_size=28)


def by_hand(seed: str, days: int) -> list[bool]:
    """The scheme as it is written down, with nothing of the product's code."""
    found: list[bool] = []
    for counter in range(3):
        bits = bin(int(sha256(f"{seed}:{counter}".encode()).hexdigest(), 16))[2:].zfill(256)
        for bit in bits:
            found += [True, True, False, False] if bit == "1" else [False, False, True, True]
    return found[:days]


def diary(days: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(5, 1, days)


@settings(deadline=None, max_examples=50)
@given(SEEDS, st.integers(1, 400))
def test_anybody_can_redo_the_draw_by_hand(seed, days):
    assert lots.draw(seed, days) == by_hand(seed, days)


def test_the_draw_of_a_seed_stays_what_it_was():
    drawn = "".join("+" if one else "-" for one in lots.draw(SEED, 28))
    assert drawn == "".join("+" if one else "-" for one in by_hand(SEED, 28))
    assert lots.draw(SEED, 56)[:28] == lots.draw(SEED, 28)


@settings(deadline=None, max_examples=50)
@given(SEEDS, st.sampled_from([28, 56, 84]))
def test_each_four_days_hold_two_with_and_two_without(seed, days):
    drawn = lots.draw(seed, days)
    for start in range(0, days, 4):
        assert drawn[start : start + 4] in ([True, True, False, False], [False, False, True, True])


def test_over_many_seeds_each_day_is_with_half_of_the_time():
    drawn = np.array([lots.draw(f"{seed:064x}", 28) for seed in range(2_000)])
    assert np.all(np.abs(drawn.mean(axis=0) - 0.5) < 0.045)


@pytest.mark.parametrize(("seed", "days"), [("", 28), (SEED, 0), (SEED, -4)])
def test_no_draw_without_a_seed_or_days(seed, days):
    with pytest.raises(ValueError, match="a seed and at least one day"):
        lots.draw(seed, days)


@settings(deadline=None, max_examples=50)
@given(SEEDS, OUTCOMES, st.floats(0.1, 50), st.floats(-20, 20))
def test_units_and_where_the_scale_begins_change_nothing_but_the_units(seed, outcome, unit, start):
    assigned = lots.draw(seed, 28)
    one = lots.test(assigned, np.array(outcome), seed)
    other = lots.test(assigned, np.array(outcome) * unit + start, seed)
    assert other.p == one.p
    np.testing.assert_allclose(
        [other.effect, other.low, other.high], unit * np.array([one.effect, one.low, one.high]), atol=1e-7
    )


@settings(deadline=None, max_examples=50)
@given(SEEDS, OUTCOMES)
def test_calling_with_without_turns_the_sign_and_nothing_else(seed, outcome):
    assigned = lots.draw(seed, 28)
    one = lots.test(assigned, np.array(outcome), seed)
    other = lots.test([not day for day in assigned], np.array(outcome), seed)
    assert other.p == one.p and (other.days_with, other.days_without) == (one.days_without, one.days_with)
    turned = [-one.effect, -one.high, -one.low]
    np.testing.assert_allclose([other.effect, other.low, other.high], turned, atol=1e-9)


def test_what_with_does_not_bring_is_told_at_most_one_time_in_twenty():
    rng = np.random.default_rng(7)
    drift = np.linspace(-1, 1, 28)
    results = [lots.test(lots.draw(str(run), 28), drift + rng.normal(size=28), "") for run in range(300)]
    assert 0.02 < np.mean([one.p <= 0.05 for one in results]) < 0.07
    assert 0.93 < np.mean([one.low <= 0 <= one.high for one in results]) < 0.98


def test_beyond_56_days_the_redraws_come_from_the_seed_and_never_give_nothing():
    assigned = lots.draw(SEED, 84)
    outcome = diary(84) + 40 * np.array(assigned)
    result = lots.test(assigned, outcome, SEED)
    assert result == lots.test(assigned, outcome, SEED)
    assert result.p == 1 / 10_001  # of 2^21 draws, none of the 10,000 shows as much


def test_days_nobody_rated_leave_nothing_to_tell():
    assigned = lots.draw(SEED, 28)
    nothing = lots.test(assigned, np.full(28, np.nan), SEED)
    assert np.isnan(nothing.effect) and (nothing.low, nothing.high) == (-np.inf, np.inf)
    assert (nothing.p, nothing.days_with, nothing.days_without) == (1.0, 0, 0)
    one_side = lots.test(assigned, np.where(assigned, 5.0, np.nan), SEED)
    assert np.isnan(one_side.effect) and one_side.p == 1 and one_side.days_with == 14


def test_days_that_were_all_the_same_show_no_difference():
    result = lots.test(lots.draw(SEED, 56), np.full(56, 7.3), SEED)
    assert (result.effect, result.p) == (0, 1)


def test_a_few_days_cannot_rule_anything_out():
    result = lots.test(lots.draw(SEED, 8), np.array([9.0, 9, 1, 1, 9, 9, 1, 1]), SEED)
    assert result.p >= 0.25 and (result.low, result.high) == (-np.inf, np.inf)


@pytest.mark.parametrize(
    ("assigned", "outcome"),
    [
        ([True, False] * 14, diary(28)),
        (lots.draw(SEED, 28), diary(27)),
        (lots.draw(SEED, 28), np.append(diary(27), np.inf)),
        ([], diary(0)),
        (lots.draw(SEED, 28), diary(28)[:, None]),
    ],
    ids=["another scheme", "a day short", "infinite", "no days", "a table"],
)
def test_what_was_not_drawn_like_this_is_not_tested(assigned, outcome):
    with pytest.raises(ValueError, match="day"):
        lots.test(assigned, outcome, SEED)


@pytest.mark.parametrize(
    ("days", "effect", "low", "high"),
    [
        (28, 0.5, 0.14, 0.21),
        (56, 0.5, 0.34, 0.48),
        (84, 0.5, 0.47, 0.66),
        (56, 0.8, 0.70, 0.85),
        (56, 0, 0, 0.06),
    ],
)
@pytest.mark.parametrize("rho", [0, 0.3, 0.5])
def test_the_power_is_what_simulations_for_this_project_gave(days, effect, rho, low, high):
    assert low <= lots.power(days, effect, rho) <= high


def test_power_grows_with_days_and_effect_and_comes_at_once():
    lots.power.cache_clear()
    started = perf_counter()
    assert lots.power(28, 0.5) < lots.power(56, 0.5) < lots.power(84, 0.5) < lots.power(84, 0.8)
    assert perf_counter() - started < 4 * 0.5  # on a busy machine; 0.05 a piece on a quiet one
    assert lots.power(56, -0.5) == lots.power(56, 0.5)


@pytest.mark.parametrize("question", [(3, 0.5, 0.3), (28, np.nan, 0.3), (28, 0.5, 1.0)])
def test_power_of_nothing_is_refused(question):
    with pytest.raises(ValueError, match="power takes"):
        lots.power(*question)
