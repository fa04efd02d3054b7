"""What the pages of the look show: one's own looks over months, and the map of the two."""

import json
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from twofold.couples.access import Circle
from twofold.couples.letters import Letter

from . import looks
from .look_words import CIRCLES, SAID, Component, Item, Look, look
from .reflections import practice_links

SHOWN = 12  # months of one's own
MONTHS = 24  # months of the map
FAINT = 3  # earlier outlines behind the one in sight
PRACTICES = 2
ENOUGH = 3  # petals that both have to have shared before anything is said of the least and most


class LookPage:
    """One's own looks, just for oneself, and what of them is shared or waits folded."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.words: Look = look()
        self.month = looks.month_of(circle.day())
        own = Letter.objects.written_by(circle.person).of_kind(looks.KIND)
        own = own.filter(Q(couple=None) | Q(couple=circle.couple)).order_by("-day", "-id")
        found: list[Letter] = list(own[: 2 * SHOWN])
        self.kept = [one for one in found if one.couple_id is None][:SHOWN]
        self._shared = [one for one in found if one.couple_id]
        if self.kept:
            self.kept[0].look_for_strays()

    @property
    def about(self) -> UUID:
        return looks.about(self.month)

    @property
    def now(self) -> Letter | None:
        """The look of this month, if there is one."""
        return next((one for one in self.kept if looks.month_of(one.day) == self.month), None)

    @property
    def share_month(self) -> str:
        """The month whose look can be shared now: the newest one's, while that is open; else ""."""
        month = looks.month_of(self.kept[0].day) if self.kept and self.circle.couple else ""
        return month if month and looks.is_open(self.circle, month) else ""

    @property
    def share_about(self) -> UUID:
        return looks.shared_about(self.circle, self.share_month)

    @property
    def _share_place(self) -> Letter | None:
        """What this person has shared of that month, or the empty place it left."""
        return next((one for one in self._shared if looks.month_of(one.day) == self.share_month), None)

    @property
    def share_revision(self) -> int:
        return self._share_place.revision if self._share_place else 0

    @property
    def share_is_open(self) -> bool:
        return bool(self._share_place and self._share_place.has_appeared)

    @property
    def folded(self) -> list[Letter]:
        """What this person has shared, and the other not yet."""
        return [one for one in self._shared if not one.removed_at and not one.has_appeared]

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """The parts of a look that can be shared or left out: name, title, ids."""
        groups = (
            ("components", "The six petals", self.words.component),
            ("signs", "The five signs", self.words.sign),
            ("reach", "Reach, rely, stay close", self.words.reach),
        )
        found = [(name, title, " ".join(one.id for one in items)) for name, title, items in groups]
        return [*found, (CIRCLES, "The circles", CIRCLES)]

    @property
    def names(self) -> list[str]:
        return [one.title for one in self.words.component]

    @property
    def said(self) -> list[str]:
        return SAID

    @property
    def petals(self) -> list[str]:
        return [one.id for one in self.words.component]

    @property
    def has_map(self) -> bool:
        return any(one.has_appeared and not one.removed_at for one in self._shared)


class Beside:
    """One sentence with the numbers of the two beside each other; None where one left it out."""

    def __init__(self, item: Item | Component, own: int | None, other: int | None) -> None:
        self.item, self.own, self.other = item, own, other
        self.own_said = "left out" if own is None else SAID[own]
        self.other_said = "left out" if other is None else SAID[other]


class MapPage:
    """The map of the two in one month, with earlier months behind it."""

    def __init__(self, circle: Circle, wanted: str = "") -> None:
        self.circle = circle
        self._months: dict[str, dict[UUID, Letter]] = {}
        for one in looks.opened(circle).defer("sealed")[: 2 * MONTHS]:
            self._months.setdefault(looks.month_of(one.day), {})[one.author_id] = one
        newest = next(iter(self._months), "")
        self.month = wanted if wanted in self._months else newest

    @property
    def months(self) -> list[tuple[str, date]]:
        """Every month that is open, newest first, with a day of it to write its name from."""
        return [(month, next(iter(of_it.values())).day) for month, of_it in self._months.items()]

    @property
    def day(self) -> date:
        return dict(self.months)[self.month]

    def _numbers(self, month: str, person: Any) -> dict[str, int]:
        letter = self._months[month].get(person.pk)
        return letter.readable["numbers"] if letter else {}

    @cached_property
    def own(self) -> dict[str, int]:
        return self._numbers(self.month, self.circle.person)

    @cached_property
    def other(self) -> dict[str, int]:
        return self._numbers(self.month, self.circle.partner)

    @property
    def one_is_missing(self) -> bool:
        """One of the two has taken theirs away since."""
        return len(self._months[self.month]) < looks.PAIR

    @property
    def drawn(self) -> list[dict[str, Any]]:
        """The petals of both as the picture needs them: this month's first, then earlier ones'."""
        order = list(self._months)
        at = order.index(self.month)
        ids = [one.id for one in look().component]
        return [
            {
                side: [self._numbers(month, person).get(id) for id in ids]
                for side, person in (("own", self.circle.person), ("other", self.circle.partner))
            }
            for month in order[at : at + 1 + FAINT]
        ]

    @property
    def drawn_json(self) -> str:
        return json.dumps(self.drawn)

    @property
    def petals(self) -> list[str]:
        return [one.title for one in look().component]

    def _beside(self, items: list[Any]) -> list[Beside]:
        return [Beside(one, self.own.get(one.id), self.other.get(one.id)) for one in items]

    @property
    def signs(self) -> list[Beside]:
        return self._told(look().sign)

    @property
    def reach(self) -> list[Beside]:
        return self._told(look().reach)

    def _told(self, items: list[Any]) -> list[Beside]:
        """Those that at least one of the two has shared."""
        found = self._beside(items)
        return [one for one in found if (one.own, one.other) != (None, None)]

    @property
    def table(self) -> list[Beside]:
        return self._beside(look().items)

    @property
    def circles(self) -> list[tuple[str, Any]]:
        """The picture that each has chosen, with whose it is."""
        people = ((self.circle.side, self.own), (self.circle.partner_side, self.other))
        pairs = look().pairs
        return [(side, pairs[of_it[CIRCLES] - 1]) for side, of_it in people if CIRCLES in of_it]

    @property
    def rooms(self) -> list[tuple[Component, list[tuple[str, str]], str]]:
        """Each component with its practices, and what both say of it alike, or ""."""
        said = self._alike()
        return [
            (one, practice_links(self.circle, one.practices)[:PRACTICES], said.get(one.id, ""))
            for one in look().component
        ]

    def _alike(self) -> dict[str, str]:
        """What both gave the least, and the most. Nothing is said of one of them alone."""
        two = (self.own, self.other)
        both = [one.id for one in look().component if all(one.id in of_it for of_it in two)]
        if len(both) < ENOUGH or any(len({of_it[id] for id in both}) == 1 for of_it in two):
            return {}
        ends = (("least", min), ("most", max))
        alike = {word: set.intersection(*(_ends(of_it, both, pick) for of_it in two)) for word, pick in ends}
        return {ids.pop(): word for word, ids in alike.items() if len(ids) == 1}

    @property
    def lines(self) -> list[Letter]:
        """The lines that go with this month's looks, one's own first."""
        ids = [one.pk for one in self._months[self.month].values()]
        found: list[Letter] = list(self.circle.letters.filter(pk__in=ids))
        self.circle.hand_over(found)
        return sorted(found, key=lambda one: one.author_id != self.circle.person.pk)


def _ends(numbers: dict[str, int], ids: list[str], pick: Any) -> set[str]:
    """The ids whose number is the least, or the most, of these."""
    end = pick(numbers[id] for id in ids)
    return {id for id in ids if numbers[id] == end}
