"""What an analysis says when it can't tell yet. No numpy here: a page imports it without any cost."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["few-days", "one-sided", "no-variance", "few-guesses"]


@dataclass(frozen=True)
class Refused:
    """Why there is no answer yet, and about how many more days (or guesses) are needed: at least 1."""

    reason: Reason
    more: int
