"""Gentle words: every case beside the rules holds, and the figures on both known sets of lines stay."""

from pathlib import Path

import pytest

from twofold.content import ContentError, folder
from twofold.repair import patterns
from twofold.repair.patterns import KINDS, kinds, rule_book, rule_bytes
from twofold.repair.readings import ROOT, kinds_of, lines, notices
from twofold.testing import Cast


@pytest.mark.parametrize("kind", KINDS)
def test_every_case_beside_a_rule_holds(kind: str) -> None:
    found = next(one for one in kinds() if one.kind == kind)
    hits = [(one.id, case) for one in found.pattern for case in one.hits]
    spares = [(one.id, case) for one in found.pattern for case in one.spares]
    noticed = [kinds_of(one) for one in notices([case for _, case in hits])]
    spared = [kinds_of(one) for one in notices([case for _, case in spares])]
    assert [case for case, got in zip(hits, noticed, strict=True) if kind not in got] == []
    assert [case for case, got in zip(spares, spared, strict=True) if kind in got] == []


@pytest.mark.parametrize("name", ["development", "practice"])
def test_the_figures_the_rules_are_written_by_do_not_fall(name: str) -> None:
    labelled = lines(name)
    found = [bool(one) for one in notices([line.text for line in labelled])]
    pairs = list(zip((bool(line.kinds) for line in labelled), found, strict=True))
    right = pairs.count((True, True))
    assert right / (right + pairs.count((False, True))) >= 0.97
    assert right / (right + pairs.count((True, False))) >= 0.97


def test_what_is_shown_is_what_was_typed() -> None:
    typed = "Hm.  yOu   never listen to me 😀, ok?"
    (one,) = [one for one in notices([typed])[0] if one["kind"] == "always-never"]
    assert one["words"] == "yOu   never listen"
    assert typed[one["from"] : one["to"]] == one["words"]
    assert one["say"] == "i miss it when you listen" or one["say"] == "I miss it when you listen"


@pytest.mark.parametrize(
    "typed", ["", " ", "\n\n", "?!", "“", "'" * 40, "a" * 4000, "💛" * 50, "you " * 2000]
)
def test_nothing_typed_trips_it(typed: str) -> None:
    assert isinstance(notices([typed])[0], list)


def test_no_rule_speaks_in_blame() -> None:
    for kind in kinds():
        for words in (kind.title, kind.why, kind.offer, *(one.say for one in kind.pattern)):
            lowered = words.casefold()
            assert not any(
                never in lowered for never in ("should", "must", "failed", "!", "wrong with you")
            ), words


def test_the_analyser_reaches_no_page_and_no_network() -> None:
    for name in ("notice", "reading", "rules", "spelling"):
        code = (ROOT / "web/lib/gentle" / f"{name}.ts").read_text()
        assert not any(
            word in code for word in ("fetch(", "document.", "localStorage", "indexedDB", "console.")
        ), name


def test_a_fault_is_named_by_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "threat.toml"
    good = (folder("repair/patterns") / "threat.toml").read_text()
    broken.write_text(good.replace("<after>", "<nowhere>", 1))
    with pytest.raises(ContentError, match=r"threat\.toml:\d+: no list is called nowhere"):
        patterns._kind(broken, patterns.shared())
    broken.write_text(good.replace('kind = "threat"', 'kind = "thread"'))
    with pytest.raises(ContentError, match=r"threat\.toml:2:"):
        patterns._kind(broken, patterns.shared())


def test_the_rules_are_kept_by_browsers_until_they_change(cast: Cast) -> None:
    name, body = rule_bytes()
    answer = cast.ada.get(f"/repair/words/{name}.json")
    assert answer.content == body
    assert "immutable" in answer.headers["Cache-Control"]
    old = cast.ada.get("/repair/words/0123456789abcdef.json")
    assert old.status_code == 302
    assert old.url.endswith(f"{name}.json")
    assert "hits" not in str(rule_book()["kinds"][0]["pattern"][0])
