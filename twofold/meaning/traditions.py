"""Traditions to keep, to change and to begin: each says their own, and moves it as time goes by."""

from enum import StrEnum
from typing import Any

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.wire import Unreadable


class Sort(StrEnum):
    KEEP = "keep"
    CHANGE = "change"
    BEGIN = "begin"


TITLES = {
    Sort.KEEP: ("Keep", "What you would miss if it stopped."),
    Sort.CHANGE: ("Change", "What could fit you two better."),
    Sort.BEGIN: ("Begin", "What you would like to start."),
}


def write(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep a tradition, or the next version of one's own: other words, or another of the three sorts.

    Raises Unreadable for a sort that is none of the three; else as `Letter.write`.
    """
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    if set(draft.readable) != {"sort"} or draft.readable["sort"] not in list(Sort):
        raise Unreadable("A tradition is one to keep, to change or to begin.")
    known = Letter.objects.written_by(circle.person).filter(pk=draft.id).first()
    day = known.day if known else circle.day()
    return Letter.write(circle.person, draft, kind=Letter.Kind.TRADITION, day=day, **circle.share())


def traditions(circle: Circle) -> Letters:
    """The traditions of both, newest first, with the empty places of removed ones."""
    found: Letters = Letter.objects.story_of(circle).of_kind(Letter.Kind.TRADITION)
    return found


def by_sort(letters: list[Letter]) -> list[dict[str, Any]]:
    """The three lists, in their order, each with where its entries can be moved."""
    return [
        {
            "sort": sort.value,
            "title": title,
            "about": about,
            "letters": [one for one in letters if one.readable.get("sort") == sort],
            "others": [(other.value, TITLES[other][0]) for other in Sort if other != sort],
        }
        for sort, (title, about) in TITLES.items()
    ]
