"""How an experiment begins and is let go. One suggests, the other agrees; either may let it go, alone."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, StaleRevision
from twofold.couples.models import Couple
from twofold.wire import Refusal, Unreadable

from .drawing import draw
from .models import Experiment, lets_undo
from .outcomes import habit_offered

LOOK_FIRST = "This was changed a moment ago. Look at it once more first."
ONE_AT_A_TIME = "You two have an experiment under way. Its days come first, or one of you lets it go."

WORDS_GONE = "Its words were taken away, so there is nothing to agree on. You can suggest it again."
WORDS_STAY = "These words belong to an experiment that you agreed on, and stay with it."


class Proposed(msgspec.Struct, frozen=True):
    """A habit of the tips (`source`), new own words (`letter`) or earlier ones (`own`), and what to look at.

    `turn` is that of the suggestion one has seen; 0 for none.
    """

    outcome: Literal["closeness", "understood", "touch", "stress"]
    days: Literal[28, 56, 84]
    source: str = ""
    letter: LetterDraft | None = None
    own: UUID | None = None
    turn: int = 0


class Turn(msgspec.Struct, frozen=True):
    turn: int


def experiment_of(circle: Circle, id: UUID) -> Experiment:
    """One of the couple's experiments with its plan, or Http404."""
    found = Experiment.objects.of(circle.together()).select_related("plan", "letter", "couple")
    one = found.filter(pk=id).first()
    if not isinstance(one, Experiment):
        raise Http404
    return one


def standing(circle: Circle, at: datetime | None = None) -> Experiment | None:
    """The one that is suggested, or has days to come. One query."""
    couple = circle.together()
    found: Experiment | None = Experiment.objects.of(couple).standing(couple.day(at)).first()
    return found


@transaction.atomic
def propose(circle: Circle, sent: Proposed, at: datetime | None = None) -> Experiment:
    """Suggest one, or another in the place of the one that waits. Sending it twice is suggesting it once.

    Raises Refusal when one is under way, or the partner has suggested something unseen; then nothing is
    kept, the words neither: they stay on the device that sent them.
    """
    couple = _lock(circle)
    there = standing(circle, at)
    if there and _same(there, circle, sent):
        return there
    if there and there.agreed_at:
        raise Refusal(ONE_AT_A_TIME)
    if sent.turn != (there.turn if there else 0):
        raise Refusal(LOOK_FIRST)
    one = there or Experiment(couple=couple, turn=0)
    for name, value in _what(circle, sent).items():
        setattr(one, name, value)
    one.outcome, one.length, one.turn = sent.outcome, sent.days, one.turn + 1
    one.proposed_by, one.proposed_at = circle.person, at or timezone.now()
    one.save()
    return one


def _same(there: Experiment, circle: Circle, sent: Proposed) -> bool:
    """Whether this very suggestion stands already, as one's own."""
    words = sent.letter.id if sent.letter else sent.own
    what = (there.source, there.letter_id, there.outcome, there.length, there.proposed_by_id)
    return what == (sent.source, words, sent.outcome, sent.days, circle.person.pk)


def _what(circle: Circle, sent: Proposed) -> dict[str, Any]:
    """The habit, from exactly one place."""
    if [bool(sent.source), bool(sent.letter), bool(sent.own)].count(True) != 1:
        raise Unreadable("A habit comes from one place.")
    if sent.source:
        if habit_offered(sent.source) is None:
            raise Http404
        return {"source": sent.source, "letter": None}
    if sent.own:
        return {"source": "", "letter": own_words(circle, sent.own)}
    return {"source": "", "letter": _written(circle, sent.letter)}


def _written(circle: Circle, draft: LetterDraft | None) -> Letter:
    assert draft is not None  # noqa: S101 - one of three, as was counted
    if Experiment.objects.agreed().filter(letter=draft.id).exists():
        raise Refusal(WORDS_STAY)
    place = {"kind": Letter.Kind.EXPERIMENT, "day": circle.day(), **circle.share()}
    letter, in_time = Letter.keep(circle.person, draft, place)
    if not in_time:
        raise StaleRevision(letter)
    return letter


def own_words(circle: Circle, id: UUID) -> Letter:
    """A habit in words that one of the two has written, or Http404."""
    found = Letter.objects.story_of(circle).of_kind(Letter.Kind.EXPERIMENT).standing().filter(pk=id).first()
    if not isinstance(found, Letter):
        raise Http404
    return found


@transaction.atomic
def agree(circle: Circle, id: UUID, turn: int, at: datetime | None = None) -> Experiment:
    """Say yes to what the partner has suggested: the days are drawn, and begin tomorrow. Twice is once."""
    couple = _lock(circle)
    one = experiment_of(circle, id)
    if one.agreed_at and not one.let_go_at and one.turn == turn:
        return one
    if one.let_go_at:
        raise Refusal("This was let go. You can suggest it again.")
    if one.turn != turn or one.agreed_at:
        raise Refusal(LOOK_FIRST)
    if one.proposed_by_id == circle.person.pk:
        raise Refusal("This is your own suggestion. It begins once your partner says yes, too.")
    if one.words_gone:
        raise Refusal(WORDS_GONE)
    one.agreed_at = at or timezone.now()
    one.save(update_fields=("agreed_at",))
    draw(one, couple.day(one.agreed_at) + timedelta(days=1))
    return one


@transaction.atomic
def let_go(circle: Circle, id: UUID, at: datetime | None = None) -> Experiment:
    """Let it go. It takes one of the two and no reason, and nothing will be worked out of it."""
    couple = _lock(circle)
    one = experiment_of(circle, id)
    if one.let_go_at:
        return one
    if one.state(couple.day(at), at) == "open":
        raise Refusal("Its days are over. What came of it stays in the list.")
    one.let_go_at, one.let_go_by = at or timezone.now(), circle.person
    one.save(update_fields=("let_go_at", "let_go_by"))
    return one


@transaction.atomic
def take_up(circle: Circle, id: UUID) -> Experiment:
    """Undo that, within the hour, by the one who let it go."""
    couple = _lock(circle)
    one = experiment_of(circle, id)
    if one.let_go_at is None:
        return one
    if not lets_undo(one, circle.person, timezone.now()):
        raise Refusal("This was let go. You can suggest it again.")
    if standing(circle) or (one.drawn and couple.day() >= one.drawn.opens_on):
        raise Refusal("There is something else in its place by now.")
    one.let_go_at = one.let_go_by = None
    one.save(update_fields=("let_go_at", "let_go_by"))
    return one


def _lock(circle: Circle) -> Couple:
    """The couple, for this transaction alone: of two acts at once one comes after the other."""
    couple: Couple = Couple.objects.select_for_update().get(pk=circle.together().pk)
    return couple
