"""Help, and “Is this good for me?”: the same bytes for everybody, signed in or out."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .pages import HelpPage
from .words import good_for_me


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Who to turn to, by country. Which country somebody opens is sent and kept nowhere."""
    return render(request, "safety/help.html", {"page": HelpPage()})


@login_not_required
@require_safe
def good_for_me_page(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/good_for_me.html", {"page": good_for_me()})
