"""What the demo couple says in the rooms that came later, read from content/demo as strictly as the rest."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from twofold.content import folder, load
from twofold.rituals.shelf import Weekday

from .demo_words import Season, Who, Words

Scene = Literal["city", "forest", "garden", "hills", "night", "road", "sea", "snow", "table", "window"]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Long = Annotated[str, msgspec.Meta(min_length=5, max_length=4000)]
Title = Annotated[str, msgspec.Meta(min_length=5, max_length=90)]
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
How = Annotated[int, msgspec.Meta(ge=0, le=2)]


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something said in a part of the year."""

    season: Season


class Told(Base, frozen=True):
    """A topic of the map; `before` is what one of them had written there first."""

    topic: Id
    mira: Words | None = None
    jon: Words | None = None
    before: Words | None = None
    before_by: Who | None = None


class Played(Base, frozen=True):
    """A round. A choice is the number of its option; one still open waits for the one who guesses."""

    round: Id
    subject: Who
    answers: dict[Id, int]
    guesses: dict[Id, int]
    open: bool = False


class Wished(Base, frozen=True):
    who: Who
    text: Title
    why: Words
    stage: Literal["mine", "one", "ours", "done"]
    line: Words | None = None


class Swiped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    idea: Id
    mira: bool
    jon: bool


class WentOut(Base, frozen=True):
    """A day for an idea of the shelf, or for one of their own; those of "today" are still ahead."""

    by: Who
    time: Clock
    idea: str = ""
    title: str = ""
    text: str = ""
    line: Words | None = None
    agreed: bool = True


class Pictured(Base, frozen=True):
    """A photo; `of` names the wish or the outing whose memory it hangs on."""

    who: Who
    caption: Words
    scene: Scene
    of: str = ""


class Childhood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    who: Who
    year: int
    caption: Words
    scene: Scene


class Remembered(Base, frozen=True):
    who: Who
    text: Words
    photos: list[int] = []


class LongLetter(Base, frozen=True):
    who: Who
    opens: Annotated[str, msgspec.Meta(pattern=r"^(now|ahead|occasion:[a-z-]+)$")]
    text: Long


class Won(Base, frozen=True):
    who: Who
    text: Words
    reply: Words | None = None


class Hard(Base, frozen=True):
    who: Who
    meet: Id
    text: Words
    eased: bool


class Sorted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mira: list[Id]
    jon: list[Id]


class Meant(Base, frozen=True):
    """What both wrote on one topic; where only one has, it stays folded."""

    topic: Id
    mira: Words | None = None
    jon: Words | None = None


class Tradition(Base, frozen=True):
    who: Who
    sort: Literal["keep", "change", "begin"]
    text: Words


class Envisioned(Base, frozen=True):
    who: Who
    areas: dict[Id, Words]


class Ritual(Base, frozen=True):
    """A ritual of the shelf, or their own; what it does not say is as the shelf has it."""

    by: Who
    kept: Share
    source: str = ""
    title: str = ""
    text: str = ""
    cadence: Literal["", "daily", "weekly", "monthly"] = ""
    minutes: int = 0
    days: list[Weekday] = []
    time: Clock | None = None
    agreed: bool = True


class Tried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small habit of one week; that of no weeks ago is this week's."""

    source: Id
    weeks_ago: Annotated[int, msgspec.Meta(ge=0, le=50)]
    by: Who
    mira_how: How | None = None
    mira: Words | None = None
    jon_how: How | None = None
    jon: Words | None = None


class Knowing(msgspec.Struct, forbid_unknown_fields=True):
    told: list[Told]
    round: list[Played]


class Plans(msgspec.Struct, forbid_unknown_fields=True):
    wish: list[Wished]
    swipe: list[Swiped]
    outing: list[WentOut]


class Album(msgspec.Struct, forbid_unknown_fields=True):
    photo: list[Pictured]
    childhood: list[Childhood]
    memory: list[Remembered]


class Warmth(msgspec.Struct, forbid_unknown_fields=True):
    long_letter: list[LongLetter]
    win: list[Won]
    hard: list[Hard]


class Meaning(msgspec.Struct, forbid_unknown_fields=True):
    values: Sorted
    meaning: list[Meant]
    tradition: list[Tradition]
    vision: list[Envisioned]


class Rhythm(msgspec.Struct, forbid_unknown_fields=True):
    ritual: list[Ritual]
    tip: list[Tried]


@dataclass(frozen=True)
class Rooms:
    """All of it, room by room."""

    knowing: Knowing
    plans: Plans
    album: Album
    warmth: Warmth
    meaning: Meaning
    rhythm: Rhythm


def said_in_rooms() -> Rooms:
    """Read it all. Raises ContentError, naming file and line."""
    place = folder("demo")
    kinds: dict[str, Any] = {
        "knowing": Knowing,
        "plans": Plans,
        "album": Album,
        "warmth": Warmth,
        "meaning": Meaning,
        "rhythm": Rhythm,
    }
    return Rooms(**{name: load(place / f"{name}.toml", kind) for name, kind in kinds.items()})
