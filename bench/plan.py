"""Measures the plan: how far its suggestions are from the best, beside three simpler ways to suggest.

    TWOFOLD_DATA=… python -m bench.plan [--couples 200] [--processes 2]

Five kinds of simulated couples (`plan_couples` says how they are drawn), 26 weeks of three suggestions.
Every way of suggesting draws from the product's own filters: boundaries, depth, time at hand, place, rest,
order, calm after a quarrel. Regret is the points (0–10) that a suggestion is short of the best that was
allowed just then. Since what was done lately rests, that bar depends on what was suggested before; so there
is a second table, with the points short of an oracle that knows what the two feel, on a path of its own.
"Most popular" knows the mean rating of each practice among 300 other couples of all kinds.
Exits with 1 if any suggestion is beyond anybody's boundary, depth, or place.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing import Pool

import numpy as np

from bench.plan_couples import EVENINGS, KINDS, STEPS, Simulated, couple, may
from twofold.practices.library import practices
from twofold.today.plan.choice import Choice, worth
from twofold.today.plan.inputs import Known, Time
from twofold.today.plan.words import order, prior

BEGINS = date(2026, 1, 5)
POOL = 60  # couples of each kind, for what is popular
WAYS = ("the plan", "random", "round-robin", "most popular")
Way = Callable[[Choice, Simulated, dict[str, int], int], str]
popular: dict[str, float] = {}


def plan(choice: Choice, *_: object) -> str:
    made = choice.made()
    assert made
    return made.practice.id


def random(choice: Choice, who: Simulated, so_far: dict[str, int], step: int) -> str:
    lots = np.random.default_rng((who.seed, step, 7))
    return sorted(choice.shelf)[int(lots.integers(len(choice.shelf)))]


def round_robin(choice: Choice, who: Simulated, so_far: dict[str, int], step: int) -> str:
    """Whichever was suggested least often; of these the first in the library."""
    places = list(practices())
    return min(choice.shelf, key=lambda one: (so_far.get(one, 0), places.index(one)))


def most_popular(choice: Choice, *_: object) -> str:
    return max(sorted(choice.shelf), key=lambda one: popular.get(one, 0.0))


def oracle(choice: Choice, who: Simulated, *_: object) -> str:
    return max(sorted(choice.shelf), key=who.truth)


def half_a_year(who: Simulated, way: Way) -> tuple[list[str], list[Time], float]:
    """What was suggested, what became of it, and how far it was from the best allowed, on average."""
    suggested: list[str] = []
    short: list[float] = []
    times: list[Time] = []
    so_far: dict[str, int] = {}
    allowed, place = who.allowed, "apart" if KINDS[who.kind].apart else ""
    for step in range(STEPS):
        today = BEGINS + timedelta(days=7 * (step // EVENINGS) + 2 * (step % EVENINGS))
        tender = who.tender[step]
        mending = any(who.tender[max(step - 3, 0) : step])
        known = Known(
            couple=f"{who.kind} {who.number}",
            today=today,
            times=tuple(times),
            tender=tender,
            mending=mending,
            minutes=who.minutes[step],
            setting=place,  # type: ignore[arg-type]
        )
        choice = Choice(prior(), order(), practices(), allowed, known)
        id = way(choice, who, so_far, step)
        suggested.append(id)
        short.append(max(who.truth(one) for one in choice.shelf) - who.truth(id))
        so_far[id] = so_far.get(id, 0) + 1
        felt = who.evening(step, id)
        if felt is not None:
            times.append(Time(id, today, felt))
    return suggested, times, float(np.mean(short))


def beyond(who: Simulated, suggested: list[str]) -> int:
    """Suggestions outside what each of the two is open to, looked up for each anew."""
    found = 0
    for id in suggested:
        one = practices()[id]
        away = KINDS[who.kind].apart and one.setting == "together"
        found += away or not all(may(each, one) for each in who.partners)
    return found


def lived(given: tuple[str, int, dict[str, float]]) -> tuple[list[float], list[float], int]:
    """For each way its regret and its points, a suggestion; and how many of all were beyond a boundary."""
    kind, number, popular_now = given
    popular.update(popular_now)
    who, points, regret, outside = couple(kind, number), [], [], 0
    for way in (plan, random, round_robin, most_popular, oracle):
        suggested, _, short = half_a_year(who, way)
        points.append(float(np.mean([who.truth(id) for id in suggested])))
        regret.append(short)
        outside += beyond(who, suggested)
    return regret, points, outside


def rated(given: tuple[str, int]) -> list[tuple[str, float]]:
    """What other couples said, who had tried what chance suggested."""
    kind, number = given
    _, times, _ = half_a_year(couple(kind, 1_000_000 + number), random)
    both = ((one.practice, *one.felt) for one in times)
    return [(id, worth(a, b)) for id, a, b in both if a is not None and b is not None]


def what_is_popular(pool: Pool) -> dict[str, float]:  # type: ignore[valid-type]
    others = [(kind, number) for kind in KINDS for number in range(POOL)]
    said: dict[str, list[float]] = {}
    for each in pool.map(rated, others, chunksize=10):  # type: ignore[attr-defined]
        for id, points in each:
            said.setdefault(id, []).append(points)
    middle = float(np.mean([one for each in said.values() for one in each]))
    return {id: (sum(each) + 5 * middle) / (len(each) + 5) for id, each in said.items()}


def interval(values: np.ndarray, of: np.ndarray | None = None) -> str:
    """A mean, or a ratio of two means, with its 95 % interval from 2,000 bootstrap draws of couples."""
    lots = np.random.default_rng(26).integers(len(values), size=(2_000, len(values)))
    drawn = values[lots].mean(axis=1) / (of[lots].mean(axis=1) if of is not None else 1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{values.mean() / (of.mean() if of is not None else 1):.2f} ({low:.2f}–{high:.2f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--couples", type=int, default=200, help="of each kind")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="number of the first couple of each kind")
    given = parser.parse_args()
    print(f"{given.couples} couples of each kind, {STEPS} suggestions each; points of 0–10 a suggestion")
    numbers = range(given.first, given.first + given.couples)
    with Pool(given.processes) as pool:
        liked = what_is_popular(pool)
        found = {
            kind: pool.map(lived, [(kind, one, liked) for one in numbers], chunksize=5) for kind in KINDS
        }
    print("\nShort of the best that was allowed just then\n")
    table({kind: np.array([one[0] for one in each])[:, :-1] for kind, each in found.items()})
    print("\nShort of the oracle on its own path\n")
    points = {kind: np.array([one[1] for one in each]) for kind, each in found.items()}
    table({kind: each[:, [-1]] - each[:, :-1] for kind, each in points.items()})
    outside = sum(one[2] for each in found.values() for one in each)
    print(f"\nSuggestions beyond anybody's boundary, depth or place: {outside}")
    return 1 if outside else 0


def table(regrets: dict[str, np.ndarray]) -> None:
    print("| | " + " | ".join(WAYS) + " | plan / round-robin | plan / most popular |")
    print("|---|" + "---|" * (len(WAYS) + 2))
    for kind, regret in regrets.items():
        cells = [interval(column) for column in regret.T]
        cells += [interval(regret[:, 0], regret[:, 2]), interval(regret[:, 0], regret[:, 3])]
        print(f"| {kind} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    sys.exit(main())
