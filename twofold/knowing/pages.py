"""What the map's regions and the rounds show, worked out once: no template has to decide."""

import hashlib
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, Revision

from .atlas import Region, Topic
from .models import AGAIN_AFTER, Round
from .sheets import Sheet, sheets
from .telling import about_of, is_aged, looked_at

SHOWN = 60  # rounds that one person can have before them: every sheet, both ways, and some


class TopicCard:
    """One topic on one side of a region: its entry, if there is one, and what can be said to it."""

    def __init__(self, circle: Circle, topic: Topic, letter: Letter | None) -> None:
        self.circle, self.topic, self.letter = circle, topic, letter
        self.about = about_of(topic, circle.together())

    @property
    def told(self) -> bool:
        return self.letter is not None and self.letter.removed_at is None

    @property
    def shared(self) -> bool:
        """Shared, or once shared and removed: what is written there goes to both."""
        return self.letter is not None and self.letter.couple_id is not None

    @cached_property
    def confirmed_at(self) -> datetime | None:
        """When its author found it still true, if that was after the last change of words."""
        confirmed = getattr(self.letter, "confirmed", None)
        if confirmed is None or self.letter is None:
            return None
        return confirmed.at if confirmed.at >= looked_at(self.letter, None) else None

    @property
    def aged(self) -> bool:
        """Old enough to look at again."""
        if self.letter is None or not self.told:
            return False
        return is_aged(self.topic, looked_at(self.letter, self.confirmed_at), self.circle.day())

    @property
    def aloud(self) -> list[str]:
        """Questions to ask the one who told, the one of the day first."""
        key = f"{self.circle.day()} {self.topic.id}".encode()
        turn = hashlib.sha256(key).digest()[0] % len(self.topic.curious)
        return [*self.topic.curious[turn:], *self.topic.curious[:turn]]


class RegionPage:
    """A region with its two sides: one's own to write, and what the other has told."""

    def __init__(self, circle: Circle, region: Region) -> None:
        self.circle, self.region = circle, region

    @cached_property
    def letters(self) -> list[Letter]:
        about = [about_of(one, self.circle.together()) for one in self.region.topics]
        found = self.circle.letters.of_kind(Letter.Kind.MAP).filter(about__in=about)
        letters = list(found.select_related("confirmed")[: 2 * len(about)])
        self.circle.hand_over(letters)
        own = [one.pk for one in letters if one.author_id == self.circle.person.pk]
        strays = Revision.objects.filter(letter__in=own, stray=True).values_list("letter", flat=True)
        with_strays = set(strays[: 4 * len(about)])
        for letter in letters:
            letter.has_strays = letter.pk in with_strays
        return letters

    def _cards(self, mine: bool) -> list[TopicCard]:
        me = self.circle.person.pk
        by_about = {one.about: one for one in self.letters if (one.author_id == me) is mine}
        cards = [TopicCard(self.circle, one, None) for one in self.region.topics]
        for card in cards:
            card.letter = by_about.get(card.about)
        return cards

    @cached_property
    def mine(self) -> list[TopicCard]:
        """Every topic within one's own depth, and what was told beyond it."""
        return [one for one in self._cards(True) if one.letter or one.topic.depth <= self.circle.person.depth]

    @cached_property
    def theirs(self) -> list[TopicCard]:
        """What the partner has told, and nothing about the rest."""
        return [one for one in self._cards(False) if one.letter]

    @property
    def asks_aloud(self) -> bool:
        """Where interest in what the other loves begins, a question is offered large, to say aloud."""
        return self.region.id == "loves"


class RoundPage:
    """One round as one of the two sees it now."""

    def __init__(self, circle: Circle, round: Round) -> None:
        self.circle, self.round = circle, round

    @property
    def sheet(self) -> Sheet | None:
        return self.round.sheet

    @property
    def about_me(self) -> bool:
        return self.round.subject_id == self.circle.person.pk

    @cached_property
    def letters(self) -> list[Letter]:
        found = self.round.letters_for(self.circle)
        self.circle.hand_over(found)
        return found

    @cached_property
    def mine(self) -> Letter | None:
        return next((one for one in self.letters if one.author_id == self.circle.person.pk), None)

    @cached_property
    def theirs(self) -> Letter | None:
        return next((one for one in self.letters if one.author_id != self.circle.person.pk), None)

    @property
    def state(self) -> str:
        """`open` for both, `folded` when one's own sheet waits, `left` for another time, or `blank`."""
        if self.round.is_open:
            return "open"
        return "folded" if self.mine else "left" if self.round.left else "blank"

    @property
    def waits(self) -> bool:
        """Nothing of the other's can be read yet, but that their sheet is in may be seen."""
        return self.state in ("blank", "folded")

    @property
    def gone(self) -> bool:
        """Opened, and one of the two sheets taken away since."""
        return not (self.mine and self.theirs) or any(one.removed_at for one in self.letters)

    @property
    def kind(self) -> str:
        return self.round.kind_for(self.circle.person)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items with the question as this person is asked it."""
        found = []
        for one in self.sheet.item if self.sheet else ():
            facts = msgspec.to_builtins(one)
            found.append({**facts, "ask": one.ask if self.about_me else one.guess, "kind": one.kind})
        return found

    @property
    def items_json(self) -> str:
        return msgspec.json.encode(self.items).decode()

    @cached_property
    def next(self) -> Round | None:
        """Another round that waits for this person's sheet."""
        return next((one for one in open_rounds(self.circle) if one.pk != self.round.pk), None)


def open_rounds(circle: Circle) -> list[Round]:
    """Rounds in which it is this person's turn to write, newest first. One query."""
    own = Round.objects.of(circle).within(circle).at_hand().unwritten()
    return list(own.select_related("subject")[:6])


class ShelfPage:
    """The rounds that are open, the sheets to begin one with, and what was left for another time."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def _rounds(self) -> list[Round]:
        own = Round.objects.of(self.circle).within(self.circle).folded()
        return list(own.select_related("subject")[:SHOWN])

    @property
    def turns(self) -> list[Round]:
        return [one for one in self._rounds if not one.left and not one.has_mine]

    @property
    def folded(self) -> list[Round]:
        return [one for one in self._rounds if not one.left and one.has_mine]

    @property
    def left(self) -> list[Round]:
        return [one for one in self._rounds if one.left]

    @property
    def sheets(self) -> list[Sheet]:
        """Those to choose from: what is open already stands above them."""
        at_hand = {one.source for one in (*self.turns, *self.folded)}
        return [one for one in sheets().values() if one.depth <= self.circle.depth and one.id not in at_hand]


class SheetPage:
    """A sheet to begin a round with: who answers, who guesses, and what is open or too fresh."""

    def __init__(self, circle: Circle, sheet: Sheet) -> None:
        self.circle, self.sheet = circle, sheet

    @cached_property
    def _latest(self) -> list[Round]:
        return list(Round.objects.of(self.circle).filter(source=self.sheet.id)[:4])

    def _rests(self, mine: bool) -> datetime | None:
        """Until when the round about this person, or about the other, is too fresh to play anew."""
        me = self.circle.person.pk
        latest = next((one for one in self._latest if (one.subject_id == me) is mine), None)
        until = latest.at + AGAIN_AFTER if latest and latest.is_open else None
        return until if until and self.circle.together().day(until) > self.circle.day() else None

    @cached_property
    def rests_mine(self) -> datetime | None:
        return self._rests(True)

    @cached_property
    def rests_theirs(self) -> datetime | None:
        return self._rests(False)

    @property
    def first(self) -> str:
        """The choice that is made already when the page opens."""
        return "partner" if self.rests_mine else "me" if self.rests_theirs else "both"
