"""Days or ratings of a few sorts beside each other: a dot for each, its middle, and the same as a table."""

from dataclasses import dataclass
from typing import Any

import msgspec

from .findings import ANSWERS, Group


@dataclass(frozen=True)
class Strips:
    """What a strip chart draws. `label` says it in a sentence; `what` heads the table."""

    side: str
    label: str
    what: str
    groups: tuple[Group, ...]
    ends: tuple[str, str] = ("", "")  # what 0 and 10 mean
    unit: tuple[str, str] = ("day", "days")  # one, and several

    @property
    def json(self) -> str:
        """For the picture. An attribute holds it: a part that comes later can carry no script element."""
        groups: list[dict[str, Any]] = [
            {
                "name": one.name,
                "counts": one.counts,
                "middle": round(one.middle, 2),
                "low": round(one.low, 2),
                "high": round(one.high, 2),
            }
            for one in self.groups
        ]
        drawn = {"side": self.side, "groups": groups, "ends": self.ends, "unit": self.unit}
        return msgspec.json.encode(drawn).decode()

    @property
    def answers(self) -> list[tuple[int, list[int]]]:
        """For each answer from 0 to 10, how many of each sort."""
        return [(answer, [one.counts[answer] for one in self.groups]) for answer in ANSWERS]
