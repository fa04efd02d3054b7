"""Letting go, for one person alone; promises and what both agree on, for two."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import done, read

from . import letting, promises
from .models import Agreed
from .pages import LOOKS, DosPage, LettingGoPage, PromisesPage, cards_of
from .words import dos, letting_go, rebuilding

MATTERS = 20


class LetterSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Marked(msgspec.Struct, frozen=True):
    pair: str
    on: bool


def letting_go_page(request: MemberRequest) -> HttpResponse:
    """One's own matters, and a new one. No event, count or time of it reaches anybody else."""
    if request.method == "POST":
        letter = letting.begin(request.circle, read(request, LetterSent).letter)
        return _kept_alone(request, letter)
    page = page_of(letting.matters_of(request.circle), request, MATTERS)
    return render(request, "trust/letting_go.html", {**page, "care": letting_go().care})


def matter(request: MemberRequest, id: UUID) -> HttpResponse:
    return render(request, "trust/matter.html", {"page": LettingGoPage(request, id)})


@require_POST
def step(request: MemberRequest, id: UUID, step: str) -> HttpResponse:
    found = letting.matter_of(request.circle, id)
    letter = letting.write_step(request.circle, found, step, read(request, LetterSent).letter)
    return _kept_alone(request, letter)


def _kept_alone(request: MemberRequest, letter: Letter) -> HttpResponse:
    request.circle.announce("letting-go", to_both=False)
    return done(record=letter.record)


@require_POST
def put_away(request: MemberRequest, id: UUID) -> HttpResponse:
    """Take a matter away for good; for an hour it can come back."""
    discarded = letting.put_away(request.circle, letting.matter_of(request.circle, id))
    request.circle.announce("letting-go", to_both=False)
    return done(undo=reverse("couples:restore", args=[discarded.pk]))


@for_two
def promises_page(request: MemberRequest) -> HttpResponse:
    return render(request, "trust/promises.html", {"page": PromisesPage(request)})


@for_two
def new_promise(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        letter = promises.make(request.circle, read(request, LetterSent).letter)
        request.circle.announce("promises")
        return done(record=letter.record)
    words = {"starters": rebuilding().promise, "checks": rebuilding().check}
    return render(request, "trust/new_promise.html", {**words, **_days(request)})


def _days(request: MemberRequest) -> dict[str, Any]:
    today = request.circle.day()
    return {"today": today, "latest": today + promises.AT_MOST}


@for_two
def promise(request: MemberRequest, id: UUID) -> HttpResponse:
    """One promise: to look at once its day has come; for its author also to change."""
    found = promises.promise_of(request.circle, id)
    if request.method == "POST":
        return _changed(request, found)
    [card] = cards_of(request.circle, [found])
    shown = {"card": card, "questions": rebuilding().question, "looks": LOOKS.items()}
    return render(request, "trust/promise.html", {**shown, **_days(request)})


def _changed(request: MemberRequest, found: Letter) -> HttpResponse:
    if found.author_id != request.user.pk:
        raise Http404
    letter = promises.change(request.circle, found, read(request, LetterSent).letter)
    request.circle.announce("promises")
    return done(record=letter.record)


@require_POST
@for_two
def look(request: MemberRequest, id: UUID) -> HttpResponse:
    """How this person found it kept. Until both have looked, the other is told nothing of it."""
    found = promises.promise_of(request.circle, id)
    letter = promises.look(request.circle, found, read(request, LetterSent).letter)
    letter.refresh_from_db()
    request.circle.announce("promises", to_both=letter.has_appeared)
    return done(record=letter.record, revealed=letter.has_appeared)


@for_two
def dos_page(request: MemberRequest) -> HttpResponse:
    """What helps and what tends to hurt. What both have marked is agreed, and shows to both at once."""
    if request.method == "POST":
        marked = read(request, Marked)
        if marked.pair not in dos():
            raise Http404
        shows = Agreed.mark(request.circle, marked.pair, marked.on)
        request.circle.announce("dos", to_both=shows)
        return done(on=marked.on)
    return render(request, "trust/dos.html", {"page": DosPage(request.circle)})
