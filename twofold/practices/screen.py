"""What a phone shows of a live session: the state as one of the two sees it now."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import msgspec
from django.urls import reverse
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from .keeping import TurnRating
from .library import AnyStep, Practice
from .live import LiveSession
from .machine import Live, Who, possible
from .outline import PlainTurn

WRITTEN = {"write": Letter.Kind.PRACTICE_NOTE, "agree": Letter.Kind.PROMISE}


class Screen:
    """A session through one person's eyes."""

    def __init__(self, circle: Circle, session: LiveSession) -> None:
        self.circle, self.session = circle, session

    @cached_property
    def live(self) -> Live:
        return self.session.live

    @cached_property
    def me(self) -> Who:
        return self.session.place_of(self.circle.person)

    def state(self, known: str | None = None) -> dict[str, Any]:
        """Everything; without the turns for a phone that has those of this version already."""
        session, live = self.session, self.live
        told = {
            "id": str(session.pk),
            "version": live.version,
            "phase": live.phase,
            "finished": live.finished,
            "mode": live.mode,
            **self._what(),
            "turn": live.turn,
            "count": len(live.beats),
            "again": live.again,
            **self._who(),
            "ends_at": session.turn_ends_at and stamp(session.turn_ends_at),
            "remaining_ms": live.remaining,
            "server_now": stamp(timezone.now()),
            "chosen": dict(live.chosen).get(live.turn),
            "rated": self._rated(),
            "words": self._words(),
            "may": possible(live, session.order_of(self.circle.person)),
        }
        return told if known == str(live.version) else {**told, "turns": self.turns()}

    def _what(self) -> dict[str, Any]:
        practice, own = self.session.score, self.session.own
        link = practice and reverse("practices:practice", args=(practice.id,))
        return {
            "practice": practice and {"id": practice.id, "title": practice.title, "url": link},
            "own": envelope(own) if own and not own.removed_at else None,
        }

    def _who(self) -> dict[str, Any]:
        circle, live = self.circle, self.live
        names = (circle.person.called, circle.partner.called if circle.partner else "")
        return {
            "names": self._two(*names),
            "sides": self._two(circle.side, circle.partner_side),
            "first": self._name(live.first),
            "joined": self._two(self.me in live.joined, 1 - self.me in live.joined),
            "ready": self._two(self.me in live.ready, 1 - self.me in live.ready),
            "partner_here": self.session.partner_here(circle.person),
            "role": self._role(live.speaker),
        }

    @staticmethod
    def _two(mine: Any, theirs: Any) -> dict[str, Any]:
        return {"you": mine, "partner": theirs}

    def _name(self, who: Who) -> str:
        return "you" if who == self.me else "partner"

    def _role(self, speaker: Who | None) -> str:
        if speaker is None or self.live.mode == "one":
            return "both"
        return "speaker" if speaker == self.me else "listener"

    def _rated(self) -> int | None:
        if self.live.beat.kind != "rate":
            return None
        mine = TurnRating.objects.filter(session=self.session, person=self.circle.person, turn=self.live.turn)
        return mine.values_list("value", flat=True).first()

    def _words(self) -> dict[str, Any] | None:
        """What was written in this turn: one's own, and the other's once it has appeared."""
        kind = WRITTEN.get(self.live.beat.kind)
        if kind is None or self.live.finished:
            return None
        about = Letter.objects.filter(about=self.session.about(self.live.turn), kind=kind)
        mine = about.filter(author=self.circle.person).first()
        written = about.filter(couple=self.session.couple_id).exclude(author=self.circle.person)
        theirs = written.visible_to(self.circle).first()
        if theirs:
            self.circle.hand_over([theirs])
        return {
            "mine": mine and envelope(mine),
            "theirs_written": theirs is not None or written.exists(),
            "theirs": theirs and envelope(theirs),
        }

    def turns(self) -> list[dict[str, Any]]:
        """Every turn, with its words for this person's part in it."""
        return [self._turn(number, turn) for number, turn in enumerate(self.session.plain_turns)]

    def _turn(self, number: int, turn: PlainTurn) -> dict[str, Any]:
        speaker = self._speaker(turn)
        role = self._role(speaker)
        step = self.session.score.step[turn.step] if self.session.score else None
        told: dict[str, Any] = {
            "kind": turn.kind,
            "step": turn.step,
            "seconds": turn.seconds,
            "speaker": None if speaker is None else self._name(speaker),
            "role": role,
            **words_of(step, swapped=role == "listener"),
            **extras_of(step, turn.kind),
        }
        if turn.kind in WRITTEN:
            told["about"] = str(self.session.about(number))
        if turn.reveal:
            told["reveal"] = turn.reveal
        return told

    def _speaker(self, turn: PlainTurn) -> Who | None:
        if turn.speaker is None:
            return None
        return self.live.first if turn.speaker == "first" else (1 if self.live.first == 0 else 0)


def words_of(step: AnyStep | None, swapped: bool = False) -> dict[str, str | None]:
    """The words of a step for its speaker; `swapped` for its listener. None where they are sealed."""
    if step is None:
        return {"text": None, "other": None}
    if swapped and step.other is not None:
        return {"text": step.other, "other": step.text}
    return {"text": step.text, "other": step.other}


def extras_of(step: AnyStep | None, kind: str) -> dict[str, Any]:
    """What a step of this kind has beside its words. None where it is sealed."""
    names: dict[str, dict[str, str]] = {
        "breathe": {"in": "inward", "hold": "hold", "out": "out", "rounds": "rounds"},
        "choose": {"options": "options"},
        "rate": {"low": "low", "high": "high"},
        "agree": {"days": "days"},
    }
    return {name: getattr(step, field, None) for name, field in names.get(kind, {}).items()}


def preview_of(practice: Practice) -> list[dict[str, Any]]:
    """A practice step by step, as somebody reads it before beginning."""
    return [
        {
            "kind": step.kind,
            "seconds": step.lasts,
            "who": _who_in(step),
            **words_of(step),
            **extras_of(step, step.kind),
            "reveal": getattr(step, "reveal", None),
        }
        for step in practice.step
    ]


def _who_in(step: AnyStep) -> str:
    name = getattr(step, "round", None)
    return "both" if name is None else "each in turn" if name else "one of you"


def envelope(letter: Letter) -> dict[str, Any]:
    """A letter as a page's script takes it: its record, and the sealed bytes as base64."""
    return {"record": letter.record, "sealed": msgspec.to_builtins(bytes(letter.sealed))}


def stamp(at: datetime) -> str:
    """A moment in UTC with milliseconds, such as "2026-11-22T20:15:00.123Z"."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
