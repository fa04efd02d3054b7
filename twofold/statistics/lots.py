"""Days by lot: the draw of an experiment, the test that belongs to it, and how much it could show.

The scheme, so that anybody can redo it by hand, in any language:

1. Days are taken in fours: two days, then the next two. Of each four, either the first two are "with" and
   the last two "without", or the other way round. A last four that is cut short by the end stays cut short.
2. The lot is a row of bits. SHA-256 of the text `seed:0`, then of `seed:1`, `seed:2` and so on (UTF-8, the
   counter in decimal, the seed as it is written), gives 256 bits each; the bits of a byte are read from the
   highest to the lowest. The first bit decides the first four days, the second the next: 1 is with first.
3. The difference is each person's own: the mean of their days with minus the mean of their days without,
   over the days that they rated; of several people the mean of these. A day that was not rated is missing
   whatever the lot had said. Whoever has fewer rated days of either kind than asked for stays out; which
   days are of which kind, and so who stays out, is a matter of each draw.
4. The statistic of a draw is that difference over how much it varies. Of each rating, take what it is above
   or below the mean of that person's rated days. Divide that by their number of rated days with if the day
   is with, by minus their number without if it is without, and by how many people count; whoever stays out
   adds nothing. Add it up for each four, over all people: the fours add up to the difference, and the
   statistic is their sum divided by the root of the sum of their squares (0 where all are 0).
5. p is the share of all possible draws whose statistic is at least as large, in either direction. Up to 14
   fours (56 days) every draw is looked at. Beyond, 10,000 are drawn in the same way from the texts
   `seed:again:0`, `seed:again:1` and so on, one after another, and p = (1 + as large) / (1 + 10,000).
   Statistics that differ by less than a billionth of the largest are equal.
6. The 95 % interval runs from the lowest to the highest effect that the same test, on the same draws, does
   not rule out once it is taken away from the ratings of the days with; so p > .05 at either end. In rare
   cases the test rules out a few effects in between as well.

Analysed as assigned, whatever was done on the day. The test holds for any rhythm or trend of the days,
because the lot alone decides (Edgington and Onghena, 2007). Why the difference is divided: whoever rates one
kind of day seldom has a difference that varies more than in the draws that mix their days, and the difference
alone is then told too often (Janssen 1997, Chung and Romano 2013, Wu and Ding 2021, as in `randomisation`).
Why by fours: the lot decides a four as one, so days alike within it count as what they are, and so does what
two people share. With every day of whole fours rated the squares have the same sum in each draw: p is that
of the difference alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from twofold.statistics.randomisation import (
    Array,
    Counts,
    Flags,
    contributions,
    enough,
    interval,
    p_value,
    studentised,
)

BLOCK = 2  # days; two blocks are a pair, one of them with
ALL_DRAWS = 14  # pairs: 16,384 draws, each looked at
DRAWN = 10_000
RUNS, FLIPS = 4_000, 999  # of the simulation behind `power`
FEW = 7  # pairs: the 128 draws of 28 days, each looked at there, so that there is time for more runs
ALPHA = 0.05


@dataclass(frozen=True)
class LotsResult:
    """What an experiment showed. `effect`, `low` and `high` (95 %) are in outcome points, with minus without.

    `days_with` and `days_without` are the days that somebody who counts has rated. Where nobody counts, these
    are the days that anybody has rated, `effect` is nan, the interval is without ends (−inf to inf), and p
    is 1. With very few pairs of blocks no p can be small, and the interval has no ends either.
    """

    effect: float
    low: float
    high: float
    p: float
    days_with: int
    days_without: int


def draw(seed: str, days: int) -> list[bool]:
    """Which days are "with", first to last, as the scheme above says. The same seed draws the same days.

    `seed` is a text, 64 hexadecimal digits in the product; `days` at least 1, whole fours to be fair to both
    sides. Raises ValueError otherwise.
    """
    if not seed or days < 1:
        raise ValueError("a draw takes a seed and at least one day")
    return [bool(one) for one in _spread(_bits(seed, _pairs(days))[None, :], days)[0]]


def test(
    assigned: list[bool],
    outcome: Array,
    seed: str,
    least: int = 1,  # noqa: PT028 - no test of pytest's
) -> LotsResult:
    """The randomisation test of the days as they were assigned.

    `outcome` has one number for each day, in points, nan where it is missing: a row of days, or several
    people with a row each. `least` is how many rated days of either kind it takes for a person to count;
    `seed` decides the draws beyond 56 days. Raises ValueError when the lengths differ, when an outcome is
    infinite, and when the scheme could not have drawn `assigned`: a p-value from another scheme would mean
    nothing.
    """
    points = np.atleast_2d(np.asarray(outcome, dtype=np.float64))
    mine = _admissible(assigned, points)
    seen = np.isfinite(points)
    counts = enough(mine[None, :], seen, least)[:, 0]
    rated = seen[counts | ~counts.any()].any(axis=0)
    with_days, without_days = int((mine & rated).sum()), int((~mine & rated).sum())
    if not counts.any():
        return LotsResult(np.nan, -np.inf, np.inf, 1.0, with_days, without_days)
    draws, had_it = every_draw(mine, seed), np.where(seen, mine.astype(np.float64), np.nan)
    parts, overlaps = (contributions(draws, one, fours(len(mine)), least) for one in (points, had_it))
    apart = studentised(parts)
    low, high = interval(parts, overlaps)
    effect, p = float(parts[0].sum()), p_value(apart, float(apart[0]))
    return LotsResult(effect, low, high, p, with_days, without_days)


def every_draw(mine: Flags, seed: str) -> Flags:
    """The draw that was made, in front, and every other there is, one a row; beyond 56 days 10,000 others."""
    pairs = _pairs(len(mine))
    if pairs <= ALL_DRAWS:
        return _spread(_every(pairs) ^ mine[:: 2 * BLOCK], len(mine))
    again = _bits(f"{seed}:again", DRAWN * pairs).reshape(DRAWN, pairs)
    return np.vstack([mine[None, :], _spread(again, len(mine))])


def fours(days: int) -> Counts:
    """Which four each day is of, from 0."""
    return np.arange(days) // (2 * BLOCK)


@lru_cache(maxsize=256)
def power(days: int, effect_sd: float, rho: float = 0.3) -> float:
    """How often an experiment of so many days would show an effect of that size at p ≤ .05: 0 to 1.

    `effect_sd` is in standard deviations of the outcome from day to day; `rho` is the correlation of one
    day with the next (−1 to 1). Simulated with every day rated, so that the differences alone give p: 4,000
    experiments, four times as many up to 28 days; always the same ones, so that the same question has the
    same answer, give or take .01 or .02.
    Days that are not whole fours at the end count for nothing. Raises ValueError below 4 days or for sizes
    that are no numbers.
    """
    pairs = days // (2 * BLOCK)
    if pairs < 1 or not np.isfinite(effect_sd) or not -1 < rho < 1:
        raise ValueError("power takes at least 4 days, an effect, and a correlation between -1 and 1")
    few = pairs <= FEW
    chance = np.random.default_rng(1)
    noise = _pair_differences(chance, (4 if few else 1) * RUNS, pairs, rho)
    apart = _signs(_any_bits(chance, *noise.shape)) * noise + abs(effect_sd)
    flips = _signs(_every(pairs) if few else _any_bits(chance, FLIPS, pairs))
    as_large = _as_large(apart.astype(np.float32), flips.astype(np.float32))
    p = as_large / len(flips) if few else (1 + as_large) / (1 + FLIPS)
    return float(np.mean(p <= ALPHA))


def _as_large(apart: NDArray[np.float32], flips: NDArray[np.float32]) -> Array:
    """For each experiment (rows of pairs), how many of the flips give a difference as large as its own."""
    bound = np.abs(apart.sum(axis=1)) * np.float32(1 - 1e-5)  # of single precision: ties count
    return np.asarray((np.abs(apart @ flips.T) >= bound[:, None]).sum(axis=1), dtype=np.float64)


def _pairs(days: int) -> int:
    return -(-days // (2 * BLOCK))


def _bits(label: str, count: int) -> Flags:
    blocks = [sha256(f"{label}:{counter}".encode()).digest() for counter in range(-(-count // 256))]
    return np.unpackbits(np.frombuffer(b"".join(blocks), dtype=np.uint8))[:count].astype(np.bool_)


def _spread(first: Flags, days: int) -> Flags:
    """From one bit a pair (rows × pairs) to one a day (rows × days)."""
    return np.repeat(np.stack([first, ~first], axis=2).reshape(len(first), -1), BLOCK, axis=1)[:, :days]


def _admissible(assigned: list[bool], outcome: Array) -> Flags:
    mine = np.asarray(assigned, dtype=np.bool_)
    if mine.ndim != 1 or not mine.size or outcome.shape[1:] != mine.shape or np.isinf(outcome).any():
        raise ValueError("one outcome a day, a number or nan, for each day that was assigned")
    if not np.array_equal(_spread(mine[None, :: 2 * BLOCK], len(mine))[0], mine):
        raise ValueError("these days were not drawn in pairs of two-day blocks")
    return mine


def _every(pairs: int) -> Flags:
    return (np.arange(2**pairs)[:, None] >> np.arange(pairs) & 1).astype(np.bool_)


def _any_bits(chance: np.random.Generator, rows: int, pairs: int) -> Flags:
    return chance.integers(0, 2, (rows, pairs)).astype(np.bool_)


def _signs(bits: Flags) -> Array:
    return np.where(bits, 1.0, -1.0)


def _pair_differences(chance: np.random.Generator, runs: int, pairs: int, rho: float) -> Array:
    """First block minus second (runs × pairs), of days of variance 1, each like the day before by `rho`."""
    fresh = chance.standard_normal((2 * BLOCK * pairs, runs))
    days = fresh.copy()
    for day in range(1, len(days)):
        days[day] = rho * days[day - 1] + np.sqrt(1 - rho * rho) * fresh[day]
    blocks = days.reshape(pairs, 2, BLOCK, runs).mean(axis=2)
    return np.asarray((blocks[:, 0] - blocks[:, 1]).T, dtype=np.float64)
