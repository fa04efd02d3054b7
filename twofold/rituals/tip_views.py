"""The tip of the week: chosen by both, tried, and looked back on."""

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import LetterDraft
from twofold.wire import done, read

from .agreeing import Turn
from .habits import Chosen, agree_to_tip, look_back, not_this_week, suggest_tip, tip_of
from .tip_page import TipPage

PART = "tip"


class NoteSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


@for_two
def tip(request: MemberRequest) -> HttpResponse:
    """This week's, the shelf of small habits, and those that the two have tried."""
    return render(request, "rituals/tip.html", {"page": TipPage(request)})


@require_POST
@for_two
def suggest(request: MemberRequest) -> HttpResponse:
    suggest_tip(request.circle, read(request, Chosen))
    request.circle.announce(PART)
    return done()


@require_POST
@for_two
def agree(request: MemberRequest, id: UUID) -> HttpResponse:
    agree_to_tip(request.circle, id, read(request, Turn).turn)
    request.circle.announce(PART)
    return done()


@require_POST
@for_two
def not_now(request: MemberRequest, id: UUID) -> HttpResponse:
    discarded = not_this_week(request.circle, id)
    request.circle.announce(PART)
    return done(undo=reverse("couples:restore", args=[discarded.pk]))


@require_POST
@for_two
def note(request: MemberRequest, id: UUID) -> HttpResponse:
    found = tip_of(request.circle, id)
    letter = look_back(request.circle, found, read(request, NoteSent).letter)
    # A line that waits folded is nobody's business yet but its author's other devices'.
    request.circle.announce(PART, to_both=letter.has_appeared)
    return done(record=letter.record, opened=letter.has_appeared)
