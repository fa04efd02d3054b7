"""What the demo couple's photos show of rooms and houses: a city, a table, a night, a window. Pure."""

import random

from .demo_light import (
    BARK,
    BOTH,
    BOTH_DEEP,
    CARE,
    CLAY,
    EMBER,
    FOLD,
    LAMP,
    LILAC,
    LINE,
    NIGHT,
    PAPER,
    SHEET,
    TIDE,
    TIDE_DEEP,
    Light,
    rolling,
)
from .demo_paint import Colour, Glow, Painting, of_hex


def city(painting: Painting, chance: random.Random, light: Light) -> None:
    """Roofs and lit windows."""
    sky = [(0, NIGHT.to(TIDE_DEEP, 0.7)), (0.45, BOTH_DEEP.to(BOTH, 0.5)), (0.8, EMBER.to(BOTH, 0.3))]
    painting.sky(sky, Glow(chance.uniform(0.2, 0.8) * painting.wide, 0.85, 0.5, EMBER.to(LAMP, 0.4)))
    for row in range(3):
        colour = BOTH.to(NIGHT, 0.35 + 0.27 * row)
        x = -chance.random() * 0.1
        while x < painting.wide:
            wide, top = chance.uniform(0.1, 0.2), 0.38 + 0.16 * row + chance.uniform(0, 0.16)
            painting.box(x, top, wide, 1 - top, colour)
            if chance.random() < 0.4:
                painting.box(x + wide * 0.6, top - 0.035, 0.02, 0.04, colour)
            _windows(painting, chance, x, top, wide, colour)
            x += wide + chance.choice((0, 0, 0.012))


def _windows(
    painting: Painting, chance: random.Random, x: float, top: float, wide: float, wall: Colour
) -> None:
    for line in range(int((1 - top) / 0.052)):
        for place in range(int((wide - 0.015) / 0.034)):
            lit = (
                LAMP.to(chance.choice((SHEET, EMBER)), 0.3) if chance.random() < 0.3 else wall.to(LILAC, 0.09)
            )
            painting.box(x + 0.015 + 0.034 * place, top + 0.022 + 0.052 * line, 0.017, 0.026, lit)


def table(painting: Painting, chance: random.Random, light: Light) -> None:
    """Two cups, a plate, and the light from a window."""
    wide, wood = painting.wide, of_hex("d9b48a").to(CLAY, 0.12)
    painting.sky([(0, FOLD), (0.55, light.low.to(FOLD, 0.4))], Glow(0.3 * wide, 0.2, 0.6, light.sun))
    pane = chance.uniform(0.1, 0.5) * wide
    for x, y in ((0, 0.06), (0.165, 0.06), (0, 0.22), (0.165, 0.22)):
        painting.box(pane + x, y, 0.15, 0.145, light.above.to(light.sun, 0.35))
    painting.ridge(lambda _: 0.52, [(0.52, wood.to(PAPER, 0.3)), (0.56, wood), (1, wood.to(BARK, 0.3))])
    painting.disc(pane + 0.2, 0.72, 0.42, 0.13, wood.to(PAPER, 0.22))
    middle = wide * chance.uniform(0.46, 0.54)
    painting.disc(middle + 0.015, 0.825, 0.265, 0.095, wood.to(BARK, 0.45))
    painting.disc(middle, 0.81, 0.26, 0.092, SHEET)
    painting.disc(middle, 0.808, 0.19, 0.062, FOLD)
    for place in range(chance.randrange(3, 6)):
        at = middle - 0.1 + 0.05 * place
        painting.disc(at, 0.795 - 0.014 * (place % 2), 0.042, 0.03, LAMP.to(CLAY, chance.uniform(0.1, 0.7)))
    for side, colour in ((-1, CLAY), (1, TIDE)):
        _cup(painting, middle + side * chance.uniform(0.36, 0.42), chance.uniform(0.6, 0.66), colour)


def _cup(painting: Painting, x: float, y: float, colour: Colour) -> None:
    shade = of_hex("d9b48a").to(BARK, 0.4)
    painting.disc(x + 0.02, y + 0.105, 0.1, 0.026, shade)
    painting.disc(x + 0.085, y + 0.02, 0.042, 0.045, colour.to(BARK, 0.2))
    painting.disc(x + 0.085, y + 0.02, 0.024, 0.027, of_hex("d9b48a").to(PAPER, 0.25))
    painting.disc(x, y + 0.05, 0.085, 0.06, colour.to(BARK, 0.12))
    painting.box(x - 0.085, y - 0.05, 0.17, 0.105, colour)
    painting.box(x - 0.068, y - 0.045, 0.018, 0.1, colour.to(PAPER, 0.3))
    painting.disc(x, y - 0.05, 0.085, 0.024, colour.to(PAPER, 0.35))
    painting.disc(x, y - 0.046, 0.07, 0.017, BARK.to(CARE, 0.4))


def night(painting: Painting, chance: random.Random, light: Light) -> None:
    """Stars, a moon, and a house with somebody at home."""
    x, y = chance.uniform(0.2, 0.8) * painting.wide, chance.uniform(0.14, 0.28)
    sky = [(0, NIGHT.to(TIDE_DEEP, 0.5)), (0.7, TIDE_DEEP.to(BOTH, 0.45))]
    painting.sky(sky, Glow(x, y, 0.3, LILAC.to(LAMP, 0.35)))
    for _ in range(80):
        size = chance.choice((0.0016, 0.0016, 0.0022, 0.0034))
        painting.disc(chance.random() * painting.wide, chance.random() * 0.62, size, size, SHEET)
    moon = chance.uniform(0.035, 0.06)
    painting.disc(x, y, moon, moon, of_hex("fbf0d9"))
    for step in range(3):
        base = 0.64 + 0.1 * step
        colour = BOTH_DEEP.to(BOTH, 0.35).to(NIGHT, 0.3 * (step + 1))
        painting.ridge(rolling(chance, base, 0.035), [(base, colour), (1, colour.to(NIGHT, 0.6))])
    at, wall = chance.uniform(0.2, 0.6) * painting.wide, NIGHT.to(BOTH_DEEP, 0.35)
    painting.leaf(at + 0.11, 0.72, 0.3, 0.11, wall.to(NIGHT, 0.6))
    painting.box(at, 0.71, 0.22, 0.17, wall)
    for place in (0.035, 0.125):
        painting.box(at + place, 0.75, 0.055, 0.065, LAMP)
        painting.box(at + place + 0.025, 0.75, 0.006, 0.065, wall)


def window(painting: Painting, chance: random.Random, light: Light) -> None:
    """The view from a room, and what stands on the sill."""
    wide = painting.wide
    painting.sky([(0, light.above), (0.6, light.low)], Glow(wide * 0.6, 0.3, 0.45, light.sun))
    for step in range(2):
        base = 0.5 + 0.09 * step
        colour = light.far.to(light.near, 0.3 + 0.4 * step)
        painting.ridge(
            rolling(chance, base, 0.04, 3), [(base - 0.05, colour), (0.8, colour.to(light.low, 0.3))]
        )
    wall = chance.choice((of_hex("6b4a3c"), TIDE_DEEP, BOTH, CLAY.to(CARE, 0.5))).to(BOTH_DEEP, 0.35)
    frame = PAPER.to(LINE, 0.6)
    left, right = 0.2 * wide, 0.8 * wide
    painting.box(0, 0, left, 1, wall)
    painting.box(right, 0, wide - right, 1, wall)
    painting.box(0, 0, wide, 0.08, wall)
    painting.ridge(lambda _: 0.72, [(0.72, wall), (1, wall.to(NIGHT, 0.35))])
    for x in (left - 0.02, (left + right) / 2 - 0.01, right):
        painting.box(x, 0.06, 0.02, 0.66, frame)
    for y in (0.06, 0.34):
        painting.box(left - 0.02, y, right - left + 0.04, 0.02, frame)
    painting.box(left - 0.06, 0.7, right - left + 0.12, 0.035, frame.to(SHEET, 0.6))
    if chance.random() < 0.5:
        _cat(painting, left + (right - left) * chance.uniform(0.6, 0.8))
        right = (left + right) / 2
    for colour in chance.sample((CLAY, TIDE, LAMP), chance.randrange(1, 4)):
        x, tall = left + 0.08 + (right - left - 0.16) * chance.random(), chance.uniform(0.08, 0.18)
        for stem in (-0.025, 0, 0.025):
            painting.disc(x + stem, 0.7 - tall, 0.02, tall * 0.55, TIDE.to(TIDE_DEEP, 0.5 - stem * 9))
        painting.box(x - 0.045, 0.62, 0.09, 0.08, colour)
        painting.box(x - 0.052, 0.612, 0.104, 0.02, colour.to(PAPER, 0.25))


def _cat(painting: Painting, x: float) -> None:
    """Their cat, who looks out."""
    fur = NIGHT.to(BARK, 0.5)
    painting.disc(x + 0.085, 0.76, 0.016, 0.085, fur)
    painting.disc(x, 0.635, 0.075, 0.095, fur)
    painting.disc(x - 0.012, 0.53, 0.05, 0.045, fur)
    for side in (-1, 1):
        painting.leaf(x - 0.012 + 0.03 * side, 0.515, 0.036, 0.05, fur)
    painting.disc(x, 0.7, 0.085, 0.02, fur)
