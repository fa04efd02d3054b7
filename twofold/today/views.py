"""The home page: a welcome for who is signed out, the day for who is in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from twofold.couples.access import MemberRequest
from twofold.couples.models import Membership

from .models import TodayPage


@login_not_required
def today(request: MemberRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "today/welcome.html")
    if not request.circle.memberships and _has_unseen_closure(request):
        return redirect("couples:closed")
    return render(request, "today/today.html", {"page": TodayPage(request.circle)})


def _has_unseen_closure(request: MemberRequest) -> bool:
    ended = Membership.objects.filter(person=request.user, closure_seen=False)
    return ended.exclude(ended_at=None).exists()


@login_not_required
def elsewhere(request: MemberRequest) -> HttpResponse:
    """A plain page with nothing of Twofold on it, for who leaves quickly."""
    return render(request, "today/elsewhere.html")
