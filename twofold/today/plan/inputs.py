"""What the plan goes by, as plain values: where they come from is the business of `story`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Setting = Literal["", "together", "apart"]


@dataclass(frozen=True, slots=True)
class Time:
    """One time that the two did a practice. `felt`: how it was for each, 0–10, None where one did not say.

    Which of the two stands first does not matter, as long as it is the same at every time.
    """

    practice: str
    day: date
    felt: tuple[float | None, float | None] = (None, None)
    whole: bool = True  # to its last turn


@dataclass(frozen=True, slots=True)
class Known:
    """All that a suggestion may rest on. What is `own` belongs to who looks, and moves nobody else's card."""

    couple: str
    today: date
    times: tuple[Time, ...] = ()
    tender: bool = False  # the first days after a break, or after a disagreement that both shared a day of
    mending: bool = False  # the week after a break
    rhythm: frozenset[str] = frozenset()  # practices that go with today's rituals
    leaning: frozenset[str] = frozenset()  # practices that fit what stands in somebody's way
    room: frozenset[str] = frozenset()  # components with room to grow on the map that both opened
    minutes: int | None = None
    setting: Setting = ""
    own_passed: frozenset[str] = frozenset()  # set aside by who looks, this week
    own_turn: int = 0  # how many of these today
