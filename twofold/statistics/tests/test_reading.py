"""Reading each other: bias, tracking and what is taken over from oneself, or how many guesses are needed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.api import OLS, add_constant

from twofold.statistics.plain import Refused
from twofold.statistics.reading import Reading, reading

ANSWERS = st.one_of(st.integers(0, 10).map(float), st.just(np.nan))


def guesses(count: int = 60, seed: int = 1, bias: float = 0.5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.normal(6, 1.5, count)
    own = 0.4 * truth + rng.normal(4, 1, count)
    guess = bias + truth.mean() + 0.6 * (truth - truth.mean()) + 0.3 * (own - own.mean())
    return truth, guess + rng.normal(0, 0.8, count), own


def numbers(found: Reading) -> np.ndarray:
    return np.array([getattr(found, name) for name in Reading.__dataclass_fields__])


def test_it_is_the_regression_of_west_and_kenny_with_hc3_errors():
    truth, guess, own = guesses()
    columns = add_constant(np.column_stack([truth - truth.mean(), own - own.mean()]))
    theirs = OLS(guess - truth.mean(), columns).fit(cov_type="HC3", use_t=True)
    ours = reading(truth, guess, own)
    assert isinstance(ours, Reading)
    np.testing.assert_allclose([ours.bias, ours.tracking, ours.assumed_similarity], theirs.params, rtol=1e-9)
    np.testing.assert_allclose(
        [[ours.tracking_low, ours.tracking_high], [ours.similarity_low, ours.similarity_high]],
        theirs.conf_int()[1:],
        rtol=1e-9,
    )
    assert ours.bias_low < ours.bias < ours.bias_high and ours.guesses == 60


def test_what_was_planted_is_found():
    found = reading(*guesses(400))
    assert isinstance(found, Reading)
    assert found.bias_low < 0.5 < found.bias_high and found.bias_low > 0
    assert found.tracking_low < 0.6 < found.tracking_high
    assert found.similarity_low < 0.3 < found.similarity_high


@pytest.mark.parametrize("count", [0, 1, 5, 27])
def test_below_28_guesses_it_says_how_many_more(count):
    assert reading(*(one[:count] for one in guesses())) == Refused("few-guesses", 28 - count)


def test_a_guess_without_an_answer_does_not_count():
    truth, guess, own = guesses(30)
    truth[:3] = np.nan
    assert reading(truth, guess, own) == Refused("few-guesses", 1)


def test_without_own_answers_similarity_is_left_out():
    truth, guess, own = guesses(40)
    own[:13] = np.nan  # 27 left
    found = reading(truth, guess, own)
    assert isinstance(found, Reading) and found.guesses == 40
    assert np.isnan([found.assumed_similarity, found.similarity_low, found.similarity_high]).all()
    without = reading(truth, guess, np.full(40, np.nan))
    assert isinstance(without, Reading)
    np.testing.assert_allclose(numbers(found), numbers(without), equal_nan=True)


def test_with_28_own_answers_those_guesses_enter():
    truth, guess, own = guesses(40)
    own[:12] = np.nan
    found, those = reading(truth, guess, own), reading(truth[12:], guess[12:], own[12:])
    assert isinstance(found, Reading) and found == those and found.guesses == 28


@pytest.mark.parametrize("which", [0, 1])
def test_answers_that_are_all_the_same_tell_nothing(which):
    rows = list(guesses())
    rows[which] = np.full(60, 7.0)
    refused = reading(*rows)
    assert isinstance(refused, Refused) and refused.reason == "no-variance" and refused.more >= 1


def test_two_who_always_say_the_same_cannot_be_told_apart():
    truth, guess, _ = guesses()
    found = reading(truth, guess, truth.copy())
    assert isinstance(found, Reading) and np.isnan(found.assumed_similarity) and np.isfinite(found.tracking)


@pytest.mark.parametrize(
    "hostile", [(np.ones(30), np.ones(29), np.ones(30)), (np.full(30, np.inf),) * 3, (np.ones((30, 2)),) * 3]
)
def test_what_is_not_one_number_a_guess_is_an_error(hostile):
    with pytest.raises(ValueError, match="one number"):
        reading(*hostile)


@settings(deadline=None, max_examples=50)
@given(arrays(float, (40, 3), elements=ANSWERS), st.integers(0, 2**32 - 1))
def test_the_order_of_guesses_means_nothing(rows, seed):
    mixed = np.random.default_rng(seed).permutation(rows)
    one, other = reading(*rows.T), reading(*mixed.T)
    if isinstance(one, Refused) or isinstance(other, Refused):
        assert one == other
    else:
        np.testing.assert_allclose(numbers(other), numbers(one), atol=1e-8, equal_nan=True)


@settings(deadline=None, max_examples=50)
@given(arrays(float, (40, 3), elements=ANSWERS), st.floats(0.1, 20), st.floats(-50, 50))
def test_units_and_where_the_scale_begins_matter_for_the_bias_alone(rows, unit, start):
    one, other = reading(*rows.T), reading(*(rows * unit + start).T)
    if isinstance(one, Refused) or isinstance(other, Refused):
        assert one == other
    else:
        expected = numbers(one)
        expected[:3] *= unit
        np.testing.assert_allclose(numbers(other), expected, atol=1e-6, equal_nan=True)


@settings(deadline=None, max_examples=50)
@given(arrays(float, st.tuples(st.integers(0, 60), st.just(3)), elements=ANSWERS))
def test_it_answers_or_refuses_whatever_was_said(rows):
    found = reading(*rows.T)
    known = int(np.isfinite(rows[:, :2]).all(axis=1).sum())
    if known < 28:
        assert found == Refused("few-guesses", 28 - known)
    elif isinstance(found, Reading):
        assert found.bias_low <= found.bias <= found.bias_high
        assert found.tracking_low <= found.tracking <= found.tracking_high
