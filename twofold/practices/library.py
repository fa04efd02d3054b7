"""The practices, as the content files hold them: read strictly, and each played out turn by turn."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from twofold.content import ContentError, folder, line_of_step, load

Words = Annotated[str, msgspec.Meta(min_length=2, max_length=240)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Seconds = Annotated[int, msgspec.Meta(ge=5, le=3600)]
Breath = Annotated[int, msgspec.Meta(ge=0, le=20)]
Round = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Component = Literal[
    "vulnerability",
    "empathy",
    "trust",
    "acceptance",
    "responsiveness",
    "safety",
    "time",
    "touch",
    "repair",
    "meaning",
]
Row = Annotated[str, msgspec.Meta(pattern=r"^[A-IX]\d{1,2}$")]
Speaker = Literal["first", "second"]
RESERVED = frozenset({"own", "past", "live", "phones-down"})  # addresses of pages beside the practices


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every step has in common. `text` is for both, or for the one who speaks."""

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)

    @property
    def text(self) -> str:
        return str(getattr(self, "prompt", ""))

    @property
    def other(self) -> str | None:
        """What the listener reads, where the two read different words."""
        return None

    @property
    def lasts(self) -> int | None:
        """Seconds, or None for a step that takes what it takes."""
        return getattr(self, "seconds", None)


class Read(Step, frozen=True, tag="read"):
    words: Words = msgspec.field(name="text")

    @property
    def text(self) -> str:
        return self.words


class Breathe(Step, frozen=True, tag="breathe"):
    """Paced breathing, in whole seconds."""

    words: Words = msgspec.field(name="text")
    inward: Annotated[int, msgspec.Meta(ge=1, le=20)] = msgspec.field(name="in")
    hold: Breath
    out: Annotated[int, msgspec.Meta(ge=1, le=20)]
    rounds: Annotated[int, msgspec.Meta(ge=1, le=60)]

    @property
    def text(self) -> str:
        return self.words

    @property
    def lasts(self) -> int:
        return (self.inward + self.hold + self.out) * self.rounds


class Speak(Step, frozen=True, tag="speak"):
    seconds: Seconds
    prompt: Words
    listener: Words
    round: Round = ""

    @property
    def other(self) -> str:
        return self.listener


class Reflect(Step, frozen=True, tag="reflect"):
    """The listener says it back (`prompt`); the one who spoke (`speaker`) says whether it fits."""

    prompt: Words
    speaker: Words
    round: Round = ""

    @property
    def text(self) -> str:
        return self.speaker

    @property
    def other(self) -> str:
        return self.prompt


class Ask(Step, frozen=True, tag="ask"):
    prompt: Words
    seconds: Seconds | None = None


class Choose(Step, frozen=True, tag="choose"):
    prompt: Words
    options: Annotated[list[Label], msgspec.Meta(min_length=2, max_length=6)]


class Write(Step, frozen=True, tag="write"):
    prompt: Words
    reveal: Literal["me", "together"]


class Rate(Step, frozen=True, tag="rate"):
    ask: Words
    low: Label
    high: Label

    @property
    def text(self) -> str:
        return self.ask


class Silence(Step, frozen=True, tag="silence"):
    seconds: Seconds
    words: Words = msgspec.field(name="text")

    @property
    def text(self) -> str:
        return self.words


class Touch(Step, frozen=True, tag="touch"):
    seconds: Seconds
    words: Words = msgspec.field(name="text")

    @property
    def text(self) -> str:
        return self.words


class Agree(Step, frozen=True, tag="agree"):
    prompt: Words
    days: Annotated[int, msgspec.Meta(ge=1, le=30)]


class Close(Step, frozen=True, tag="close"):
    prompt: Words


AnyStep = Read | Breathe | Speak | Reflect | Ask | Choose | Write | Rate | Silence | Touch | Agree | Close


class Practice(msgspec.Struct, forbid_unknown_fields=True):
    """One practice. `serves` names rows of the mission's coverage."""

    title: Annotated[str, msgspec.Meta(min_length=2, max_length=48)]
    invitation: Annotated[str, msgspec.Meta(min_length=10, max_length=140)]
    why: Annotated[str, msgspec.Meta(min_length=10, max_length=600)]
    source: Annotated[str, msgspec.Meta(min_length=3, max_length=160)]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    setting: Literal["together", "apart", "either"]
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)]
    components: Annotated[list[Component], msgspec.Meta(min_length=1, max_length=4)]
    serves: Annotated[
        list[Annotated[str, msgspec.Meta(pattern=r"^[A-IX]\d{1,2}$")]], msgspec.Meta(min_length=1)
    ]
    cadence: Literal["any", "daily", "weekly", "monthly"]
    step: Annotated[list[AnyStep], msgspec.Meta(min_length=3, max_length=40)]
    care: Annotated[list[Words], msgspec.Meta(max_length=3)] = []
    id: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One step as it is played. Of a round, "first" speaks the first time and "second" the second."""

    step_index: int
    step: AnyStep
    speaker: Speaker | None


@cache
def practices() -> dict[str, Practice]:
    """Every practice by id, the gentlest and shortest first."""
    return read_practices(folder("practices"))


def read_practices(place: Path) -> dict[str, Practice]:
    """The practices in a folder. Raises ContentError, naming file and line."""
    found = []
    for path in sorted(place.glob("*.toml")):
        practice = load(path, Practice)
        if practice.id or path.stem in RESERVED:
            raise ContentError(f"{path.name}:1: a practice's id is its file's name, and not {path.stem!r}")
        practice.id = path.stem
        _check(path, practice.step)
        found.append(practice)
    return {one.id: one for one in sorted(found, key=lambda one: (one.depth, one.minutes, one.id))}


def _check(path: Path, steps: list[AnyStep]) -> None:
    ended: set[str] = set()
    for index, step in enumerate(steps):
        before = steps[index - 1] if index else None
        here, last = round_of(step), round_of(before) if before else ""
        if isinstance(step, Reflect) and not (isinstance(before, Speak) and last == here):
            fault = "a reflect step comes directly after a speak step of the same round"
        elif here and here in ended:
            fault = f"the round {here!r} is interrupted; its steps stand one after the other"
        else:
            ended |= {last} if last != here else set()
            continue
        raise ContentError(f"{path.name}:{line_of_step(path, index)}: {fault}")


def round_of(step: AnyStep) -> str:
    """The name of the round that a step belongs to; "" outside of rounds."""
    return step.round if isinstance(step, Speak | Reflect) else ""


def turns(practice: Practice) -> list[Turn]:
    """The score as it is played: each round twice, the second time with the roles exchanged."""
    played: list[Turn] = []
    for name, group in groupby(enumerate(practice.step), key=lambda one: round_of(one[1])):
        steps = list(group)
        for speaker in _speakers(name):
            played += [
                Turn(index, step, speaker if isinstance(step, Speak | Reflect) else None)
                for index, step in steps
            ]
    return played


def _speakers(name: str) -> tuple[Speaker, ...]:
    return ("first", "second") if name else ("first",)
