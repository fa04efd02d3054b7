"""What a page shows of a question: worked out once, so that no template has to decide."""

from functools import cached_property
from typing import Any

from twofold.couples.access import Circle, MemberRequest
from twofold.couples.letters import Letter
from twofold.couples.views import page_of
from twofold.people.models import Person

from .models import Asked, Favourite, SetAside

REPLIES = 40


class QuestionCard:
    """One question, found `as_seen_by` one of the two, as that person sees it now.

    With a request, its replies are those of the page that was asked for; else the newest.
    """

    def __init__(self, circle: Circle, asked: Asked, request: MemberRequest | None = None) -> None:
        self.circle, self.asked, self.request = circle, asked, request

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
        return self.asked.is_revealed or (self.theirs is not None and not self.theirs.removed_at)

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
    def _replies(self) -> dict[str, Any]:
        """A page of the replies under either answer, the newest first."""
        # Found by what they are about alone, and held to the couple below: with the couple in the
        # query a database without statistics reads its whole story for a few replies.
        about = [one.pk for one in self.answers] if self.revealed else []
        found = Letter.objects.filter(kind=Letter.Kind.REPLY, about__in=about)
        return page_of(found.order_by("-written_at", "-id"), self.request, REPLIES)

    @cached_property
    def replies(self) -> list[Letter]:
        """Those of the page, in the order they were written."""
        couple, newest = self.circle.together(), self._replies["letters"]
        replies = [one for one in newest[::-1] if one.couple_id == couple.pk and one.has_appeared]
        self.circle.hand_over(replies)
        return replies

    @property
    def next_page(self) -> int | None:
        """Where earlier replies are."""
        page: int | None = self._replies["next_page"]
        return page

    @property
    def starred(self) -> bool:
        return self.asked.starred

    @property
    def depth_dots(self) -> list[bool]:
        return [level <= self.asked.depth for level in range(1, 6)]


def left_open(circle: Circle) -> Any:
    """Questions that this person left for later, newest first."""
    later = SetAside.objects.filter(person=circle.person, kind=SetAside.Kind.LATER)
    found = Asked.objects.of(circle.together()).filter(pk__in=later.values("asked"))
    return found.select_related("own").order_by("-day", "-turn")


def own_questions(circle: Circle) -> Any:
    """The questions that the two have written themselves."""
    return Letter.objects.story_of(circle).of_kind(Letter.Kind.QUESTION).standing()


def favourites_of(person: Person) -> set[str]:
    return set(Favourite.objects.filter(person=person).values_list("source", flat=True)[:500])
