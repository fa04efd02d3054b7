"""The line that every look-up crosses: who is asking, with whom, and what they may see."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from twofold import events
from twofold.people.models import Person
from twofold.wire import Refusal

from .letters import Letter, Letters
from .models import Couple, Membership

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Circle:
    """A person as they stand now: alone, waiting in a place of their own, or one of two."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def memberships(self) -> list[Membership]:
        """The current couple's memberships, one's own first; empty for somebody alone."""
        current = Couple.objects.filter(memberships__person=self.person, memberships__ended_at=None)
        found = Membership.objects.filter(couple__in=current).select_related("couple", "person")
        return sorted(found, key=lambda one: one.person_id != self.person.pk)

    @property
    def own(self) -> Membership | None:
        return self.memberships[0] if self.memberships else None

    @property
    def partner(self) -> Person | None:
        """The other person, once they have joined."""
        return self.memberships[1].person if len(self.memberships) > 1 else None

    @property
    def couple(self) -> Couple | None:
        """The couple, once it is two; somebody who waits alone has none yet."""
        return self.memberships[0].couple if len(self.memberships) > 1 else None

    def together(self) -> Couple:
        """The couple, where there has to be one. Raises Refusal for somebody alone."""
        if self.couple is None:
            raise Refusal("This is for two. Your partner has not joined yet.")
        return self.couple

    @property
    def waiting_couple(self) -> Couple | None:
        """The place somebody has made and nobody has joined."""
        return self.memberships[0].couple if len(self.memberships) == 1 else None

    @property
    def side(self) -> str:
        return self.own.side if self.own else "clay"

    @property
    def partner_side(self) -> str:
        return "tide" if self.side == "clay" else "clay"

    @property
    def depth(self) -> int:
        """The depth that neither has to go beyond: the lower of the two that they chose."""
        return min(self.person.depth, self.partner.depth if self.partner else 5)

    def day(self) -> Any:
        """Today: the couple's own day, or for somebody alone their own."""
        return (self.couple or self.person).day()

    @property
    def letters(self) -> Letters:
        """Every letter that this person may be handed."""
        return Letter.objects.visible_to(self)

    def letter(self, id: UUID) -> Letter:
        """One of those, or Http404."""
        found = self.letters.filter(pk=id).first()
        if found is None:
            raise Http404
        return found

    def own_letter(self, id: UUID) -> Letter:
        found = Letter.objects.written_by(self.person).filter(pk=id).first()
        if found is None:
            raise Http404
        return found

    def hand_over(self, letters: list[Letter]) -> None:
        """Remember which of the partner's letters are handed over now: those cannot be taken back."""
        fresh = [one.pk for one in letters if one.author_id != self.person.pk and not one.handed]
        if fresh:
            Letter.objects.filter(pk__in=fresh).update(handed=True)

    def announce(self, part: str, *, to_both: bool = True, **ids: Any) -> None:
        """Tell open pages that a part of them has changed. Carries ids, and no words.

        What the partner cannot see is told to one's own other devices alone.
        """
        people = [one.person_id for one in self.memberships] if to_both else [self.person.pk]
        events.publish(people, {"part": part, **ids})

    def share(self) -> dict[str, Any]:
        """Where a letter that is shared now belongs. Refuses while there is nobody to share with."""
        if self.couple is None:
            raise Refusal("Your partner has not joined yet. Keep this just for you until they have.")
        return {"couple": self.couple, "appears_at": timezone.now()}


class CircleMiddleware:
    """Puts `request.circle` beside `request.user`, loaded when first asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.circle = Circle(request.user)  # type: ignore[attr-defined]
            request.mark = events.mark(request.user.pk)  # type: ignore[attr-defined]
        return self.get_response(request)


class MemberRequest(HttpRequest):
    """A request by somebody signed in, as views see it."""

    user: Person
    circle: Circle


def for_two(view: View) -> View:
    """A page for two: who is alone is led to the invitation, and told why there."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and request.circle.couple is None:
            return redirect("couples:invite")
        request.circle.together()
        return view(request, *args, **kwargs)

    return cast(View, guarded)
