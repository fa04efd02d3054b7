"""Works out which way ordinary words lean, from the opened lines and the cases beside the rules.

    TWOFOLD_DATA=… python -m bench.gentle_leaning

Writes content/repair/patterns/leaning.toml. A ridge logistic regression: every sign (a word, a pair of
words, the beginning of a sentence, a list with a word in it) gets one small number, in whole hundredths.
"""

import json
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from twofold.content import folder
from twofold.repair.patterns import kinds, leaning, rule_book
from twofold.repair.readings import lines, run

SETS = ("development", "practice", "opened", "first-try")
RIDGE = 3.0  # how strongly every number is drawn to nought
LEAST_LINES = 2  # a sign that stands in fewer says nothing
LEAST_HUNDREDTHS = 5  # what leans less is left out
HEAD = """# Which way ordinary words lean: above nought towards hard, below towards gentle, in hundredths.
# Written for Twofold. Worked out by `python -m bench.gentle_leaning` from ../lines and the cases.
# It notices nothing by itself: it decides how much the patterns have to go by (web/lib/gentle/leaning.ts).
# `^ a b` begins a sentence; `<bad>` is any word of that list; `#soft` is what the message is as a whole.
"""


def taught() -> tuple[list[str], list[bool]]:
    """Every opened line and every case, and whether it is hard."""
    known = {line.text: bool(line.kinds) for name in SETS for line in lines(name)}
    for kind in kinds():
        for one in kind.pattern:
            known |= dict.fromkeys(one.spares, False) | dict.fromkeys(one.hits, True)
    return list(known), list(known.values())


def signs(texts: Sequence[str]) -> list[list[str]]:
    sent = {"rules": rule_book(), "lines": list(texts)}
    found: list[list[str]] = json.loads(run("signs-on-stdin", sent))
    return found


def fitted(found: Sequence[Sequence[str]], hard: Sequence[bool]) -> tuple[float, dict[str, float]]:
    """The start and what each sign adds, as natural log odds."""
    seen = Counter(sign for line in found for sign in line)
    place = {sign: at for at, sign in enumerate(sorted(one for one in seen if seen[one] >= LEAST_LINES))}
    rows = np.zeros((len(found), len(place)), dtype=np.float32)
    for row, line in enumerate(found):
        rows[row, [place[sign] for sign in line if sign in place]] = 1
    side = np.where(np.array(hard), 1.0, -1.0)

    def loss(weights: "np.ndarray") -> tuple[float, "np.ndarray"]:
        sure = side * (rows @ weights[1:] + weights[0])
        pull = -side / (1 + np.exp(sure))
        slope = np.concatenate(([pull.sum()], rows.T @ pull + RIDGE * weights[1:]))
        return float(np.logaddexp(0, -sure).sum() + RIDGE * (weights[1:] ** 2).sum() / 2), slope

    best = minimize(loss, np.zeros(len(place) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return float(best[0]), {sign: float(best[1 + at]) for sign, at in place.items()}


def in_hundredths(weights: dict[str, float]) -> dict[str, int]:
    whole = {sign: round(100 * weight) for sign, weight in weights.items()}
    return {sign: number for sign, number in whole.items() if abs(number) >= LEAST_HUNDREDTHS}


def written(start: float, weights: dict[str, float]) -> str:
    least = leaning().least
    told = [HEAD, f"start = {round(100 * start)}\n", "[least]"]
    told += [f"plain = {least.plain}", f"weak = {least.weak}", f"cold = {least.cold}", "\n[signs]"]
    told += [f'"{sign}" = {number}' for sign, number in sorted(in_hundredths(weights).items())]
    return "\n".join(told) + "\n"


def main() -> None:
    texts, hard = taught()
    path = folder("repair/patterns") / "leaning.toml"
    path.write_text(written(*fitted(signs(texts), hard)), encoding="utf-8")
    print(f"{path.name}: {len(texts)} lines and cases, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
