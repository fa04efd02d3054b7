"""The monthly look, the map of the two, and the barrier that may guide what is suggested."""

from typing import Annotated

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import LetterDraft
from twofold.wire import done, read

from . import leanings, looks
from .look_pages import LookPage, MapPage


class LookSent(msgspec.Struct, frozen=True):
    letter: LetterDraft
    month: Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z")]


class Chosen(msgspec.Struct, frozen=True):
    barrier: Annotated[str, msgspec.Meta(max_length=40)]


def look(request: MemberRequest) -> HttpResponse:
    """The questions, and one's own looks over months. Opened and drawn on the device."""
    if request.method == "POST":
        sent = read(request, LookSent)
        letter = looks.keep(request.circle, sent.month, sent.letter)
        request.circle.announce("looks", to_both=False)
        return done(record=letter.record)
    return render(request, "measures/look.html", {"page": LookPage(request.circle)})


@require_POST
@for_two
def share_look(request: MemberRequest) -> HttpResponse:
    """Share what was chosen of it. Until both have, the other is told nothing."""
    sent = read(request, LookSent)
    letter = looks.share(request.circle, sent.month, sent.letter)
    letter.refresh_from_db()
    request.circle.announce("looks", to_both=letter.has_appeared)
    return done(record=letter.record, revealed=letter.has_appeared)


@for_two
def map_page(request: MemberRequest) -> HttpResponse:
    """Where both stood in one month, as both have shared it."""
    page = MapPage(request.circle, request.GET.get("month", ""))
    return render(request, "measures/look_map.html", {"page": page})


@require_POST
def lean(request: MemberRequest) -> HttpResponse:
    """Let one barrier guide what is suggested; an empty one takes it back."""
    barrier = read(request, Chosen).barrier
    gone = None
    if barrier:
        leanings.choose(request.circle, barrier)
    else:
        gone = leanings.take_back(request.circle)
    request.circle.announce("leaning", to_both=False)
    return done(undo=reverse("couples:restore", args=[gone.pk]) if gone else None)
