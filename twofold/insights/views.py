"""Insights: closeness of the two, and the patterns of one's own feelings."""

import calendar
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from twofold.checkins import feelings
from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.wire import done, read

from .joining import Joining, JoiningSent
from .models import Ribbon
from .pages import ClosenessPage, DaysPage, HelpedPage, ReadingPage

EARLIEST = 2000  # nothing was written here before


def insights(request: MemberRequest) -> HttpResponse:
    """One's own month of feelings, opened on the device, and the ribbon of both."""
    today = request.circle.day()
    month = _month(request.GET.get("month"), today)
    later = _shift(month, 1)
    shown = {
        "ribbon": Ribbon(request.circle),
        "today": today,
        "month": month,
        "weeks": calendar.Calendar().monthdatescalendar(month.year, month.month),
        "earlier": _shift(month, -1),
        "later": later if later <= today else None,
        "letters": _diary(request, month),
        "words": {one.id: [one.word, one.pleasantness, one.energy] for one in feelings.words().values()},
        "triggers": {one.id: one.name for one in feelings.triggers().values()},
    }
    return render(request, "insights/insights.html", shown)


@for_two
@require_GET
def closeness(request: MemberRequest) -> HttpResponse:
    """The level of closeness, and whether it has changed."""
    page = ClosenessPage(request.circle, request.GET.get("span", ""))
    return render(request, "insights/closeness.html", {"page": page})


@for_two
@require_GET
def days(request: MemberRequest) -> HttpResponse:
    """What goes with closer days."""
    return render(request, "insights/days.html", {"page": DaysPage(request.circle)})


@for_two
@require_GET
def lately(request: MemberRequest) -> HttpResponse:
    """One finding for the front, which comes after the page itself."""
    return render(request, "insights/lately.html", {"page": DaysPage(request.circle)})


@for_two
@require_GET
def reading(request: MemberRequest) -> HttpResponse:
    """How one reads the other."""
    return render(request, "insights/reading.html", {"page": ReadingPage(request.circle)})


@for_two
@require_GET
def helped(request: MemberRequest) -> HttpResponse:
    """The practices that did one good."""
    return render(request, "insights/helped.html", {"page": HelpedPage(request.circle)})


@for_two
@require_POST
def join(request: MemberRequest) -> HttpResponse:
    """Let one's own ratings into what is worked out for both, or take them out again."""
    Joining.choose(request.circle, read(request, JoiningSent).on)
    return done()


def _diary(request: MemberRequest, month: date) -> list[Letter]:
    own = Letter.objects.written_by(request.user).of_kind(Letter.Kind.CHECKIN).standing()
    return list(own.filter(day__gte=month, day__lte=_last(month)).order_by("day")[:62])


def _month(text: str | None, today: date) -> date:
    """The first day of the month asked for; of this one when it is none, or yet to come."""
    this = today.replace(day=1)
    try:
        month = date.fromisoformat(f"{text}-01") if text else this
    except ValueError:
        return this
    return month if month.year >= EARLIEST and month <= this else this


def _last(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _shift(month: date, months: int) -> date:
    whole = month.year * 12 + month.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
