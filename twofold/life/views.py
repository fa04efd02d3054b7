"""Appreciation, good news and hard times: written for the other, and kept for both."""

from datetime import timedelta
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import done, read

from .appreciation import FOLDED_AT_MOST, AppreciationSent, appreciate, still_folded
from .hard_times import ease, over, own_hard_time, take_up_again, tell
from .pages import HardPage, entries
from .warmth import answering
from .wins import tell_win
from .wins import wins as wins_of

PAGE = 20


class Sent(msgspec.Struct, frozen=True):
    letter: LetterDraft


@for_two
def appreciation(request: MemberRequest) -> HttpResponse:
    """Write a note, and reread those of both."""
    circle = request.circle
    if request.method == "POST":
        letter = appreciate(circle, read(request, AppreciationSent))
        circle.announce("letters", to_both=letter.has_appeared)
        return done(record=letter.record)
    story = Letter.objects.story_of(circle).of_kind(Letter.Kind.APPRECIATION)
    page = page_of(story.prefetch_related("reactions"), request, PAGE)
    circle.hand_over(page["letters"])
    days = {"tomorrow": circle.day() + timedelta(days=1), "latest": circle.day() + FOLDED_AT_MOST}
    shown = {**page, **days, "folded": still_folded(circle)}
    return render(request, "life/appreciation.html", shown)


@for_two
def wins(request: MemberRequest) -> HttpResponse:
    """Tell good news, and answer the partner's."""
    circle = request.circle
    if request.method == "POST":
        letter = tell_win(circle, read(request, Sent).letter)
        circle.announce("wins")
        return done(record=letter.record)
    page = page_of(wins_of(circle).prefetch_related("reactions"), request, PAGE)
    shown = {**page, "entries": entries(circle, page["letters"]), "answering": answering()}
    return render(request, "life/wins.html", shown)


@for_two
def hard(request: MemberRequest) -> HttpResponse:
    """Say that it is a hard time, or be there in the partner's."""
    if request.method == "POST":
        letter = tell(request.circle, read(request, Sent).letter)
        request.circle.announce("hard")
        return done(record=letter.record)
    return render(request, "life/hard.html", {"hard": HardPage(request)})


@for_two
def hard_before(request: MemberRequest) -> HttpResponse:
    """Hard times that have become easier, and what was said in them."""
    circle = request.circle
    page = page_of(over(circle).prefetch_related("reactions"), request, PAGE)
    shown = {**page, "entries": entries(circle, page["letters"])}
    return render(request, "life/hard_before.html", shown)


@require_POST
@for_two
def hard_eased(request: MemberRequest, id: UUID) -> HttpResponse:
    ease(own_hard_time(request.circle, id))
    request.circle.announce("hard")
    return done(undo=reverse("life:hard-again", args=[id]))


@require_POST
@for_two
def hard_again(request: MemberRequest, id: UUID) -> HttpResponse:
    take_up_again(own_hard_time(request.circle, id))
    request.circle.announce("hard")
    return done()
