"""A page tells few false things: Benjamini and Hochberg's rule, on their own figures and on any others."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from bench.calibration.pages import drawn, outcome_of
from twofold.statistics.discovery import told

# Benjamini and Hochberg (1995), section 3.1: fifteen comparisons of two treatments; at .05 the first four.
THEIRS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


@dataclass(frozen=True)
class One:
    p: float


def said(ps: list[float], q: float = 0.10) -> list[bool]:
    return told([One(p) for p in ps], q)


def test_the_published_example_tells_four_of_fifteen():
    assert said(THEIRS, q=0.05) == [True] * 4 + [False] * 11


def test_an_empty_page_tells_nothing():
    assert said([]) == []


def test_a_lone_claim_needs_p_of_a_twentieth():
    assert said([0.05]) == [True] and said([0.051]) == [False]


def test_many_strong_claims_do_not_carry_a_weak_one():
    assert said([0.001] * 9 + [0.09]) == [True] * 9 + [False]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_it_is_the_rule_as_others_wrote_it_and_a_twentieth_besides(ps):
    theirs = multipletests(ps, alpha=0.10, method="fdr_bh")[0]
    bound = max([p for p, one in zip(ps, theirs, strict=True) if one], default=-1)
    assert said(ps) == [p <= min(bound, 0.05) for p in ps]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(ps, chance):
    shuffled = ps.copy()
    chance.shuffle(shuffled)
    answer = dict(zip(ps, said(ps), strict=True))
    assert said(shuffled) == [answer[p] for p in shuffled]


@pytest.mark.parametrize("true", [0, 2])
def test_pages_of_diaries_that_do_not_exist_are_mostly_right(true):
    """A small part of bench.calibration: 250 pages, so a false share of .1 shows as .06 to .14."""
    p, which = drawn("plain", 56, 0.3, true, [56, 3, true, 0])
    assert np.mean([outcome_of(one, which)[0] for one in p]) < 0.14
