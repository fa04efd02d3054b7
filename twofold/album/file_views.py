"""Sealed files on their way in, a piece at a time, and out to who may read their photo."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.wire import Unreadable, done, read

from . import shelf
from .models import CHUNK, Announced, SealedFile

# Sealed bytes never change under their id, and are nothing to whoever finds them in a cache.
KEEP = "private, max-age=31536000, immutable"


@require_GET
def file(request: MemberRequest, id: UUID) -> HttpResponseBase:
    """The sealed bytes, whole."""
    found = SealedFile.objects.visible_to(request.circle).filter(pk=id).exclude(complete_at=None).first()
    try:
        if found is None:
            raise Http404
        sealed = shelf.place_of(id).open("rb")
    except FileNotFoundError as fault:
        raise Http404 from fault
    answer = FileResponse(sealed, content_type="application/octet-stream", headers={"Cache-Control": KEEP})
    # All of it fits in what waits to be sent, so that a slow reader holds no thread of the server's.
    answer.block_size = CHUNK
    return answer


@require_POST
@for_two
def begin(request: MemberRequest, id: UUID) -> HttpResponse:
    """Announce a file; answers how much of it is there already."""
    begun = SealedFile.begin(request.circle, id, read(request, Announced))
    return done(received=begun.arrived, complete=begun.complete_at is not None)


@for_two
def pieces(request: MemberRequest, id: UUID) -> HttpResponse:
    """GET: how many bytes are there. POST: the bytes from `at` on."""
    found = SealedFile.objects.filter(pk=id, author=request.user, couple=request.circle.couple).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        found.take(request.body, _offset(request.GET.get("at", "")))
    return done(received=found.arrived, complete=found.complete_at is not None)


def _offset(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable("This piece does not say where it belongs.")
    return int(text)
