"""Which feelings, places in the body and triggers go with a made-up evening.

Ids come from the content files, so a word that is renamed there is noticed here.
"""

import math
import random

from twofold.checkins import feelings

from .demo_evenings import Evening
from .demo_words import Who

# fmt: off
FAVOURITE_WORDS: dict[Who, list[str]] = {
    "mira": [
        "playful", "alive", "happy", "amused", "pleased", "hopeful", "tender", "grateful", "touched",
        "loved", "relieved", "cosy", "tired", "drained", "lonely", "unseen", "irritated",
        "frustrated", "overwhelmed", "restless",
    ],
    "jon": [
        "amused", "pleased", "absorbed", "useful", "tender", "fond", "appreciated", "calm", "content",
        "relaxed", "peaceful", "satisfied", "patient", "tired", "flat", "weary", "withdrawn",
        "grumpy", "worried", "tense",
    ],
}
HARD_WORDS = ["numb", "sad", "helpless", "lonely", "distant", "withdrawn", "out-of-step", "worried"]
# fmt: on
FAVOURED = 7  # times as likely
PLACES: dict[str, tuple[list[str], list[str]]] = {
    "pleasant": (
        ["chest", "heart", "shoulders", "belly", "hands", "whole-body"],
        ["warm", "light", "soft"],
    ),
    "heated": (
        ["jaw", "shoulders", "chest", "stomach", "head"],
        ["tight", "knotted", "pounding", "buzzing"],
    ),
    "low": (
        ["whole-body", "eyes", "legs", "back", "throat", "chest"],
        ["heavy", "hollow", "aching", "hard-to-feel"],
    ),
}
OWN_PLACES: dict[Who, list[str]] = {"mira": ["jaw", "feet"], "jon": ["stomach", "back"]}


def put_into_words(evening: Evening, rng: random.Random) -> None:
    """Add the words of an evening. Whoever is in a hurry names a feeling and no more."""
    hurried = len(evening.ratings) < 5
    words = {"feelings": _feelings(evening, rng)}
    if not hurried and rng.random() < 0.55:
        words |= _body(evening, rng)
    if rng.random() < (0.4 if hurried else 0.8):
        words["triggers"] = _triggers(evening, rng)
    evening.words = words


def _feelings(evening: Evening, rng: random.Random) -> list[str]:
    weights = {}
    for word in feelings.words().values():
        away = (word.pleasantness - 1.3 * evening.pleasant) ** 2 + 0.6 * (word.energy - evening.lively) ** 2
        weight = math.exp(-away / 1.6)
        weight *= FAVOURED if word.id in FAVOURITE_WORDS[evening.who] else 1
        weights[word.id] = weight * (FAVOURED if evening.day.hard and word.id in HARD_WORDS else 1)
    return _some(weights, rng.choices((1, 2, 3), (5, 4, 2))[0], rng)


def _body(evening: Evening, rng: random.Random) -> dict[str, list[str]]:
    kind = "pleasant" if evening.pleasant > 0 else "heated" if evening.lively > 0 else "low"
    places, sensations = PLACES[kind]
    where = dict.fromkeys(places, 1.0)
    if kind != "pleasant":
        where |= dict.fromkeys(OWN_PLACES[evening.who], 2.0)
    body = _some(where, rng.choices((1, 2), (3, 1))[0], rng, [p.id for p in feelings.body().place])
    order = [one.id for one in feelings.body().sensation]
    return {"body": body, "sensations": _some(dict.fromkeys(sensations, 1.0), 1, rng, order)}


def _triggers(evening: Evening, rng: random.Random) -> list[str]:
    day, good = evening.day, evening.pleasant > 0
    weights = {
        "us": 3 + 4 * day.quarrel,
        "something-said": 1 + 4 * day.quarrel,
        "small-good-thing": 3.0 * good,
        "work": 3 + 2 * (evening.who == "mira" and day.shift != "."),
        "home": 1.5,
        "friends": 1.0,
        "family": 0.7 + 12 * day.hard,
        "sleep": 0.5 + 3 * (evening.who == "mira" and day.shift == "N"),
        "body": 0.7,
        "money": 0.6 * (evening.who == "jon"),
        "time-alone": 1.5 * (evening.who == "jon"),
        "too-much": 0.2 + 1.5 * (not good),
        "what-lies-ahead": 0.4 + 2 * day.hard,
        "nothing-in-particular": 0.6,
    }
    return _some(weights, rng.choices((1, 2), (2, 1))[0], rng, list(feelings.triggers()))


def _some(
    weights: dict[str, float], count: int, rng: random.Random, order: list[str] | None = None
) -> list[str]:
    """`count` different ones, in the order in which the form has them."""
    left, chosen = {name: weight for name, weight in weights.items() if weight > 0}, []
    for _ in range(min(count, len(left))):
        name = rng.choices(list(left), list(left.values()))[0]
        del left[name]
        chosen.append(name)
    return sorted(chosen, key=(order or list(weights)).index)
