"""The next practice: its card, and what one taps on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from twofold.couples.access import MemberRequest, for_two
from twofold.practices.shelf import offered
from twofold.wire import done

from .pages import NextCard
from .passed import Passed


@vary_on_headers("Sec-Fetch-Dest")
@for_two
def next_up(request: MemberRequest) -> HttpResponse:
    """The card as a part of Today; opened by itself, in a page of its own."""
    page = "next_page" if request.headers.get("Sec-Fetch-Dest") == "document" else "next"
    return render(request, f"today/{page}.html", {"page": NextCard(request.circle, request.GET)})


@require_POST
@for_two
def pass_by(request: MemberRequest, practice: str) -> HttpResponse:
    """Something else, for this person. Their partner's card stays as it is."""
    if practice not in offered(request.circle):
        raise Http404
    Passed.by(request.circle, practice)
    return done(undo=reverse("today:next-back", args=(practice,)))


@require_POST
@for_two
def back(request: MemberRequest, practice: str) -> HttpResponse:
    Passed.back(request.circle, practice)
    return done()


@require_POST
@for_two
def again(request: MemberRequest) -> HttpResponse:
    """From the beginning: nothing is set aside any more."""
    Passed.again(request.circle)
    return done()
