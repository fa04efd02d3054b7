"""The session machine under two phones that lose, repeat and delay: it never sticks and never skips."""

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from twofold.practices.library import practices
from twofold.practices.machine import COMMANDS, COMMUTING, Beat, CannotNow, Live, Order, obey, possible
from twofold.practices.outline import outline

ROUND = (Beat("speak", 60_000, "first"), Beat("reflect", None, "first"))
TURNED = (Beat("speak", 60_000, "second"), Beat("reflect", None, "second"))
SCORE = (
    Beat("read"),
    *ROUND,
    *TURNED,
    Beat("choose", options=3),
    *ROUND,
    *TURNED,
    Beat("silence", 30_000),
    Beat("close"),
)
PEOPLE = (0, 1)
FORWARD = {"next", "confirm"}


class Refused(Exception):
    pass


class Server:
    """The row and its rule of versions, as `LiveSession.order` keeps it."""

    def __init__(self) -> None:
        self.live = Live(SCORE)

    def take(self, command: str, version: int, order: Order) -> Live:
        commutes = command in COMMUTING and version <= self.live.version
        if version != self.live.version and not commutes:
            raise Refused
        self.live = obey(self.live, command, order)
        return self.live


class TwoPhones(RuleBasedStateMachine):
    """Two people, two phones, a network that drops and doubles, a server that restarts."""

    @initialize()
    def start(self) -> None:
        self.server = Server()
        self.now = 1_000_000
        self.known = [self.server.live.version] * 2
        self.delayed: list[tuple[str, int, Order]] = []
        self.here = [True, True]
        self.spoke: list[int] = []
        self.entered = [0]

    def order(self, who: Any, **given: Any) -> Order:
        return Order(who, self.now, partner_here=self.here[1 - who], **given)

    def send(self, command: str, version: int, order: Order) -> bool:
        before = self.server.live
        try:
            after = self.server.take(command, version, order)
        except (Refused, CannotNow):
            assert self.server.live is before
            return False
        self.follow(before, after, command)
        return True

    def follow(self, before: Live, after: Live, command: str) -> None:
        """What has to hold over one step."""
        assert after.version in (before.version, before.version + 1)
        assert (after.version == before.version) == (after == before)
        moved = after.turn - before.turn
        assert moved in (0, 1) or (moved == -1 and command == "back")
        assert moved <= 0 or command in FORWARD | {"ready"}
        if moved:
            self.entered.append(after.turn)

    @rule(
        who=st.sampled_from(PEOPLE),
        command=st.sampled_from(sorted(COMMANDS)),
        mode=st.sampled_from((None, None, "one", "two")),
        option=st.sampled_from((None, 0, 1, 2, 3)),
        fate=st.sampled_from(("arrives", "arrives", "arrives", "is lost", "twice", "is late", "unanswered")),
    )
    def press(self, who: int, command: str, mode: Any, option: int | None, fate: str) -> None:
        if command == "end" and fate != "twice":
            return  # or hardly any run would come far
        version, order = self.known[who], self.order(who, mode=mode, option=option)
        if fate == "is lost":
            return
        if fate == "is late":
            self.delayed.append((command, version, order))
            return
        before = self.server.live
        done = self.send(command, version, order)
        if done and fate == "twice" and self.server.live != before:
            again = self.server.live
            self.send(command, version, order)
            assert self.server.live == again  # nothing is done twice
        if fate != "unanswered":
            self.known[who] = self.server.live.version

    @precondition(lambda self: self.delayed)
    @rule(index=st.integers(0, 20))
    def arrive_late(self, index: int) -> None:
        command, version, order = self.delayed.pop(index % len(self.delayed))
        if command != "end":
            self.send(command, version, order)

    @rule(who=st.sampled_from(PEOPLE))
    def look(self, who: int) -> None:
        self.known[who] = self.server.live.version

    @rule(milliseconds=st.sampled_from((1, 900, 20_000, 90_000, 40_000_000)))
    def wait(self, milliseconds: int) -> None:
        before = self.server.live
        self.now += milliseconds
        assert self.server.live is before  # time alone moves nothing

    @rule()
    def restart(self) -> None:
        """The server forgets everything but the row."""
        row = asdict(self.server.live)
        row["beats"] = tuple(Beat(**one) for one in row["beats"])
        assert Live(**row) == self.server.live
        self.server.live = Live(**row)

    @rule(who=st.sampled_from(PEOPLE))
    def phone_comes_or_goes(self, who: int) -> None:
        self.here[who] = not self.here[who]

    @invariant()
    def one_alone_can_always_go_on(self) -> None:
        """No deadlock: if the other never comes back, either gets to the end."""
        for who in PEOPLE:
            live = self.server.live
            for _ in range(2 * len(SCORE) + 4):
                if live.phase == "ended":
                    break
                order = Order(who, self.now, partner_here=False, mode="one")  # type: ignore[arg-type]
                step = {"lobby": "ready", "paused": "resume", "running": "next"}[live.phase]
                live = obey(live, step, order)
            assert (live.phase == "ended" and live.finished) or self.server.live.phase == "ended"

    @invariant()
    def somebody_can_move_it_while_both_are_here(self) -> None:
        live = self.server.live
        if live.phase == "ended":
            return
        moves = {"ready", "next", "confirm", "resume", "join"}
        offers = [set(possible(live, Order(who, self.now))) for who in PEOPLE]  # type: ignore[arg-type]
        assert all("end" in one for one in offers)
        assert any(moves & one for one in offers)

    @invariant()
    def every_turn_was_come_to_in_order(self) -> None:
        assert all(
            after - before in (1, -1) for before, after in zip(self.entered, self.entered[1:], strict=False)
        )

    @invariant()
    def clocks_belong_to_timed_turns(self) -> None:
        live = self.server.live
        running = live.phase == "running" and live.beat.lasts is not None
        assert (live.ends_at is not None) == running
        assert (live.remaining is not None) == (live.phase == "paused" and live.beat.lasts is not None)
        assert live.remaining is None or live.remaining >= 0

    @invariant()
    def chosen_options_exist(self) -> None:
        live = self.server.live
        assert all(0 <= option < live.beats[turn].options for turn, option in live.chosen)


TestTwoPhones = TwoPhones.TestCase
TestTwoPhones.settings = settings(
    max_examples=150, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def walk(live: Live) -> list[tuple[str, int | None]]:
    told: list[tuple[str, int | None]] = []
    live = obey(live, "ready", Order(0, 0, mode="one"))
    while live.phase != "ended":
        told.append((live.beat.kind, live.speaker))
        live = obey(live, "next", Order(0, 0))
    return told


@pytest.mark.parametrize("first", PEOPLE)
def test_both_speak_as_often_in_every_practice(first: Any) -> None:
    for practice in practices().values():
        told = walk(Live(tuple(one.beat for one in outline(practice)), first=first))
        assert told.count(("speak", 0)) == told.count(("speak", 1)), practice.id
        assert len(told) == len(outline(practice))


def test_what_is_offered_can_be_done() -> None:
    live = obey(Live(SCORE), "ready", Order(0, 0, mode="one"))
    for command in possible(live, Order(1, 0)):
        assert obey(live, command, Order(1, 0, mode="two")).version == live.version + 1
    assert possible(obey(live, "end", Order(0, 0)), Order(0, 0)) == []
