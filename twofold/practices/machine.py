"""The live session as a pure machine: a command turns one state into the next, and nothing else moves it.

Nothing here waits for a clock or a second phone: whatever happens, one person alone can go on or end
it. A command that does not fit raises `CannotNow` and leaves the state as it was, so a lost command
can be sent again and a repeated one does nothing twice. Times are milliseconds since 1970.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Phase = Literal["lobby", "running", "paused", "ended"]
Mode = Literal["two", "one"]
Who = Literal[0, 1]  # the couple's two people, clay and tide

MORE = 60_000
LONGEST = 3_600_000  # a turn is never stretched further than an hour ahead


class CannotNow(Exception):
    """The command does not fit this moment, or came from who cannot give it. Says why."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What the machine knows of one turn: no words. `lasts` is milliseconds, or None when untimed."""

    kind: str
    lasts: int | None = None
    speaker: Literal["first", "second"] | None = None
    options: int = 0


@dataclass(frozen=True, slots=True)
class Live:
    """Everything that a live session is, between two commands."""

    beats: tuple[Beat, ...]
    mode: Mode = "two"
    first: Who = 0
    phase: Phase = "lobby"
    turn: int = 0
    version: int = 1
    again: int = 0  # how often the speaker has said "not quite" in this turn
    ends_at: int | None = None  # of a running timed turn
    remaining: int | None = None  # of a paused timed turn
    joined: frozenset[Who] = frozenset()
    ready: frozenset[Who] = frozenset()
    chosen: tuple[tuple[int, int], ...] = ()  # (turn, option), in order

    @property
    def beat(self) -> Beat:
        """The present turn; the last one when all have been played."""
        return self.beats[min(self.turn, len(self.beats) - 1)]

    @property
    def speaker(self) -> Who | None:
        """Who has the word in the present turn; None when it is both's."""
        if self.beat.speaker is None:
            return None
        return self.first if self.beat.speaker == "first" else other(self.first)

    @property
    def finished(self) -> bool:
        return self.turn >= len(self.beats)

    @property
    def opens_round(self) -> bool:
        """Whether the present turn is the first of a round: the roles can still be exchanged."""
        before = self.beats[self.turn - 1].speaker if self.turn else None
        return self.beat.speaker == "first" and before != "first"


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it arrives: who gives it, when, and whether the partner's phone is here."""

    who: Who
    now: int
    partner_here: bool = True
    mode: Mode | None = None
    option: int | None = None


def other(who: Who) -> Who:
    return 1 if who == 0 else 0


def obey(live: Live, command: str, order: Order) -> Live:
    """The state after a command, its version raised by one; the very same state when it changes nothing.

    Raises CannotNow when it does not fit, KeyError for a word that is no command.
    """
    act = COMMANDS[command]
    if live.phase == "ended":
        raise CannotNow("This session is over.")
    after = act(live, order)
    return live if after == live else replace(after, version=live.version + 1)


def possible(live: Live, order: Order) -> list[str]:
    """The commands that this person could give now, in a fixed order."""
    return [one for one in COMMANDS if _fits(live, one, order)]


def _fits(live: Live, command: str, order: Order) -> bool:
    if command == "mode":
        order = replace(order, mode="two" if live.mode == "one" else "one")
    if command == "choose":
        order = replace(order, option=1 if dict(live.chosen).get(live.turn) == 0 else 0)
    try:
        return obey(live, command, order) is not live
    except CannotNow:
        return False


def _join(live: Live, order: Order) -> Live:
    return replace(live, joined=live.joined | {order.who})


def _ready(live: Live, order: Order) -> Live:
    """Both ready on two phones, or one on a shared screen: it begins."""
    if live.phase != "lobby":
        return live  # the other's "ready" came first, or this one twice: it has begun
    mode: Mode = "one" if order.mode == "one" else live.mode
    live = replace(_join(live, order), mode=mode, ready=live.ready | {order.who})
    return _enter(live, 0, order.now) if mode == "one" or len(live.ready) == 2 else live


def _next(live: Live, order: Order) -> Live:
    _running(live)
    waits = live.beat.kind == "reflect" and live.mode == "two" and live.speaker != order.who
    if waits and order.partner_here:
        raise CannotNow("Your partner says when it fits.")
    return _enter(live, live.turn + 1, order.now)


def _confirm(live: Live, order: Order) -> Live:
    _heard(live, order)
    return _enter(live, live.turn + 1, order.now)


def _not_quite(live: Live, order: Order) -> Live:
    _heard(live, order)
    return replace(_enter(live, live.turn, order.now), again=min(live.again + 1, 99))


def _more_time(live: Live, order: Order) -> Live:
    if live.phase == "running" and live.ends_at is not None:
        return replace(live, ends_at=min(max(live.ends_at, order.now) + MORE, order.now + LONGEST))
    if live.phase == "paused" and live.remaining is not None:
        return replace(live, remaining=min(live.remaining + MORE, LONGEST))
    raise CannotNow("This part has all the time it takes.")


def _pause(live: Live, order: Order) -> Live:
    _running(live)
    left = None if live.ends_at is None else max(0, live.ends_at - order.now)
    return replace(live, phase="paused", ends_at=None, remaining=left)


def _resume(live: Live, order: Order) -> Live:
    if live.phase != "paused":
        raise CannotNow("It is not paused.")
    ends_at = None if live.remaining is None else order.now + live.remaining
    return replace(live, phase="running", ends_at=ends_at, remaining=None)


def _swap(live: Live, order: Order) -> Live:
    """Who goes first: before it begins, between rounds, or as a round opens, so that nobody is left out."""
    if live.phase != "lobby" and live.beat.speaker is not None and not live.opens_round:
        raise CannotNow("You can change who goes first once both have had this turn.")
    swapped = replace(live, first=other(live.first))
    restarts = live.phase == "running" and live.opens_round
    return _enter(swapped, live.turn, order.now) if restarts else swapped


def _back(live: Live, order: Order) -> Live:
    _running(live)
    if live.turn == 0:
        raise CannotNow("This is the beginning.")
    return _enter(live, live.turn - 1, order.now)


def _end(live: Live, order: Order) -> Live:
    return replace(live, phase="ended", ends_at=None, remaining=None)


def _mode(live: Live, order: Order) -> Live:
    """To one screen when a phone is missing, or back to two."""
    return replace(live, mode=order.mode) if order.mode else live


def _choose(live: Live, order: Order) -> Live:
    _running(live)
    if live.beat.kind != "choose" or order.option is None or not 0 <= order.option < live.beat.options:
        raise CannotNow("There is nothing to choose here just now.")
    return replace(live, chosen=tuple(sorted({**dict(live.chosen), live.turn: order.option}.items())))


def _running(live: Live) -> None:
    if live.phase == "lobby":
        raise CannotNow("It has not begun yet.")
    if live.phase == "paused":
        raise CannotNow("It is paused. Go on first.")


def _heard(live: Live, order: Order) -> None:
    """Whether it was heard is the speaker's to say; at one screen either taps."""
    _running(live)
    if live.beat.kind != "reflect":
        raise CannotNow("Nobody is saying anything back just now.")
    if live.mode == "two" and live.speaker != order.who:
        raise CannotNow("Your partner says whether it fits.")


def _enter(live: Live, turn: int, now: int) -> Live:
    """Begin a turn, its clock full; past the last one it is over."""
    if turn >= len(live.beats):
        return replace(_end(live, Order(0, now)), turn=turn, again=0)
    lasts = live.beats[turn].lasts
    ends_at = None if lasts is None else now + lasts
    return replace(live, phase="running", turn=turn, again=0, ends_at=ends_at, remaining=None)


COMMANDS: dict[str, Callable[[Live, Order], Live]] = {
    "join": _join,
    "ready": _ready,
    "next": _next,
    "confirm": _confirm,
    "not-quite": _not_quite,
    "more-time": _more_time,
    "pause": _pause,
    "resume": _resume,
    "swap": _swap,
    "back": _back,
    "end": _end,
    "mode": _mode,
    "choose": _choose,
}
# These add up in any order, so whoever gives them on an older version is not turned away.
COMMUTING = frozenset({"join", "ready"})
