"""Rhythm: the month of the two, the shelf, and each ritual from the first suggestion to its end."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.models import Discarded
from twofold.wire import done, read

from .agreeing import (
    Proposal,
    Suggestion,
    Turn,
    agree,
    end,
    own_ritual,
    propose,
    ritual_of,
    suggest,
    take_up,
)
from .marking import Mark, mark
from .models import Ritual
from .pages import RhythmPage, RitualPage, chosen_day
from .ritual import TIP
from .shelf import rituals, tips
from .shelf_page import ShelfPage, WhenForm

PART = "rhythm"


@for_two
def rhythm(request: MemberRequest) -> HttpResponse:
    """The month as a picture, with the day that was chosen."""
    day = chosen_day(request.circle, request.GET.get("day", ""), request.GET.get("month", ""))
    return render(request, "rituals/rhythm.html", {"page": RhythmPage(request.circle, day)})


@for_two
def shelf(request: MemberRequest) -> HttpResponse:
    return render(request, "rituals/shelf.html", {"shelf": ShelfPage(request.circle)})


@for_two
def choose(request: MemberRequest, id: str) -> HttpResponse:
    """One ritual of the shelf, with the days and the time to suggest it for."""
    found = rituals().get(id)
    if found is None:
        raise Http404
    return _choose(request, found, found.id)


@for_two
def keep(request: MemberRequest, id: str) -> HttpResponse:
    """A habit of a week that the two would like to keep."""
    found = tips().get(id)
    if found is None:
        raise Http404
    return _choose(request, found, f"{TIP}{found.id}")


@for_two
def own(request: MemberRequest) -> HttpResponse:
    """A ritual in one's own words."""
    return _choose(request, None, "")


@for_two
def own_again(request: MemberRequest, id: UUID) -> HttpResponse:
    """A ritual that one of the two wrote before."""
    letter = own_ritual(request.circle, id)
    request.circle.hand_over([letter])
    return _choose(request, None, "", letter=letter)


def _choose(request: MemberRequest, found: Any, source: str, **more: Any) -> HttpResponse:
    shown = {"chosen": found, "source": source, "form": WhenForm.of(found), **more}
    return render(request, "rituals/choose.html", shown)


@for_two
def ritual(request: MemberRequest, id: UUID) -> HttpResponse:
    found = ritual_of(request.circle, id)
    shown = {"page": RitualPage(request.circle, found), "form": WhenForm.of(found)}
    return render(request, "rituals/ritual.html", shown)


@require_POST
@for_two
def propose_ritual(request: MemberRequest) -> HttpResponse:
    return _told(request, propose(request.circle, read(request, Proposal)))


@require_POST
@for_two
def suggest_other(request: MemberRequest, id: UUID) -> HttpResponse:
    return _told(request, suggest(request.circle, id, read(request, Suggestion)))


@require_POST
@for_two
def agree_to_ritual(request: MemberRequest, id: UUID) -> HttpResponse:
    return _told(request, agree(request.circle, id, read(request, Turn).turn))


@require_POST
@for_two
def end_ritual(request: MemberRequest, id: UUID) -> HttpResponse:
    ended = end(request.circle, id)
    return _told(request, ended, undo=reverse("rituals:take-up", args=[ended.pk]))


@require_POST
@for_two
def take_up_ritual(request: MemberRequest, id: UUID) -> HttpResponse:
    return _told(request, take_up(request.circle, id))


@require_POST
@for_two
def mark_day(request: MemberRequest, id: UUID) -> HttpResponse:
    """Done, moved or left, for one day; or back to a day like any other."""
    discarded = mark(request.circle, id, read(request, Mark))
    request.circle.announce(PART)
    return done(undo=_undo(discarded))


def _undo(discarded: Discarded | None) -> str | None:
    return reverse("couples:restore", args=[discarded.pk]) if discarded else None


def _told(request: MemberRequest, ritual: Ritual, **facts: Any) -> HttpResponse:
    request.circle.announce(PART)
    return done(ritual=str(ritual.pk), url=reverse("rituals:ritual", args=[ritual.pk]), **facts)
