"""The demo couple in the rooms of a life together: each room's year, told one after the other."""

import random

from twofold.couples.letters import Letter

from .demo_album import Pictures
from .demo_knowing import Knew
from .demo_looks import Looks
from .demo_meaning import Means
from .demo_newest_words import said_of_late
from .demo_pair import Pair
from .demo_plans import Planned
from .demo_repair import Mended
from .demo_rhythm import Rhythms
from .demo_room_words import said_in_rooms
from .demo_trials import Lot, Trials
from .demo_warmth import Warm


def live_in_rooms(pair: Pair, seed: int, lots: list[Lot]) -> list[Letter]:
    """Live it and keep it; gives every letter that was written. Each room has a chance of its own."""

    def chance(room: str) -> random.Random:
        return random.Random(f"{room} {seed}")  # noqa: S311 - a story, not a secret

    said = said_in_rooms()
    knew = Knew(pair, chance("knowing"))
    knew.live(said.knowing)
    planned = Planned(pair, chance("plans"))
    planned.live(said.plans)
    pictures = Pictures(pair, chance("album"), planned.told)
    pictures.live(said.album)
    warm = Warm(pair, chance("warmth"))
    warm.live(said.warmth)
    means = Means(pair, chance("meaning"))
    means.live(said.meaning)
    rhythms = Rhythms(pair, chance("rhythm"))
    rhythms.live(said.rhythm)
    of_late = said_of_late()
    looks = Looks(pair, chance("looks"))
    looks.live(of_late.measures)
    mended = Mended(pair, chance("repair"))
    mended.live(of_late.repair)
    trials = Trials(pair, chance("experiments"))
    trials.live(lots)
    rooms = (knew, planned, pictures, warm, means, rhythms, looks, mended, trials)
    for room in rooms:
        room.save()
    return [letter for room in rooms for letter in room.letters]
