"""The demo couple in the rooms of a life together: each room's year, told one after the other."""

import random

from twofold.couples.letters import Letter

from .demo_album import Pictures
from .demo_knowing import Knew
from .demo_meaning import Means
from .demo_pair import Pair
from .demo_plans import Planned
from .demo_rhythm import Rhythms
from .demo_room_words import said_in_rooms
from .demo_warmth import Warm


def live_in_rooms(pair: Pair, seed: int) -> list[Letter]:
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
    rooms = (knew, planned, pictures, warm, means, rhythms)
    for room in rooms:
        room.save()
    return [letter for room in rooms for letter in room.letters]
