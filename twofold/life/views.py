"""Appreciation: written for the other, and kept for both."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.wire import done, read

from .models import FOLDED_AT_MOST, AppreciationSent, appreciate, still_folded

PAGE = 20


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
