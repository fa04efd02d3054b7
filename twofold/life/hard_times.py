"""A hard time, told because somebody chose to tell it, with how they would like to be met.

It reaches the partner at once. Its author alone says when it has become easier, changes the wish, or
takes it back.
"""

from uuid import UUID

from django.db import models, transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.couples.models import Couple
from twofold.wire import Unreadable

from .warmth import Meeting, meetings

NOW_AT_ONCE = 6


class Eased(models.Model):
    """That a hard time has become easier, said by the one who had it."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="eased")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "eased"

    def __str__(self) -> str:
        return "eased"


def tell(circle: Circle, draft: LetterDraft) -> Letter:
    """Tell the partner about a hard time, or change what was told. The words may be none at all.

    Raises Unreadable for a wish that is not one of the four; else as `Letter.write`.
    """
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    if set(draft.readable) != {"meet"} or draft.readable["meet"] not in list(meetings()):
        raise Unreadable("Choose how you would like to be met.")
    known = Letter.objects.written_by(circle.person).filter(pk=draft.id).first()
    day = known.day if known else circle.day()
    return Letter.write(circle.person, draft, kind=Letter.Kind.HARD, day=day, **circle.share())


def hard_times(circle: Circle) -> Letters:
    """Those that both may read, newest first."""
    found: Letters = Letter.objects.story_of(circle).of_kind(Letter.Kind.HARD)
    return found


def over(circle: Circle) -> Letters:
    """Those that became easier, and the empty places of those that were removed; newest first."""
    ended = models.Q(eased__isnull=False) | models.Q(removed_at__isnull=False)
    return hard_times(circle).filter(ended).select_related("eased")


def own_hard_time(circle: Circle, id: UUID) -> Letter:
    """One of one's own, or Http404."""
    found: Letter | None = hard_times(circle).written_by(circle.person).standing().filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def ease(letter: Letter) -> None:
    """It is easier now. Said twice, it is said once."""
    Eased.objects.get_or_create(letter=letter, defaults={"couple": letter.couple})


@transaction.atomic
def take_up_again(letter: Letter) -> None:
    """It is not over after all."""
    Eased.objects.filter(letter=letter).delete()


def meeting_of(letter: Letter) -> Meeting | None:
    """How its author would like to be met."""
    return meetings().get(str(letter.readable.get("meet")))
