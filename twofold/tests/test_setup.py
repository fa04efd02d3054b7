"""What gets installed is locked, and the locks name no place it came from."""

import json
import re

import pytest

from twofold.built import BuiltStorage, read_manifest
from twofold.values import ROOT


def pins(kind: str) -> set[str]:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return set(re.findall(r"^[\w.-]+==[^\s;]+", text, re.MULTILINE))


@pytest.mark.parametrize("kind", ["serve", "test"])
def test_every_python_package_has_a_hash_and_no_host(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    assert "/" not in text
    for package in re.split(r"\n(?=\w)", text.strip()):
        assert "--hash=sha256:" in package


def test_the_test_packages_contain_the_servers():
    assert pins("serve") < pins("test")


def test_every_npm_package_has_a_hash_and_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-")
            assert "resolved" not in package


def test_age_and_twofold_share_one_copy_of_each_primitive():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name in ("@noble/curves", "@noble/hashes", "@scure/base"):
        assert [path for path in packages if path.endswith(f"/{name}")] == [f"node_modules/{name}"]


def test_pages_link_to_the_build_by_names_that_change_with_the_content():
    storage = BuiltStorage(base_url="/static/")
    for plain in ("main.js", "main.css", "rooms.css", "derive-worker.js"):
        stem, _, ending = plain.partition(".")
        assert re.fullmatch(rf"/static/built/{stem}-[A-Z0-9]{{8}}\.{ending}", storage.url(f"built/{plain}"))
    assert storage.url("icon.svg") == "/static/icon.svg"


def test_the_fonts_are_the_two_that_are_needed():
    fonts = [name for name in read_manifest() if name.endswith(".woff2")]
    assert {name.split("/")[1].split("-")[0] for name in fonts} <= {"figtree", "fraunces"}
    assert all("-latin" in name for name in fonts)
