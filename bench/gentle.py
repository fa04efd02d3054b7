"""Measures gentle words: how often a hard line is noticed, and how often a gentle one is left in peace.

    TWOFOLD_DATA=… python -m bench.gentle [development|practice|opened|first-try|held-out]

Without a name, both sets that rules are written by.
Prints a table with 95 % intervals after Wilson (1927). It never prints a line, so that the held-out ones
stay unseen by whoever writes the rules.
"""

import sys
from math import sqrt

from twofold.repair.patterns import KINDS
from twofold.repair.readings import kinds_of, lines, notices

Z = 1.959964  # of the normal distribution, for 95 %


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval around a share, 0 to 1; for nothing out of nothing, all of it."""
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return middle - reach, middle + reach


def told(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 0:.2f} ({low:.2f}–{high:.2f})"


def measured(name: str) -> dict[str, tuple[int, int, int]]:
    """For "any" and each kind: rightly noticed, wrongly noticed, missed."""
    labelled = lines(name)
    found = [kinds_of(one) for one in notices([line.text for line in labelled])]
    pairs = [(set(line.kinds), noticed) for line, noticed in zip(labelled, found, strict=True)]
    table = {"any": _counted([(bool(said), bool(noticed)) for said, noticed in pairs])}
    for kind in KINDS:
        table[kind] = _counted([(kind in said, kind in noticed) for said, noticed in pairs])
    return table


def _counted(pairs: list[tuple[bool, bool]]) -> tuple[int, int, int]:
    right = sum(said and noticed for said, noticed in pairs)
    wrong = sum(noticed and not said for said, noticed in pairs)
    return right, wrong, sum(said and not noticed for said, noticed in pairs)


def main(name: str) -> None:
    print(f"{name}: {len(lines(name))} lines, {sum(bool(one.kinds) for one in lines(name))} of them hard\n")
    print("| | precision | recall |\n|---|---|---|")
    for kind, (right, wrong, missed) in measured(name).items():
        print(f"| {kind} | {told(right, right + wrong)} | {told(right, right + missed)} |")


if __name__ == "__main__":
    for name in sys.argv[1:] or ("development", "practice"):
        main(name)
