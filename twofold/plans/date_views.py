"""Dates: ideas, each one's private word on them, and the days that the two find."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.wire import done, read

from . import planning, wishing
from .dates import DatesPage, DayForm, IdeaCard, OutingPage
from .dates import been as days_that_have_been
from .ideas import ideas
from .models import Swipe


class SwipeSent(msgspec.Struct, frozen=True):
    """One's word on an idea; null takes it back."""

    idea: Annotated[str, msgspec.Meta(max_length=60)]
    yes: bool | None


class AgreedSent(msgspec.Struct, frozen=True):
    turn: int


@for_two
def dates(request: MemberRequest) -> HttpResponse:
    return render(request, "plans/dates.html", {"dates": DatesPage(request.circle)})


@for_two
def idea(request: MemberRequest, id: str) -> HttpResponse:
    """One idea, to read and to find a day for."""
    found = ideas().get(id)
    if found is None:
        raise Http404
    form = DayForm(request.circle, found.minutes)
    return render(request, "plans/idea.html", {"card": IdeaCard(found), "form": form})


@require_POST
@for_two
def swipe(request: MemberRequest) -> HttpResponse:
    """Keep one's private word. Open pages hear of it when something both like comes or goes."""
    sent = read(request, SwipeSent)
    if sent.idea not in ideas():
        raise Http404
    told = Swipe.say(request.circle.together(), request.user, sent.idea, sent.yes)
    if told:
        request.circle.announce("dates")
    return done(both=told and sent.yes is True)


@require_POST
@for_two
def own(request: MemberRequest) -> HttpResponse:
    letter = wishing.own_idea(request.circle, read(request, wishing.WordsSent).letter)
    request.circle.announce("dates")
    return done(record=letter.record)


@require_POST
@for_two
def propose(request: MemberRequest) -> HttpResponse:
    outing = planning.propose(request.circle, read(request, planning.Proposal))
    request.circle.announce("dates")
    return done(url=reverse("plans:outing", args=[outing.pk]))


@for_two
def outing(request: MemberRequest, id: UUID) -> HttpResponse:
    return render(request, "plans/outing.html", {"page": OutingPage.of(request.circle, id)})


@require_POST
@for_two
def agree(request: MemberRequest, id: UUID) -> HttpResponse:
    planning.outing_of(request.circle, id)
    planning.agree(request.circle, id, read(request, AgreedSent).turn)
    request.circle.announce("dates")
    return done()


@require_POST
@for_two
def move(request: MemberRequest, id: UUID) -> HttpResponse:
    planning.outing_of(request.circle, id)
    moved = planning.move(request.circle, id, read(request, planning.DaySent))
    request.circle.announce("dates")
    return done(turn=moved.turn, url=reverse("plans:outing", args=[id]))


@require_POST
@for_two
def let_go(request: MemberRequest, id: UUID) -> HttpResponse:
    planning.let_go(request.circle, id)
    request.circle.announce("dates")
    return done(undo=reverse("plans:keep", args=[id]))


@require_POST
@for_two
def keep(request: MemberRequest, id: UUID) -> HttpResponse:
    """Undo of letting go."""
    planning.keep(request.circle, id)
    request.circle.announce("dates")
    return done()


@require_POST
@for_two
def memory(request: MemberRequest, id: UUID) -> HttpResponse:
    planning.outing_of(request.circle, id)
    letter = wishing.remember_outing(request.circle, id, read(request, wishing.MemorySent))
    request.circle.announce("dates")
    return done(record=letter.record)


@for_two
def been(request: MemberRequest) -> HttpResponse:
    return render(request, "plans/been.html", days_that_have_been(request))
