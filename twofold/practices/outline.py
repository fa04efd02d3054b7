"""A practice as the server plays it: the kind and length of each turn, and no words.

Of a practice that a couple has written the server is given no more than this, so what it is given
is held to a list of what may stand there: nothing that could carry a word past the seal.
"""

from typing import Annotated, Any, Literal, get_args

import msgspec

from twofold.couples.letters import Letter
from twofold.wire import Unreadable

from .library import AnyStep, Choose, Practice, Speaker, Write, turns
from .machine import Beat

Kind = Literal[
    "read",
    "breathe",
    "speak",
    "reflect",
    "ask",
    "choose",
    "write",
    "rate",
    "silence",
    "touch",
    "agree",
    "close",
]
KINDS: tuple[str, ...] = get_args(Kind)
TIMED = frozenset({"breathe", "speak", "silence", "touch"})
UNTIMED = frozenset({"read", "reflect", "choose", "write", "rate", "agree", "close"})
SPOKEN = frozenset({"speak", "reflect"})


class PlainTurn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One turn without its words."""

    kind: Kind
    seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] | None
    speaker: Speaker | None
    step: Annotated[int, msgspec.Meta(ge=0, le=39)]
    reveal: Literal["me", "together"] | None
    options: Annotated[int, msgspec.Meta(ge=2, le=6)] | None

    @property
    def whole(self) -> bool:
        """Whether it has what its kind has, and nothing else: no number is free to mean something."""
        timed = self.seconds is not None
        return (
            (timed or self.kind not in TIMED)
            and not (timed and self.kind in UNTIMED)
            and (self.speaker is not None) == (self.kind in SPOKEN)
            and (self.reveal is not None) == (self.kind == "write")
            and (self.options is not None) == (self.kind == "choose")
        )

    @property
    def beat(self) -> Beat:
        lasts = None if self.seconds is None else self.seconds * 1000
        return Beat(self.kind, lasts, self.speaker, self.options or 0)


class OwnScore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What travels in clear beside a practice of the couple's own."""

    turns: Annotated[list[PlainTurn], msgspec.Meta(min_length=1, max_length=120)]


def outline(practice: Practice) -> list[PlainTurn]:
    """The turns of a practice from the library."""
    return [_plain(turn.step, turn.speaker, turn.step_index) for turn in turns(practice)]


def _plain(step: AnyStep, speaker: Speaker | None, index: int) -> PlainTurn:
    return PlainTurn(
        kind=step.kind,  # type: ignore[arg-type]
        seconds=step.lasts,
        speaker=speaker,
        step=index,
        reveal=step.reveal if isinstance(step, Write) else None,
        options=len(step.options) if isinstance(step, Choose) else None,
    )


def outline_of_own(letter: Letter) -> list[PlainTurn]:
    """The turns of a couple's own practice; none once it has been taken away."""
    return own_score(letter.readable).turns if letter.readable else []


def own_score(readable: dict[str, Any]) -> OwnScore:
    """What came in clear, checked. Raises Unreadable."""
    try:
        score = msgspec.convert(readable, OwnScore)
    except msgspec.ValidationError as fault:
        raise Unreadable(f"This practice could not be read: {fault}") from fault
    spoken = False
    for turn in score.turns:
        if not turn.whole or (turn.kind == "reflect" and not spoken):
            raise Unreadable("A step of this practice is not as it has to be.")
        spoken = turn.kind == "speak"
    return score
