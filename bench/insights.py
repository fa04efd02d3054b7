"""How insights behave with five years of two diaries: each page worked out anew and from memory.

    .venv/bin/python -m bench.insights

Two data folders are filled, one with ten weeks and one with many days, and their pages are asked for by turns
in a process of their own. Times are of the processor, so that they are the page's and not the machine's.
"""

import argparse
import json
import statistics
from typing import Any

from bench.couple import paired
from bench.figures import against, machine, p95, ratio, table
from bench.place import fresh_place

FEW = 70
MOST_MS, MOST_QUERIES = 150, 14


def filled(days: int, rounds: int) -> dict[str, Any]:
    """Let two people in, stop, fill, and time."""
    with fresh_place() as place:
        place.start()
        paired(place.port)
        place.end()
        found: dict[str, Any] = json.loads(place.run("bench.insights_history", str(days), str(rounds)))
        return found


def row(name: str, few: dict[str, Any], many: dict[str, Any]) -> list[object]:
    """A page: its medians, how much more many days take, how much less memory takes, its queries."""
    by_days = ratio(many["anew"], few["anew"])
    by_memory = ratio(many["kept"], many["anew"])
    anew = statistics.median(many["anew"])
    return [
        name,
        f"{statistics.median(few['anew']):.1f}",
        f"{anew:.1f} ({p95(many['anew']):.1f})",
        f"{statistics.median(many['kept']):.1f}",
        "{:.2f} ({:.2f}–{:.2f})".format(*by_days),
        "{:.2f} ({:.2f}–{:.2f})".format(*by_memory),
        many["queries"],
        f"{against(MOST_MS, anew)}; {against(MOST_QUERIES, many['queries'])}",
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--days", type=int, default=5 * 365)
    asked.add_argument("--rounds", type=int, default=40, help="of each page, anew and from memory")
    given = asked.parse_args()
    print(machine())
    few, many = filled(FEW, given.rounds), filled(given.days, given.rounds)
    head = [
        "Page",
        f"{FEW} days, anew, ms",
        f"{given.days:,} days, anew, ms (p95)",
        "from memory, ms",
        "many against few (95 % interval)",
        "from memory against anew",
        "queries",
        "targets: ms, queries",
    ]
    table(head, [row(name, few[name], many[name]) for name in few])


if __name__ == "__main__":
    main()
