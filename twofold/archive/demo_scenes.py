"""What the demo couple's photos show: ten scenes in the colours of the product, each time another one.

Pure and repeatable: a scene follows from its source of chance alone, and looks the same in any size.
"""

import math
import random
from collections.abc import Callable

from .demo_light import (
    BARK,
    BOTH,
    BOTH_DEEP,
    BOTH_WASH,
    CARE,
    CLAY,
    EMBER,
    LAGOON,
    LAMP,
    LIGHTS,
    LILAC,
    LINE,
    NIGHT,
    PAPER,
    SHEET,
    TIDE,
    TIDE_DEEP,
    TIDE_WASH,
    Light,
    firs,
    rolling,
)
from .demo_paint import Edge, Glow, Painting
from .demo_places import city, night, table, window
from .demo_room_words import Scene


def draw(scene: Scene, number: int, width: int, height: int, sepia: bool = False) -> bytes:
    """The picture as a PNG; `number` says which one of its scene it is."""
    chance = random.Random(f"{scene} {number}")  # noqa: S311 - a story, not a secret
    painting = Painting(width, height, sepia)
    SCENES[scene](painting, chance, LIGHTS[number % len(LIGHTS)])
    return painting.png()


def hills(painting: Painting, chance: random.Random, light: Light) -> None:
    """Hills behind hills, in mist."""
    x, y = chance.uniform(0.25, 0.75) * painting.wide, chance.uniform(0.16, 0.3)
    painting.sky([(0, light.above), (0.6, light.low)], Glow(x, y, 0.4, light.sun))
    painting.disc(x, y, 0.055, 0.055, light.sun)
    for step in range(5):
        base, share = 0.42 + 0.13 * step, (step + 0.6) / 5
        colour = light.far.to(light.near, share**1.4)
        mist = colour.to(light.low, 0.75 - 0.12 * step)
        edge = rolling(chance, base, 0.06 - 0.004 * step, 1.8 + step * 0.5)
        painting.ridge(edge, [(base - 0.1, colour), (base + 0.2, mist)])


def sea(painting: Painting, chance: random.Random, light: Light) -> None:
    """The sea, with the light on it."""
    x, level = chance.uniform(0.3, 0.7) * painting.wide, chance.uniform(0.5, 0.6)
    low = light.low.to(EMBER, 0.3)
    painting.sky([(0, light.above), (level, low)], Glow(x, level, 0.45, light.sun))
    painting.disc(x, level - 0.07, 0.075, 0.075, light.sun.to(LAMP, 0.25))
    deep = TIDE.to(light.near, 0.4)
    painting.ridge(lambda _: level, [(level, low.to(TIDE, 0.45)), (1, deep)])
    for _ in range(90):
        down = chance.random() ** 1.6
        wide = (0.02 + 0.1 * down) * chance.uniform(0.4, 1)
        at = x + chance.gauss(0, 0.04 + 0.1 * down) - wide / 2
        painting.box(at, level + 0.01 + down * 0.4, wide, 0.004 + 0.005 * down, light.sun.to(low, down * 0.6))
    left = chance.random() < 0.5
    shore = rolling(chance, 0, 0.012, 9)
    reach = chance.uniform(0.35, 0.55) * painting.wide

    def headland(at: float) -> float:
        there = (at if left else painting.wide - at) / reach
        return level - 0.16 * max(0.0, 1 - there) ** 0.6 + shore(at) if there < 1 else 2

    painting.ridge(
        headland, [(level - 0.2, light.near.to(light.far, 0.3)), (level, light.near)], level + 0.012
    )


def forest(painting: Painting, chance: random.Random, light: Light) -> None:
    """A wood, the nearer the darker."""
    mist = light.low.to(LAGOON, 0.2)
    painting.sky([(0, light.above), (0.7, mist)], Glow(chance.random() * painting.wide, 0.2, 0.45, light.sun))
    for step in range(5):
        base, share = 0.56 + 0.12 * step, (step + 0.5) / 5
        colour = TIDE_WASH.to(TIDE, 0.35).to(TIDE_DEEP.to(NIGHT, 0.25), share)
        ground = colour.to(mist, 0.6 - 0.13 * step)
        wood = firs(chance, base, 0.24 + 0.06 * step, 17 - 2.6 * step)
        painting.ridge(wood, [(base - 0.3, colour), (base - 0.06, colour), (base + 0.1, ground)])


def snow(painting: Painting, chance: random.Random, light: Light) -> None:
    """A white field, trees, and flakes on the way."""
    painting.sky([(0, TIDE_WASH.to(TIDE, 0.25)), (0.6, BOTH_WASH)], Glow(0.5, 0.25, 0.4, SHEET))
    wood = firs(chance, 0.56, 0.14, 24)
    painting.ridge(wood, [(0.3, TIDE.to(TIDE_WASH, 0.55)), (0.6, TIDE_WASH.to(TIDE, 0.2))])
    for step in range(3):
        base = 0.58 + 0.15 * step
        hill = rolling(chance, base, 0.03, 2.4)
        painting.ridge(hill, [(base - 0.06, SHEET), (base + 0.22, TIDE_WASH.to(LAGOON, 0.12 * (step + 1)))])
        for _ in range(4 - step):
            x, tall = chance.random() * painting.wide, chance.uniform(0.1, 0.17) * (1 + 0.6 * step)
            for tier in range(3):
                high = hill(x) + 0.01 - tall * 0.27 * tier
                painting.leaf(
                    x, high, tall * (0.62 - 0.13 * tier), tall * 0.46, TIDE_DEEP.to(TIDE, 0.2 * tier)
                )
    for _ in range(110):
        size = chance.uniform(0.002, 0.006)
        painting.disc(chance.random() * painting.wide, chance.random(), size, size, SHEET)


def garden(painting: Painting, chance: random.Random, light: Light) -> None:
    """A hedge, a gate, and what is in flower."""
    painting.sky([(0, light.above), (0.5, light.low)], Glow(0.8 * painting.wide, 0.12, 0.4, light.sun))
    green = TIDE.to(LAMP, 0.28)
    tree = rolling(chance, 0.42, 0.05, 7)
    painting.ridge(tree, [(0.3, green.to(light.low, 0.45)), (0.6, green.to(light.low, 0.2))])
    bumps = rolling(chance, 0, 0.012, 31)
    painting.ridge(lambda x: 0.53 + bumps(x), [(0.5, green), (0.66, green.to(BARK, 0.35))])
    lawn = green.to(LAMP, 0.4).to(PAPER, 0.25)
    painting.ridge(rolling(chance, 0.68, 0.01), [(0.66, lawn), (1, green)])
    gate = chance.uniform(0.2, 0.6) * painting.wide
    for rail in range(7):
        painting.box(gate + 0.042 * rail, 0.47 + 0.008 * abs(rail - 3), 0.022, 0.24, PAPER.to(LINE, 0.5))
    for height in (0.52, 0.64):
        painting.box(gate - 0.02, height, 0.32, 0.02, PAPER)
    for _ in range(34):
        x, y = chance.random() * painting.wide, chance.uniform(0.76, 0.96)
        size, colour = 0.007 + 0.026 * (y - 0.7), chance.choice((CLAY, EMBER, BOTH, LILAC, LAMP, SHEET))
        painting.box(x - 0.003, y, 0.006, 0.1, green.to(BARK, 0.3))
        for turn in range(5):
            way = turn * 1.257
            painting.disc(x + size * math.cos(way), y + size * math.sin(way), size * 0.8, size * 0.8, colour)
        painting.disc(x, y, size * 0.6, size * 0.6, LAMP.to(CARE, 0.4))


def road(painting: Painting, chance: random.Random, light: Light) -> None:
    """A road to the hills."""
    x, level = chance.uniform(0.38, 0.62) * painting.wide, 0.55
    painting.sky([(0, light.above), (level, light.low)], Glow(x, level, 0.4, light.sun.to(LAMP, 0.2)))
    for step in range(3):
        base = 0.47 + 0.045 * step
        colour = light.far.to(light.near, 0.2 + 0.25 * step)
        painting.ridge(rolling(chance, base, 0.035, 3), [(base, colour), (0.62, colour.to(light.low, 0.4))])
    field = light.near.to(LAMP, 0.3).to(light.low, 0.25)
    painting.ridge(
        lambda _: level + 0.03, [(level, field.to(light.low, 0.4)), (1, field.to(light.near, 0.5))]
    )
    tar = BOTH_DEEP.to(LINE, 0.25)
    verge = light.low.to(PAPER, 0.5)
    for steep, colour in ((0.93, verge), (1.0, tar)):
        painting.ridge(_wedge(x, level + 0.03, steep), [(level, colour.to(light.low, 0.4)), (1, colour)])
    for step in range(6):
        near = 1.55**step
        painting.box(
            x - 0.0022 * near, level + 0.03 * near + 0.02, 0.0044 * near, 0.014 * near, LAMP.to(SHEET, 0.4)
        )
    for step in range(5):
        near, side = 0.035 * 1.8**step, chance.choice((-1, 1))
        at = x + side * (near * 2.1 + 0.03)
        painting.box(at - near * 0.03, level + 0.04 - near * 0.5, near * 0.06, near * 1.4, BARK)
        painting.disc(at, level + 0.03 - near * 0.6, near * 0.45, near * 0.7, TIDE_DEEP.to(TIDE, 0.4))


def _wedge(x: float, top: float, steep: float) -> Edge:
    """What comes to a point in the distance."""
    return lambda at: top + abs(at - x) * steep


SCENES: dict[Scene, Callable[[Painting, random.Random, Light], None]] = {
    "city": city,
    "forest": forest,
    "garden": garden,
    "hills": hills,
    "night": night,
    "road": road,
    "sea": sea,
    "snow": snow,
    "table": table,
    "window": window,
}
