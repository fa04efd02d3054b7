"""Repair: something raised gently, heard in four steps, and the matters that are open between two."""

from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.discarded import Discarded
from twofold.wire import done, read

from .letters import (
    LetterSent,
    from_partner,
    keep_matter,
    keep_notes,
    matter,
    raise_it,
    raised,
)
from .models import Later, MatterTime, Resting
from .pages import HeardPage, MatterPage, MattersPage, RaisedPage, RaisePage
from .patterns import rule_bytes


class LaterChosen(msgspec.Struct, frozen=True):
    minutes: Literal[60, 180, 1440]


class TimeProposed(msgspec.Struct, frozen=True):
    day: date
    time: time


class TimeAgreed(msgspec.Struct, frozen=True):
    at: datetime


class Rest(msgspec.Struct, frozen=True):
    rests: bool


@require_GET
def rules(request: MemberRequest, version: str) -> HttpResponse:
    """The rules of gentle words, the same for everybody: kept by the browser until they change."""
    name, body = rule_bytes()
    if version != name:
        return redirect("repair:rules", name)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return HttpResponse(body, content_type="application/json", headers=headers)


@for_two
def raise_(request: MemberRequest) -> HttpResponse:
    """Four parts that become one letter: to send, or to keep for saying aloud."""
    if request.method != "POST":
        return render(request, "repair/raise.html", {"page": RaisePage(request)})
    letter = raise_it(request.circle, read(request, LetterSent).letter)
    request.circle.announce("letters", to_both=letter.couple_id is not None)
    return done(record=letter.record)


@for_two
def raised_(request: MemberRequest, id: UUID) -> HttpResponse:
    """The first sheet, for who has not opened it; the letter is not handed over here."""
    letter = raised(request.circle, id)
    if letter.author_id == request.user.pk or letter.handed or letter.removed_at:
        return redirect("repair:hear", id)
    return render(request, "repair/raised.html", {"page": RaisedPage(request.circle, letter)})


@require_POST
@for_two
def later(request: MemberRequest, id: UUID) -> HttpResponse:
    """Open it at a time of one's own. Nobody else is told."""
    chosen = Later.choose(
        request.circle, from_partner(request.circle, id), read(request, LaterChosen).minutes
    )
    request.circle.announce("raised", to_both=False)
    return done(at=chosen.at.isoformat())


@for_two
def hear(request: MemberRequest, id: UUID) -> HttpResponse:
    """The letter, with four steps towards an answer."""
    page = HeardPage(request, raised(request.circle, id))
    return render(request, "repair/hear.html", {"page": page})


@require_POST
@for_two
def notes(request: MemberRequest, id: UUID) -> HttpResponse:
    """Keep one's private notes on it, sealed to oneself."""
    sent = read(request, LetterSent).letter
    letter = keep_notes(request.circle, from_partner(request.circle, id), sent)
    return done(record=letter.record)


@for_two
def matters(request: MemberRequest) -> HttpResponse:
    """The things to talk about, and those that rest."""
    if request.method != "POST":
        return render(request, "repair/matters.html", {"page": MattersPage(request)})
    letter = keep_matter(request.circle, read(request, LetterSent).letter)
    request.circle.announce("matters")
    return done(record=letter.record)


@for_two
def matter_(request: MemberRequest, id: UUID) -> HttpResponse:
    page = MatterPage(request, matter(request.circle, id))
    return render(request, "repair/matter.html", {"page": page})


@require_POST
@for_two
def propose(request: MemberRequest, id: UUID) -> HttpResponse:
    """Name a time for it."""
    wanted = read(request, TimeProposed)
    clock = wanted.time.replace(second=0, microsecond=0, tzinfo=None)
    MatterTime.propose(request.circle, matter(request.circle, id), wanted.day, clock)
    request.circle.announce("matters")
    return done()


@require_POST
@for_two
def agree(request: MemberRequest, id: UUID) -> HttpResponse:
    """Say yes to the time that the other has named."""
    _time(request, id).agree(request.user, read(request, TimeAgreed).at)
    request.circle.announce("matters")
    return done()


@require_POST
@for_two
def no_time(request: MemberRequest, id: UUID) -> HttpResponse:
    """Take the time away again."""
    discarded = Discarded.take(request.user, _time(request, id))
    request.circle.announce("matters")
    return done(undo=reverse("couples:restore", args=[discarded.pk]))


def _time(request: MemberRequest, id: UUID) -> MatterTime:
    found = MatterTime.objects.filter(matter=matter(request.circle, id)).first()
    if found is None:
        raise Http404
    return found


@require_POST
@for_two
def rest(request: MemberRequest, id: UUID) -> HttpResponse:
    """It has been talked over, for now; or it is taken up again. Either of the two may."""
    found = matter(request.circle, id)
    if read(request, Rest).rests:
        Resting.objects.get_or_create(matter=found, defaults={"couple": request.circle.together()})
    else:
        Resting.objects.filter(matter=found).delete()
    request.circle.announce("matters")
    return done()
