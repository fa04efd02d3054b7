"""The decks of questions, as the content files hold them."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

THEMES = {
    *("appreciation", "time", "play", "memory", "childhood", "family", "friends", "work", "body"),
    *("touch", "home", "money", "fear", "hope", "dream", "trust", "acceptance", "support"),
    *("conflict", "repair", "meaning", "future", "change", "self", "listening", "faith-and-values"),
}


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question that both answer. `serves` names rows of the mission's coverage."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)]
    themes: Annotated[list[str], msgspec.Meta(min_length=1, max_length=3)]
    serves: Annotated[list[Annotated[str, msgspec.Meta(pattern=r"^[A-I]\d$")]], msgspec.Meta(min_length=1)]
    text: Annotated[str, msgspec.Meta(min_length=10, max_length=180)]


class Deck(msgspec.Struct, forbid_unknown_fields=True):
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=40)]
    about: Annotated[str, msgspec.Meta(min_length=10, max_length=240)]
    question: Annotated[list[Question], msgspec.Meta(min_length=1)]
    id: str = ""


@cache
def decks() -> dict[str, Deck]:
    """Every deck by id, in the order of their gentlest questions."""
    return read_decks(folder("questions"))


def read_decks(place: Path) -> dict[str, Deck]:
    """The decks in a folder. Raises ContentError, naming file and line."""
    found: dict[str, Deck] = {}
    seen: dict[str, str] = {}
    for path in sorted(place.glob("*.toml")):
        deck = load(path, Deck)
        deck.id = path.stem
        for question in deck.question:
            _check(path, question, seen)
        found[deck.id] = deck
    return dict(sorted(found.items(), key=lambda item: _mean_depth(item[1])))


def _mean_depth(deck: Deck) -> float:
    return sum(one.depth for one in deck.question) / len(deck.question)


def _check(path: Path, question: Question, seen: dict[str, str]) -> None:
    where = f"{path.name}:{line_of_id(path, question.id)}"
    if question.id in seen:
        raise ContentError(f"{where}: the id {question.id!r} stands in {seen[question.id]} too")
    seen[question.id] = path.name
    unknown = set(question.themes) - THEMES
    if unknown:
        raise ContentError(f"{where}: unknown theme {', '.join(sorted(unknown))}")


@cache
def questions() -> dict[str, Question]:
    """Every question by id."""
    return {one.id: one for deck in decks().values() for one in deck.question}
