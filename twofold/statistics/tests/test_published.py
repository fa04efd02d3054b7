"""What others published with the same methods comes out of ours, to the digits they gave."""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from twofold.statistics.pairs import between
from twofold.statistics.randomisation import contributions, p_value

DATA = Path(__file__).parent / "data"


def read(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(name="couples")
def couples_() -> dict[str, np.ndarray]:
    """148 couples. The model with the published figures has one's own tension as the actor's predictor, and
    the partner's view of themselves as the partner's."""
    rows = read("acipair.csv")
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def fitted(couples: dict[str, np.ndarray], order: np.ndarray | slice = slice(None)):
    outcome, actor, partner, pair = (
        couples[name][order] for name in ("satisfaction", "tension", "partner_self_view", "couple")
    )
    return between(outcome, actor, partner, pair.astype(int))


def test_the_actor_and_partner_of_148_couples(couples):
    found = fitted(couples)
    assert found.pairs == 148
    assert [round(one, 4) for one in (found.intercept, found.actor, found.partner)] == [
        4.7190,
        -0.3454,
        -0.0656,
    ]
    assert [round(one, 4) for one in found.errors] == [0.2366, 0.0329, 0.0516]
    assert round(found.residual_correlation, 4) == 0.4715


def test_neither_the_order_of_rows_nor_of_partners_matters(couples):
    one = fitted(couples)
    other = fitted(couples, np.random.default_rng(4).permutation(296))
    np.testing.assert_allclose(
        [other.intercept, other.actor, other.partner, *other.errors, other.residual_sd],
        [one.intercept, one.actor, one.partner, *one.errors, one.residual_sd],
        rtol=1e-6,
    )


def test_units_of_the_outcome_change_nothing_but_the_units(couples):
    one = fitted(couples)
    other = fitted({**couples, "satisfaction": 10 * couples["satisfaction"]})
    np.testing.assert_allclose(
        [other.actor, *other.errors], 10 * np.array([one.actor, *one.errors]), rtol=1e-6
    )
    assert other.residual_correlation == pytest.approx(one.residual_correlation, abs=1e-6)


@pytest.mark.parametrize("broken", ["one alone", "three", "four", "a missing number"])
def test_pairs_are_two_whole_rows(couples, broken):
    order = {"one alone": np.arange(295), "three": np.arange(296), "four": np.arange(296)}
    pair = couples["couple"].copy()
    if broken == "three":
        pair[2] = pair[0]
    elif broken == "four":
        pair[2:4] = pair[0]
    elif broken == "a missing number":
        couples["tension"][7] = np.nan
    with pytest.raises(ValueError, match="two"):
        fitted({**couples, "couple": pair}, order.get(broken, slice(None)))


def phases(days: int, least: int) -> list[list[int]]:
    """Where each of four phases may end, given how short a phase may be."""
    cuts = product(range(least, days), repeat=3)
    return [[a, a + b, a + b + c] for a, b, c in cuts if days - a - b - c >= least]


def test_the_published_series_in_four_phases_gives_4_of_165():
    """Onghena (1992), Bulté and Onghena (2008): the mean of both A phases less the mean of both B phases."""
    score = np.array([float(row["score"]) for row in read("abab.csv")])
    admissible = phases(len(score), 4)
    assert len(score) == 24 and len(admissible) == 165

    def apart(ends: list[int]) -> float:
        means = [part.mean() for part in np.split(score, ends)]
        return float(means[0] + means[2] - means[1] - means[3]) / 2

    statistics = np.array([apart(ends) for ends in admissible])
    observed = apart([6, 12, 18])
    assert observed == pytest.approx(2.0)
    assert p_value(statistics, observed, two_sided=False) == pytest.approx(4 / 165)
    assert round(p_value(statistics, observed, two_sided=False), 4) == 0.0242
    assert p_value(statistics, observed) == pytest.approx(4 / 165)  # none as large the other way round


def test_the_same_series_through_the_differences_of_the_product():
    """With every A day in one mean, 5 of the 165 are as large: an assignment ties or leads more."""
    score = np.array([float(row["score"]) for row in read("abab.csv")])
    rows = np.array([[a <= day < b or day >= c for day in range(24)] for a, b, c in phases(24, 4)])
    drawn = np.array([row["phase"].startswith("B") for row in read("abab.csv")])
    one_group = np.zeros(24, dtype=np.int64)
    apart = contributions(np.vstack([drawn, rows]), score[None], one_group)[:, 0]
    assert apart[0] == pytest.approx(-2.0)
    assert p_value(apart[1:], float(apart[0])) == pytest.approx(5 / 165)
