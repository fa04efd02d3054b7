"""Leads `{% static "built/main.js" %}` to the name with a hash in it that the build has written."""

import json
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

FOLDER = "built/"
MANIFEST = Path(__file__).resolve().parent / "static" / "built" / "manifest.json"


class BuiltStorage(StaticFilesStorage):
    """Static files, where those of the build carry hashed names. Other names stay as they are."""

    def url(self, name: str | None) -> str:
        if name and name.startswith(FOLDER):
            plain = name.removeprefix(FOLDER)
            files = read_manifest() if settings.DEBUG else self.files
            name = FOLDER + files.get(plain, plain)
        return super().url(name)

    @cached_property
    def files(self) -> dict[str, str]:
        """Hashed names by plain name, read once: a new build comes with a new start."""
        return read_manifest()


def built_file(name: str) -> Path | None:
    """Where a file of the build lies, by its plain name; None when there was no build yet."""
    hashed = read_manifest().get(name)
    return MANIFEST.parent / hashed if hashed else None


def read_manifest() -> dict[str, str]:
    """What the last build wrote; empty when there was none yet."""
    if not MANIFEST.is_file():
        return {}
    files: dict[str, str] = json.loads(MANIFEST.read_text())["files"]
    return files
