"""Scales from outside: looked at once in a process of its own, then sealed, answered and kept."""

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.wire import done, read

from .scale_errand import look_at
from .scales import ScalePage, ScalesPage, keep_answers, keep_scale, share_scale
from .views import LetterSent


class FilesSent(msgspec.Struct, frozen=True):
    """The text of a questionnaire and of its scoring file."""

    questionnaire: str
    scoring: str


def scales(request: MemberRequest) -> HttpResponse:
    """The scales one may answer, and the way to load one."""
    if request.method == "POST":
        letter = keep_scale(request.circle, read(request, LetterSent).letter)
        request.circle.announce("scales", to_both=False)
        return done(record=letter.record)
    return render(request, "measures/scales.html", {"page": ScalesPage(request)})


@require_POST
def check_scale(request: MemberRequest) -> HttpResponse:
    """Look at two files, and say the scale or where it does not fit. Nothing is kept."""
    files = read(request, FilesSent)
    return done(**look_at(files.questionnaire, files.scoring))


@require_GET
def scale(request: MemberRequest, id: UUID) -> HttpResponse:
    """One scale: its questions, and what one's own answers came to over time."""
    return render(request, "measures/scale.html", {"page": ScalePage(request.circle, id)})


@require_POST
def answer_scale(request: MemberRequest, id: UUID) -> HttpResponse:
    """Keep one's own answers, which nobody else can open."""
    letter = keep_answers(request.circle, id, read(request, LetterSent).letter)
    request.circle.announce("scale-answers", to_both=False)
    return done(record=letter.record)


@require_POST
@for_two
def share_the_scale(request: MemberRequest, id: UUID) -> HttpResponse:
    """Share the questions. Each answers for themselves; neither is told what the other answered."""
    letter = share_scale(request.circle, id, read(request, LetterSent).letter)
    request.circle.announce("scales")
    return done(record=letter.record)
