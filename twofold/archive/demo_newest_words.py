"""What the demo couple says where they look at themselves, try by lot, and mend."""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from twofold.content import folder, load

from .demo_room_words import Base, Id, Share
from .demo_words import Who, Words

Numbers = dict[Id, Annotated[int, msgspec.Meta(ge=0, le=10)]]
DaysAgo = Annotated[int, msgspec.Meta(ge=-60, le=300)]


class Tried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment, with a habit of the shelf or in own words, and what is to come of it."""

    begins: DaysAgo
    days: Literal[28, 56, 84]
    who: Who
    outcome: Literal["closeness", "understood", "touch", "stress"]
    kept: Share
    anyway: Share = 0.0
    source: str = ""
    title: str = ""
    text: str = ""
    comes: Literal["", "found", "unclear"] = ""
    lift: float = 0.0  # points of the outcome
    let_go_after: int = 0  # days

    @property
    def words(self) -> dict[str, str]:
        return {"title": self.title, "text": self.text}


class Looked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody's monthly look changed over the year, and what they let guide them and have read."""

    first: Numbers
    now: Numbers
    lines: list[Words]
    lessons: list[Id]
    leaning: str = ""


class Raised(Base, frozen=True):
    """Something hard, the private notes of who heard it, and their reply."""

    who: Who
    text: Words
    heard: dict[Id, Words]
    reply: Words


class Matter(Base, frozen=True):
    who: Who
    sort: Literal["solvable", "lasting", "unsure"]
    size: Annotated[int, msgspec.Meta(ge=1, le=3)]
    text: Words
    rests: bool = False


class Found(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How both found a promise kept."""

    mira_kept: Annotated[int, msgspec.Meta(ge=0, le=2)] | None = None
    mira: Words | None = None
    jon_kept: Annotated[int, msgspec.Meta(ge=0, le=2)] | None = None
    jon: Words | None = None


class Promised(Found, frozen=True, kw_only=True):
    """A promise with its day; one whose day is ahead has no looks."""

    who: Who
    made: DaysAgo
    day: DaysAgo
    text: Words


class Marked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mira: list[Id]
    jon: list[Id]


class Reflected(Base, frozen=True):
    """Answers to the scenes of how one meets feelings, and the words that were shared about them."""

    who: Who
    answers: dict[Id, Id]
    text: Words


class Repair(msgspec.Struct, forbid_unknown_fields=True):
    raised: list[Raised]
    matter: list[Matter]
    promise: list[Promised]
    found: list[Found]
    dos: Marked
    reflection: list[Reflected]


class Measures(msgspec.Struct, forbid_unknown_fields=True):
    mira: Looked
    jon: Looked

    def of(self, who: Who) -> Looked:
        return self.mira if who == "mira" else self.jon


class _Experiments(msgspec.Struct, forbid_unknown_fields=True):
    experiment: list[Tried]


@dataclass(frozen=True)
class Newest:
    tried: list[Tried]
    measures: Measures
    repair: Repair

    @property
    def words(self) -> list[str]:
        """Every line that is sealed."""
        repair, found = self.repair, [*self.repair.promise, *self.repair.found]
        lines = [text for one in self.tried for text in (one.title, one.text)]
        lines += [*self.measures.mira.lines, *self.measures.jon.lines]
        lines += [text for one in repair.raised for text in (one.text, one.reply, *one.heard.values())]
        lines += [one.text for one in repair.matter] + [one.text for one in repair.promise]
        lines += [one.text for one in repair.reflection]
        lines += [text for one in found for text in (one.mira, one.jon) if text]
        return [text for text in lines if text]


def said_of_late() -> Newest:
    """Read it all. Raises ContentError, naming file and line."""
    place = folder("demo")
    return Newest(
        tried=load(place / "experiments.toml", _Experiments).experiment,
        measures=load(place / "measures.toml", Measures),
        repair=load(place / "repair.toml", Repair),
    )
