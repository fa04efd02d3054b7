"""What the shelf of rituals shows, and the form that asks for days and a time."""

from dataclasses import dataclass
from typing import Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .models import Ritual
from .rhythm import NAMES, ORDINALS
from .ritual import MOST
from .shelf import Habit, ShelfRitual, rituals


class ShelfPage:
    """The rituals to choose from, by how often they come round; and the couple's own."""

    names = {"daily": "Most days", "weekly": "Once a week", "monthly": "Once a month"}

    def __init__(self, circle: Circle) -> None:
        standing = Ritual.objects.of(circle.together()).standing()
        there = list(standing.values_list("source", "letter_id")[: 2 * MOST])
        self.sources = {source for source, _ in there if source}
        kept = {letter for _, letter in there if letter is not None}
        self.own = [one for one in own_rituals(circle) if one.pk not in kept]

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [
            {
                "cadence": cadence,
                "name": name,
                "rituals": [
                    (one, one.id in self.sources) for one in rituals().values() if one.cadence == cadence
                ],
            }
            for cadence, name in self.names.items()
        ]


def own_rituals(circle: Circle) -> list[Letter]:
    """Rituals that the two have written themselves, the newest first."""
    story: Any = Letter.objects.story_of(circle).of_kind(Letter.Kind.RITUAL).standing()
    found: list[Letter] = list(story[:30])
    circle.hand_over(found)
    return found


@dataclass(frozen=True, slots=True)
class WhenForm:
    """Days and a time, as the form begins with them."""

    cadence: str
    weekdays: list[int]
    week: int | None
    time: str
    minutes: int

    @classmethod
    def of(cls, chosen: Ritual | ShelfRitual | Habit | None) -> "WhenForm":
        """As a ritual has it, as the shelf offers it, or a small beginning."""
        if isinstance(chosen, Ritual):
            rule = chosen.rule
            return cls(rule.cadence, rule.weekdays, rule.week, f"{rule.time:%H:%M}", chosen.minutes)
        if isinstance(chosen, ShelfRitual):
            return cls(chosen.cadence, chosen.weekdays, chosen.week, chosen.time, chosen.minutes)
        if isinstance(chosen, Habit):
            return cls("daily", list(range(7)), None, "20:00", 5)
        return cls("weekly", [6], None, "19:00", 30)

    @property
    def cadences(self) -> list[tuple[str, str, bool]]:
        known = (("daily", "Some days or all"), ("weekly", "Once a week"), ("monthly", "Once a month"))
        return [(cadence, name, cadence == self.cadence) for cadence, name in known]

    @property
    def days(self) -> list[tuple[int, str, bool]]:
        return [(number, name, number in self.weekdays) for number, name in enumerate(NAMES)]

    @property
    def day(self) -> int:
        return self.weekdays[0]

    @property
    def weeks(self) -> list[tuple[int, str, bool]]:
        return [(number, name, number == (self.week or 1)) for number, name in ORDINALS.items()]
