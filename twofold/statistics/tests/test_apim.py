"""Actor and partner in one couple's diary: what was planted is found, and it does not matter who is a."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linearmodels.system import SUR

from twofold.statistics.apim import Apim, Effects, apim, effects
from twofold.statistics.equations import seemingly_unrelated
from twofold.statistics.plain import Refused
from twofold.statistics.regression import Claim

Diary = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def diary(days: int = 120, seed: int = 1, actor: float = 0.0, partner: float = 0.0) -> Diary:
    """Outcomes of a and b, predictors of a and b, and the weekends; the rest of a day is shared by .5."""
    rng = np.random.default_rng(seed)
    x_a, x_b = rng.normal(5, 1, (2, days))
    left = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], days).T
    y_a = 3 + actor * x_a + partner * x_b + left[0]
    return y_a, 2 + actor * x_b + partner * x_a + left[1], x_a, x_b, np.arange(days) % 7 >= 5


def numbers(claim: Claim) -> np.ndarray:
    return np.array([getattr(claim, name) for name in Claim.__dataclass_fields__], dtype=float)


def assert_same(one: Effects, other: Effects) -> None:
    np.testing.assert_allclose(numbers(other.actor), numbers(one.actor), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(numbers(other.partner), numbers(one.partner), rtol=1e-6, atol=1e-9)


def found(diary: Diary) -> Apim:
    told = apim(*diary)
    assert isinstance(told, Apim)
    return told


def unshrunk(claim: Claim) -> float:
    return (claim.low + claim.high) / 2


def test_what_was_planted_is_found_with_its_sign():
    told = found(diary(365, seed=2, actor=0.4, partner=-0.3))
    for one in (told.a, told.b):
        assert one.actor.low < 0.4 < one.actor.high and one.actor.p < 0.001 and one.actor.direction == 1
        assert one.partner.low < -0.3 < one.partner.high and one.partner.p < 0.001
        assert one.partner.direction == -1
    assert (told.days, told.a.partner.rows, told.b.actor.rows) == (365, 364, 364)
    assert 0.4 < told.residual_correlation < 0.6


def designs(diary: Diary) -> tuple[list[np.ndarray], np.ndarray]:
    y_a, y_b, x_a, x_b, weekend = diary
    ends = weekend.astype(float)
    yesterday = [one[:-1] for one in (y_a, y_b, x_a, x_b)]
    columns = [
        np.ones(len(ends) - 1),
        x_a[1:],
        x_b[1:],
        *yesterday,
        np.arange(len(ends) - 1.0),
        ends[1:],
        ends[:-1],
    ]
    return [y_a[1:], y_b[1:]], np.column_stack(columns)


def test_the_slopes_and_the_residual_correlation_are_those_of_linearmodels():
    days = diary(90, seed=3, actor=0.2)
    told = found(days)
    outcomes, design = designs(days)
    theirs = SUR(
        {name: {"dependent": y, "exog": design} for name, y in zip("ab", outcomes, strict=True)}
    ).fit()
    slopes = theirs.params.to_numpy().reshape(2, -1)
    ours = [
        [unshrunk(told.a.actor), unshrunk(told.a.partner)],
        [unshrunk(told.b.partner), unshrunk(told.b.actor)],
    ]
    np.testing.assert_allclose(ours, slopes[:, 1:3], atol=1e-8)
    residual = np.corrcoef(theirs.resids.to_numpy().T)[0, 1]
    assert told.residual_correlation == pytest.approx(residual, abs=1e-8)


@pytest.mark.parametrize("second", [slice(None), slice(0, 5), slice(0, 2)], ids=["same", "fewer", "two"])
def test_equations_of_other_columns_come_out_as_in_linearmodels(second):
    outcomes, design = designs(diary(60, seed=5, actor=0.3, partner=0.2))
    ours = seemingly_unrelated(outcomes, [design, design[:, second]])
    theirs = SUR(
        {
            "a": {"dependent": outcomes[0], "exog": design},
            "b": {"dependent": outcomes[1], "exog": design[:, second]},
        }
    ).fit(method="gls")
    np.testing.assert_allclose(np.concatenate(ours.coefficients), theirs.params.to_numpy(), atol=1e-8)
    np.testing.assert_allclose(ours.residuals, theirs.resids.to_numpy(), atol=1e-8)


def test_equations_that_say_the_same_twice_are_those_of_least_squares():
    outcomes, design = designs(diary(60))
    ours = seemingly_unrelated([outcomes[0], outcomes[0]], [design, design])
    expected = np.linalg.lstsq(design, outcomes[0], rcond=None)[0]
    for coefficients in ours.coefficients:
        np.testing.assert_allclose(coefficients, expected, atol=1e-9)
    assert ours.residual_correlation == pytest.approx(1)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.floats(-0.5, 0.5), st.floats(0, 0.2))
def test_who_is_called_a_swaps_the_two_and_nothing_else(seed, effect, lost):
    y_a, y_b, x_a, x_b, weekend = diary(120, seed, actor=effect)
    rng = np.random.default_rng(seed)
    for series in (y_a, y_b, x_a, x_b):
        series[rng.random(120) < lost / 4] = np.nan
    first, second = apim(y_a, y_b, x_a, x_b, weekend), apim(y_b, y_a, x_b, x_a, weekend)
    if isinstance(first, Refused) or isinstance(second, Refused):
        assert first == second
        return
    assert_same(first.a, second.b)
    assert_same(first.b, second.a)
    assert second.residual_correlation == pytest.approx(first.residual_correlation)
    assert second.days == first.days


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.1, 20), st.floats(0.1, 20), st.floats(-50, 50))
def test_units_change_nothing_but_the_units(seed, unit, other_unit, start):
    y_a, y_b, x_a, x_b, weekend = diary(70, seed, partner=0.2)
    one = found((y_a, y_b, x_a, x_b, weekend))
    other = found((y_a * unit + start, y_b, x_a, x_b * other_unit - start, weekend))
    for before, now, by in [
        (one.a.actor, other.a.actor, unit),
        (one.a.partner, other.a.partner, unit / other_unit),
        (one.b.actor, other.b.actor, 1 / other_unit),
        (one.b.partner, other.b.partner, 1.0),
    ]:
        np.testing.assert_allclose(
            [now.slope, now.low, now.high],
            by * np.array([before.slope, before.low, before.high]),
            rtol=1e-5,
            atol=1e-7,
        )
        assert now.p == pytest.approx(before.p, abs=1e-6)
    assert other.residual_correlation == pytest.approx(one.residual_correlation, abs=1e-7)


@pytest.mark.parametrize("days", [0, 1, 2, 20, 41])
def test_below_42_days_of_both_it_says_how_many_more(days):
    refused = apim(*(one[:days] for one in diary()))
    assert refused == Refused("few-days", 42 - days)


def test_from_42_days_on_it_answers():
    assert found(diary(42)).days == 42


@pytest.mark.parametrize("which", range(4))
def test_a_day_that_one_left_out_counts_for_neither(which):
    days = diary(60)
    days[which][10:30] = np.nan
    assert apim(*days) == Refused("few-days", 2)


def test_each_effect_tells_the_days_that_it_rests_on():
    days = diary(120)
    days[3][:60:3] = np.nan
    told = found(days)
    rows = {one.rows for each in (told.a, told.b) for one in (each.actor, each.partner)}
    assert (told.days, told.a.partner.days, rows) == (100, 100, {80})


def test_days_without_the_day_before_are_not_enough():
    days = diary(90)
    for one in days[:4]:
        one[::3] = np.nan  # 60 known, 30 of them after a known one
    assert apim(*days) == Refused("few-days", 2)


@pytest.mark.parametrize("which", range(4))
def test_what_never_varies_tells_nothing_and_not_whose_it_was(which):
    days = diary(60)
    days[which][:] = 7.0
    refused = apim(*days)
    assert isinstance(refused, Refused) and refused.reason in ("one-sided", "no-variance")
    assert refused.more >= 1
    mirrored = [days[1], days[0], days[3], days[2], days[4]]
    assert apim(*mirrored) == refused


def test_a_predictor_that_was_nearly_always_no_is_one_sided():
    days = diary(60)
    days[3][:] = 0.0
    days[3][5:10] = 1.0
    assert apim(*days) == Refused("one-sided", 3)


def test_two_who_report_the_same_cannot_be_told_apart():
    y_a, y_b, x_a, _, weekend = diary(60)
    refused = apim(y_a, y_b, x_a, x_a.copy(), weekend)
    assert isinstance(refused, Refused) and refused.reason == "no-variance"


def test_two_who_feel_the_same_every_day_have_residuals_that_go_together():
    y_a, _, x_a, x_b, weekend = diary(60)
    told = found((y_a, y_a.copy(), x_a, x_b, weekend))
    assert told.residual_correlation == pytest.approx(1)
    np.testing.assert_allclose(numbers(told.a.actor), numbers(told.b.partner), rtol=1e-6)


def test_days_nobody_filled_in_are_refused():
    nothing = np.full(60, np.nan)
    assert apim(nothing, nothing, nothing, nothing, np.zeros(60, dtype=bool)) == Refused("few-days", 42)


def test_what_has_nothing_to_do_with_it_is_told_about_one_time_in_twenty():
    rng = np.random.default_rng(7)
    y_a, y_b, x_a, x_b = rng.normal(size=(4, 600, 56))
    weekend = np.broadcast_to(np.arange(56) % 7 >= 5, (600, 56))
    for slopes, shortage in effects(0, (y_a, y_b), (x_a, x_b), weekend):
        assert shortage.enough.all()
        assert 0.02 < np.mean(slopes.p <= 0.05) < 0.075


@pytest.mark.parametrize("broken", ["short", "infinite", "a table"])
def test_what_is_not_one_number_a_day_is_an_error(broken):
    days = list(diary(60))
    if broken == "short":
        days[1] = days[1][:-1]
    elif broken == "infinite":
        days[2][4] = np.inf
    else:
        days = [one[None] for one in days]
    with pytest.raises(ValueError, match="one number"):
        apim(*days)
