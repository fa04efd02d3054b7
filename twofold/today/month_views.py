"""The monthly letters: one at a time, and the list of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from twofold.couples.access import MemberRequest, for_two

from .month_letter import MonthLetter, month_of
from .month_letter import months as months_of


@for_two
def months(request: MemberRequest) -> HttpResponse:
    """Every month that is over, since the two began."""
    return render(request, "today/months.html", {"months": months_of(request.circle)})


@for_two
def month(request: MemberRequest, month: str) -> HttpResponse:
    """The letter about one month."""
    first = month_of(request.circle, month)
    if first is None:
        raise Http404
    return render(request, "today/month.html", {"page": MonthLetter(request.circle, first)})
