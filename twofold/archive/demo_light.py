"""The colours of the demo couple's pictures, the times of day in them, and the edges of hills and woods.

Pure. The colours are those of the product.
"""

import math
import random
from typing import NamedTuple

from .demo_paint import Colour, Edge, of_hex

# As in web/styles/tokens.css, the light ones and those of the dark.
PAPER, SHEET, FOLD, LINE = of_hex("fbf6ef"), of_hex("fffdfa"), of_hex("f3eadf"), of_hex("e7dccf")
CLAY, TIDE, BOTH, CARE = of_hex("b94a2f"), of_hex("1f7478"), of_hex("7a4a78"), of_hex("8a5a00")
CLAY_WASH, TIDE_WASH, BOTH_WASH = of_hex("fbe6dd"), of_hex("dcefee"), of_hex("f0e4f0")
BARK, NIGHT, TIDE_DEEP, BOTH_DEEP = of_hex("2b2226"), of_hex("1d181b"), of_hex("183739"), of_hex("39283b")
EMBER, LAGOON, LILAC, LAMP = of_hex("f08a6c"), of_hex("6fc3c4"), of_hex("c79bd0"), of_hex("e8c06a")


class Light(NamedTuple):
    """A time of day: the sky above and at the horizon, its light, and what is near and far in it."""

    above: Colour
    low: Colour
    sun: Colour
    far: Colour
    near: Colour


LIGHTS = (
    Light(TIDE_WASH, CLAY_WASH, SHEET, TIDE_WASH.to(TIDE, 0.3), TIDE_DEEP),  # morning
    Light(LAGOON.to(PAPER, 0.35), PAPER, SHEET, LAGOON.to(PAPER, 0.2), TIDE.to(BARK, 0.3)),  # noon
    Light(LILAC.to(PAPER, 0.3), CLAY_WASH.to(EMBER, 0.35), SHEET, LILAC.to(EMBER, 0.25), BOTH_DEEP),
    Light(BOTH_WASH, of_hex("fbf0d9"), LAMP.to(SHEET, 0.4), BOTH_WASH.to(BOTH, 0.3), BOTH.to(BARK, 0.6)),
)


def rolling(chance: random.Random, base: float, swell: float, pace: float = 2.2) -> Edge:
    """The edge of hills: a few waves on top of each other."""
    waves = [(swell * 0.55**step, pace * 1.9**step, chance.uniform(0, 7)) for step in range(4)]
    return lambda x: base - sum(high * math.sin(often * x + begin) for high, often, begin in waves)


def firs(chance: random.Random, base: float, tall: float, often: float) -> Edge:
    """The edge of a wood: a tree in each stretch of it, none as tall as the next."""
    trees = [(chance.uniform(0.5, 1), chance.uniform(-0.22, 0.22)) for _ in range(200)]

    def edge(x: float) -> float:
        stretch = int(x * often) % 200
        share, lean = trees[stretch]
        away = abs(x * often % 1 - 0.5 - lean) * 2.2
        teeth = 0.09 * (away * 6 % 1)
        return base - tall * share * max(0.0, 1 - away + teeth * (away < 1))

    return edge
