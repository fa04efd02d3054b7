"""The land that the love map is drawn on: corners, the borders between them, and what stands where.

Drawn by hand on a sheet of 360 × 440. Each border is written down once and walked from either side,
so two regions that meet share every point of it.
"""

from functools import cache
from itertools import pairwise

import msgspec

Point = tuple[float, float]

# Between two corners, each a letter: the corner, what lies on the way, the corner.
_BORDERS = {
    # the coast, from the north eastward and round
    "AC": "176,24 190,34 212,22 232,8 262,10 276,24 306,26 322,40 318,58 336,74 340,96",
    "CL": "340,96 356,108 354,130 336,142 340,158 354,172 352,192 346,206",
    "LR": "346,206 334,222 344,240 358,258 354,284 340,298 346,314",
    "RT": "346,314 354,330 346,350 340,358 334,374 336,390 314,402 288,396 272,412 252,408",
    "ST": "164,400 172,418 192,434 214,428 228,412 252,408",
    "MS": "30,318 18,334 24,356 44,366 36,388 44,412 70,424 92,436 118,430 140,416 148,396 164,400",
    "GM": "20,212 30,232 14,250 6,274 18,298 30,318",
    "BG": "30,112 14,122 4,142 10,164 2,184 8,202 20,212",
    "AB": "176,24 158,26 142,10 114,8 96,22 72,20 48,32 44,52 26,66 22,86 36,98 30,112",
    # inland
    "AD": "176,24 188,50 172,78 182,104",
    "DE": "182,104 160,106 136,123 112,124",
    "BE": "30,112 54,122 82,110 112,124",
    "DF": "182,104 202,97 224,114 246,118",
    "CF": "340,96 314,109 280,103 246,118",
    "EH": "112,124 121,150 101,176 108,204",
    "GH": "20,212 48,205 78,217 108,204",
    "FJ": "246,118 237,148 249,180 232,212",
    "HI": "108,204 126,207 142,222",
    "IJ": "142,222 172,213 202,227 232,212",
    "JK": "232,212 242,214 250,222",
    "KL": "250,222 282,208 316,222 346,206",
    "IN": "142,222 131,250 141,280 116,306",
    "MN": "30,318 58,308 88,320 116,306",
    "KP": "250,222 259,252 242,280 240,310",
    "NO": "116,306 132,306 148,320 164,318",
    "OP": "164,318 188,305 214,319 240,310",
    "PQ": "240,310 250,309 262,318",
    "QR": "262,318 290,308 318,324 346,314",
    "OS": "164,318 150,346 170,376 164,400",
    "QT": "262,318 268,346 252,378 252,408",
}
_COAST = "ACLRTSMGBA"

# For each region: its corners in turn, its summit, where its name stands, and its mark there.
_LANDS: dict[str, tuple[str, Point, Point, str]] = {
    # a flag: here we are
    "now": ("EDFJIHE", (186, 158), (177, 182), "M-6 10V-10l12 4-12 5M-11 10h22"),
    # three houses
    "people": (
        *("FCLKJF", (312, 150), (298, 178)),
        "M-16 9v-9l6-6 6 6v9zM-4 9V-5l6-6 6 6V9zM8 9V1l5-5 5 5v8zM-20 9h42",
    ),
    # furrows under a sun
    "work": (
        *("KLRQPK", (312, 250), (302, 284)),
        "M-20 9c10-9 30-9 40 0M-11 9c3-5 7-8 7-8M0 9V1M11 9c-3-5-7-8-7-8M-5-4a5 5 0 0 1 10 0",
    ),
    # a still lake
    "body-and-rest": (
        *("IJKPONI", (180, 250), (190, 268)),
        "M-18 0c4-8 32-8 36 0s-32 8-36 0M-9-1c3-2 6 2 9 0s6 2 9 0M-6 3c2-1 4 1 6 0",
    ),
    # a boat by the jetty
    "money": (
        *("QRTQ", (298, 346), (295, 374)),
        "M-15 4H9l-4 6h-16zM-3 4v-15l10 9h-10M-20 10c3-2 5 2 8 0M10 10c3-2 5 2 8 0",
    ),
    # trees, one with a swing
    "childhood": (
        *("MNOSM", (86, 350), (94, 382)),
        "M-12 10V0M-12 0a7 7 0 1 1 .1 0M9 10V-1M9-1a8 8 0 1 1 .1 0M13-3v9h5v-9M-20 10h42",
    ),
    # far peaks and a star
    "dreams": (
        *("ADEBA", (112, 58), (104, 88)),
        "M-20 10l9-14 6 8 8-13 13 19M14-12v6M11-9h6M-14 0l3 2 3-2",
    ),
    # a dark wood
    "fears": (
        *("OPQTSO", (214, 358), (208, 386)),
        "M-16 9v-4M-22 5l6-9 6 9zM-20-1l4-7 4 7M0 9v-4M-6 5l6-10 6 10zM-4-2l4-8 4 8"
        "M16 9v-4M10 5l6-9 6 9zM12-1l4-7 4 7",
    ),
    # flowers
    "loves": (
        *("BEHGB", (52, 158), (60, 180)),
        "M0 10V0M0 0a4 4 0 1 1 .1 0M-12 10V4M-12 4a3 3 0 1 1 .1 0M12 10V3M12 3a3 3 0 1 1 .1 0"
        "M0 7c-3 0-5-2-5-4M0 7c3 0 5-2 5-4",
    ),
    # a walled garden with its gate ajar
    "intimacy": (
        *("GHINMG", (66, 252), (72, 280)),
        "M-17 10V-3h10v13M17 10V-3H7v13M-7-3a7 7 0 0 1 14 0M-7 10l9 3V0l-9-3M-20 10h6M20 10h-3",
    ),
    # the high summit
    "meaning": ("ACFDA", (266, 58), (260, 86), "M-20 10L-3-11l5 6 4-4 14 19M-8-5l5 4 3-2M-3-11v-6l6 2-6 2"),
}


class Land(msgspec.Struct, frozen=True):
    """One region's ground: its outline and contour lines as SVG, its name's place, and a drawn mark."""

    outline: str
    heights: tuple[str, ...]  # transforms that shrink the outline towards its summit
    at: Point
    mark: str


@cache
def lands() -> dict[str, Land]:
    """Every region's ground by the region's id."""
    return {
        id: Land(_outline(ring), tuple(_height(summit, share) for share in (0.74, 0.5, 0.28)), at, mark)
        for id, (ring, summit, at, mark) in _LANDS.items()
    }


@cache
def coast() -> str:
    """The shore round all of them."""
    return _outline(_COAST)


def _outline(ring: str) -> str:
    """The closed path along the borders between a ring of corners."""
    parts = [f"M{_text(_border(ring[0], ring[1])[0])}"]
    for first, second in pairwise(ring):
        parts.append(_curve(_border(first, second)))
    return "".join(parts) + "Z"


def _border(first: str, second: str) -> tuple[Point, ...]:
    there = _BORDERS.get(first + second)
    return _points(there) if there else tuple(reversed(_points(_BORDERS[second + first])))


def _points(written: str) -> tuple[Point, ...]:
    pairs = (one.split(",") for one in written.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def _curve(points: tuple[Point, ...]) -> str:
    """A soft line through the points: Catmull and Rom's spline, as cubic curves."""
    padded = (points[0], *points, points[-1])
    drawn = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        out = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        into = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        drawn.append(f"C{_text(out)} {_text(into)} {_text(end)}")
    return "".join(drawn)


def _height(summit: Point, share: float) -> str:
    x, y = summit[0] * (1 - share), summit[1] * (1 - share)
    return f"translate({x:.1f} {y:.1f}) scale({share})"


def _text(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
