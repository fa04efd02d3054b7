"""A person's boundaries: drawn and redrawn at any time, in silence."""

from django.http import HttpResponse
from django.shortcuts import render

from twofold.couples.access import MemberRequest
from twofold.wire import done, read

from .models import Boundary, Wanted
from .pages import BoundariesPage


def boundaries(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        Boundary.draw(request.user, read(request, Wanted))
        return done()  # and no word to any open page: the partner would see that something moved
    return render(request, "boundaries/boundaries.html", {"page": BoundariesPage(request.user)})
