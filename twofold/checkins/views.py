"""Checking in, and the journal."""

from datetime import date, timedelta
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.people.days import BACKDATING_DAYS
from twofold.wire import done, read

from . import feelings
from .models import CheckIn, DiarySent, JournalSent, diary_of, keep_page

JOURNAL_PAGE = 20
SEARCH_PAGE = 200
ASKED_ALONE = frozenset({"stress"})  # what an evening can be asked about with nobody else in it


def check_in(request: MemberRequest) -> HttpResponse:
    """The evening's check-in: today's, or one of the seven days before."""
    today = request.circle.day()
    day = _day(request.GET.get("day"), today)
    earlier = [today - timedelta(days=back) for back in range(BACKDATING_DAYS + 1)]
    return render(
        request,
        "checkins/check_in.html",
        {
            "day": day,
            "today": today,
            "days": earlier,
            "letter": diary_of(request.circle, day),
            "words": wheel_words(),
            "triggers": feelings.triggers().values(),
            "body": feelings.body(),
            "ratings": ratings_for(request.circle),
        },
    )


def ratings_for(circle: Circle) -> list[feelings.Rating]:
    """The evening's questions with the partner's name in them; for somebody alone, those that fit."""
    name = circle.partner.called if circle.partner else "your partner"
    return [
        msgspec.structs.replace(one, ask=one.ask.replace("{partner}", name))
        for one in feelings.ratings()
        if circle.couple or one.id in ASKED_ALONE
    ]


def _day(text: str | None, today: date) -> date:
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as fault:
        raise Http404 from fault
    if not today - timedelta(days=BACKDATING_DAYS) <= day <= today:
        raise Http404
    return day


def wheel_words() -> list[dict[str, Any]]:
    """The families with their words, in the wheel's order."""
    taxonomy = feelings.taxonomy()
    return [
        {"family": family, "words": [one for one in taxonomy.word if one.family == family.id]}
        for family in taxonomy.family
    ]


@require_POST
def keep_check_in(request: MemberRequest) -> HttpResponse:
    sent = read(request, DiarySent)
    before = diary_of(request.circle, sent.day)
    letter = CheckIn.keep(request.circle, sent)
    shared = sent.share or (before is not None and before.couple_id is not None)
    request.circle.announce("ribbon", to_both=shared)
    return done(record=letter.record)


def journal(request: MemberRequest) -> HttpResponse:
    """One's own journal, newest first."""
    page = page_of(_entries(request), request, JOURNAL_PAGE)
    return render(request, "checkins/journal.html", page)


def _entries(request: MemberRequest) -> Any:
    own = Letter.objects.written_by(request.user).filter(kind=Letter.Kind.JOURNAL)
    return own.standing().order_by("-day", "-written_at", "-id")


def journal_entry(request: MemberRequest, id: Any) -> HttpResponse:
    """One entry of one's own, to read, change, share or remove."""
    letter = request.circle.own_letter(id)
    if letter.kind != Letter.Kind.JOURNAL or letter.removed_at:
        raise Http404
    return render(request, "checkins/journal_entry.html", {"letter": letter})


@require_POST
def keep_journal(request: MemberRequest) -> HttpResponse:
    """Keep an entry; with `share` it is the author's own re-sealing of it for the couple."""
    letter = keep_page(request.circle, read(request, JournalSent))
    if letter.couple_id:
        request.circle.announce("letters")
    return done(record=letter.record)


def journal_search(request: MemberRequest) -> HttpResponse:
    """A page of one's own sealed entries, for the device to open and search. No words come here."""
    entries = _entries(request)
    page = page_of(entries, request, SEARCH_PAGE)
    found = [
        {
            "record": one.record,
            "sealed": msgspec.to_builtins(bytes(one.sealed)),
            "day": one.day.isoformat(),
            "url": reverse("checkins:journal-entry", args=(one.pk,)),
        }
        for one in page["letters"]
    ]
    return done(letters=found, next_page=page["next_page"], total=entries.count())
