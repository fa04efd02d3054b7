"""The ring of a practice: each stretch in the colour of whoever speaks in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template

register = template.Library()
GAP = 0.012  # of the whole: what is left open between two stretches


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbours of one speaker, as one line: where it starts and how long it is, 0–1."""

    speaker: str
    start: str
    length: str


@register.filter
def stretches(arcs: Iterable[dict[str, Any]]) -> list[Stretch]:
    """The arcs, neighbours of one speaker joined; numbers are written as SVG reads them.

    Each arc has its `share` of the whole (0–1) and its `speaker`, "" for both.
    """
    found: list[Stretch] = []
    start = 0.0
    for speaker, group in groupby(arcs, key=lambda arc: str(arc["speaker"])):
        share = sum(float(arc["share"]) for arc in group)
        found.append(Stretch(speaker, f"{start + GAP / 2:.4f}", f"{max(share - GAP, 0.004):.4f}"))
        start += share
    return found if len(found) > 1 else [Stretch(one.speaker, "0", "1") for one in found]
