"""Small pictures painted in plain Python: a sky with a glow, layers in front of it, and what stands there.

Pure and repeatable. Lengths are in heights of the picture, from its upper left corner; the same painting
can be had in any size. What is painted later covers what was there.
"""

import math
import struct
import zlib
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

Edge = Callable[[float], float]
LEVELS = 46  # strengths of the glow, from none to all of it


class Colour(NamedTuple):
    red: float
    green: float
    blue: float

    def to(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share of another in it."""
        return Colour(*(here + (there - here) * share for here, there in zip(self, other, strict=True)))


def of_hex(text: str) -> Colour:
    """A colour as style sheets write it, without the sign before it."""
    return Colour(*(int(text[at : at + 2], 16) for at in (0, 2, 4)))


class Glow(NamedTuple):
    """A light in the sky, soft to all sides."""

    x: float
    y: float
    size: float
    colour: Colour


class Painting:
    """A canvas, kept column by column: what stands upright is painted in long strokes."""

    def __init__(self, width: int, height: int, sepia: bool = False) -> None:
        self.width, self.height, self.sepia = width, height, sepia
        self.pixels = array("I", bytes(4 * width * height))

    @property
    def wide(self) -> float:
        """The width, in heights."""
        return self.width / self.height

    def _packed(self, colour: Colour) -> int:
        if self.sepia:
            light = (0.3 * colour.red + 0.59 * colour.green + 0.11 * colour.blue) / 255
            colour = Colour(48, 32, 22).to(Colour(250, 236, 208), light)
        red, green, blue = (int(part + 0.5) for part in colour)
        return red | green << 8 | blue << 16 | 255 << 24

    def _ramp(self, stops: Sequence[tuple[float, Colour]]) -> list[Colour]:
        """A colour for each row, from what it is at some heights; the first stop is the highest."""
        found = []
        for row in range(self.height):
            y = (row + 0.5) / self.height
            above = max((one for one in stops if one[0] <= y), default=stops[0])
            below = next((one for one in stops if one[0] > y), above)
            share = (y - above[0]) / (below[0] - above[0]) if below[0] > above[0] else 0
            found.append(above[1].to(below[1], share))
        return found

    def sky(self, stops: Sequence[tuple[float, Colour]], glow: Glow | None = None) -> None:
        """Cover everything with a sky."""
        plain = array("I", map(self._packed, self._ramp(stops)))
        columns = self._lit(plain, glow) if glow else [plain]
        for x in range(self.width):
            level = 0
            if glow:
                near = _bell((x + 0.5) / self.height - glow.x, glow.size)
                level = round(near * (LEVELS - 1))
            self.pixels[x * self.height : (x + 1) * self.height] = columns[level]

    def _lit(self, plain: "array[int]", glow: Glow) -> list["array[int]"]:
        """The column of a sky in each strength of the glow."""
        over = self._packed(glow.colour)
        bells = [_bell((row + 0.5) / self.height - glow.y, glow.size) for row in range(self.height)]
        found = []
        for level in range(LEVELS):
            strengths = (bell * level / (LEVELS - 1) for bell in bells)
            lit = (_mixed(one, over, strength) for one, strength in zip(plain, strengths, strict=True))
            found.append(array("I", lit))
        return found

    def ridge(self, edge: Edge, stops: Sequence[tuple[float, Colour]], until: float = 1) -> None:
        """Cover all below an edge, down to `until`."""
        ramp = array("I", map(self._packed, self._ramp(stops)))
        height, pixels, end = self.height, self.pixels, round(until * self.height)
        for x in range(self.width):
            top = max(0.0, edge((x + 0.5) / height) * height)
            row = int(top)
            if row >= end:
                continue
            at = x * height
            pixels[at + row] = _mixed(pixels[at + row], ramp[row], 1 - (top - row))
            pixels[at + row + 1 : at + end] = ramp[row + 1 : end]

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A rectangle, from its upper left corner."""
        self._fill(x, wide, lambda _: (y, y + high), colour)

    def disc(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """An ellipse, round its middle."""

        def reach(at: float) -> tuple[float, float]:
            half = ry * math.sqrt(max(0.0, 1 - ((at - x) / rx) ** 2))
            return y - half, y + half

        self._fill(x - rx, 2 * rx, reach, colour)

    def leaf(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A triangle that stands on its base, round the middle of it."""
        self._fill(x - wide / 2, wide, lambda at: (y - high * (1 - abs(at - x) * 2 / wide), y), colour)

    def _fill(
        self, x: float, wide: float, reach: Callable[[float], tuple[float, float]], colour: Colour
    ) -> None:
        packed, height = self._packed(colour), self.height
        first, last = max(0, round(x * height)), min(self.width, max(round((x + wide) * height), 1))
        for column in range(first, last):
            above, below = reach((column + 0.5) / height)
            top, bottom = max(0.0, above * height), min(float(height), below * height)
            if bottom <= top:
                continue
            begin, end, at = int(top), int(bottom), column * height
            if end > begin:
                self.pixels[at + begin] = _mixed(self.pixels[at + begin], packed, 1 - (top - begin))
                self.pixels[at + begin + 1 : at + end] = array("I", [packed]) * (end - begin - 1)
            if end < height:
                self.pixels[at + end] = _mixed(self.pixels[at + end], packed, bottom - end)

    def png(self) -> bytes:
        """The picture, as a file."""
        rows = (b"\0" + self.pixels[row :: self.height].tobytes() for row in range(self.height))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _bell(away: float, size: float) -> float:
    return math.exp(-((away / size) ** 2))


def _mixed(under: int, over: int, share: float) -> int:
    """Two packed colours, the second covering a share of the pixel."""
    part = int(share * 256)
    # Red and blue in one go, green by itself: each has room above it for the product.
    odd = ((under & 0xFF00FF) * (256 - part) + (over & 0xFF00FF) * part) >> 8 & 0xFF00FF
    even = ((under & 0xFF00) * (256 - part) + (over & 0xFF00) * part) >> 8 & 0xFF00
    return odd | even | 255 << 24


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
