"""The album, childhood, one photo, and memories."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.wire import done, read

from .pages import CHILDHOOD, MEMORY, PHOTO, AlbumPage, PhotoPage, standing, with_photos
from .photos import MemorySent, PhotoSent, hung_on, keep_memory, keep_photo

MEMORIES_PAGE = 10
CHILDHOOD_PAGE = 20


@for_two
def album(request: MemberRequest) -> HttpResponse:
    """Photos by month, the latest first."""
    return render(request, "album/album.html", {"page": AlbumPage(request.circle, _before(request))})


def _before(request: MemberRequest) -> Letter | None:
    """The photo behind which to go on; one that is gone leads back to the beginning."""
    try:
        id = UUID(request.GET.get("before", ""))
    except ValueError:
        return None
    return request.circle.letters.of_kind(PHOTO).filter(pk=id, couple=request.circle.couple).first()


@require_GET
@for_two
def more(request: MemberRequest) -> HttpResponse:
    """The next photos, for a page that is being scrolled."""
    page = AlbumPage(request.circle, _before(request))
    photos = [
        {
            "record": one.record,
            "sealed": msgspec.to_builtins(bytes(one.sealed)),
            "day": one.day.isoformat(),
        }
        for one in page.photos
    ]
    return done(photos=photos, before=str(page.last.pk) if page.last else None)


@for_two
def childhood(request: MemberRequest) -> HttpResponse:
    """Pictures from before the two met, each with its story, the earliest first."""
    photos = standing(request.circle, PHOTO, CHILDHOOD).order_by("day", "id")
    page = page_of(photos, request, CHILDHOOD_PAGE)
    request.circle.hand_over(page["letters"])
    return render(request, "album/childhood.html", page)


@for_two
def add(request: MemberRequest) -> HttpResponse:
    """Choose photos on this device; they may hang on a letter that both can read."""
    about = request.GET.get("about", "")
    shown: dict[str, Any] = {"childhood": "childhood" in request.GET, "about": None}
    if about:
        shown["about"] = hung_on(request.circle, _id(about))
    return render(request, "album/add.html", shown | {"today": request.circle.day()})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise Http404 from fault


@require_POST
@for_two
def keep(request: MemberRequest) -> HttpResponse:
    """A photo whose files have arrived, or a change of its words or day."""
    letter = keep_photo(request.circle, read(request, PhotoSent))
    request.circle.announce("album")
    return done(record=letter.record)


@for_two
def photo(request: MemberRequest, id: UUID) -> HttpResponse:
    letter = request.circle.letter(id)
    if letter.kind != PHOTO:
        raise Http404
    return render(request, "album/photo.html", {"page": PhotoPage(request.circle, letter)})


@for_two
def memories(request: MemberRequest) -> HttpResponse:
    """What the two want to remember, the latest day first."""
    if request.method == "POST":
        letter = keep_memory(request.circle, read(request, MemorySent))
        request.circle.announce("album")
        return done(record=letter.record)
    page = page_of(standing(request.circle, MEMORY), request, MEMORIES_PAGE)
    request.circle.hand_over(page["letters"])
    with_photos(request.circle, page["letters"])
    return render(request, "album/memories.html", page | {"today": request.circle.day()})


@for_two
def memory(request: MemberRequest, id: UUID) -> HttpResponse:
    letter = request.circle.letter(id)
    if letter.kind != MEMORY:
        raise Http404
    request.circle.hand_over([letter])
    if letter.author_id == request.user.pk:
        letter.look_for_strays()
    with_photos(request.circle, [letter])
    return render(request, "album/memory.html", {"letter": letter, "today": request.circle.day()})
