"""The lessons are whole, short, plain and grounded; a fault in one is named by file and line."""

import re
from pathlib import Path

import pytest

from twofold.content import ContentError, folder
from twofold.learning import prose
from twofold.learning.lessons import GROUPS, Lesson, evidence, lessons, read_evidence, read_lessons, topics

BANNED = re.compile(
    r"\b(should|must|failed|only|always|proven|oxytocin|cortisol|toxic|healthy|codependent|narcissis\w+"
    r"|studies show|he|she|husband|wife|boyfriend|girlfriend)\b|!",
    re.IGNORECASE,
)
LESSON = '''order = 3
group = "talking"
title = "A small one"
line = "One sentence that somebody takes away."
minutes = 1
body = """
A paragraph with **bold**, *italic* and “something said” in it, and enough of it to be read as a lesson, which
is two hundred signs at the least, so here are a few words more about nothing in particular.

## A heading

- one
- two
"""
question = "What would you like to ask?"
practice = "six-minute-morning"
why_this = "It goes with it quite well."
sources = ["milek-2015"]
'''


def said(lesson: Lesson) -> str:
    return " ".join((lesson.title, lesson.line, lesson.body, lesson.question, lesson.why_this, lesson.care))


def test_there_are_enough_of_them_on_every_part_of_the_shelf() -> None:
    assert len(lessons()) >= 25
    assert {one.group for one in lessons().values()} == {one.id for one in GROUPS}


@pytest.mark.parametrize("id", sorted(lessons()))
def test_a_lesson_is_short_and_plain(id: str) -> None:
    lesson = lessons()[id]
    assert prose.words(lesson.body) <= 480
    assert grade(lesson.body) <= 8
    assert not [one for one in BANNED.findall(quiet(said(lesson))) if one]
    assert "'" not in said(lesson) and '"' not in said(lesson)


def quiet(text: str) -> str:
    """Without what people say aloud, and what a study says of those it asked."""
    return re.sub(r"“[^”]*”|husbands’", "", text)


def grade(body: str) -> float:
    """Flesch and Kincaid's grade, with vowels in a row for a syllable."""
    plain = re.sub(r"[*#“”]", "", re.sub(r"^- |^## .*$", "", body, flags=re.MULTILINE))
    sentences = [one for one in re.split(r"[.?:](?=\s|$)|\n\n", plain) if one.strip()]
    words = re.findall(r"[A-Za-z’]+", plain)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", one.lower())))) for one in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_every_source_has_its_number_on_the_evidence_page() -> None:
    page = (folder("..").resolve() / "docs" / "evidence.md").read_text()
    known = {int(one) for one in re.findall(r"(?m)^(\d+)\. ", page)}
    assert {one.number for one in evidence().values()} == known
    assert {one.topic for one in evidence().values()} == {one.id for one in topics()}
    for one in evidence().values():
        assert not BANNED.findall(quiet(one.found + one.limit)), one.id


SIZES, WED = re.compile(r"\b\d{2,} (?:women|couples|people)\b|\b15 days\b"), re.compile(r"newly-?wed ")
TOLD = {  # of studies without a number of their own
    "A thesis": "milek-thesis",
    "about two weeks": "diary-soon",
    "Aron and others (2000)": "aron-2000",
    "meals without phones": "mcdaniel-drouin-2019",
    "researchers’ forecasts": "prediction-limits",
}


@pytest.mark.parametrize("id", sorted(lessons()))
def test_a_lesson_names_each_study_that_it_tells_of(id: str) -> None:
    by_size = {size: one.id for one in evidence().values() for size in SIZES.findall(WED.sub("", one.found))}
    body = WED.sub("", lessons()[id].body)
    named = {study for words, study in {**by_size, **TOLD}.items() if words in body}
    assert named <= set(lessons()[id].sources)


def test_the_body_is_safe_and_speech_is_set_as_speech() -> None:
    assert prose.html("A <b>tag</b> & “<i>said</i>”.") == (
        '<p>A &lt;b&gt;tag&lt;/b&gt; &amp; <span class="aloud">“&lt;i&gt;said&lt;/i&gt;”</span>.</p>\n'
    )
    assert "<a" not in prose.html("[here](javascript:alert(1)) <https://example.org>")


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('group = "talking"', 'group = "dancing"'), 2, "dancing"),
        (('"A small one"', f'"{"long " * 12}"'), 3, "48"),
        (("minutes = 1", "minutes = 4"), 5, "<= 3"),
        (("## A heading", "# A heading"), 10, "begin with ##"),
        (("- one", "1. one"), 12, "lists with -"),
        (("- two", "- [two](http://x)"), 13, "no links"),
        (("## A heading", "<b>A heading</b>"), 10, "HTML"),
        (("- one", "- one\n" + "- word word word word word word word\n" * 30), 5, "longer than 1 minute"),
        (("to ask?", "to ask."), 15, "regex"),
        (("six-minute-morning", "no-such"), 16, "no practice"),
        (("milek-2015", "nobody-1900"), 18, "no source"),
        (("order = 3", 'order = 3\nid = "mine"'), 2, "file’s name"),
        (("order = 3", "order = three"), 1, "Invalid"),
        (("order = 3", "order = 3\nstray = 1"), 1, "stray"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    (tmp_path / "sources.toml").write_text((folder("learn") / "sources.toml").read_text())
    (tmp_path / "small.toml").write_text(LESSON.replace(*change))
    with pytest.raises(ContentError) as fault:
        read_lessons(tmp_path)
    assert str(fault.value).startswith(f"small.toml:{line}:"), fault.value
    assert says in str(fault.value).replace("'", "’")


def test_two_lessons_do_not_stand_in_one_place(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text((folder("learn") / "sources.toml").read_text())
    for name in ("first", "second"):
        (tmp_path / f"{name}.toml").write_text(LESSON)
    with pytest.raises(ContentError, match=r"second\.toml:1: first stands at 3 too"):
        read_lessons(tmp_path)


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("number = 2", "number = 1"), 8, "twice"),
        (('topic = "t"\nnumber = 2', 'topic = "u"\nnumber = 2'), 8, "topic"),
    ],
)
def test_a_fault_in_a_source_is_named(tmp_path: Path, change: tuple[str, str], line: int, says: str) -> None:
    a_source = '[[source]]\nid = "{0}"\ntopic = "t"\nnumber = {1}\ncite = "Somebody, 1900"\n'
    a_source += 'found = "Something was found."\nlimit = "And this is where it ends."\n'
    head = '[[topic]]\nid = "t"\ntitle = "All of it"\n'
    path = tmp_path / "sources.toml"
    path.write_text((head + a_source.format("one", 1) + a_source.format("two", 2)).replace(*change))
    with pytest.raises(ContentError, match=f"sources.toml:{line + 4}: .*{says}"):
        read_evidence(path)
