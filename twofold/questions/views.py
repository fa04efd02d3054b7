"""Talk: tonight's question, those left for later, the decks, and what has been said."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from twofold.couples.access import MemberRequest, for_two
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.views import page_of
from twofold.wire import Refusal, done, read

from .models import Asked, Favourite, Pace, SetAside, ask_another, ask_tonight
from .offer import offered, offered_decks
from .pages import QuestionCard, favourites_of, left_open, own_questions

PAGE = 10
LEFT = 20
REPLIES_AT_MOST = 50
# Their own pages lead on to earlier replies. Other letters stand in lists, with all that is said under each.
WITH_PAGES_OF_REPLIES = (Letter.Kind.ANSWER, Letter.Kind.RAISED, Letter.Kind.MATTER)
FULL = "A great deal has been said under this one. Begin something new, and go on there."


class AnswerSent(msgspec.Struct, frozen=True):
    letter: LetterDraft


class Aside(msgspec.Struct, frozen=True):
    kind: SetAside.Kind | None


class EaseSent(msgspec.Struct, frozen=True):
    at_ease: bool


class Another(msgspec.Struct, frozen=True):
    """Which question to put in tonight's place; the next one when neither is named."""

    source: str = ""
    own: UUID | None = None
    instead_of: UUID | None = None


class Star(msgspec.Struct, frozen=True):
    source: str


@for_two
def talk(request: MemberRequest) -> HttpResponse:
    card = QuestionCard(request.circle, ask_tonight(request.circle))
    left = page_of(left_open(request.circle), request, LEFT)
    shown: dict[str, Any] = {"card": card, "left": left["letters"], "next_page": left["next_page"]}
    shown["decks"] = [deck for deck, _ in offered_decks(request.circle).values()]
    return render(request, "questions/talk.html", shown)


@for_two
def past(request: MemberRequest) -> HttpResponse:
    """Questions that both have answered, newest first."""
    revealed = Asked.objects.of(request.circle.together()).filter(reveal__isnull=False)
    page = page_of(revealed.order_by("-reveal__at").select_related("own"), request, PAGE)
    return render(request, "questions/past.html", {"asked": page["letters"], "next_page": page["next_page"]})


@for_two
def question(request: MemberRequest, id: UUID) -> HttpResponse:
    """One question: to answer it late, or to reread what both said."""
    card = QuestionCard(request.circle, _asked(request, id), request)
    return render(request, "questions/question.html", {"card": card})


def _asked(request: MemberRequest, id: UUID) -> Asked:
    asked = Asked.objects.of(request.circle.together()).as_seen_by(request.circle)
    found = asked.select_related("own").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


@require_POST
@for_two
def answer(request: MemberRequest, id: UUID) -> HttpResponse:
    asked = _asked(request, id)
    letter = asked.answer(request.circle, read(request, AnswerSent).letter)
    revealed = asked.revealed
    # A change to a folded answer is nobody's business yet but its author's other devices'.
    request.circle.announce("question", to_both=revealed or letter.revision == 1)
    return done(record=letter.record, revealed=revealed)


@require_POST
@for_two
def reply(request: MemberRequest, id: UUID) -> HttpResponse:
    """A short reply to the partner's answer, or a word more under one's own."""
    about = request.circle.letter(id)
    if about.couple_id is None or about.kind == Letter.Kind.REPLY or not about.appears_at:
        raise Http404
    if about.opened_in_private and about.author_id == request.user.pk:
        raise Http404  # or it would tell its author that it was opened
    draft = read(request, AnswerSent).letter
    others = Letter.objects.of_kind(Letter.Kind.REPLY).filter(about=about.pk).exclude(pk=draft.id)
    if about.kind not in WITH_PAGES_OF_REPLIES and others.count() >= REPLIES_AT_MOST:
        raise Refusal(FULL)
    letter = Letter.write(
        request.user,
        draft,
        kind=Letter.Kind.REPLY,
        about=about.pk,
        day=request.circle.day(),
        **request.circle.share(),
    )
    request.circle.announce("question")
    return done(record=letter.record)


@require_POST
@for_two
def set_aside(request: MemberRequest, id: UUID) -> HttpResponse:
    """Leave for later, skip, or take up again. It changes nothing that the partner is shown."""
    asked, kind = _asked(request, id), read(request, Aside).kind
    if kind is None:
        SetAside.objects.filter(asked=asked, person=request.user).delete()
    else:
        SetAside.objects.update_or_create(asked=asked, person=request.user, defaults={"kind": kind})
    return done()


@require_POST
@for_two
def ease(request: MemberRequest, id: UUID) -> HttpResponse:
    """How the question sat with this person: for the choice of the next ones, and nobody's eyes."""
    asked = _asked(request, id)
    if not asked.revealed:
        raise Refusal("This can be said once you have both answered.")
    Pace.of(asked.couple).felt(asked, request.user, read(request, EaseSent).at_ease)
    return done()


@require_POST
@for_two
def another(request: MemberRequest) -> HttpResponse:
    """Put another question in tonight's place."""
    wanted = read(request, Another)
    tonight = Asked.objects.tonight(request.circle.together())
    if wanted.instead_of and tonight and tonight.pk != wanted.instead_of:
        return done(asked=str(tonight.pk))  # the partner turned the card a moment ago: one turn is enough
    chosen: Any = None
    if wanted.own:
        chosen = own_questions(request.circle).filter(pk=wanted.own).first()
    elif wanted.source:
        chosen = offered(request.circle).get(wanted.source)
    if chosen is None and (wanted.own or wanted.source):
        raise Http404
    asked = ask_another(request.circle, chosen)
    request.circle.announce("question")
    return done(asked=str(asked.pk))


@for_two
def deck(request: MemberRequest, id: str) -> HttpResponse:
    """What a deck offers the two; one with nothing for them is as one that never was."""
    found = offered_decks(request.circle).get(id)
    if found is None:
        raise Http404
    shown = {"deck": found[0], "questions": found[1], "starred": favourites_of(request.user)}
    return render(request, "questions/deck.html", shown)


@for_two
def own(request: MemberRequest) -> HttpResponse:
    """The couple's own questions, and the starred ones."""
    if request.method == "POST":
        sent = read(request, AnswerSent).letter
        letter = Letter.write(
            request.user,
            sent,
            kind=Letter.Kind.QUESTION,
            day=request.circle.day(),
            **request.circle.share(),
        )
        return done(record=letter.record)
    page = page_of(own_questions(request.circle), request, PAGE)
    request.circle.hand_over(page["letters"])
    starred = favourites_of(request.user)
    stars = [one for id, one in offered(request.circle).items() if id in starred]
    return render(request, "questions/own.html", {**page, "stars": stars})


@require_POST
def star(request: MemberRequest) -> HttpResponse:
    """Star a question for oneself, or take the star away."""
    source = read(request, Star).source
    if source not in offered(request.circle):
        raise Http404
    starred, made = Favourite.objects.get_or_create(person=request.user, source=source)
    if not made:
        starred.delete()
    return done(on=made)
