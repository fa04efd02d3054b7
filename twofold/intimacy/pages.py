"""What the page of intimacy shows, and what a browser needs to go on with the comparing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .models import MatchRound, answers_about, answers_of, is_on, standing
from .wishes import Group, Item, wish_list

CHOICES = (("y", "Yes"), ("m", "Maybe"), ("n", "No"), ("x", "Don’t ask"))
STAGES = ("return", "offer", "secret")  # the last first: what a stage rests on is then there as well


@dataclass(frozen=True)
class Section:
    """One group of the list, with its lines."""

    group: Group
    items: list[Item]


class IntimacyPage:
    """The page as one of the two sees it: the same whether the other has it on or not, until both have."""

    choices = CHOICES

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def round(self) -> MatchRound | None:
        return standing(self.circle)

    @cached_property
    def on(self) -> bool:
        return self.round is not None or is_on(self.circle)

    @cached_property
    def answers(self) -> Letter | None:
        return answers_of(self.circle)

    @property
    def about(self) -> str:
        return str(answers_about(self.circle))

    @property
    def sections(self) -> list[Section]:
        return [Section(one, wish_list().of(one)) for one in wish_list().group]


def stage_of(circle: Circle) -> dict[str, Any]:
    """Where the comparing stands for this person: each letter that they may be handed, by its stage."""
    current = standing(circle)
    if current is None:
        return {"round": None}
    mine = answers_of(circle)
    found = {stage: list(current.letters(circle, stage)[:2]) for stage in STAGES}
    circle.hand_over([letter for letters in found.values() for letter in letters])
    return {
        "round": str(current.pk),
        "couple": str(circle.together().pk),
        "side": current.side_of(circle),
        "items": [one.id for one in wish_list().item],
        "answers": sealed_facts(mine) if mine else None,
        **{stage: [sealed_facts(one) for one in letters] for stage, letters in found.items()},
    }


def sealed_facts(letter: Letter) -> dict[str, Any]:
    return {"record": letter.record, "sealed": msgspec.to_builtins(bytes(letter.sealed))}


def has_round(circle: Circle) -> bool:
    """Whether a page of theirs has a comparing to go on with, by <intimacy-round>. One query."""
    return standing(circle) is not None
