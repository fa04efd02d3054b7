"""Reflections: what can stand in the way, how feelings and closeness are met. Shared by choice alone."""

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import LetterDraft
from twofold.wire import done, read

from .reflections import ReflectionPage, Which, keep, share
from .words import barriers, styles, ways

WORDS = {"barriers": barriers, "styles": styles, "attachment": ways}


class LetterSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


def reflection(request: MemberRequest, which: Which) -> HttpResponse:
    """The questions and what was kept of them. The result is worked out on the device."""
    if request.method == "POST":
        letter = keep(request.circle, which, read(request, LetterSent).letter)
        request.circle.announce("reflections", to_both=False)
        return done(record=letter.record)
    shown = {"page": ReflectionPage(request.circle, which), "which": which, "words": WORDS[which]()}
    return render(request, f"measures/{which}.html", shown)


@require_POST
@for_two
def share_reflection(request: MemberRequest, which: Which) -> HttpResponse:
    """Share words about it. Until both have, the other is told nothing."""
    letter = share(request.circle, which, read(request, LetterSent).letter)
    letter.refresh_from_db()
    request.circle.announce("reflections", to_both=letter.has_appeared)
    return done(record=letter.record, revealed=letter.has_appeared)
