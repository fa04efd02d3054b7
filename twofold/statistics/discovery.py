"""Which claims of a page are told: false discoveries held at a tenth, by Benjamini and Hochberg."""

from collections.abc import Sequence
from typing import Protocol

ALONE = 0.05  # a claim has to be one on its own, too


class WithP(Protocol):
    """Anything with a p-value: a Claim."""

    @property
    def p(self) -> float: ...


def told(claims: Sequence[WithP], q: float = 0.10) -> list[bool]:
    """For each claim, in order, whether the page tells it.

    Benjamini and Hochberg (1995) over all claims that were tested on the page, the told and the untold:
    pass every one of them. Besides, each told claim has p ≤ .05 on its own.
    """
    ordered = sorted(claim.p for claim in claims)
    under = [p for rank, p in enumerate(ordered, 1) if p <= q * rank / len(ordered)]
    bound = min(max(under, default=-1.0), ALONE)
    return [claim.p <= bound for claim in claims]
