"""Wishes and boundaries in intimacy: off until both switch it on; of the answers, matches alone are known.

The answers are sealed to their author, and compared by the two browsers (web/sealing/match.ts). The server
holds points that tell it nothing, and hands on neither's before both have sent theirs.
"""

import uuid
from typing import Any

import msgspec
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters, StaleRevision
from twofold.couples.models import Couple
from twofold.couples.together import write_together
from twofold.people.models import Person
from twofold.sealing.letter import one_of
from twofold.wire import Refusal

OFF = "This is not switched on. What you chose is kept on this page."


class Offer(msgspec.Struct, frozen=True):
    """One's own points for both, and the secret of the round, sealed to oneself."""

    offer: LetterDraft
    secret: LetterDraft


class Willing(models.Model):
    """That somebody has switched it on. The other is shown nothing of it until both have."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "willing"
        constraints = (models.UniqueConstraint(fields=("couple", "person"), name="willing_once"),)

    def __str__(self) -> str:
        return "willing"


class MatchRound(models.Model):
    """The comparing that stands for a couple, while both have it on. A changed answer begins anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.OneToOneField(Couple, models.CASCADE, related_name="match_round")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "round"

    def about(self, stage: str) -> uuid.UUID:
        """What the letters of a stage are about: "offer", "return", or one's own "secret"."""
        return one_of(f"wishes-{stage}", str(self.pk))

    def letters(self, circle: Circle, stage: str) -> Letters:
        """Those of a stage that this person may be handed by now."""
        found: Letters = circle.letters.of_kind(Letter.Kind.WISHES).standing().filter(about=self.about(stage))
        return found

    def side_of(self, circle: Circle) -> str:
        """Which of the two lists is one's own. By the ids, and not by the colours: those can be swapped
        between the two offers, and two on one side would find where maybe met maybe."""
        first = min(one.person_id for one in circle.memberships)
        return "clay" if circle.person.pk == first else "tide"

    def opened(self, stage: str) -> bool:
        """Whether both letters of a stage lie there. Until then the other is told of none."""
        letters = Letter.objects.of_kind(Letter.Kind.WISHES).filter(about=self.about(stage))
        return bool(letters.filter(appears_at__isnull=False).exists())

    def sent_by(self, person: Person, stage: str) -> bool:
        return Letter.objects.filter(author=person, about=self.about(stage)).exists()

    def offer(self, circle: Circle, sent: Offer) -> bool:
        """Keep one's points and their secret, together and once; False when another device was first.

        A second offer in a round would tell the partner which points changed, so there is none.
        """
        with transaction.atomic():
            _lock(circle)
            if self.sent_by(circle.person, "offer"):
                return False
            about = self.about("secret")
            place = {"kind": Letter.Kind.WISHES, "about": about, "day": circle.day(), "couple": None}
            Letter.write(circle.person, sent.secret, **place, only={_id(about, circle)})
            write_together(circle, sent.offer, self.about("offer"), Letter.Kind.WISHES)
        return True

    def give_back(self, circle: Circle, draft: LetterDraft) -> bool:
        """Keep the partner's points as one has raised them. Refuses before both offers lie there."""
        with transaction.atomic():
            _lock(circle)
            if self.sent_by(circle.person, "return"):
                return False
            if not self.letters(circle, "offer").from_both():
                raise Refusal("This comes after both have sent theirs.")
            write_together(circle, draft, self.about("return"), Letter.Kind.WISHES)
        return True

    def forget(self) -> None:
        """Let go of the round and of everything in it: points are of no use in another."""
        about = [self.about(stage) for stage in ("offer", "return", "secret")]
        Letter.objects.filter(about__in=about, kind=Letter.Kind.WISHES).delete()
        self.delete()


def _id(about: uuid.UUID, circle: Circle) -> uuid.UUID:
    return one_of(Letter.Kind.WISHES, str(about), str(circle.person.pk))


def _lock(circle: Circle) -> None:
    """One change at a time for a couple, so that no letter lands in a round that has ended."""
    Couple.objects.select_for_update().get(pk=circle.together().pk)


def is_on(circle: Circle) -> bool:
    return Willing.objects.filter(couple=circle.together(), person=circle.person).exists()


def standing(circle: Circle) -> MatchRound | None:
    """The round of a couple who both have it on; None while one has not."""
    return MatchRound.objects.filter(couple=circle.couple).first() if circle.couple else None


def round_of(circle: Circle, id: uuid.UUID) -> MatchRound:
    """The standing round under this id, or Http404: one that was overtaken takes nothing more."""
    found = MatchRound.objects.filter(couple=circle.together(), pk=id).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def switch(circle: Circle, on: bool) -> bool:
    """Switch it on or off for oneself. Says whether this changed something for both."""
    _lock(circle)
    couple = circle.together()
    before = standing(circle)
    if on:
        Willing.objects.get_or_create(couple=couple, person=circle.person)
        if before is None and _both_willing(couple):
            MatchRound.objects.create(couple=couple)
            return True
        return False
    Willing.objects.filter(couple=couple, person=circle.person).delete()
    if before:
        before.forget()
    return before is not None


def _both_willing(couple: Couple) -> bool:
    current = couple.memberships.filter(ended_at=None).values("person")
    return Willing.objects.filter(couple=couple, person__in=current).count() == 2


def answers_about(circle: Circle) -> uuid.UUID:
    return one_of("wishes-answers", str(circle.together().pk))


def answers_of(circle: Circle) -> Letter | None:
    """This person's own answers, sealed to themselves."""
    mine = Letter.objects.written_by(circle.person).of_kind(Letter.Kind.WISHES).standing()
    found: Letter | None = mine.filter(about=answers_about(circle), couple=None).first()
    return found


def answer(circle: Circle, draft: LetterDraft) -> tuple[Letter, bool]:
    """Keep one's answers, and begin the comparing anew where both have it on; says whether it did.

    What matched before is hidden at once, so that no yes is shown after it was taken back.
    Raises StaleRevision when another device was first; the late answers are kept beside.
    """
    if not is_on(circle):
        raise Refusal(OFF)
    kept = Letter.kept(circle.person, draft)
    if kept and kept.about == answers_about(circle):
        return kept, False  # sent twice: the round that the first sending began goes on
    about = answers_about(circle)
    place: dict[str, Any] = {"kind": Letter.Kind.WISHES, "about": about, "day": circle.day(), "couple": None}
    with transaction.atomic():  # or a fault between the two would leave a yes standing that was taken back
        _lock(circle)
        letter, in_time = Letter.keep(circle.person, draft, place | {"only": {_id(about, circle)}})
        begun = in_time and _begin_anew(circle)
    if not in_time:
        raise StaleRevision(letter)
    return letter, begun


def _begin_anew(circle: Circle) -> bool:
    before = standing(circle)
    if before is None:
        return False
    before.forget()
    MatchRound.objects.create(couple=circle.together())
    return True
