"""The love map with its regions, and rounds of guessing each other."""

from typing import Literal
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import Refusal, done, read

from .atlas import regions, topics
from .landscape import coast
from .models import LeftRound, Round
from .pages import RegionPage, RoundPage, SheetPage, ShelfPage
from .sheets import Sheet, sheets
from .telling import EntrySent, map_sketch, still_true, tell

PAGE = 10


class SheetSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Begun(msgspec.Struct, frozen=True):
    """Who is guessed: the one who begins, the partner, or each of the two."""

    about: Literal["me", "partner", "both"]


class Left(msgspec.Struct, frozen=True):
    left: bool


@for_two
def love_map(request: MemberRequest) -> HttpResponse:
    """The map of what the two have told each other about themselves."""
    sketch = map_sketch(request.circle)
    told = any(one.marks for one in sketch)
    return render(request, "knowing/map.html", {"sketch": sketch, "coast": coast(), "told": told})


@for_two
def region(request: MemberRequest, region: str) -> HttpResponse:
    found = regions().get(region)
    if found is None:
        raise Http404
    return render(request, "knowing/region.html", {"page": RegionPage(request.circle, found)})


@require_POST
@for_two
def tell_topic(request: MemberRequest, topic: str) -> HttpResponse:
    """Keep one's own entry about a topic, for oneself or shared."""
    if topic not in topics():
        raise Http404
    letter = tell(request.circle, topics()[topic][1], read(request, EntrySent))
    request.circle.announce("map", to_both=letter.couple_id is not None)
    return done(record=letter.record)


@require_POST
@for_two
def still(request: MemberRequest, id: UUID) -> HttpResponse:
    """Say that one's own entry is as it was."""
    letter = request.circle.own_letter(id)
    if letter.kind != Letter.Kind.MAP or letter.removed_at:
        raise Http404
    still_true(request.circle, letter)
    request.circle.announce("map", to_both=letter.couple_id is not None)
    return done()


@for_two
def rounds(request: MemberRequest) -> HttpResponse:
    """The shelf of sheets, the rounds that are open, and those that both have played."""
    played = Round.objects.of(request.circle).opened().select_related("subject")
    page = page_of(played, request, PAGE)
    shown = {"shelf": ShelfPage(request.circle), "played": page["letters"], "next_page": page["next_page"]}
    return render(request, "knowing/rounds.html", shown)


@for_two
def sheet(request: MemberRequest, sheet: str) -> HttpResponse:
    """Begin a round with a sheet."""
    found = sheets().get(sheet)
    if found is None or found.depth > request.circle.depth:
        raise Http404
    if request.method == "POST":
        return _begin(request, found, read(request, Begun))
    return render(request, "knowing/sheet.html", {"page": SheetPage(request.circle, found)})


def _begin(request: MemberRequest, sheet: Sheet, begun: Begun) -> HttpResponse:
    circle, now = request.circle, timezone.now()
    subjects = {"me": (0,), "partner": (1,), "both": (0, 1)}[begun.about]
    opened, refused = [], None
    for index in subjects:
        try:
            opened.append(Round.begin(circle, sheet, circle.memberships[index].person))
        except Refusal as refusal:  # of two rounds, the one that can be begun is
            refused = refusal
    if refused and not opened:
        raise refused
    # One that stood there before, and was perhaps left for another time, is not news to the other.
    circle.announce("rounds", to_both=any(one.at >= now for one in opened))
    return done(url=reverse("knowing:round", args=[opened[0].pk]))


def _round(request: MemberRequest, id: UUID) -> Round:
    found = Round.objects.of(request.circle).select_related("subject").filter(pk=id).first()
    if not isinstance(found, Round):
        raise Http404
    return found


@for_two
def round_page(request: MemberRequest, id: UUID) -> HttpResponse:
    """One round: to fill in one's sheet, or to read what both found out."""
    return render(request, "knowing/round.html", {"page": RoundPage(request.circle, _round(request, id))})


@require_POST
@for_two
def write(request: MemberRequest, id: UUID) -> HttpResponse:
    round = _round(request, id)
    letter = round.write(request.circle, read(request, SheetSent).letter)
    # A change to a folded sheet is nobody's business yet but its author's other devices'.
    request.circle.announce("rounds", to_both=letter.has_appeared or letter.revision == 1)
    return done(record=letter.record, opened=letter.appears_at is not None)


@require_POST
@for_two
def leave(request: MemberRequest, id: UUID) -> HttpResponse:
    """Leave a round for another time, or take it up again. It changes nothing that the partner is shown."""
    round, left = _round(request, id), read(request, Left).left
    if left:
        LeftRound.objects.get_or_create(round=round, person=request.user)
    else:
        LeftRound.objects.filter(round=round, person=request.user).delete()
    request.circle.announce("rounds", to_both=False)
    return done()
