"""Meaning: values, the story of the two, what they think of life, traditions, a vision."""

import json
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import Circle, MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import done, read

from .models import Look, Skipped
from .pages import MeaningPage
from .prompts import Topic, prompts, topics
from .prompts import values as all_values
from .together import Pair, about_topic, about_values, has_opened, write_topic, write_values
from .traditions import by_sort, write
from .traditions import traditions as traditions_of
from .vision import VisionSent, about_vision, all_versions, save, versions

PAGE = 12
TRADITIONS = 60


class Sent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class SkipSent(msgspec.Struct, frozen=True):
    on: bool


@for_two
def meaning(request: MemberRequest) -> HttpResponse:
    return render(request, "meaning/meaning.html", {"page": MeaningPage(request.circle)})


@for_two
def values(request: MemberRequest) -> HttpResponse:
    """Sort one's own, and once both have, lay them side by side."""
    circle = request.circle
    if request.method == "POST":
        return _written(circle, "values", write_values(circle, read(request, Sent).letter))
    names = json.dumps({one.id: one.name for one in all_values().values()})
    pair = Pair(circle, about_values(circle), Letter.Kind.VALUES)
    shown = {"pair": pair, "about": pair.about, "values": list(all_values().values()), "names": names}
    return render(request, "meaning/values.html", shown)


def _written(circle: Circle, part: str, letter: Letter) -> HttpResponse:
    """A change to a folded one is nobody's business yet but its author's other devices'."""
    revealed = has_opened(letter)
    circle.announce(part, to_both=revealed or letter.revision == 1)
    return done(record=letter.record, revealed=revealed)


@for_two
def topic(request: MemberRequest, id: str) -> HttpResponse:
    """One topic: both write, and both open together."""
    circle, found = request.circle, _topic(id)
    if request.method == "POST":
        return _written(circle, "meaning", write_topic(circle, found, read(request, Sent).letter))
    pair = Pair(circle, about_topic(circle, found), Letter.Kind.MEANING)
    if found.depth > circle.depth and not pair.letters:
        raise Http404
    skipped = Skipped.objects.filter(couple=circle.together(), person=circle.person, topic=id).exists()
    shown = {"topic": found, "pair": pair, "about": pair.about, "skipped": skipped and pair.writing}
    return render(request, "meaning/topic.html", shown)


def _topic(id: str) -> Topic:
    found = topics().get(id)
    if found is None:
        raise Http404
    return found


@require_POST
@for_two
def skip(request: MemberRequest, id: str) -> HttpResponse:
    """Leave a topic out, or take it up after all. It changes nothing that the partner is shown."""
    found, circle = _topic(id), request.circle
    own: dict[str, Any] = {"couple": circle.together(), "person": circle.person, "topic": found.id}
    if read(request, SkipSent).on:
        Skipped.objects.get_or_create(**own)
    else:
        Skipped.objects.filter(**own).delete()
    return done()


@for_two
def traditions(request: MemberRequest) -> HttpResponse:
    """The three lists; a POST writes one, or the next version of one's own."""
    circle = request.circle
    if request.method == "POST":
        letter = write(circle, read(request, Sent).letter)
        circle.announce("traditions")
        return done(record=letter.record)
    page = page_of(traditions_of(circle).prefetch_related("reactions"), request, TRADITIONS)
    circle.hand_over(page["letters"])
    shown = {**page, "sorts": by_sort(page["letters"]), "starts": prompts().tradition}
    shown["removed"] = [one for one in page["letters"] if one.removed_at]
    return render(request, "meaning/traditions.html", shown)


@for_two
def vision(request: MemberRequest) -> HttpResponse:
    """The newest version, and writing the next; a POST saves one."""
    circle = request.circle
    if request.method == "POST":
        letter, another = save(circle, read(request, VisionSent))
        circle.announce("vision")
        return done(record=letter.record, another=another)
    newest = versions(circle).first()
    circle.hand_over([newest] if newest else [])
    shown = {"vision": newest, "about": about_vision(circle), "areas": prompts().area}
    return render(request, "meaning/vision.html", {**shown, "looked": Look.last(circle.together())})


@for_two
def visions(request: MemberRequest) -> HttpResponse:
    """Every version, with its date."""
    page = page_of(all_versions(request.circle), request, PAGE)
    request.circle.hand_over(page["letters"])
    return render(request, "meaning/visions.html", {**page, "areas": prompts().area})


@require_POST
@for_two
def looked(request: MemberRequest) -> HttpResponse:
    """Say that the two have looked at their vision together today."""
    new = Look.today(request.circle.together())
    request.circle.announce("vision")
    return done(undo=reverse("meaning:not-looked") if new else None)


@require_POST
@for_two
def not_looked(request: MemberRequest) -> HttpResponse:
    Look.not_today(request.circle.together())
    request.circle.announce("vision")
    return done()
