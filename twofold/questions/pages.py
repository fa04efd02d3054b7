"""What a page shows of a question: worked out once, so that no template has to decide."""

from functools import cached_property
from typing import Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.people.models import Person

from .models import Asked, Ease, Favourite, Reveal, SetAside


class QuestionCard:
    """One question as one of the two sees it now."""

    def __init__(self, circle: Circle, asked: Asked) -> None:
        self.circle, self.asked = circle, asked

    @cached_property
    def answers(self) -> list[Letter]:
        found = self.asked.answers_for(self.circle)
        self.circle.hand_over([*found, *([self.asked.own] if self.asked.own else [])])
        return found

    @cached_property
    def mine(self) -> Letter | None:
        mine = next((one for one in self.answers if one.author_id == self.circle.person.pk), None)
        if mine:
            mine.look_for_strays()
        return mine

    @cached_property
    def theirs(self) -> Letter | None:
        """The partner's answer, once both have answered."""
        return next((one for one in self.answers if one.author_id != self.circle.person.pk), None)

    @cached_property
    def revealed(self) -> bool:
        return self.theirs is not None or Reveal.objects.filter(asked=self.asked).exists()

    @cached_property
    def folded(self) -> bool:
        """The partner has answered, and it stays folded until this person has, too."""
        return not self.revealed and self.asked.partner_has_answered(self.circle)

    @cached_property
    def set_aside(self) -> str:
        mine = SetAside.objects.filter(asked=self.asked, person=self.circle.person).first()
        return mine.kind if mine else ""

    @cached_property
    def ease_said(self) -> bool:
        return Ease.objects.filter(asked=self.asked, person=self.circle.person).exists()

    @cached_property
    def replies(self) -> list[Letter]:
        """Replies under either answer, in the order they were written."""
        if not self.revealed:
            return []
        about, couple = [one.pk for one in self.answers], self.circle.together()
        # Found by what they are about alone, and held to the couple here: with the couple in the
        # query a database without statistics reads its whole story for a few replies.
        found = Letter.objects.filter(kind=Letter.Kind.REPLY, about__in=about).order_by("written_at")
        replies = [one for one in found[:40] if one.couple_id == couple.pk and one.has_appeared]
        self.circle.hand_over(replies)
        return replies

    @cached_property
    def starred(self) -> bool:
        own = Favourite.objects.filter(person=self.circle.person, source=self.asked.source)
        return bool(self.asked.source) and own.exists()

    @property
    def depth_dots(self) -> list[bool]:
        return [level <= self.asked.depth for level in range(1, 6)]


def left_open(circle: Circle) -> list[Asked]:
    """Questions that this person left for later, newest first."""
    later = SetAside.objects.filter(person=circle.person, kind=SetAside.Kind.LATER)
    return list(
        Asked.objects.of(circle.together())
        .filter(pk__in=later.values("asked"))
        .select_related("own")
        .order_by("-day", "-turn")[:20]
    )


def own_questions(circle: Circle) -> Any:
    """The questions that the two have written themselves."""
    return Letter.objects.story_of(circle).of_kind(Letter.Kind.QUESTION).standing()


def favourites_of(person: Person) -> set[str]:
    return set(Favourite.objects.filter(person=person).values_list("source", flat=True)[:500])
