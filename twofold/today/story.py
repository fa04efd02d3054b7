"""Us: what both may read, as one story, newest first, a page at a time, from any month."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from twofold.checkins.feelings import words
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.meaning.prompts import topics
from twofold.meaning.together import about_topic
from twofold.questions.models import Asked

MONTHS_AT_MOST = 24
# What makes the story. Things to do, and what speaks beside its question alone, stand on pages of their own.
KIND_WORDS = {
    Letter.Kind.ANSWER: "an answer",
    Letter.Kind.REPLY: "a reply",
    Letter.Kind.CHECKIN: "a check-in",
    Letter.Kind.JOURNAL: "from the journal",
    Letter.Kind.APPRECIATION: "appreciation",
    Letter.Kind.QUESTION: "a question of your own",
    Letter.Kind.PRACTICE_NOTE: "written in a practice",
    Letter.Kind.PROMISE: "a promise",
    Letter.Kind.MAP: "on the love map",
    Letter.Kind.PHOTO: "a photo",
    Letter.Kind.MEMORY: "a memory",
    Letter.Kind.WISH: "a wish",
    Letter.Kind.LETTER: "a letter",
    Letter.Kind.WIN: "good news",
    Letter.Kind.HARD: "a hard time",
    Letter.Kind.MEANING: "what matters to you",
    Letter.Kind.TRADITION: "a tradition",
    Letter.Kind.VISION: "a vision for the two of you",
    Letter.Kind.TIP_NOTE: "after a week’s tip",
}
IN_PAIRS = (Letter.Kind.ANSWER, Letter.Kind.MEANING, Letter.Kind.TIP_NOTE)
LINKED = {  # too long or too many-sided for the story: it names them, and leads there
    Letter.Kind.LETTER: ("life:letter", "Read the letter"),
    Letter.Kind.VISION: ("meaning:visions", "See the vision"),
}


@dataclass(frozen=True)
class Entry:
    """One letter as the story shows it, with what it answers or what was felt."""

    letter: Letter
    kind_words: str
    local: datetime
    asked: Asked | None
    felt: str

    @property
    def link(self) -> tuple[str, str] | None:
        """Where the words stand, for a letter that the story names and does not show."""
        return LINKED.get(Letter.Kind(self.letter.kind))

    @property
    def is_photo(self) -> bool:
        return self.letter.kind == Letter.Kind.PHOTO and not self.letter.removed_at

    def goes_with(self, other: "Entry") -> bool:
        """Both answers to one thing stand together, and so do the photos one of the two added that day."""
        here, there = self.letter, other.letter
        if here.kind != there.kind:
            return False
        if here.kind == Letter.Kind.PHOTO:
            return here.author_id == there.author_id and self.local.date() == other.local.date()
        return here.kind in IN_PAIRS and here.about == there.about


@dataclass(frozen=True)
class Moment:
    """What stands together in the story: both answers to one thing, photos of a day, or a single letter."""

    entries: list[Entry]
    heading: str = ""

    @property
    def asked(self) -> Asked | None:
        return self.entries[0].asked

    @property
    def local(self) -> datetime:
        return self.entries[0].local

    @property
    def photos(self) -> list[Letter]:
        return [one.letter for one in self.entries if one.is_photo]

    @property
    def paired(self) -> bool:
        return self.entries[0].letter.kind in IN_PAIRS


def moments(circle: Circle, letters: list[Letter]) -> list[Moment]:
    """One page of the story, with what belongs together side by side."""
    found: list[Moment] = []
    for entry in entries(circle, letters):
        if found and found[-1].entries[-1].goes_with(entry):
            found[-1].entries.append(entry)
        else:
            found.append(Moment([entry], heading_of(circle, entry.letter)))
    return found


def heading_of(circle: Circle, letter: Letter) -> str:
    """What a letter is about, where that is the product's own words."""
    if letter.kind != Letter.Kind.MEANING or letter.about is None:
        return ""
    named = {about_topic(circle, one): one.title for one in topics().values()}
    return named.get(letter.about, "")


def entries(circle: Circle, letters: list[Letter]) -> list[Entry]:
    """The letters of one page, with the questions they answer in one more query."""
    asked_ids = [one.about for one in letters if one.kind == Letter.Kind.ANSWER]
    asked = Asked.objects.of(circle.together()).select_related("own").in_bulk(asked_ids)
    zone = ZoneInfo(circle.person.time_zone)
    return [
        Entry(
            letter=one,
            kind_words=KIND_WORDS[Letter.Kind(one.kind)],
            local=one.appears_at.astimezone(zone),
            asked=asked.get(one.about),
            felt=felt_words(one.readable) if one.kind == Letter.Kind.CHECKIN else "",
        )
        for one in letters
        if one.appears_at
    ]


def felt_words(readable: dict[str, Any]) -> str:
    """The feelings of a shared check-in as words, or "" when none was named."""
    named = [words()[id].word for id in readable.get("feelings", []) if id in words()]
    return ", ".join(named)


def month_of(text: str | None) -> date | None:
    """The month that an address names, as its first day."""
    try:
        month = date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None
    return month if month and 2000 <= month.year <= timezone.now().year + 1 else None


def end_of(month: date, couple: Couple) -> datetime:
    """The moment after a month's last, on the couple's own clock."""
    year, number = month.year + month.month // 12, month.month % 12 + 1
    return datetime.combine(date(year, number, 1), time(0), ZoneInfo(couple.time_zone))


def months_since_beginning(couple: Couple) -> list[date]:
    """The months since the two began, newest first, at most two years of them."""
    today, began = couple.day(), couple.created_at.date()
    now = today.year * 12 + today.month - 1
    count = min(now - (began.year * 12 + began.month - 1) + 1, MONTHS_AT_MOST)
    return [date((now - back) // 12, (now - back) % 12 + 1, 1) for back in range(max(count, 1))]
