"""JSON between a page and the server: read strictly, answered in plain sentences."""

import errno
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

from twofold.sealing.envelope import EnvelopeError

T = TypeVar("T")
log = logging.getLogger("twofold")
FULL = "There is no room left on this server just now."
AWAY = "The server could not reach its database just now. Try again in a moment."
GONE = "What this belongs to is not here any more, or is no longer yours to open."
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}  # the disk is full, or this user's share of it


class Refusal(Exception):
    """Something that cannot be done, with the sentence that says why and any facts beside it."""

    status = 409

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence)
        self.facts = facts


class Unreadable(Refusal):
    """What was sent is not what this address takes."""

    status = 400


def read(request: HttpRequest, shape: type[T]) -> T:
    """The request's JSON body as a `shape`. Raises Unreadable, naming the place of the fault."""
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(f"This could not be read: {fault}") from fault


def done(**facts: Any) -> JsonResponse:
    return JsonResponse({"ok": True, **facts})


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 of every address. A device takes a no to its letter in JSON alone: a proxy has 404s, too."""
    if request.method != "POST":
        return page_not_found(request, exception)
    return JsonResponse({"error": GONE}, status=404)


class PlainRefusals:
    """Middleware: a refusal raised anywhere below becomes its sentence, never a trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, EnvelopeError | ValidationError):
            return JsonResponse({"error": " ".join(getattr(fault, "messages", [str(fault)]))}, status=400)
        if isinstance(fault, Refusal):
            return JsonResponse({"error": str(fault), **fault.facts}, status=fault.status)
        if isinstance(fault, OperationalError):
            log.error("the database refused: %s", type(fault.__cause__).__name__)
            full = "full" in str(fault)
            return JsonResponse({"error": FULL if full else AWAY}, status=507 if full else 503)
        if isinstance(fault, OSError) and fault.errno in NO_ROOM:
            log.error("the disk is full")
            return JsonResponse({"error": FULL}, status=507)
        return None
