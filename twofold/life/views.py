"""Appreciation, and the story of the two so far."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.wire import done, read

from .models import AppreciationSent, appreciate, still_folded

PAGE = 20
MONTHS_AT_MOST = 24


@for_two
def appreciation(request: MemberRequest) -> HttpResponse:
    """Write one, and reread those of both."""
    if request.method == "POST":
        letter = appreciate(request.circle, read(request, AppreciationSent))
        request.circle.announce("letters")
        return done(record=letter.record)
    story = Letter.objects.story_of(request.circle).of_kind(Letter.Kind.APPRECIATION)
    page = page_of(story, request, PAGE)
    request.circle.hand_over(page["letters"])
    return render(
        request, "life/appreciation.html", {**page, "folded": still_folded(request.circle)}
    )


@for_two
def story(request: MemberRequest) -> HttpResponse:
    """Us: what both may read, newest first, a page at a time, from any month."""
    letters = Letter.objects.story_of(request.circle).prefetch_related("reactions")
    month = _month(request.GET.get("month"))
    if month:
        letters = letters.filter(appears_at__lt=_end_of(month, request.circle.couple.time_zone))
    page = page_of(letters, request, PAGE)
    request.circle.hand_over(page["letters"])
    months = _months(request)
    return render(request, "life/story.html", {**page, "month": month, "months": months})


def _month(text: str | None) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None


def _end_of(month: date, time_zone: str) -> datetime:
    following = (month.year + month.month // 12, month.month % 12 + 1)
    return datetime.combine(date(*following, 1), time(0), ZoneInfo(time_zone))


def _months(request: MemberRequest) -> list[date]:
    """The months since the two began, newest first, at most two years of them."""
    couple: Any = request.circle.couple
    today = couple.day()
    began = couple.created_at.date()
    count = min((today.year - began.year) * 12 + today.month - began.month + 1, MONTHS_AT_MOST)
    whole = today.year * 12 + today.month - 1
    return [date((whole - back) // 12, (whole - back) % 12 + 1, 1) for back in range(max(count, 1))]
