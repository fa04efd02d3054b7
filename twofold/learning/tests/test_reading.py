"""Reading: open to everybody who is signed in, alone or not; the mark is one's own, and told to nobody."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.boundaries.models import Boundary
from twofold.learning.lessons import lessons
from twofold.learning.models import LessonRead
from twofold.people.models import Person
from twofold.practices.library import practices
from twofold.testing import Cast, Player

DEEP = max(lessons().values(), key=lambda one: practices()[one.practice].depth)


def page(player: Player, path: str = "/learn") -> str:
    found = player.get(path)
    assert found.status_code == 200, path
    text: str = found.content.decode()
    return text


def mark(player: Player, lesson: str = "touch", on: Any = True) -> Any:
    return player.post(f"/learn/{lesson}/read", on=on)


def test_somebody_alone_reads_everything(cast: Cast) -> None:
    shelf = page(cast.cleo)
    for id, lesson in lessons().items():
        assert f"/learn/{id}" in shelf
        text = page(cast.cleo, f"/learn/{id}")
        assert "opens once your partner has joined" in text
        assert practices()[lesson.practice].title in text
    assert "What research found" in page(cast.cleo, "/learn/evidence")


def test_a_lesson_leads_to_its_practice_and_its_grounds(cast: Cast) -> None:
    text = page(cast.paired().ada, "/learn/touch")
    assert "/practise/twenty-second-hug" in text
    assert "102 couples reported four times a day" in text and "/learn/evidence#debrot-2013" in text
    assert "/learn/wishes-and-boundaries" in text  # the next one
    assert 'id="debrot-2013"' in page(cast.ada, "/learn/evidence")


def test_a_practice_beyond_the_two_is_as_one_that_never_was(cast: Cast) -> None:
    depth = practices()[DEEP.practice].depth
    assert depth > 1
    Person.objects.filter(pk=cast.paired().ben.id).update(depth=depth - 1)
    text = page(cast.ada, f"/learn/{DEEP.id}")
    assert practices()[DEEP.practice].title not in text and DEEP.why_this not in text
    assert DEEP.question in text
    Person.objects.filter(pk=cast.ben.id).update(depth=5)
    Boundary.objects.create(person=cast.ben.person, practices=[DEEP.practice])
    again = page(cast.ada, f"/learn/{DEEP.id}")
    assert text.partition("<main")[2] == again.partition("<main")[2]  # and the reason is nowhere


def test_a_mark_is_ones_own_and_goes_as_it_came(cast: Cast) -> None:
    before = page(cast.paired().ben)
    for _ in range(2):
        assert mark(cast.ada).json() == {"ok": True, "on": True}
    assert LessonRead.objects.count() == 1
    assert "✓ read" in page(cast.ada) and 'aria-pressed="true"' in page(cast.ada, "/learn/touch")
    assert page(cast.ben).count("✓ read") == before.count("✓ read") == 0
    for _ in range(2):
        assert mark(cast.ada, on=False).json()["on"] is False
    assert not LessonRead.objects.exists()


def test_the_mark_is_told_to_ones_own_devices_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, what: told.append((people, what)))
    mark(cast.paired().ada)
    assert told == [([cast.ada.id], {"part": "lessons"})]


@pytest.mark.parametrize("on", ["yes", None, 1, {}])
def test_a_mark_that_is_none_is_refused(cast: Cast, on: Any) -> None:
    assert mark(cast.ada, on=on).status_code == 400
    assert cast.ada.client.post("/learn/touch/read", json.dumps([]), "application/json").status_code == 400


@pytest.mark.parametrize("path", ["/learn/no-such-lesson", "/learn/sources", "/learn/1"])
def test_what_is_no_lesson_is_not_there(cast: Cast, path: str) -> None:
    assert cast.ada.get(path).status_code == 404
    assert cast.ada.post(f"{path}/read", on=True).status_code == 404


def test_marks_stay_when_a_couple_parts(cast: Cast) -> None:
    mark(cast.paired().ada)
    cast.couple.part(cast.ben.person)
    assert "✓ read" in page(cast.ada)


@pytest.mark.parametrize("path", ["/learn", "/learn/touch", "/learn/evidence"])
def test_a_page_is_cheap(cast: Cast, path: str) -> None:
    LessonRead.objects.bulk_create(LessonRead(person=cast.paired().ada.person, lesson=id) for id in lessons())
    with CaptureQueriesContext(connection) as seen:
        page(cast.ada, path)
    assert len(seen) <= 8
