"""Wishes: all of them, and one."""

from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.album.pages import with_photos
from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.wire import done, read

from . import wishing
from .dates import DayForm
from .models import Done, WishYes
from .planning import wish_or_idea
from .wishes import WishCard, WishesPage, memories_about, with_days


class YesSent(msgspec.Struct, frozen=True):
    yes: bool


@for_two
def wishes(request: MemberRequest) -> HttpResponse:
    """All wishes; a POST keeps a new one, or the next version of one's own."""
    if request.method == "POST":
        letter = wishing.wish(request.circle, read(request, wishing.WordsSent).letter)
        request.circle.announce("wishes", to_both=letter.couple_id is not None)
        return done(record=letter.record, url=reverse("plans:wish", args=[letter.pk]))
    return render(
        request, "plans/wishes.html", {"wishes": WishesPage(request), "today": request.circle.day()}
    )


@for_two
def wish(request: MemberRequest, id: UUID) -> HttpResponse:
    """One wish, or one idea of the two's own: its yes, its days, and how it was."""
    circle = request.circle
    kinds = circle.letters.of_kind(Letter.Kind.WISH, Letter.Kind.OUTING).standing()
    letter = with_days(circle, kinds).filter(pk=id).first()
    if letter is None or letter.couple_id not in (None, circle.together().pk):
        raise Http404
    circle.hand_over([letter])
    if letter.author_id == circle.person.pk:
        letter.look_for_strays()
    true = Done.objects.filter(letter=letter).first()
    told = memories_about(circle, [letter.pk]).get(letter.pk, [])
    card = WishCard(circle, letter, true, with_photos(circle, told))
    return render(request, "plans/wish.html", {"card": card, "form": DayForm(circle)})


@require_POST
@for_two
def yes(request: MemberRequest, id: UUID) -> HttpResponse:
    """Say yes to the partner's wish or idea, or take it back."""
    letter, sent = wish_or_idea(request.circle, id), read(request, YesSent)
    if letter.author_id == request.user.pk:
        raise Http404
    WishYes.say(letter, request.user, sent.yes)
    request.circle.announce("wishes")
    return done(on=sent.yes)


@require_POST
@for_two
def come_true(request: MemberRequest, id: UUID) -> HttpResponse:
    letter = wish_or_idea(request.circle, id)
    wishing.come_true(request.circle, letter.pk, read(request, wishing.DoneSent).day)
    request.circle.announce("wishes")
    return done()


@require_POST
@for_two
def not_yet(request: MemberRequest, id: UUID) -> HttpResponse:
    discarded = wishing.not_yet(request.circle, id)
    request.circle.announce("wishes")
    return done(undo=reverse("couples:restore", args=[discarded.pk]) if discarded else None)


@require_POST
@for_two
def wish_memory(request: MemberRequest, id: UUID) -> HttpResponse:
    about = wish_or_idea(request.circle, id)
    letter = wishing.remember_wish(request.circle, about.pk, read(request, wishing.MemorySent))
    request.circle.announce("wishes")
    return done(record=letter.record)
