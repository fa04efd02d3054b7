"""A line of a table, and which acceptance line of the statistics it answers to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from bench.figures import table


@dataclass
class Line:
    """A row to print; `asked` is the number of the acceptance line, 0 for a figure for its own sake."""

    cells: Sequence[object]
    asked: int = 0
    met: bool = True


# A title, the head of a table, and what makes its lines out of the number of runs.
Section = tuple[str, Sequence[str], Callable[[int], Iterator[Line]]]


def points(share: float) -> str:
    """Per cent with one decimal; a dash where nearly every diary is refused."""
    return "–" if isnan(share) else f"{share:.1f}"


def print_lines(head: Sequence[str], lines: Iterable[Line]) -> list[Line]:
    """Prints them as a table and gives back the ones that miss what is asked."""
    kept = list(lines)
    asked = any(line.asked for line in kept)
    verdict = [["met" if line.met else "missed"] if asked else [] for line in kept]
    table(
        [*head, "asked"] if asked else head,
        [[*one.cells, *said] for one, said in zip(kept, verdict, strict=True)],
    )
    return [line for line in kept if not line.met]
