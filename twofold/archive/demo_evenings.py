"""How the two felt, evening by evening: made-up numbers that hang together as a year of two people does.

Pure and repeatable. What the two share wanders with a memory of the days before it, follows the week,
and sinks in the hard stretch; each of them then says how it was for them, near the other's and
never the same. Being understood goes with their closer evenings, and each has one thing more: for her
undivided time, for him what he shows of himself. The rest of what they say goes its own way.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .demo_words import WHO, Mood, Who
from .demo_year import DAYS, HARD_DAYS, Year

MIDDLE = 6.4  # of closeness, on 0–10
WEEK = (-0.3, -0.2, -0.1, 0.0, 0.3, 0.7, 0.5)  # Monday first
SHIFTS = "EE.LL..NNN..E.LL.EE.."  # Mira's three weeks: early, late, night, off
DEPTH_OF_HARD, RECOVERY = 3.1, 20  # points on the scale; days until a third of it is left
HOLIDAYS = (-31, 62)  # days from the hard stretch on which a good week begins
LATELY = {range(13, 19): -1.4, range(8, 13): -0.6, range(8): 0.6}  # a small ebb, by days ago
GAPS = ((24, 4), (248, 5))  # evenings on which neither wrote: from which day, how many
MINUTES, PHONES = 45, 2.2  # of undivided attention, and interruptions, on an ordinary day
CALM_STRESS = {"mira": 3.4, "jon": 2.8}
OPENNESS = {"mira": 1.1, "jon": -0.9}
UNDERSTOOD = {"mira": 0.45, "jon": 0.45}  # points of closeness for each point of being understood
ATTENTION = {"mira": 0.012, "jon": 0.003}  # and for each minute of undivided attention
OPENED = {"mira": 0.0, "jon": 0.28}  # and for each point of what one has shown of oneself
PART = 0.3  # of the slow mood that shows in touch and in what each tells the other
KEPT_BACK = {"mira": 0.08, "jon": 0.12}  # share of check-ins that are just for them


@dataclass(frozen=True)
class Day:
    """What was true of a day for both."""

    date: date
    near: float  # what the two share of closeness
    hard: bool
    shift: str
    quarrel: bool
    minutes: float
    phones: float


@dataclass
class Evening:
    """One person's check-in: how it was, and the ratings in the words of the diary."""

    who: Who
    day: Day
    pleasant: float  # -4 to 4, as the feeling words are placed
    lively: float
    shared: bool
    hour: float
    ratings: dict[str, int | bool]
    words: dict[str, list[str]] = field(default_factory=dict)
    note: str = ""

    @property
    def mood(self) -> Mood:
        if self.day.hard:
            return "hard"
        return "good" if self.pleasant > 1.3 else "low" if self.pleasant < -0.1 else "ordinary"

    @property
    def numbers(self) -> dict[str, Any]:
        """What the diary keeps, in its own order."""
        return {"day": self.day.date.isoformat(), **self.words, **self.ratings}


def days_of(year: Year, rng: random.Random) -> list[Day]:
    """The days that both lived through, today included."""
    wave, quarrelled, found = 0.0, False, []
    for index, date_ in enumerate([*year.days, year.today]):
        wave = 0.8 * wave + rng.gauss(0, 0.42)
        since = (date_ - year.hard_from).days
        hard, shift = 0 <= since < HARD_DAYS, SHIFTS[index % len(SHIFTS)]
        late = shift in "LN"
        near = MIDDLE + wave + WEEK[date_.weekday()] + _season_of_closeness(since)
        chance = 0.05 + 0.05 * late + 0.04 * (0 <= since < 60)
        near += sum(by for ago, by in LATELY.items() if DAYS - 1 - index in ago)
        near -= 0.5 * quarrelled  # it lasts into the next day
        quarrelled = rng.random() < chance
        weekend = date_.weekday() > 4
        minutes = MINUTES * rng.lognormvariate(0, 0.45) * (1.7 if weekend else 1)
        minutes *= (0.5 if late else 1) * max(0.3, 1 + 0.13 * (near - MIDDLE))
        phones = rng.gauss(PHONES, 1.3) + quarrelled
        found.append(Day(date_, near, hard, shift, quarrelled, minutes, phones))
    return found


def _season_of_closeness(since: int) -> float:
    """The hard stretch, the way back, the good weeks, and a little more at the end than at first."""
    good = sum(1.0 for begins in HOLIDAYS if begins <= since < begins + 8)
    if since < 0:
        return good
    if since < HARD_DAYS:
        return -DEPTH_OF_HARD * min(1.0, (since + 1) / 4)
    return good + 0.5 - (DEPTH_OF_HARD + 0.5) * math.exp((HARD_DAYS - since) / RECOVERY)


def evenings(year: Year, rng: random.Random) -> Iterator[Evening]:
    """Every check-in of both, in order."""
    own_wave: dict[Who, float] = {"mira": 0.0, "jon": 0.0}
    for index, day in enumerate(days_of(year, rng)):
        for who in WHO:
            own_wave[who] = 0.6 * own_wave[who] + rng.gauss(0, 0.45)
        near = {who: day.near + own_wave[who] for who in WHO}
        told = {who: _disclosure(who, day, near[who], rng) for who in WHO}
        nobody = any(start <= index < start + length for start, length in GAPS)
        nobody = nobody or (rng.random() < 0.05 and not day.hard)
        for who in WHO:
            evening = _evening(who, day, near[who], told, rng)
            busy = who == "mira" and day.shift in "LN"
            wrote = rng.random() < (0.95 if day.hard else 0.75 if busy else 0.86)
            if day.date >= year.days[-1]:  # both were here last night; today, only he so far
                wrote, nobody, evening.shared = day.date < year.today or who == "jon", False, True
            if wrote and not nobody:
                yield evening


def _disclosure(who: Who, day: Day, near: float, rng: random.Random) -> float:
    withdrawn = 1.6 * day.quarrel if who == "jon" else 0.0
    return 5.7 + PART * (near - MIDDLE) + OPENNESS[who] - withdrawn + rng.gauss(0, 1.1)


@dataclass(frozen=True)
class _Felt:
    """How a day was for one of them, before it is put on a scale."""

    near: float
    stress: float
    understood: float
    touch: float
    minutes: float
    closeness: float


def _evening(who: Who, day: Day, near: float, told: dict[Who, float], rng: random.Random) -> Evening:
    busy = who == "mira" and day.shift in "LN"
    felt = _felt(who, day, near, told[who], rng)
    ratings = _ratings(who, day, felt, told, rng)
    pleasant = 0.8 + 0.65 * (felt.closeness - 6) - 0.25 * (felt.stress - 3) + rng.gauss(0, 0.8)
    lively = rng.gauss(0.7 if who == "mira" else -0.8, 1.2) - 1.0 * (day.shift == "N" and busy)
    return Evening(
        who=who,
        day=day,
        pleasant=max(-3.0, min(4.0, pleasant)),
        lively=lively + 0.3 * (felt.stress - 3) * (pleasant < 0),
        shared=rng.random() > KEPT_BACK[who] + 0.15 * day.hard,
        hour=min(23.8, rng.gauss(23 if busy else 21.6 if who == "mira" else 21.1, 0.5)),
        ratings=_said(ratings, rng),
    )


def _felt(who: Who, day: Day, near: float, told: float, rng: random.Random) -> _Felt:
    busy = who == "mira" and day.shift in "LN"
    stress = CALM_STRESS[who] + 1.8 * busy + 2.4 * day.hard + rng.gauss(0, 1.5)
    met = rng.gauss(0, 1.2)  # how well the other met them today
    touch = MIDDLE + PART * (near - MIDDLE) - 0.9 * busy + rng.gauss(0, 1.3)
    minutes = min(240.0, day.minutes * rng.lognormvariate(0, 0.15))
    closeness = (
        near
        + UNDERSTOOD[who] * met
        + ATTENTION[who] * (minutes - 1.1 * MINUTES)
        + OPENED[who] * (told - 5.7 - OPENNESS[who] - PART * (near - MIDDLE))
        - 0.4 * day.quarrel
        + rng.gauss(0, 0.7)
    )
    understood = MIDDLE + 0.5 * (near - MIDDLE) + met - 0.6 * day.quarrel
    return _Felt(near, stress, understood, touch, minutes, closeness)


def _ratings(
    who: Who, day: Day, felt: _Felt, told: dict[Who, float], rng: random.Random
) -> dict[str, int | bool]:
    """The diary's own scales, in its own order."""
    other: Who = "jon" if who == "mira" else "mira"
    return {
        "closeness": _scale(felt.closeness),
        "understood": _scale(felt.understood),
        "validated": _scale(felt.understood - 0.2 + rng.gauss(0, 0.9)),
        "cared_for": _scale(felt.understood + 0.5 + rng.gauss(0, 0.9)),
        "own_disclosure": _scale(told[who]),
        "partner_disclosure": _scale(told[other] + rng.gauss(0, 0.9)),
        "undivided_minutes": 5 * round(felt.minutes / 5),
        # She tends to miss some of them; he tends not to.
        "device_interruptions": max(0, round(day.phones + (0.5 if who == "jon" else -0.4))),
        "touch": _scale(felt.touch),
        "disagreement": rng.random() < (0.93 if day.quarrel else 0.02),
        "stress": _scale(felt.stress),
    }


def _said(ratings: dict[str, int | bool], rng: random.Random) -> dict[str, int | bool]:
    """What somebody takes the time to say: on some evenings closeness and little else."""
    patience = 0.1 if rng.random() < 0.22 else 0.93
    return {
        name: value
        for name, value in ratings.items()
        if rng.random() < (0.97 if name == "closeness" else patience)
    }


def _scale(value: float) -> int:
    return max(0, min(10, round(value)))
