"""Wishes and boundaries in intimacy: one's own answers, and what the two devices compare."""

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import LetterDraft
from twofold.wire import done, read

from .models import MatchRound, Offer, answer, round_of, switch
from .pages import IntimacyPage, stage_of

PART = "intimacy"


class Switch(msgspec.Struct, frozen=True):
    on: bool


class Sent(msgspec.Struct, frozen=True):
    letter: LetterDraft


@for_two
def intimacy(request: MemberRequest) -> HttpResponse:
    return render(request, "intimacy/intimacy.html", {"page": IntimacyPage(request.circle)})


@require_POST
@for_two
def turn(request: MemberRequest) -> HttpResponse:
    """Switch it on or off for oneself. While the other has it off, nothing tells them."""
    for_both = switch(request.circle, read(request, Switch).on)
    request.circle.announce(PART, to_both=for_both)
    return done()


@require_POST
@for_two
def answers(request: MemberRequest) -> HttpResponse:
    """Keep one's answers; where both have it on, a new comparing begins by itself."""
    letter, for_both = answer(request.circle, read(request, Sent).letter)
    request.circle.announce(PART, to_both=for_both)
    return done(record=letter.record)


@require_GET
@for_two
def stage(request: MemberRequest) -> HttpResponse:
    return done(**stage_of(request.circle))


@require_POST
@for_two
def offer(request: MemberRequest, id: UUID) -> HttpResponse:
    current = round_of(request.circle, id)
    kept = current.offer(request.circle, read(request, Offer))
    return _sent(request, current, "offer", kept)


def _sent(request: MemberRequest, current: MatchRound, stage: str, kept: bool) -> HttpResponse:
    """The first of two changes nothing for the other, and would tell them that this device is open now."""
    request.circle.announce(PART, to_both=kept and current.opened(stage))
    return done(kept=kept)


@require_POST
@for_two
def give_back(request: MemberRequest, id: UUID) -> HttpResponse:
    current = round_of(request.circle, id)
    kept = current.give_back(request.circle, read(request, Sent).letter)
    return _sent(request, current, "return", kept)
