"""Lessons to read, alone or not, and what they rest on."""

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest
from twofold.wire import done, read

from .lessons import Lesson, lessons
from .models import LessonRead
from .pages import EvidencePage, LessonPage, ShelfPage


class ReadSent(msgspec.Struct, frozen=True):
    on: bool


def shelf(request: MemberRequest) -> HttpResponse:
    return render(request, "learning/shelf.html", {"page": ShelfPage(request.circle)})


def evidence(request: MemberRequest) -> HttpResponse:
    """What research found, with its size and its limits."""
    return render(request, "learning/evidence.html", {"page": EvidencePage()})


def lesson(request: MemberRequest, lesson: str) -> HttpResponse:
    return render(request, "learning/lesson.html", {"page": LessonPage(request.circle, _lesson(lesson))})


@require_POST
def mark(request: MemberRequest, lesson: str) -> HttpResponse:
    """Mark a lesson as read, for oneself; or take the mark away."""
    on = read(request, ReadSent).on
    LessonRead.mark(request.user, _lesson(lesson).id, on)
    request.circle.announce("lessons", to_both=False)
    return done(on=on)


def _lesson(id: str) -> Lesson:
    found = lessons().get(id)
    if found is None:
        raise Http404
    return found
