"""One question a day for both. Nobody reads first: a letter that waits for its pair has not appeared."""

import hashlib
import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Revision, StaleRevision
from twofold.couples.models import Couple
from twofold.people.models import Person
from twofold.sealing.sealer import one_of
from twofold.wire import Refusal

from .decks import Question, questions
from .offer import offered

OTHERS_A_DAY = 4


class AskedQuestions(models.QuerySet["Asked"]):
    def of(self, couple: Couple) -> Self:
        return self.filter(couple=couple)

    def tonight(self, couple: Couple) -> "Asked | None":
        """The question that stands today, or None before the first look of the day."""
        return self.of(couple).filter(day=couple.day()).order_by("-turn").select_related("own").first()

    def as_seen_by(self, circle: Circle) -> Self:
        """With what a page shows of each beside its answers, in the same query."""
        person = circle.person
        aside = SetAside.objects.filter(asked=models.OuterRef("pk"), person=person)
        stars = Favourite.objects.filter(source=models.OuterRef("source"), person=person).exclude(source="")
        answers = Letter.objects.filter(about=models.OuterRef("pk"), kind=Letter.Kind.ANSWER, removed_at=None)
        return self.annotate(
            is_revealed=models.Exists(Reveal.objects.filter(asked=models.OuterRef("pk"))),
            aside=models.Subquery(aside.values("kind")[:1]),
            starred=models.Exists(stars),
            ease_said=models.Exists(Ease.objects.filter(asked=models.OuterRef("pk"), person=person)),
            partner_answered=models.Exists(answers.filter(author=circle.partner)),
        )


class Asked(models.Model):
    """A question put to a couple on one of their days. A later turn takes the place of an earlier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="asked")
    day = models.DateField()
    turn = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=60, blank=True)
    own = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")
    depth = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = AskedQuestions.as_manager()

    if TYPE_CHECKING:
        reveal: "Reveal"
        is_revealed: bool  # this and the rest by `as_seen_by`
        aside: str | None
        starred: bool
        ease_said: bool
        partner_answered: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("couple", "day", "turn"), name="one_question_a_turn"),
            models.CheckConstraint(
                condition=models.Q(own=None) | models.Q(source=""), name="asked_from_one_source"
            ),
        )
        indexes = (models.Index(fields=("couple", "source"), name="asked_before"),)

    def __str__(self) -> str:
        return self.source or "a question of their own"

    @property
    def text(self) -> str:
        """The words of a question from the decks; a couple's own is sealed, and opened on their devices."""
        question = questions().get(self.source)
        return question.text if question else ""

    @property
    def letters(self) -> Any:
        """The answers, whoever may read them. Views go through `answers_for`."""
        return Letter.objects.filter(about=self.pk, kind=Letter.Kind.ANSWER)

    def answers_for(self, circle: Circle) -> list[Letter]:
        """The answers that this person may be handed by now, the first-written first."""
        strays = Revision.objects.filter(letter=models.OuterRef("pk"), stray=True)
        found = circle.letters.filter(about=self.pk, kind=Letter.Kind.ANSWER)
        found = found.annotate(strays=models.Exists(strays.filter(letter__author=circle.person)))
        return list(found.order_by("written_at").prefetch_related("reactions"))

    @property
    def revealed(self) -> bool:
        return Reveal.objects.filter(asked=self).exists()

    def answer(self, circle: Circle, draft: LetterDraft) -> Letter:
        """Keep an answer; when it is the second of the two, both appear in the same instant.

        Raises StaleRevision when another device was first; the late words are kept beside.
        """
        letter, in_time = self._keep_answer(circle, draft)
        if not in_time:
            raise StaleRevision(letter)
        return letter

    @transaction.atomic
    def _keep_answer(self, circle: Circle, draft: LetterDraft) -> tuple[Letter, bool]:
        # The row is locked first, so of two answers in the same second one comes after the other.
        Asked.objects.select_for_update().get(pk=self.pk)
        revealed = Reveal.objects.filter(asked=self).first()
        if revealed and not self.letters.standing().exists():
            revealed.delete()  # both were taken away: what is written now waits folded again
            revealed = None
        if not revealed:
            self.letters.filter(pk=draft.id, author=circle.person).update(appears_at=None, handed=False)
        place = {
            "couple": self.couple,
            "kind": Letter.Kind.ANSWER,
            "about": self.pk,
            "day": self.day,
            "appears_at": revealed.at if revealed else None,
            "handed": revealed is not None,  # from the reveal on, what is changed or removed shows
            "only": {one_of("answer", str(self.pk), str(circle.person.pk))},
        }
        letter, in_time = Letter.keep(circle.person, draft, place)
        SetAside.objects.filter(asked=self, person=circle.person).delete()
        if not revealed:
            self._reveal_if_both()
        return letter, in_time

    def _reveal_if_both(self) -> None:
        standing = self.letters.standing()
        if standing.from_both():
            reveal = Reveal.objects.create(asked=self)
            standing.update(appears_at=reveal.at, handed=True)

    @transaction.atomic
    def catch_up(self) -> None:
        """Undo can bring an answer back after the other was written: then both appear at the next look."""
        Asked.objects.select_for_update().get(pk=self.pk)
        if not self.revealed:
            self._reveal_if_both()


class Reveal(models.Model):
    """That both have answered, and when. From here on each may read the other."""

    asked = models.OneToOneField(Asked, models.CASCADE, related_name="reveal")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "reveal"


class SetAside(models.Model):
    """One person has left a question for later, or skipped it. The other is never told."""

    class Kind(models.TextChoices):
        LATER = "later"
        SKIP = "skip"

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="set_aside")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("asked", "person"), name="set_aside_once"),)

    def __str__(self) -> str:
        return self.kind


class Ease(models.Model):
    """How a question sat with one person, told to nobody: it moves the depth, and nothing else."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="ease")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at_ease = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("asked", "person"), name="one_ease_each"),)

    def __str__(self) -> str:
        return "at ease" if self.at_ease else "a little much"


class Favourite(models.Model):
    """A question somebody likes to come back to."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="favourites")
    source = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "source"), name="one_star"),)

    def __str__(self) -> str:
        return self.source


class Pace(models.Model):
    """How deep the daily question goes for a couple just now. It rises only when both are at ease."""

    TO_RISE = 3

    couple = models.OneToOneField(Couple, models.CASCADE, related_name="pace")
    depth = models.PositiveSmallIntegerField(default=1)
    easy = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"depth {self.depth}"

    @classmethod
    def of(cls, couple: Couple) -> "Pace":
        return cls.objects.get_or_create(couple=couple)[0]

    @transaction.atomic
    def felt(self, asked: Asked, person: Person, at_ease: bool) -> None:
        """Take one person's private word on a question that both have answered."""
        before = Ease.objects.filter(asked=asked, person=person).values_list("at_ease", flat=True).first()
        Ease.objects.update_or_create(asked=asked, person=person, defaults={"at_ease": at_ease})
        pace = Pace.objects.select_for_update().get(pk=self.pk)
        eases = list(Ease.objects.filter(asked=asked).values_list("at_ease", flat=True))
        if at_ease is before:
            return
        if not at_ease:
            pace.depth, pace.easy = max(1, min(pace.depth, asked.depth) - 1), 0
        elif before is None and len(eases) == 2 and all(eases) and asked.depth >= pace.depth:
            pace.easy += 1
        if pace.easy >= self.TO_RISE and pace.depth < 5:
            pace.depth, pace.easy = pace.depth + 1, 0
        pace.save()


def ask_tonight(circle: Circle) -> Asked:
    """Tonight's question for both, chosen at the first look of the day and the same from then on."""
    couple = circle.together()
    seen = Asked.objects.as_seen_by(circle)
    return seen.tonight(couple) or seen.get(pk=_ask(couple, 0, choose(circle)).pk)


def ask_another(circle: Circle, question: Question | Letter | None = None) -> Asked:
    """Put another question in tonight's place: a chosen one, or the next. The first stays answerable."""
    couple = circle.together()
    standing = Asked.objects.tonight(couple)
    turn = standing.turn + 1 if standing else 0
    if turn > OTHERS_A_DAY:
        raise Refusal("You have turned a few cards today. Tomorrow brings a new one.")
    return _ask(couple, turn, question or choose(circle))


def _ask(couple: Couple, turn: int, question: Question | Letter) -> Asked:
    """Two devices may ask in the same moment: the database keeps one turn, and both get it."""
    what: dict[str, Any] = (
        {"own": question, "depth": 1}
        if isinstance(question, Letter)
        else {"source": question.id, "depth": question.depth}
    )
    try:
        with transaction.atomic():
            return Asked.objects.create(couple=couple, day=couple.day(), turn=turn, **what)
    except IntegrityError:
        return Asked.objects.get(couple=couple, day=couple.day(), turn=turn)


def choose(circle: Circle) -> Question:
    """The next question: unasked, within both boundaries, near the present depth, in a couple's own order.

    When every question within the boundaries has been asked, the one asked longest ago comes again.
    """
    couple = circle.together()
    open_to = offered(circle).values()
    # Where all that is left lies deeper than the present pace, the gentlest of it is asked.
    depth = max(Pace.of(couple).depth, min(one.depth for one in open_to))
    within = [one for one in open_to if one.depth <= depth]
    last_asked = dict(
        Asked.objects.of(couple).exclude(source="").values_list("source").annotate(models.Max("day"))
    )
    fresh = [one for one in within if one.id not in last_asked]
    if not fresh:
        return min(within, key=lambda one: (last_asked[one.id], one.id))
    deepest = max(one.depth for one in fresh)
    return min(
        (one for one in fresh if one.depth >= deepest - 1),
        key=lambda one: hashlib.sha256(f"{couple.pk} {one.id}".encode()).digest(),
    )
