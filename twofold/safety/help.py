"""Help by country, as the content files hold it: emergency numbers first, each line with source and date.

Bundled, so that opening it asks nobody anything.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import quote, urlsplit

import msgspec

from twofold.content import ContentError, folder, load

OLD = timedelta(days=365)
ANYWHERE = "anywhere"
Kind = Literal["abuse", "men", "lgbt", "own-behaviour", "crisis", "couples"]
KINDS: dict[str, str] = {
    "abuse": "When you are afraid, or being hurt",
    "men": "For men",
    "lgbt": "For LGBT+ people",
    "own-behaviour": "When you frighten or hurt somebody and want to stop",
    "crisis": "When it is too much to bear",
    "couples": "For the two of you",
}
Words = Annotated[str, msgspec.Meta(min_length=2, max_length=240)]
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s]+$", max_length=300)]
Number = Annotated[str, msgspec.Meta(pattern=r"^[+*#0-9][0-9 -]{1,24}$")]
# Without a scheme: it is shown as text, and nothing here leads anywhere by a slip of the thumb.
Site = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w/.-]*)?$", max_length=120)]
Month = Annotated[str, msgspec.Meta(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to turn to. `stored` is the month of the copy in which the source was read, if it was one."""

    name: Words
    who: Words
    kind: Kind
    source: Address
    checked: date
    phone: Number | None = None
    text: Annotated[str, msgspec.Meta(max_length=40)] = ""
    web: Site | None = None
    hours: Annotated[str, msgspec.Meta(max_length=120)] = ""
    free: bool = False
    stored: Month | None = None

    @property
    def tel(self) -> str:
        return tel(self.phone or "")

    @property
    def from_site(self) -> str:
        """Whose page says so."""
        return urlsplit(self.source).netloc.removeprefix("www.")

    @property
    def copy_of(self) -> date | None:
        """When the copy was made in which the source was read, where that was another time."""
        return date.fromisoformat(f"{self.stored}-01") if self.stored else None

    @property
    def as_of(self) -> date:
        """From when what it says is known to be right."""
        return self.copy_of or self.checked

    def is_old(self, today: date) -> bool:
        return today - self.as_of > OLD


class Country(msgspec.Struct, forbid_unknown_fields=True):
    """One country's file. `anywhere` has no emergency number; every other has."""

    country: Words
    line: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=40)]
    emergency: Annotated[str, msgspec.Meta(max_length=80)] = ""
    emergency_source: Address | None = None
    id: str = ""

    @property
    def emergency_parts(self) -> list[tuple[str, str]]:
        """The emergency numbers as words and, where one can be called, the link: ("112", "tel:112")."""
        parts = [part for part in re.split(r"(\d+)", self.emergency) if part]
        before = ["", *parts]
        return [
            (part, tel(part) if part.isdigit() and not said.endswith("SMS ") else "")
            for said, part in zip(before, parts, strict=False)
        ]

    @property
    def emergency_site(self) -> str:
        return urlsplit(self.emergency_source or "").netloc.removeprefix("www.")

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines under the words for whom they are, fear first."""
        order = get_args(Kind)
        lines = sorted(self.line, key=lambda one: order.index(one.kind))
        return [(KINDS[kind], list(found)) for kind, found in groupby(lines, key=lambda one: one.kind)]


def tel(number: str) -> str:
    """A link that calls it, or "" for none."""
    digits = re.sub(r"[^0-9+*#]", "", number)
    return f"tel:{quote(digits, safe='+*')}" if digits else ""


@cache
def countries() -> list[Country]:
    """Every country by its name, and last the lines that serve anywhere."""
    return read_countries(folder("help"))


def read_countries(place: Path) -> list[Country]:
    """The countries in a folder. Raises ContentError, naming file and line."""
    found = [_read(path) for path in sorted(place.glob("*.toml"))]
    return sorted(found, key=lambda one: (one.id == ANYWHERE, one.country))


def _read(path: Path) -> Country:
    one = load(path, Country)
    if one.id:
        raise ContentError(f"{path.name}:1: a country's id is its file's name")
    one.id = path.stem
    fault = _fault(one)
    if fault:
        raise ContentError(f"{path.name}:{_line_of(path, fault[0])}: {fault[1]}")
    return one


def _fault(one: Country) -> tuple[str, str] | None:
    """What is wrong, after the name or key that it stands at."""
    if (one.id == ANYWHERE) == bool(one.emergency):
        return "country", "every country has an emergency number, and anywhere has none"
    if one.emergency and not (one.emergency_source and re.search(r"\d", one.emergency)):
        return "emergency", "an emergency number has digits, and a source"
    for line in one.line:
        if not (line.phone or line.text or line.web):
            return line.name, f"{line.name} has neither a number nor an address"
        if line.stored and line.as_of > line.checked:
            return line.name, f"{line.name} was read in a copy of a later time"
    return _repeated(one.line)


def _repeated(lines: Iterable[Line]) -> tuple[str, str] | None:
    seen: set[tuple[str, str | None]] = set()
    for line in lines:
        if (line.name, line.phone) in seen:
            return line.name, f"{line.name} stands here twice"
        seen.add((line.name, line.phone))
    return None


def _line_of(path: Path, what: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [number for number, text in enumerate(lines, 1) if text.startswith(what) or f'"{what}"' in text]
    return found[-1] if found else 1
