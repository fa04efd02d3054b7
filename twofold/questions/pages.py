"""What a page shows of a question: worked out once, so that no template has to decide."""

from functools import cached_property
from typing import Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.people.models import Person

from .models import Asked, Favourite, SetAside


class QuestionCard:
    """One question, found `as_seen_by` one of the two, as that person sees it now."""

    def __init__(self, circle: Circle, asked: Asked) -> None:
        self.circle, self.asked = circle, asked

    @cached_property
    def answers(self) -> list[Letter]:
        found = self.asked.answers_for(self.circle)
        if found and self.asked.partner_answered and not self.asked.is_revealed:
            self.asked.catch_up()
            found = self.asked.answers_for(self.circle)
        self.circle.hand_over([*found, *([self.asked.own] if self.asked.own else [])])
        return found

    @cached_property
    def mine(self) -> Letter | None:
        mine = next((one for one in self.answers if one.author_id == self.circle.person.pk), None)
        if mine:
            mine.has_strays = getattr(mine, "strays", False)  # annotated by `answers_for`
        return mine

    @cached_property
    def theirs(self) -> Letter | None:
        """The partner's answer, once both have answered."""
        return next((one for one in self.answers if one.author_id != self.circle.person.pk), None)

    @property
    def revealed(self) -> bool:
        return self.theirs is not None or self.asked.is_revealed

    @property
    def folded(self) -> bool:
        """The partner has answered, and it stays folded until this person has, too."""
        return not self.revealed and self.asked.partner_answered

    @property
    def set_aside(self) -> str:
        return self.asked.aside or ""

    @property
    def ease_said(self) -> bool:
        return self.asked.ease_said

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

    @property
    def starred(self) -> bool:
        return self.asked.starred

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
