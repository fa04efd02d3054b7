"""Phones down, and taking a break."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import Circle, MemberRequest, for_two
from twofold.wire import done, read

from .breaks import Break
from .pages import COMING_BACK, open_session
from .phones import PhonesDown
from .screen import stamp
from .shelf import offered

DOWN_LENGTHS = (15, 30, 60, 90, 120)  # minutes
BREAK_LENGTHS = (20, 30, 45, 60, 120)


class Lasting(msgspec.Struct, frozen=True):
    minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)]


class Laying(msgspec.Struct, frozen=True):
    now: bool = False


class Left(msgspec.Struct, frozen=True):
    left: Annotated[int, msgspec.Meta(ge=0, le=999)]


class Time(msgspec.Struct, frozen=True):
    back_at: Annotated[datetime, msgspec.Meta(tz=True)]


@for_two
def phones_down(request: MemberRequest) -> HttpResponse:
    """Agree on a length and lay both phones down."""
    if request.method == "POST":
        down = PhonesDown.begin(request.circle, read(request, Lasting).minutes)
        return done(down=down_facts(request.circle, down))
    shown = {"down": down_facts(request.circle, PhonesDown.latest(request.circle)), "lengths": DOWN_LENGTHS}
    return render(request, "practices/phones_down.html", shown)


@require_GET
@for_two
def phones_down_state(request: MemberRequest) -> HttpResponse:
    return done(down=down_facts(request.circle, PhonesDown.latest(request.circle)))


@require_POST
@for_two
def lay(request: MemberRequest, id: UUID) -> HttpResponse:
    down = PhonesDown.lay(request.circle, id, read(request, Laying).now)
    return done(down=down_facts(request.circle, down))


@require_POST
@for_two
def end_phones_down(request: MemberRequest, id: UUID) -> HttpResponse:
    return done(down=down_facts(request.circle, PhonesDown.end(request.circle, id)))


@require_POST
@for_two
def share_count(request: MemberRequest, id: UUID) -> HttpResponse:
    """Show the partner how often one left the screen: by one's own choice."""
    down = PhonesDown.share(request.circle, id, read(request, Left).left)
    return done(down=down_facts(request.circle, down))


def down_facts(circle: Circle, down: PhonesDown | None) -> dict[str, Any] | None:
    """A time without phones, as one of the two sees it."""
    if down is None:
        return None
    phones = {one.person_id: one for one in down.laid.all()}
    mine, theirs = phones.get(circle.person.pk), phones.get(circle.partner.pk) if circle.partner else None
    return {
        "id": str(down.pk),
        "minutes": down.minutes,
        "phase": down.phase,
        "laid": {"you": mine is not None, "partner": theirs is not None},
        "began_at": down.began_at and stamp(down.began_at),
        "ends_at": down.ends_at and stamp(down.ends_at),
        "ended_at": down.ended_at and stamp(down.ended_at),
        "undivided": down.undivided,
        "shared": {"you": mine and mine.left_screen, "partner": theirs and theirs.left_screen},
        "server_now": stamp(timezone.now()),
    }


@for_two
def take_break(request: MemberRequest) -> HttpResponse:
    """A break, at once; and what one can do meanwhile."""
    circle = request.circle
    if request.method == "POST":
        pause = Break.begin(circle, timedelta(minutes=read(request, Lasting).minutes))
        return done(**{"break": break_facts(circle, pause)})
    shown = {
        "pause": break_facts(circle, Break.last_of(circle)),
        "lengths": BREAK_LENGTHS,
        "coming_back": offered(circle).get(COMING_BACK),
        "open": open_session(circle),
    }
    return render(request, "practices/break.html", shown)


@require_GET
@for_two
def break_state(request: MemberRequest) -> HttpResponse:
    return done(**{"break": break_facts(request.circle, Break.standing_of(request.circle))})


@require_POST
@for_two
def propose(request: MemberRequest, id: UUID) -> HttpResponse:
    pause = Break.propose(request.circle, id, read(request, Time).back_at)
    return done(**{"break": break_facts(request.circle, pause)})


@require_POST
@for_two
def accept_time(request: MemberRequest, id: UUID) -> HttpResponse:
    return done(**{"break": break_facts(request.circle, Break.accept(request.circle, id))})


@require_POST
@for_two
def come_back(request: MemberRequest, id: UUID) -> HttpResponse:
    return done(**{"break": break_facts(request.circle, Break.come_back(request.circle, id))})


def break_facts(circle: Circle, pause: Break | None) -> dict[str, Any] | None:
    """A break as one of the two sees it. Nothing in it says who began it."""
    if pause is None:
        return None
    back = {one.person_id for one in pause.returns.all()}
    by = "you" if pause.proposed_by_id == circle.person.pk else "partner"
    session = open_session(circle)
    return {
        "id": str(pause.pk),
        "began_at": stamp(pause.began_at),
        "back_at": stamp(pause.back_at),
        "proposed": pause.proposed_at and {"back_at": stamp(pause.proposed_at), "by": by},
        "back": {"you": circle.person.pk in back, "partner": bool(back - {circle.person.pk})},
        "due": timezone.now() >= pause.back_at,
        "over": pause.ended_at is not None,
        "live": session and reverse("practices:live", args=(session.pk,)),
        "server_now": stamp(timezone.now()),
    }
