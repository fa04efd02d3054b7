"""Long letters: written, folded, opened by the one they are for, and reread."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.views import page_of
from twofold.wire import done, read

from .appreciation import FOLDED_AT_MOST
from .long_letters import (
    FOLDED_SHOWN,
    folded_for,
    for_occasion,
    letter_of,
    open_now,
    own_changeable,
    own_letter,
    own_waiting,
    read_by_both,
    send,
    take_back,
)
from .pages import Sheet, sheets
from .views import Sent
from .warmth import occasions
from .wins import replies_under

PAGE = 20


@for_two
def letters(request: MemberRequest) -> HttpResponse:
    """What is folded for this person, and every letter that both may read; a POST sends one."""
    circle = request.circle
    if request.method == "POST":
        letter = send(circle, read(request, Sent).letter)
        # Who may open it is told that it is there; what waits for its day stays unseen.
        circle.announce("letters", to_both=letter.has_appeared or for_occasion(letter))
        return done(record=letter.record)
    page = page_of(read_by_both(circle), request, PAGE)
    folded = [] if "page" in request.GET else sheets(folded_for(circle)[:FOLDED_SHOWN])
    shown = {**page, "sheets": sheets(page["letters"]), "folded": folded}
    return render(request, "life/letters.html", shown)


@for_two
def own_letters(request: MemberRequest) -> HttpResponse:
    """One's own that wait, or are kept for an occasion."""
    page = page_of(own_waiting(request.circle), request, PAGE)
    return render(request, "life/own_letters.html", {**page, "sheets": sheets(page["letters"])})


@for_two
def write_letter(request: MemberRequest) -> HttpResponse:
    return render(request, "life/write_letter.html", _choices(request))


@for_two
def change_letter(request: MemberRequest, id: UUID) -> HttpResponse:
    """The writing page again, with one's own letter that waits."""
    sheet = Sheet(own_changeable(request.circle, id))
    return render(request, "life/write_letter.html", {**_choices(request), "sheet": sheet})


def _choices(request: MemberRequest) -> dict[str, Any]:
    day = request.circle.day()
    days = {"tomorrow": day + timedelta(days=1), "latest": day + FOLDED_AT_MOST}
    return {**days, "occasions": list(occasions().values())}


@for_two
def letter(request: MemberRequest, id: UUID) -> HttpResponse:
    """One letter, to be read in peace."""
    circle = request.circle
    found = letter_of(circle, id)
    circle.hand_over([found])
    mine = found.author_id == circle.person.pk
    if mine:
        found.look_for_strays()
    sheet = Sheet(found)
    changeable = mine and (sheet.for_occasion or sheet.opens_on)
    replies = replies_under(circle, [found])[found.pk]
    shown = {"sheet": sheet, "letter": found, "mine": mine, "changeable": changeable, "replies": replies}
    return render(request, "life/letter.html", shown)


@require_POST
@for_two
def open_letter(request: MemberRequest, id: UUID) -> HttpResponse:
    """Open one that waits for an occasion. Its author is not told."""
    opened = open_now(request.circle, id)
    request.circle.announce("letters", to_both=False)
    return done(letter=reverse("life:letter", args=[opened.pk]))


@require_POST
@for_two
def remove_long_letter(request: MemberRequest, id: UUID) -> HttpResponse:
    """Take one's own away. The answer is the same whether it was opened or not."""
    discarded, told = take_back(own_letter(request.circle, id))
    request.circle.announce("letters", to_both=told)
    return done(undo=reverse("couples:restore", args=[discarded.pk]))
