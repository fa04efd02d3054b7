"""The home page: a welcome for who is signed out, the day for who is in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.couples.models import Membership
from twofold.couples.views import page_of
from twofold.life.long_letters import untold

from .later import LaterPart
from .models import TodayPage
from .story import KIND_WORDS, end_of, moments, month_of, months_since_beginning
from .us import UsPage

STORY_PAGE = 20


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


@for_two
def later(request: MemberRequest) -> HttpResponse:
    """The part of Today that comes after its first cards."""
    return render(request, "today/later.html", {"page": LaterPart(request.circle)})


@for_two
def us(request: MemberRequest) -> HttpResponse:
    """The door to all that the two share."""
    return render(request, "today/us.html", {"page": UsPage(request.circle)})


@for_two
def story(request: MemberRequest) -> HttpResponse:
    """The story of the two so far."""
    couple = request.circle.together()
    month = month_of(request.GET.get("month"))
    letters = Letter.objects.story_of(request.circle).of_kind(*KIND_WORDS)
    letters = letters.exclude(untold(request.user))
    # What is said under something raised, or to be talked about, belongs beside it.
    hard = Letter.objects.filter(couple=couple, kind__in=(Letter.Kind.RAISED, Letter.Kind.MATTER))
    letters = letters.exclude(kind=Letter.Kind.REPLY, about__in=hard.values("pk"))
    if month:
        letters = letters.filter(appears_at__lt=end_of(month, couple))
    page = page_of(letters, request, STORY_PAGE)
    request.circle.hand_over(page["letters"])
    shown = {"moments": moments(request.circle, page["letters"]), "next_page": page["next_page"]}
    months = months_since_beginning(couple)
    return render(request, "today/story.html", {**shown, "month": month, "months": months})


@login_not_required
def elsewhere(request: MemberRequest) -> HttpResponse:
    """A plain page with nothing of Twofold on it, for who leaves quickly."""
    return render(request, "today/elsewhere.html")
