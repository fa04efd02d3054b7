"""Whether the statistics keep what they say, by simulation through the product's own code.

    nice .venv/bin/python -m bench.calibration [--runs 2000] [--quick] [--part slopes]

Prints Markdown tables, and ends with 1 when a line of acceptance is missed. Seeds are fixed: the same code
gives the same figures. With few runs a line can be missed by chance.
"""

import argparse
import sys

from bench import calibration_couples, calibration_lots
from bench.calibration import levels, pages, slopes
from bench.calibration_lots import shown

PARTS = {
    "slopes": slopes.SECTIONS,
    "pages": pages.SECTIONS,
    "levels": levels.SECTIONS,
    "lots": calibration_lots.SECTIONS,
    "couples": calibration_couples.SECTIONS,
}
RUNS, QUICK = 2_000, 400


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--runs", type=int, default=RUNS, help="diaries a cell")
    asked.add_argument("--quick", action="store_true", help=f"a trial with {QUICK}")
    asked.add_argument("--part", choices=list(PARTS), help="one part alone")
    options = asked.parse_args()
    parts = [options.part] if options.part else list(PARTS)
    missed = sum(shown(PARTS[part], QUICK if options.quick else options.runs) for part in parts)
    print(f"\nLines missed: {missed}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
