"""What the card of the next practice shows, as one of the two sees it.

It is the same for both on a day, for the same time at hand. What can be read from it of the other:

- Boundaries and depth: that a practice is never suggested, as it is nowhere else in the product. Whose
  boundary it is, or whether it is chance, rest or length that kept it away, is not told; no count is.
- Ratings: nothing that is said. A reason is never made of them, not even of kind ones, since its absence
  would speak as well. They move what is drawn, with a lot, over many evenings, from the morning after.
  Over months one who rates a practice high and seldom meets it again may wonder; chance, order, rest and
  boundaries remain as good an answer. A day shows a few next draws, and never the order
  of all practices. Changing an old rating counts at once, and is announced nowhere.
- A pass: nothing, ever. It goes into its author's own card alone. Two people who lay their phones side
  by side may see two cards, as they may with two lengths of time tapped.
- A barrier: it moves the few practices that fit it forward by a fifth of a point of ten, and none is there
  for a barrier alone. Who has chosen none and meets these more often might guess; the page where one is
  chosen says beforehand that it may hint.
- A disagreement: from days that both shared, and breaks, of which both know. The card says "calm".
- Quiet hours: in the hours of either there is no suggestion, and with a break the same words. Who is
  awake meanwhile can tell; so can they at any practice, which does not begin then.
- Where two live by different clocks, both know; it makes "apart" the place unless they tap another.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from twofold.boundaries import limits
from twofold.couples.access import Circle
from twofold.practices.library import Practice, practices
from twofold.practices.shelf import offered

from .choice import Choice, Chosen
from .inputs import Known, Setting
from .story import Story
from .words import names, order, prior, reasons

MINUTES = (5, 15, 30, 60)
PLACES: tuple[tuple[Setting, str], ...] = (("together", "Side by side"), ("apart", "Far apart"))
WHERE = {"together": "side by side", "apart": "each in your own place", "either": "wherever you are"}


@dataclass(frozen=True)
class Chip:
    """One tap of time or place. Tapping what is on takes it away."""

    label: str
    query: str
    on: bool


class NextCard:
    """One suggestion with its reason; or a calm line, where there is none just now."""

    def __init__(self, circle: Circle, asked: QueryDict) -> None:
        self.circle = circle
        minutes, place = asked.get("minutes", ""), asked.get("place", "")
        self.minutes = next((one for one in MINUTES if str(one) == minutes), None)
        self.place: Setting = next((one for one in get_args(Setting) if one == place), "")
        self.story = Story(circle)

    @cached_property
    def rests(self) -> bool:
        """Quiet hours of either, or a break that stands: nothing is suggested then."""
        return limits.of(self.circle).one_rests or self.story.lately[2]

    @cached_property
    def known(self) -> Known:
        return self.story.known(self.minutes, self.place)

    @cached_property
    def chosen(self) -> Chosen | None:
        if self.rests:
            return None
        return Choice(prior(), order(), practices(), offered(self.circle), self.known).made()

    @property
    def practice(self) -> Practice | None:
        return self.chosen.practice if self.chosen else None

    @property
    def where(self) -> str:
        return WHERE[self.practice.setting] if self.practice else ""

    @property
    def reason(self) -> dict[str, str]:
        """Why, in one sentence, and what that rests on."""
        if self.chosen is None:
            return {}
        one, facts = reasons()[self.chosen.why], self._facts(self.chosen)
        return {"text": one.text.format(**facts), "rests": one.rests.format(**facts)}

    def _facts(self, chosen: Chosen) -> dict[str, Any]:
        days = [one.day for one in self.known.times if one.practice == chosen.practice.id]
        return {
            "minutes": chosen.practice.minutes,
            "component": names().get(chosen.component, ""),
            "ago": ago((self.known.today - max(days)).days) if days else "",
        }

    @property
    def first(self) -> bool:
        return not self.known.times

    @property
    def times(self) -> list[Chip]:
        return [self._chip(f"{one} min", self.minutes == one, minutes=one) for one in MINUTES]

    @property
    def places(self) -> list[Chip]:
        return [self._chip(label, self.place == one, place=one) for one, label in PLACES]

    def _chip(self, label: str, on: bool, **given: Any) -> Chip:
        now = {"minutes": self.minutes, "place": self.place, **given}
        kept = {name: value for name, value in now.items() if value and not (on and name in given)}
        return Chip(label, f"{reverse('today:next')}?{urlencode(kept)}", on)


def ago(days: int) -> str:
    """How long ago, in plain words."""
    if days < 2:
        return "yesterday" if days else "today"
    if days < 14:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days < 70 else f"{days // 30} months ago"
