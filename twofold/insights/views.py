"""Insights: closeness of the two, and the patterns of one's own feelings."""

import calendar
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from twofold.checkins import feelings
from twofold.couples.access import MemberRequest
from twofold.couples.letters import Letter

from .models import Ribbon


def insights(request: MemberRequest) -> HttpResponse:
    """One's own month of feelings, opened on the device, and the ribbon of both."""
    today = request.circle.day()
    month = _month(request.GET.get("month"), today)
    days = list(calendar.Calendar().itermonthdates(month.year, month.month))
    own = Letter.objects.written_by(request.user).filter(
        kind=Letter.Kind.CHECKIN, day__gte=month, day__lte=_last(month), removed_at=None
    )
    return render(
        request,
        "insights/insights.html",
        {
            "ribbon": Ribbon(request.circle),
            "month": month,
            "weeks": calendar.Calendar().monthdatescalendar(month.year, month.month),
            "today": today,
            "letters": list(own.order_by("day")[:62]),
            "earlier": _shift(month, -1),
            "later": _shift(month, 1) if _shift(month, 1) <= today else None,
            "words": {one.id: [one.word, one.pleasantness, one.energy] for one in feelings.words().values()},
            "triggers": {one.id: one.name for one in feelings.triggers().values()},
        },
    )


def _month(text: str | None, today: date) -> date:
    try:
        month = date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError:
        month = today.replace(day=1)
    return month


def _last(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _shift(month: date, months: int) -> date:
    whole = month.year * 12 + month.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
