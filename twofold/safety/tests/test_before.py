"""The private choice: before the practices that need it, the same for everybody, and sent nowhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from twofold.content import ContentError, folder
from twofold.practices.library import practices
from twofold.safety.asking import comes_first
from twofold.safety.words import before, good_for_me, read_before, read_good_for_me
from twofold.testing import Cast

AROUND = {"repair-talk", "repair-talk-short", "apology-without-but", "reliable-steps", "forgiving-first-step"}
FREE = {"morning-coffee", "our-story-told", "date-planning", "celebrating-good-news", "thirty-six-one"}


def test_conflict_and_trust_rebuilt_come_after_it_and_a_coffee_does_not() -> None:
    asked = {id for id, one in practices().items() if comes_first(one)}
    assert asked >= AROUND
    assert not asked & FREE
    for id, one in practices().items():
        by_rule = {"repair", "safety"} & set(one.components) or any(row[0] == "F" for row in one.serves)
        assert (id in asked) == bool(by_rule)


@pytest.fixture
def page(cast: Cast) -> str:
    cast.paired()
    return str(cast.ada.get("/practise/repair-talk-short").content.decode())


def test_it_stands_before_the_beginning(cast: Cast, page: str) -> None:
    assert page.index("<before-begin") < page.index("<begin-practice")
    assert "data-behind" in page[page.index("<begin-practice") :][:60]
    assert "<before-begin" not in cast.ada.get("/practise/morning-coffee").content.decode()


def test_both_answers_are_in_the_page_already(page: str) -> None:
    words = before()
    part = page[page.index("<before-begin") : page.index("</before-begin>")]
    for said in (*words.paragraph, *words.afraid.unseen):
        assert said.title in part.replace("&#x27;", "’")
    assert [one.id for one in words.choice] == ["at-ease", "sometimes-afraid"]
    assert not re.findall(r"<form|<input|data-url|method=", part)


def test_it_is_the_same_whoever_looks(cast: Cast, page: str) -> None:
    theirs = cast.ben.get("/practise/repair-talk-short").content.decode()
    cut = slice(page.index("<before-begin"), page.index("</before-begin>"))
    assert page[cut] in theirs


def test_the_partner_who_joins_is_asked_too(cast: Cast) -> None:
    cast.paired()
    url = cast.ada.post("/practise/repair-talk-short/begin").json()["url"]
    theirs = cast.ben.get(url).content.decode()
    assert 'data-chosen-at="/practise/repair-talk-short"' in theirs
    live = url.rstrip("/")
    assert cast.ben.post(f"{live}/join", version=1).status_code == 200
    assert "<before-begin" not in cast.ben.get(url).content.decode()  # and not in the middle of it


def test_a_light_one_is_joined_without(cast: Cast) -> None:
    cast.paired()
    url = cast.ada.post("/practise/morning-coffee/begin").json()["url"]
    assert "<before-begin" not in cast.ben.get(url).content.decode()


def test_any_page_can_put_it_first() -> None:
    part = render_to_string("safety/before.html")
    assert part.count("data-choose=") == 3


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('id = "what-fear-says"', 'id = "when-talking-helps"'), None, "twice"),
        (('id = "sometimes-afraid"', 'id = "no"'), None, "no"),
        (('title = "Before you begin"', "title = 3"), 3, "str"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: tuple[str, str], line: int | None, says: str) -> None:
    text = (folder("safety") / "before.toml").read_text()
    assert change[0] in text
    (tmp_path / "before.toml").write_text(text.replace(*change))
    at = line or text[: text.index(change[0])].count("\n") + 1
    with pytest.raises(ContentError) as fault:
        read_before(tmp_path / "before.toml")
    assert str(fault.value).startswith(f"before.toml:{at}:"), fault.value
    assert says in str(fault.value)


def test_the_signs_are_as_many_on_either_side(tmp_path: Path) -> None:
    assert len(good_for_me().good) == len(good_for_me().hard)
    text = (folder("safety") / "good-for-me.toml").read_text()
    (tmp_path / "good-for-me.toml").write_text(text.replace('id = "pause"', 'id = "slower"'))
    with pytest.raises(ContentError, match=r"^good-for-me\.toml:\d+: the id 'slower' stands here twice"):
        read_good_for_me(tmp_path / "good-for-me.toml")


@pytest.mark.parametrize("word", ["should", "must", "failed", "only"])
def test_nothing_here_presses(word: str) -> None:
    for file in (folder("safety")).glob("*.toml"):
        said = " ".join(re.findall(r'"([^"]*)"', re.sub(r"(?m)^#.*$", "", file.read_text()))).casefold()
        assert not re.search(rf"\b{word}\b", said), (file.name, word)
        assert "!" not in said
