"""The live session: its page, its state, its commands, and what is written and rated in it."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import LetterDraft
from twofold.wire import Refusal, done, read

from . import keeping
from .history import PastSession
from .live import LiveSession
from .machine import COMMANDS, CannotNow
from .pages import next_after
from .screen import Screen


class Command(msgspec.Struct, frozen=True):
    """The version it was given on, and what two of the commands need beside it."""

    version: int
    mode: Literal["two", "one"] | None = None
    option: Annotated[int, msgspec.Meta(ge=0, le=5)] | None = None


class Written(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Value(msgspec.Struct, frozen=True):
    value: keeping.Scale


def _session(request: MemberRequest, id: UUID) -> LiveSession:
    of_two = LiveSession.objects.of(request.circle.together()).select_related("own", "couple")
    found: LiveSession | None = of_two.prefetch_related("seats").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


@require_GET
@for_two
def live(request: MemberRequest, id: UUID) -> HttpResponse:
    """The session while it lasts; once it is over, the page that asks how it was."""
    session = _session(request, id)
    if session.ended_at:
        return _ended(request, session)
    state = Screen(request.circle, session).state()
    shown = {"live": session, "practice": session.score, "own": session.own, "state": state}
    return render(request, "practices/live.html", shown)


def _ended(request: MemberRequest, session: LiveSession) -> HttpResponse:
    over = PastSession(request.circle, session)
    shown = {
        "live": session,
        "practice": session.score,
        "own": session.own,
        "rating": over.rating,
        "note": over.note,
        "next": next_after(request.circle, session.score) if session.score else None,
        "done_turns": session.turn,
        "words": over.written,
        "unwritten": over.unwritten,
    }
    return render(request, "practices/ended.html", shown)


@require_GET
@for_two
def state(request: MemberRequest, id: UUID) -> HttpResponse:
    """Where the two are; asking also tells that this phone is here."""
    session = _session(request, id)
    if session.ended_at is None and session.seat_of(request.user).seen():
        request.circle.announce("live", id=str(session.pk), version=session.version)
    return done(**Screen(request.circle, session).state(request.GET.get("version")))


@require_POST
@for_two
def command(request: MemberRequest, id: UUID, command: str) -> HttpResponse:
    """One command, on the version it was given on; a stale one is answered with the present state."""
    if command not in COMMANDS:
        raise Http404
    session, sent = _session(request, id), read(request, Command)
    session.seat_of(request.user).seen()
    given: dict[str, Any] = {"mode": sent.mode, "option": sent.option}
    try:
        session = session.order(command, sent.version, request.circle, **given)
    except CannotNow as no:
        fresh = Screen(request.circle, _session(request, id)).state()
        raise Refusal(str(no), state=fresh) from no
    return done(state=Screen(request.circle, session).state())


@require_POST
@for_two
def write(request: MemberRequest, id: UUID, turn: int) -> HttpResponse:
    letter = keeping.write(_session(request, id), request.circle, turn, read(request, Written).letter)
    if letter.couple_id:
        request.circle.announce("live", id=str(id))
    return done(record=letter.record)


@require_POST
@for_two
def promise(request: MemberRequest, id: UUID, turn: int) -> HttpResponse:
    letter = keeping.promise(_session(request, id), request.circle, turn, read(request, Written).letter)
    request.circle.announce("live", id=str(id))
    return done(record=letter.record)


@require_POST
@for_two
def rate(request: MemberRequest, id: UUID, turn: int) -> HttpResponse:
    """A private number in a turn; the partner is told nothing."""
    keeping.rate(_session(request, id), request.circle, turn, read(request, Value).value)
    return done()


@require_POST
@for_two
def felt(request: MemberRequest, id: UUID) -> HttpResponse:
    """How it was, for this person alone."""
    letter = keeping.felt(_session(request, id), request.circle, read(request, keeping.Felt))
    return done(record=letter and letter.record)
