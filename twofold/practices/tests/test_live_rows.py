"""The real rows under two phones and a bad network: one session, no turn skipped, no word lost."""

import base64
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, StaleRevision
from twofold.people.models import Person
from twofold.practices import keeping
from twofold.practices.library import practices
from twofold.practices.live import LiveSession
from twofold.practices.machine import COMMANDS, CannotNow, obey
from twofold.practices.seats import Seat
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player

PRACTICE = "less-open-more-open"


class Rows(RuleBasedStateMachine):
    """Two phones that press, look, write and replay; `players` and `sealed` come from the test."""

    players: ClassVar[tuple[Player, Player]]
    sealed: ClassVar[dict[str, bytes]]

    @initialize()
    def start(self) -> None:
        LiveSession.objects.all().delete()
        Letter.objects.all().delete()
        self.session = LiveSession.begin(circle_of(self.players[0]), practices()[PRACTICE], "two")
        self.known = [1, 1]
        self.acknowledged: dict[UUID, int] = {}
        self.outbox: list[tuple[Player, int, LetterDraft]] = []
        turns = self.session.plain_turns
        self.writing = [n for n, one in enumerate(turns) if one.kind == "write"]

    @rule(who=st.sampled_from((0, 1)))
    def begin_again(self, who: int) -> None:
        standing = LiveSession.objects.open().first()
        if standing:
            assert LiveSession.begin(circle_of(self.players[who]), practices()[PRACTICE], "two") == standing

    @rule(
        who=st.sampled_from((0, 1)),
        command=st.sampled_from(sorted(COMMANDS)),
        option=st.sampled_from((None, 0, 4)),
        times=st.sampled_from((1, 1, 2)),
        answered=st.booleans(),
    )
    def press(self, who: int, command: str, option: int | None, times: int, answered: bool) -> None:
        if command == "end" and not (times == 2 and answered):
            return
        version = self.known[who]
        for _ in range(times):
            before = LiveSession.objects.get(pk=self.session.pk)
            try:
                self.session.order(command, version, circle_of(self.players[who]), option=option)
            except CannotNow:
                after = LiveSession.objects.get(pk=self.session.pk)
                assert (after.version, after.turn) == (before.version, before.turn)
            else:
                after = LiveSession.objects.get(pk=self.session.pk)
                assert after.version - before.version in (0, 1)
                assert abs(after.turn - before.turn) <= 1
        if answered:
            self.known[who] = LiveSession.objects.get(pk=self.session.pk).version

    @rule(who=st.sampled_from((0, 1)))
    def look(self, who: int) -> None:
        self.known[who] = LiveSession.objects.get(pk=self.session.pk).version

    @rule(who=st.sampled_from((0, 1)), which=st.integers(0, 5), arrives=st.booleans())
    def write(self, who: int, which: int, arrives: bool) -> None:
        turn, player = self.writing[which % len(self.writing)], self.players[who]
        id = one_of("practice-note", str(self.session.about(turn)), str(player.id))
        couple = self.session.couple_id
        draft = LetterDraft(id=id, revision=1, sealed=self.sealed[player.name], couple=couple)
        self.outbox.append((player, turn, draft))
        if arrives:
            self.send(len(self.outbox) - 1)

    @rule(index=st.integers(0, 9))
    def replay(self, index: int) -> None:
        if self.outbox:
            self.send(index % len(self.outbox))

    def send(self, index: int) -> None:
        player, turn, draft = self.outbox[index]
        with suppress(StaleRevision):
            keeping.write(self.session, circle_of(player), turn, draft)
        self.acknowledged[draft.id] = turn

    @invariant()
    def every_acknowledged_word_is_there_once(self) -> None:
        assert set(Letter.objects.values_list("pk", flat=True)) == set(self.acknowledged)

    @invariant()
    def nobody_reads_first(self) -> None:
        for turn in self.writing:
            pair = Letter.objects.filter(about=self.session.about(turn), couple__isnull=False)
            appeared = pair.exclude(appears_at=None).count()
            assert appeared in (0, 2) and (appeared == 2) == (pair.count() == 2)

    @invariant()
    def one_open_session_at_most(self) -> None:
        assert LiveSession.objects.open().count() <= 1

    @invariant()
    def either_could_go_on_alone(self) -> None:
        row = LiveSession.objects.prefetch_related("seats").get(pk=self.session.pk)
        live = row.live
        if live.phase != "ended":
            step = {"lobby": "ready", "paused": "resume", "running": "next"}[live.phase]
            order = row.order_of(self.players[0].person, mode="one")  # this phone, the other away
            assert obey(live, step, order).version == live.version + 1


def circle_of(player: Player) -> Circle:
    return Circle(Person.objects.get(pk=player.id))


def seal(player: Player) -> bytes:
    sent: Any = player.seal("practice-note", "words", about=uuid4())
    return base64.b64decode(sent["sealed"])


@pytest.mark.django_db
def test_two_phones_over_the_real_rows(cast: Cast) -> None:
    Rows.players = (cast.paired().ada, cast.ben)
    Rows.sealed = {one.name: seal(one) for one in Rows.players}
    run_state_machine_as_test(
        Rows,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of these in the same moment, each with a connection of its own."""
    start = threading.Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(one, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_both_begin_in_the_same_moment() -> None:
    cast = Cast().paired()
    begun = at_once(*(partial(one.post, f"/practise/{PRACTICE}/begin") for one in (cast.ada, cast.ben) * 3))
    assert len({one.json()["live"] for one in begun}) == 1
    assert LiveSession.objects.count() == 1 and Seat.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_both_need_a_break_or_go_on_in_the_same_moment() -> None:
    cast = Cast().paired()
    live = cast.ada.post(f"/practise/{PRACTICE}/begin").json()["live"]
    at = f"/practise/live/{live}"
    version = cast.ada.post(f"{at}/ready", version=1, mode="one").json()["state"]["version"]
    pressed = at_once(*(partial(one.post, f"{at}/next", version=version) for one in (cast.ada, cast.ben) * 3))
    assert sorted(one.status_code for one in pressed) == [200, 409, 409, 409, 409, 409]
    assert {one.json()["state"]["turn"] for one in pressed} == {1}
    breaks = at_once(*(partial(one.post, "/break", minutes=30) for one in (cast.ada, cast.ben)))
    assert len({one.json()["break"]["id"] for one in breaks}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("pressed", ["ready", "end"])
def test_another_is_begun_instead_whatever_is_pressed_in_that_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, pressed: str
) -> None:
    """Ada's press reaches the open session just before Ben ends it by beginning another."""
    assert cast.paired().ada.post("/practise/morning-coffee/begin").status_code == 200
    standing, order = LiveSession.objects.get(), LiveSession.order

    def pressed_first(session: LiveSession, command: str, *given: Any) -> LiveSession:
        order(session, pressed, None, cast.ada.circle)
        return order(session, command, *given)

    monkeypatch.setattr(LiveSession, "order", pressed_first)
    begun = cast.ben.post("/practise/evening-gratitude/begin", instead_of=str(standing.pk))
    assert begun.status_code == 200
    assert LiveSession.objects.get(ended_at=None).practice == "evening-gratitude"
