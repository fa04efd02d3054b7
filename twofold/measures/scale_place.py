"""A place in a JSON file, read strictly: what does not fit is noted by its path, in plain words.

Nothing here raises for what a file holds. A reading goes on after a fault, so that one look at a
file tells most of what stands in the way.
"""

import re
from dataclasses import dataclass, field
from typing import Any

MOST = 25  # faults told of one file: more help nobody
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
LARGEST = 1_000_000  # beyond it, either side of nought, no answer and no score is meant


@dataclass
class Faults:
    """What stands in the way in one of the two files, once for each path, in the order found."""

    file: str
    found: dict[str, str] = field(default_factory=dict)

    def note(self, path: str, words: str) -> None:
        if len(self.found) < MOST:
            self.found.setdefault(path, words)

    def told(self) -> list[dict[str, str]]:
        return [{"file": self.file, "path": path, "words": words} for path, words in self.found.items()]


def step(path: str, key: str | int) -> str:
    """The path one further in: `item[3].code`, or `items["a b"]` for a key that is no plain name."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    shown = key if len(key) <= 60 else f"{key[:60]}…"
    return f'{path}["{shown}"]'


@dataclass(frozen=True)
class Place:
    """An object in a file, with its path there."""

    value: dict[str, Any]
    path: str
    faults: Faults

    def at(self, key: str) -> str:
        return step(self.path, key)

    def note(self, key: str, words: str) -> None:
        self.faults.note(self.at(key) if key else self.path, words)

    def has(self, key: str) -> bool:
        return self.value.get(key) is not None

    def only(self, *keys: str) -> None:
        """Note every key that has no meaning here."""
        for key in self.value:
            if key not in keys:
                self.note(key, "This has no meaning here. Is it spelled as the guide has it?")

    def text(self, key: str, most: int, *, needed: bool = True) -> str:
        """Text of at most `most` signs; "" where it is missing."""
        found = self.value.get(key)
        if found is None:
            if needed:
                self.note(key, "This is missing. It is a text.")
            return ""
        if not isinstance(found, str) or not found.strip():
            self.note(key, "This is to be a text, in quotes, with something in it.")
        elif len(found) > most:
            self.note(key, f"This text is too long: at most {most:,} signs.")
        else:
            return found.strip()
        return ""

    def number(self, key: str, *, whole: bool = False) -> float | None:
        found = self.value.get(key)
        kind = "a whole number" if whole else "a number"
        right = isinstance(found, int if whole else int | float) and not isinstance(found, bool)
        if found is None:
            self.note(key, f"This is missing. It is {kind}.")
        elif not right:
            self.note(key, f"This is to be {kind}, without quotes.")
        elif abs(found) > LARGEST:
            self.note(key, "This number is too large to be meant.")
        else:
            number: float = found
            return number
        return None

    def flag(self, key: str) -> bool:
        found = self.value.get(key)
        if found is not None and not isinstance(found, bool):
            self.note(key, "This is to be true or false, without quotes.")
        return found is True

    def rows(self, key: str, most: int, *, needed: bool = True) -> list[Any]:
        """The list under `key`; what is beyond `most` is left unread."""
        found = self.value.get(key)
        if found is None and not needed:
            return []
        if not isinstance(found, list) or (needed and not found):
            self.note(key, "This is to be a list with something in it, in square brackets.")
            return []
        if len(found) > most:
            self.note(key, f"This list is too long: {len(found):,}, where at most {most} are read.")
        return found[:most]

    def places(self, key: str, most: int, *, needed: bool = True) -> list["Place"]:
        """The objects in the list under `key`."""
        found = []
        for number, one in enumerate(self.rows(key, most, needed=needed)):
            path = step(self.at(key), number)
            if isinstance(one, dict):
                found.append(Place(one, path, self.faults))
            else:
                self.faults.note(path, "This is to be an object, in curly brackets.")
        return found

    def place(self, key: str) -> "Place | None":
        """The object under `key`, or None where there is none."""
        found = self.value.get(key)
        if isinstance(found, dict):
            return Place(found, self.at(key), self.faults)
        if found is not None:
            self.note(key, "This is to be an object, in curly brackets.")
        return None
