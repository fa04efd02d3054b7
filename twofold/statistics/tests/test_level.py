"""Where somebody's days have been: a band that holds, and a change that is told late rather than falsely."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.calibration.levels import found
from twofold.statistics.level import Level, level, levels
from twofold.statistics.plain import Refused
from twofold.statistics.walk import CARRY, SPEED, smoothed

SOME = settings(max_examples=20, deadline=None)


def days(count: int = 100, step: float = 0.0, seed: int = 1) -> np.ndarray:
    """Values around 6, and higher by a step from the middle on."""
    return 6 + np.random.default_rng(seed).normal(0, 1, count) + step * (np.arange(count) >= count // 2)


def told(values: np.ndarray) -> Level:
    answer = level(values)
    assert isinstance(answer, Level)
    return answer


def test_the_level_runs_where_the_days_were():
    found = told(days())
    assert found.days == len(found.middle) == len(found.low) == len(found.high) == 100
    assert (found.low < found.middle).all() and (found.middle < found.high).all()
    assert abs(found.middle - 6).max() < 0.5


def test_a_large_change_is_told_with_its_direction():
    for step, name in ((2, "up"), (-2, "down")):
        found = told(days(step=step))
        assert found.can_tell_change and found.changed == name
        assert found.change_low < step < found.change_high and found.change == pytest.approx(step, abs=0.5)


def test_no_change_is_told_of_days_that_only_vary():
    assert all(told(days(seed=seed)).changed is None for seed in range(20))


def test_below_fourteen_days_it_says_how_many_more():
    assert level(np.array([])) == Refused("few-days", 14)
    assert level(np.full(50, np.nan)) == Refused("few-days", 14)
    assert level(days(13)) == Refused("few-days", 1)
    assert told(days(14)).days == 14


def test_a_change_takes_sixty_days_and_some_at_each_end():
    assert not told(days(59, step=5)).can_tell_change and told(days(59, step=5)).changed is None
    assert told(days(60, step=5)).can_tell_change and told(days(60, step=5)).changed == "up"
    quiet = days(100, step=5)
    quiet[-14:-4] = np.nan
    assert not told(quiet).can_tell_change and np.isnan(told(quiet).change)


def test_a_missing_day_is_skipped_and_the_band_is_wider_there():
    values = days()
    values[40:60] = np.nan
    found = told(values)
    assert found.days == 80 and np.isfinite(found.middle).all()
    assert (found.high - found.low)[50] > (found.high - found.low)[20]


def test_days_without_a_word_at_the_end_get_a_wider_and_wider_band():
    found = told(np.concatenate([days(60), np.full(20, np.nan)]))
    width = found.high - found.low
    assert (np.diff(width[60:]) > 0).all() and found.middle[-1] == pytest.approx(found.middle[59])


def test_a_year_is_looked_at_and_days_before_it_stay_empty():
    long = np.concatenate([days(300, seed=3) + 4, days(365)])
    found = told(long)
    assert len(found.middle) == 665 and np.isnan(found.low[:300]).all()
    np.testing.assert_allclose(found.middle[300:], told(days(365)).middle)
    assert told(np.concatenate([np.full(7, np.nan), days(20)])).days == 20


def test_days_that_were_all_the_same_have_that_level():
    found = told(np.full(80, 7.0))
    np.testing.assert_allclose([found.low, found.middle, found.high], 7.0)
    assert found.changed is None


def test_more_than_one_row_is_an_error():
    with pytest.raises(ValueError, match="one value per day"):
        level(np.zeros((2, 30)))


def test_the_recursions_give_what_one_large_matrix_gives():
    values = days(50)
    values[[0, 5, 6, 7, 49]] = np.nan
    walks = smoothed(values[None])
    mean, variance = walks.each_day(50)
    at, day = np.flatnonzero(np.isfinite(values)), np.arange(50)
    for point in (3, 14, 22):
        walk = 1e5 + SPEED[point] ** 2 * np.minimum.outer(day, day)
        noise = CARRY[point] ** abs(np.subtract.outer(at, at))
        gain = walk[:, at] @ np.linalg.inv(walk[np.ix_(at, at)] + noise)
        expected = np.diag(walk - gain @ walk[at]) * walks.noise[0, point]
        np.testing.assert_allclose(mean[1:, 0, point], (gain @ walks.known.value[:, 0])[1:], atol=1e-3)
        np.testing.assert_allclose(variance[1:, 0, point], expected[1:], rtol=1e-3)


@SOME
@given(st.floats(0.01, 100), st.floats(-50, 50), st.integers(0, 20))
def test_units_do_not_matter(factor, shift, seed):
    one, other = told(days(70, 1, seed)), told(factor * days(70, 1, seed) + shift)
    for name in ("middle", "low", "high"):
        expected = factor * getattr(one, name) + shift
        np.testing.assert_allclose(getattr(other, name), expected, rtol=1e-6, atol=1e-6)
    assert other.changed == one.changed and other.change == pytest.approx(factor * one.change, rel=1e-6)


@SOME
@given(st.integers(0, 50))
def test_backwards_is_the_other_way_round(seed):
    values = days(80, 1.5, seed)
    values[seed % 60 + 10] = np.nan
    one, other = told(values), told(values[::-1])
    np.testing.assert_allclose(other.middle[::-1], one.middle, rtol=1e-6)
    assert other.change == pytest.approx(-one.change, rel=1e-6)
    assert (one.changed, other.changed) in {(None, None), ("up", "down"), ("down", "up")}


def test_a_diary_is_told_the_same_alone_and_among_many():
    together = np.stack([days(90, seed=seed) for seed in range(4)])
    together[1, 20:50] = np.nan
    said = levels(together)
    for place, values in enumerate(together):
        np.testing.assert_allclose(said.middle[:, place], told(values).middle, rtol=1e-9)


def test_bands_of_diaries_that_do_not_exist_hold():
    """A small part of bench.calibration: 100 diaries of each kind."""
    assert 90 <= found("the model", "plain", 60, 0.0, 100).covered <= 99
    flat = found("flat", "plain", 60, 0.3, 100)
    assert flat.covered >= 90 and flat.changed == 0
