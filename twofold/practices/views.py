"""The library: what there is to do together, what the two have written themselves, what they have done."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.boundaries import limits
from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import Refusal, done, read

from .history import PastSession, own_ratings, sessions_over
from .library import Practice, practices
from .live import LiveSession
from .models import FavouritePractice
from .outline import KINDS
from .own import keep_own, own_practice, own_practices
from .pages import COMING_BACK, LibraryPage, card_of, open_session
from .screen import preview_of
from .shelf import offered

PAGE = 10


class PracticeSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Beginning(msgspec.Struct, frozen=True):
    """On two phones or at one screen; `instead_of` is an open session that ends for it."""

    mode: Literal["two", "one"] = "two"
    instead_of: UUID | None = None


@for_two
def library(request: MemberRequest) -> HttpResponse:
    return render(request, "practices/library.html", {"shelf": LibraryPage(request.circle)})


@for_two
def practice(request: MemberRequest, id: str) -> HttpResponse:
    """One practice, to be read step by step before beginning."""
    found = _within(request, id)
    shown = {
        "practice": found,
        "card": card_of(request.circle, found),
        "preview": preview_of(found),
        "own": None,
        "open": open_session(request.circle),
        "past": own_ratings(request.circle, found),
        "coming_back": found.id == COMING_BACK,
    }
    return render(request, "practices/practice.html", shown)


def _within(request: MemberRequest, id: str) -> Practice:
    """One that is offered to the two, or the one they have open already."""
    found = offered(request.circle).get(id)
    if found is None and id in practices():
        standing = open_session(request.circle)
        found = practices()[id] if standing and standing.plays(practices()[id]) else None
    if found is None:
        raise Http404
    return found


@require_POST
@for_two
def begin(request: MemberRequest, id: str) -> HttpResponse:
    """Open a live session, or come into the one that the partner has opened."""
    return _begin(request, _within(request, id))


@require_POST
@for_two
def begin_own(request: MemberRequest, id: UUID) -> HttpResponse:
    return _begin(request, own_practice(request.circle, id))


def _begin(request: MemberRequest, score: Practice | Letter) -> HttpResponse:
    wanted = read(request, Beginning)
    if limits.of(request.circle).one_rests:
        _leave_in_peace(request, score)
    session = LiveSession.begin(request.circle, score, wanted.mode, wanted.instead_of)
    request.circle.announce("live", id=str(session.pk), version=session.version)
    return done(live=str(session.pk), url=reverse("practices:live", args=(session.pk,)))


def _leave_in_peace(request: MemberRequest, score: Practice | Letter) -> None:
    """In either's quiet hours nothing new begins; which of the two rests is not told."""
    standing = open_session(request.circle)
    if not (standing and standing.plays(score)):
        raise Refusal("This is a quiet hour, so nothing new begins. It will be here later.")


@for_two
def own(request: MemberRequest) -> HttpResponse:
    """The couple's own practices, and a place to write one."""
    if request.method == "POST":
        letter = keep_own(request.circle, read(request, PracticeSent).letter)
        request.circle.announce("practices")
        return done(record=letter.record)
    page = page_of(own_practices(request.circle), request, PAGE)
    request.circle.hand_over(page["letters"])
    return render(request, "practices/own.html", {**page, "kinds": KINDS})


@for_two
def own_one(request: MemberRequest, id: UUID) -> HttpResponse:
    """A practice of their own, opened on the device."""
    letter = own_practice(request.circle, id)
    shown: dict[str, Any] = {"practice": None, "card": None, "preview": [], "past": [], "coming_back": False}
    return render(
        request,
        "practices/practice.html",
        {**shown, "own": letter, "open": open_session(request.circle)},
    )


@for_two
def past(request: MemberRequest) -> HttpResponse:
    """What the two have done, newest first."""
    page = page_of(sessions_over(request.circle), request, PAGE)
    sessions = [PastSession(request.circle, one) for one in page["letters"]]
    shown = {"sessions": sessions, "next_page": page["next_page"]}
    return render(request, "practices/past.html", shown)


@require_POST
@for_two
def star(request: MemberRequest, id: str) -> HttpResponse:
    """Star a practice for oneself, or take the star away."""
    found = _within(request, id)
    starred, made = FavouritePractice.objects.get_or_create(person=request.user, practice=found.id)
    if not made:
        starred.delete()
    return done(on=made)
