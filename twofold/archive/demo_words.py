"""What the demo couple says, read from content/demo as strictly as the questions they answer."""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from twofold.content import folder, load
from twofold.people.models import DEPTHS

Who = Literal["mira", "jon"]
Mood = Literal["good", "ordinary", "low", "hard"]
Season = Literal["", "early", "hard", "mending", "late", "today"]
Words = Annotated[str, msgspec.Meta(min_length=5, max_length=900)]
Depth = Annotated[int, msgspec.Meta(ge=DEPTHS.start, lt=DEPTHS.stop)]

WHO: tuple[Who, Who] = ("mira", "jon")


class Someone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the two: what they are called, and how they sign in."""

    called: str
    name: str
    passphrase: str
    depth: Depth


class Two(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    time_zone: str
    mira: Someone
    jon: Someone


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A daily question with what was answered; an answer left out was never given."""

    question: str
    mira: Words | None = None
    jon: Words | None = None
    reply_from: Who | None = None
    reply: Words | None = None
    too_much_for: Who | None = None
    season: Season = ""


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line beside a check-in."""

    who: Who
    mood: Mood
    text: Words
    season: Season = ""


class Thanks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An appreciation; a folded one waits for a day still to come."""

    who: Who
    did: Words
    meant: Words
    season: Season = ""
    folded: bool = False


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of a journal."""

    who: Who
    season: Season
    text: Words
    shared: bool = False


class OwnQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the couple's own, with what they answered if they have asked it."""

    who: Who
    text: Words
    mira: Words | None = None
    jon: Words | None = None
    season: Season = ""


class Practised(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A practice that they did: `mira` and `jon` wrote these in its steps, and the rest as it says."""

    practice: str
    season: Season
    begun_by: Who
    screens: Literal["two", "one"] = "two"
    alone: bool = False
    left_at: Annotated[int, msgspec.Meta(ge=1)] | None = None
    mira: list[Words] = []
    jon: list[Words] = []
    mira_promises: Words | None = None
    jon_promises: Words | None = None
    mira_after: Words | None = None
    jon_after: Words | None = None

    def notes(self, who: Who) -> list[str]:
        return self.mira if who == "mira" else self.jon

    def promise(self, who: Who) -> str | None:
        return self.mira_promises if who == "mira" else self.jon_promises

    def after(self, who: Who) -> str | None:
        return self.mira_after if who == "mira" else self.jon_after

    @property
    def words(self) -> list[str]:
        """Everything that was written."""
        lines = (one(who) for who in WHO for one in (self.promise, self.after))
        return [*self.mira, *self.jon, *(one for one in lines if one)]


class PutAway(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An evening with both phones down, and what each showed of their own count."""

    season: Season
    minutes: Annotated[int, msgspec.Meta(ge=5, le=240)]
    mira_left_screen: Annotated[int, msgspec.Meta(ge=0)] | None = None
    jon_left_screen: Annotated[int, msgspec.Meta(ge=0)] | None = None


class _Answers(msgspec.Struct, forbid_unknown_fields=True):
    answer: list[Answered]


class _Notes(msgspec.Struct, forbid_unknown_fields=True):
    note: list[Note]


class _Appreciations(msgspec.Struct, forbid_unknown_fields=True):
    appreciation: list[Thanks]


class _Journal(msgspec.Struct, forbid_unknown_fields=True):
    page: list[Page]


class _OwnQuestions(msgspec.Struct, forbid_unknown_fields=True):
    own_question: list[OwnQuestion]


class _Practices(msgspec.Struct, forbid_unknown_fields=True):
    session: list[Practised]
    phones_down: list[PutAway]


@dataclass(frozen=True)
class Said:
    """All of their words, each list in the order in which they are said."""

    two: Two
    answers: list[Answered]
    notes: list[Note]
    appreciations: list[Thanks]
    journal: list[Page]
    own_questions: list[OwnQuestion]
    practised: list[Practised]
    phones_down: list[PutAway]


def everything_said() -> Said:
    """Read it all. Raises ContentError, naming file and line."""
    place = folder("demo")
    practices = load(place / "practices.toml", _Practices)
    return Said(
        two=load(place / "couple.toml", Two),
        answers=load(place / "answers.toml", _Answers).answer,
        notes=load(place / "notes.toml", _Notes).note,
        appreciations=load(place / "appreciations.toml", _Appreciations).appreciation,
        journal=load(place / "journal.toml", _Journal).page,
        own_questions=load(place / "own_questions.toml", _OwnQuestions).own_question,
        practised=practices.session,
        phones_down=practices.phones_down,
    )
