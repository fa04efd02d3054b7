"""Experiments: the list, the choice, the agreement, the days, and what came of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.wire import done, read

from .agreeing import Proposed, Turn, agree, experiment_of, let_go, own_words, propose, take_up
from .marking import Marked, mark
from .outcomes import habit_offered
from .pages import ChoosePage, ExperimentPage, ListPage

PART = "experiment"


@for_two
def experiments(request: MemberRequest) -> HttpResponse:
    """All of them: running, finished whatever came of it, and let go."""
    return render(request, "experiments/experiments.html", {"page": ListPage(request)})


@for_two
def new(request: MemberRequest) -> HttpResponse:
    """The habits to choose from."""
    return render(request, "experiments/new.html", {"page": ChoosePage(request.circle)})


@for_two
def choose(request: MemberRequest, id: str) -> HttpResponse:
    """A habit of the shelf, with what to look at and for how long."""
    habit = habit_offered(id)
    if habit is None:
        raise Http404
    return render(request, "experiments/choose.html", {"page": ChoosePage(request.circle, habit)})


@for_two
def own(request: MemberRequest) -> HttpResponse:
    return render(request, "experiments/choose.html", {"page": ChoosePage(request.circle)})


@for_two
def own_again(request: MemberRequest, id: UUID) -> HttpResponse:
    """A habit in words that are kept already."""
    letter = own_words(request.circle, id)
    return render(request, "experiments/choose.html", {"page": ChoosePage(request.circle, letter=letter)})


@require_POST
@for_two
def propose_one(request: MemberRequest) -> HttpResponse:
    one = propose(request.circle, read(request, Proposed))
    request.circle.announce(PART)
    return done(at=reverse("experiments:experiment", args=[one.pk]))


@for_two
def experiment(request: MemberRequest, id: UUID) -> HttpResponse:
    """One experiment, as far as it is."""
    page = ExperimentPage(request.circle, experiment_of(request.circle, id))
    return render(request, "experiments/experiment.html", {"page": page})


@for_two
def plan(request: MemberRequest, id: UUID) -> HttpResponse:
    """The plan as a file, byte for byte what its digest was made of."""
    drawn = experiment_of(request.circle, id).drawn
    if drawn is None:
        raise Http404
    name = 'attachment; filename="twofold-plan.json"'
    return HttpResponse(drawn.content, content_type="application/json", headers={"Content-Disposition": name})


@require_POST
@for_two
def agree_to_it(request: MemberRequest, id: UUID) -> HttpResponse:
    agree(request.circle, id, read(request, Turn).turn)
    request.circle.announce(PART)
    return done()


@require_POST
@for_two
def let_it_go(request: MemberRequest, id: UUID) -> HttpResponse:
    let_go(request.circle, id)
    request.circle.announce(PART)
    return done(undo=reverse("experiments:take-up", args=[id]))


@require_POST
@for_two
def take_it_up(request: MemberRequest, id: UUID) -> HttpResponse:
    take_up(request.circle, id)
    request.circle.announce(PART)
    return done()


@require_POST
@for_two
def mark_day(request: MemberRequest, id: UUID) -> HttpResponse:
    discarded = mark(request.circle, id, read(request, Marked))
    request.circle.announce(PART)
    return done(undo=reverse("couples:restore", args=[discarded.pk])) if discarded else done()
