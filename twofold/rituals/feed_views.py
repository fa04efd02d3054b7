"""Calendars: an address of one's own to subscribe to, and single events to take along."""

import hashlib
import re
from datetime import date
from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from twofold.couples.access import MemberRequest, for_two
from twofold.plans.models import Outing
from twofold.wire import Refusal, done, read

from .models import Feed, Ritual
from .pages import occurrence_on

# The calendar library is read at the first feed, so that a server nobody asks for one stays small.


class Titles(msgspec.Struct, frozen=True):
    """Whether the shelf's titles are told, or a neutral one."""

    titles: bool = False


@for_two
def settings_page(request: MemberRequest) -> HttpResponse:
    feed = Feed.objects.filter(person=request.user, couple=request.circle.couple).first()
    return render(request, "rituals/calendar.html", {"feed": feed})


@require_POST
@for_two
def new_feed(request: MemberRequest) -> HttpResponse:
    """Make an address, which is shown this once. The one before opens nothing from now on."""
    token = Feed.renew(request.user, request.circle.together(), read(request, Titles).titles)
    request.circle.announce("feed", to_both=False)
    path = reverse("rituals:feed", args=[token])
    return done(url=settings.PUBLIC_URL.origin + path)


@require_POST
@for_two
def feed_titles(request: MemberRequest) -> HttpResponse:
    own = Feed.objects.filter(person=request.user, couple=request.circle.couple)
    if not own.update(titles=read(request, Titles).titles):
        raise Refusal("There is no calendar address just now. Make one first.")
    return done()


@require_POST
@for_two
def end_feed(request: MemberRequest) -> HttpResponse:
    """End one's address, at once. There is no undo: an address that leaked is to stay dead."""
    Feed.objects.filter(person=request.user).delete()
    request.circle.announce("feed", to_both=False)
    return done()


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar fetches. An address that has ended looks like one that never was."""
    found = Feed.at(token)
    if found is None:
        raise Http404
    from .ics import feed_of

    answer = _calendar(feed_of(found))
    return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer


@require_safe
@for_two
def event(request: MemberRequest, id: UUID) -> HttpResponse:
    """One time of a ritual, or an outing, as a file to open in any calendar."""
    from . import ics

    couple = request.circle.together()
    outing = Outing.objects.of(couple).agreed().select_related("couple").filter(pk=id).first()
    if outing:
        return _calendar(ics.file_of_outing(outing, titles=False), "time-for-two.ics")
    ritual = Ritual.objects.of(couple).agreed().filter(pk=id).first()
    one = occurrence_on(ritual, _day(request)) if ritual else None
    if one is None:
        raise Http404
    return _calendar(ics.file_of(one, titles=False), "time-for-two.ics")


def _day(request: HttpRequest) -> date:
    asked = request.GET.get("day", "")
    if not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", asked):
        raise Http404
    try:
        return date.fromisoformat(asked)
    except ValueError as never:
        raise Http404 from never


def _calendar(content: bytes, name: str = "") -> HttpResponse:
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "no-store",
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
    }
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HttpResponse(content, headers=headers)
