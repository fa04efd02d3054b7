"""The posterior of the plan is the one that the textbook's whole system of equations gives."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from twofold.practices.library import practices
from twofold.today.plan import belief as model
from twofold.today.plan.belief import FEATURES, Belief, Evidence, Lots, row
from twofold.today.plan.words import prior

SMALL = {id: practices()[id] for id in ("holding-hands", "walk-and-talk", "evening-gratitude", "name-it")}
SAID = [
    Evidence("holding-hands", 8),
    Evidence("holding-hands", 9),
    Evidence("walk-and-talk", 3, 0.25),
    Evidence("holding-hands", 6, 0.5),
    Evidence("evening-gratitude", 7),
]


def whole_system() -> tuple[Any, Any, Any]:
    """Mean and covariance of each practice's worth: all weights and all offsets in one dense regression."""
    ids, width = list(SMALL), len(FEATURES)
    design = np.zeros((len(ids), width + len(ids)))
    for line, id in enumerate(ids):
        for index, value in row(SMALL[id]):
            design[line, index] = value
        design[line, width + line] = 1
    spread = [model._sd(name) for name in FEATURES] + [model.OWN_SD] * len(ids)
    first = np.zeros(width + len(ids))
    first[0] = prior().baseline
    for name, mean in prior().means.items():
        first[FEATURES.index(name)] = mean
    precision = np.diag(np.array(spread) ** -2.0)
    target = precision @ first
    for one in SAID:
        x = design[ids.index(one.practice)]
        precision += np.outer(x, x) * one.weight / model.NOISE_SD**2
        target += x * one.points * one.weight / model.NOISE_SD**2
    covariance = np.linalg.inv(precision)
    return ids, design @ covariance @ target, design @ covariance @ design.T


def test_the_mean_is_the_closed_form() -> None:
    ids, mean, _ = whole_system()
    told = Belief(prior(), SMALL, SAID)
    assert [told.expected(id) for id in ids] == pytest.approx(list(mean), abs=1e-10)


def test_a_lot_has_the_spread_of_the_closed_form() -> None:
    """A draw is linear in its lots: one lot at a time gives the square root of its covariance."""
    ids, _, covariance = whole_system()
    told = Belief(prior(), SMALL, SAID)
    zeros = dict.fromkeys(ids, 0.0)
    columns = []
    for place in range(len(FEATURES) + len(ids)):
        features = [float(place == one) for one in range(len(FEATURES))]
        own = zeros | ({ids[place - len(FEATURES)]: 1.0} if place >= len(FEATURES) else {})
        lots: Any = SimpleNamespace(features=features, own=own)
        columns.append([told.drawn(lots, ids)[id] - told.expected(id) for id in ids])
    root = np.array(columns).T
    assert root @ root.T == pytest.approx(model.BOLD**2 * covariance, abs=1e-10)


def test_without_evidence_it_is_the_prior() -> None:
    told = Belief(prior(), SMALL, [])
    one = SMALL["holding-hands"]
    share = len(one.components) ** -0.5
    expected = prior().baseline + share * sum(prior().means[name] for name in one.components)
    assert told.expected("holding-hands") == pytest.approx(expected)


def test_one_good_evening_speaks_for_its_kin_as_well() -> None:
    before, after = Belief(prior(), SMALL, []), Belief(prior(), SMALL, [Evidence("holding-hands", 10)])
    assert (
        after.expected("holding-hands") > after.expected("walk-and-talk") > before.expected("walk-and-talk")
    )


def test_what_is_no_longer_in_the_library_says_nothing() -> None:
    assert Belief(prior(), SMALL, [Evidence("gone", 10)]).mean == Belief(prior(), SMALL, []).mean


def test_lots_are_standard_normal_and_the_same_for_ever() -> None:
    many = [lot for n in range(60) for lot in Lots(str(n).encode(), practices()).own.values()]
    assert abs(np.mean(many)) < 0.06 and abs(np.std(many) - 1) < 0.06
    assert Lots(b"twofold", ["holding-hands"]).own["holding-hands"] == model.lot(
        b"twofold", "own holding-hands"
    )
