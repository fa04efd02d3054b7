"""What goes with closer days: it finds what is there, refuses below its least data, and knows no units."""

from dataclasses import fields

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.calibration.slopes import Kind, cell
from twofold.statistics.plain import Refused
from twofold.statistics.regression import Claim, bends, day_after, many, same_day
from twofold.statistics.squares import MARGIN

Diary = tuple[np.ndarray, np.ndarray, np.ndarray]
SOME = settings(max_examples=25, deadline=None)


def diary(days: int = 90, effect: float = 0.5, seed: int = 1, later: int = 0) -> Diary:
    """Outcome, predictor and weekends; the predictor goes with the outcome as many days later."""
    rng = np.random.default_rng(seed)
    predictor = rng.normal(5, 2, days)
    outcome = 6 + effect * np.roll(predictor, later) + rng.normal(0, 1, days)
    return outcome, predictor, np.arange(days) % 7 >= 5


def found(answer: Claim | Refused) -> Claim:
    assert isinstance(answer, Claim)
    return answer


def assert_same(one: Claim, other: Claim, *but: str) -> None:
    for field in fields(Claim):
        if field.name not in but:
            expected = pytest.approx(getattr(one, field.name), rel=1e-6, abs=1e-9)
            assert getattr(other, field.name) == expected, field.name


def test_what_is_there_is_found():
    claim = found(same_day(*diary()))
    assert claim.low < 0.5 < claim.high and claim.p < 0.001
    assert claim.direction == 1 and (claim.days, claim.rows) == (90, 89)
    assert claim.low <= claim.slope <= claim.high
    assert claim.standardised == pytest.approx(0.7, abs=0.1)


def test_what_comes_a_day_later_is_found_the_day_after():
    late = diary(later=1)
    assert found(day_after(*late)).p < 0.001 < found(same_day(*late)).p
    assert found(same_day(*diary())).p < 0.001 < found(day_after(*diary())).p


def test_the_slope_is_that_of_least_squares_elsewhere():
    outcome, predictor, weekend = diary(days=400)
    outcome[[3, 4, 50, 200]] = np.nan
    ours, _ = many(outcome[None], predictor[None], weekend[None], 0)
    lines = [np.maximum(np.arange(399.0) - bend, 0) for bend in bends(399)]
    others = [*lines, weekend[1:], weekend[:-1], outcome[:-1], predictor[:-1]]
    columns = np.column_stack([predictor[1:], np.ones(399), *others]).astype(float)
    theirs = sm.OLS(outcome[1:], columns, missing="drop").fit()
    assert ours.slope[0] == pytest.approx(theirs.params[0], rel=1e-9)
    assert ours.freedom[0] == theirs.df_resid and ours.rows[0] == theirs.nobs
    assert MARGIN * theirs.HC2_se[0] < ours.error[0] < MARGIN * theirs.HC3_se[0]


def test_the_interval_and_p_agree():
    for seed in range(40):
        claim = found(same_day(*diary(days=40, effect=0.15, seed=seed)))
        assert (claim.p <= 0.05) == (claim.low > 0 or claim.high < 0)
        assert (claim.slope > 0) == (claim.direction == 1)


def test_what_is_told_is_nearer_to_nothing_than_what_was_measured():
    claim = found(same_day(*diary(days=35, effect=0.2)))
    assert 0 < claim.slope < (claim.low + claim.high) / 2


def test_a_difference_is_between_a_high_day_and_a_low_one():
    outcome, predictor, weekend = diary(days=200)
    claim = found(same_day(outcome, predictor, weekend))
    assert claim.difference == pytest.approx(claim.slope * np.subtract(*np.quantile(predictor, [0.75, 0.25])))
    yes = (predictor > 6).astype(float)
    claim = found(same_day(outcome, yes, weekend))
    assert (claim.difference, claim.difference_low, claim.difference_high) == (
        claim.slope,
        claim.low,
        claim.high,
    )


def test_a_difference_needs_no_quartiles():
    outcome, _, weekend = diary(days=100)
    rare = np.where(np.arange(100) % 6 == 0, 3.0 + np.arange(100) % 2, 0.0)
    claim = found(same_day(outcome, rare, weekend))
    assert claim.difference == pytest.approx(claim.slope * rare[rare > 0].mean())


@pytest.mark.parametrize(("asked", "least"), [(same_day, 28), (day_after, 60)])
def test_below_the_least_days_it_says_how_many_more(asked, least):
    for days in (0, 1, 2, 14, least - 1):
        assert asked(*diary(days=days)) == Refused("few-days", least - days)
    assert isinstance(asked(*diary(days=least)), Claim)


def test_a_missing_day_breaks_the_pair():
    outcome, predictor, weekend = diary(days=80)
    outcome[1::2] = np.nan
    assert same_day(outcome, predictor, weekend) == Refused("few-days", 21)


def test_it_tells_the_days_that_it_rests_on():
    outcome, predictor, weekend = diary(days=180)
    outcome[1:150:2] = np.nan
    claim = found(same_day(outcome, predictor, weekend))
    assert (claim.days, claim.rows) == (105, 29)
    late = found(day_after(*diary(days=180)))
    assert (late.days, late.rows) == (180, 178)


def test_more_evenings_that_stand_by_themselves_bring_it_no_nearer():
    for days in (80, 160, 320):
        outcome, predictor, weekend = diary(days=days)
        outcome[1::2] = np.nan
        assert same_day(outcome, predictor, weekend) == Refused("few-days", 21)


def test_gaps_are_never_closed():
    outcome, predictor, _ = diary(days=60)
    apart = [np.concatenate([one[:30], np.full(5, np.nan), one[30:]]) for one in (outcome, predictor)]
    slopes, _ = many(apart[0][None], apart[1][None], np.arange(65)[None] % 7 >= 5, 0)
    assert slopes.rows[0] == 58


def test_days_on_both_sides_are_needed():
    outcome, _, weekend = diary(days=60)
    assert same_day(outcome, (np.arange(60) < 7).astype(float), weekend) == Refused("one-sided", 1)
    assert same_day(outcome, np.zeros(60), weekend) == Refused("one-sided", 8)
    assert isinstance(same_day(outcome, (np.arange(60) % 7 == 2).astype(float), weekend), Claim)


def test_a_scale_that_is_mostly_at_its_top_has_its_side_below():
    outcome, _, weekend = diary(days=60)
    top = np.where(np.arange(60) % 5 == 0, 7.0 + np.arange(60) % 2, 10.0)
    assert isinstance(same_day(outcome, top, weekend), Claim)


@pytest.mark.parametrize("flat", [np.full(60, 7.0), np.where(np.arange(60) == 20, 3.0, 7.0), np.arange(60.0)])
def test_without_real_variance_it_refuses(flat):
    _, predictor, weekend = diary(days=60)
    assert same_day(flat, predictor, weekend) == Refused("no-variance", 1)


def test_a_predictor_that_the_calendar_tells_is_refused():
    outcome, _, weekend = diary(days=60)
    assert same_day(outcome, weekend.astype(float), weekend) == Refused("no-variance", 1)


def test_nothing_at_all_is_refused():
    nothing = np.full(100, np.nan)
    assert same_day(nothing, nothing, np.zeros(100, dtype=bool)) == Refused("few-days", 28)


def test_an_outcome_that_is_the_predictor_is_told_without_fuss():
    _, predictor, weekend = diary(days=60)
    claim = found(same_day(2 * predictor + 1, predictor, weekend))
    assert claim.slope == pytest.approx(2) and claim.p < 1e-12


def test_lengths_that_differ_are_an_error():
    outcome, predictor, weekend = diary()
    with pytest.raises(ValueError, match="one length"):
        same_day(outcome[1:], predictor, weekend)


@SOME
@given(st.floats(0.01, 100), st.floats(-50, 50), st.integers(0, 20))
def test_units_of_the_predictor_do_not_matter(factor, shift, seed):
    outcome, predictor, weekend = diary(days=45, effect=0.2, seed=seed)
    one, other = (found(same_day(outcome, x, weekend)) for x in (predictor, factor * predictor + shift))
    assert_same(one, other, "slope", "low", "high")
    assert other.slope * factor == pytest.approx(one.slope, rel=1e-6)
    assert other.low * factor == pytest.approx(one.low, rel=1e-6)


@SOME
@given(st.floats(0.01, 100), st.floats(-50, 50), st.integers(0, 20))
def test_units_of_the_outcome_do_not_matter(factor, shift, seed):
    outcome, predictor, weekend = diary(days=70, effect=0.2, seed=seed)
    one, other = (found(day_after(y, predictor, weekend)) for y in (outcome, factor * outcome + shift))
    assert other.p == pytest.approx(one.p, rel=1e-6)
    assert other.standardised == pytest.approx(one.standardised, rel=1e-6)
    assert other.difference_high == pytest.approx(factor * one.difference_high, rel=1e-6)


@SOME
@given(st.integers(0, 50))
def test_yes_and_no_are_two_names(seed):
    outcome, predictor, weekend = diary(days=50, seed=seed)
    yes = (predictor > 5).astype(float)
    one, other = (found(same_day(outcome, x, weekend)) for x in (yes, 1 - yes))
    assert other.p == pytest.approx(one.p, rel=1e-6)
    assert (other.slope, other.low, other.high) == pytest.approx((-one.slope, -one.high, -one.low), rel=1e-6)
    assert other.direction == -one.direction


@SOME
@given(st.integers(0, 50))
def test_weekends_are_two_names(seed):
    outcome, predictor, weekend = diary(days=50, seed=seed)
    assert_same(found(same_day(outcome, predictor, weekend)), found(same_day(outcome, predictor, ~weekend)))


@SOME
@given(st.integers(0, 50), st.integers(0, 30), st.integers(0, 30))
def test_empty_days_around_a_diary_do_not_matter(seed, before, after):
    parts = diary(days=50, seed=seed)
    y, x = (np.pad(one, (before, after), constant_values=np.nan) for one in parts[:2])
    assert_same(found(same_day(*parts)), found(same_day(y, x, np.pad(parts[2], (before, after)))))


def test_a_diary_is_told_the_same_alone_and_among_many():
    y, x, weekend = (np.stack(part) for part in zip(*(diary(seed=seed) for seed in range(5)), strict=True))
    slopes, _ = many(y, x, weekend, 0)
    claim = found(same_day(*diary(seed=3)))
    assert slopes.p[3] == pytest.approx(claim.p, rel=1e-6)


def test_diaries_that_share_the_seasons_alone():
    """With a straight line through the year, more than half of these are found."""
    rng = np.random.default_rng(7)
    season = 0.7 * np.sin(2 * np.pi * (np.arange(365) / 365 + rng.random((300, 1))))
    outcome, predictor = (rng.standard_normal((300, 365)) + season for _ in range(2))
    slopes, _ = many(outcome, predictor, np.arange(365)[None] % 7 + np.zeros((300, 1)) >= 5, 0)
    assert np.mean(slopes.p <= 0.05) < 0.08


@pytest.mark.parametrize("stress", ["plain", "all at once"])
def test_two_diaries_that_have_nothing_to_do_with_each_other(stress):
    """A small part of bench.calibration: 500 diaries, so 5 per cent shows as 3 to 7."""
    nothing = cell(Kind(stress, 56, 0.5), 500)
    assert nothing.told <= 7.5
    assert cell(Kind("plain", 56, 0.5, 0.3), 500).covered(0.3) >= 92
