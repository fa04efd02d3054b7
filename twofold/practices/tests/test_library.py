"""The practices are whole, a fault in one is named by file and line, and the shelf keeps to its budget."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.content import ContentError
from twofold.practices.library import Practice, practices, read_practices, turns
from twofold.practices.models import LiveSession, Rating
from twofold.practices.pages import next_after
from twofold.testing import Cast, Player

BUDGET = 14

SMALL = """title = "Small"
invitation = "For a test of the reader."
why = "A habit; nothing was measured."
source = "practice wisdom"
minutes = 3
setting = "together"
depth = 1
components = ["time"]
serves = ["D2"]
cadence = "any"

[[step]]
kind = "read"
text = "Sit down."

[[step]]
kind = "speak"
round = "turns"
seconds = 60
prompt = "Tell one thing."
listener = "Listen."

[[step]]
kind = "reflect"
round = "turns"
prompt = "Say it back."
speaker = "Does it fit?"

[[step]]
kind = "close"
prompt = "Say thank you."
"""


def read(tmp_path: Path, text: str, name: str = "small.toml") -> dict[str, Practice]:
    (tmp_path / name).write_text(text)
    return read_practices(tmp_path)


def test_a_round_is_played_twice_with_the_roles_exchanged(tmp_path: Path) -> None:
    played = [(one.step.kind, one.speaker) for one in turns(read(tmp_path, SMALL)["small"])]
    assert played == [
        ("read", None),
        ("speak", "first"),
        ("reflect", "first"),
        ("speak", "second"),
        ("reflect", "second"),
        ("close", None),
    ]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("depth = 1", "depth = 6"), 7, "<= 5"),
        (("minutes = 3", "minutes = three"), 5, "Invalid"),
        (('setting = "together"', 'setting = "outdoors"'), 6, "outdoors"),
        (('components = ["time"]', 'components = ["astrology"]'), 8, "astrology"),
        (('serves = ["D2"]', 'serves = ["Z2"]'), 9, "regex"),
        (('cadence = "any"', 'cadence = "hourly"'), 10, "hourly"),
        (('kind = "read"', 'kind = "dance"'), 13, "dance"),
        (("seconds = 60", "seconds = 2"), 19, ">= 5"),
        (('listener = "Listen."', 'hearer = "Listen."'), 16, "hearer"),
        (('prompt = "Say thank you."', f'prompt = "{"x" * 241}"'), 31, "240"),
        (('kind = "reflect"\nround = "turns"', 'kind = "reflect"\nround = "other"'), 23, "directly after"),
        (('seconds = 60\nprompt = "Tell', 'prompt = "Tell'), 16, "seconds"),
        (('source = "practice wisdom"\n', ""), 1, "source"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    assert change[0] in SMALL
    with pytest.raises(ContentError, match=f"^small.toml:{line}:") as fault:
        read(tmp_path, SMALL.replace(*change))
    assert says in str(fault.value)


def test_a_round_is_not_interrupted(tmp_path: Path) -> None:
    again = (
        '\n[[step]]\nkind = "speak"\nround = "turns"\nseconds = 60\nprompt = "More."\nlistener = "Listen."\n'
    )
    with pytest.raises(ContentError, match=r"^small.toml:33: the round 'turns' is interrupted"):
        read(tmp_path, SMALL + again)


def test_two_steps_are_too_few(tmp_path: Path) -> None:
    steps = SMALL.split("[[step]]")
    with pytest.raises(ContentError, match="step"):
        read(tmp_path, "[[step]]".join([steps[0], steps[1], steps[4]]))


def test_a_page_of_the_room_cannot_be_hidden_by_a_practice(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^own.toml:1:"):
        read(tmp_path, SMALL, "own.toml")


@pytest.mark.parametrize("practice", practices().values(), ids=lambda one: str(one.id))
def test_the_minutes_are_true(practice: Practice) -> None:
    clocked = sum(one.step.lasts or 0 for one in turns(practice)) / 60
    assert clocked <= practice.minutes


def test_every_kind_of_step_is_in_use() -> None:
    kinds = {step.kind for one in practices().values() for step in one.step}
    assert len(kinds) == 12
    assert len(practices()) >= 60


def queries(player: Player, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert player.get(page).status_code == 200
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


def practised(cast: Cast, times: int) -> None:
    ids, now = list(practices()), timezone.now()
    sessions = [
        LiveSession(
            couple=cast.couple,
            practice=ids[number % len(ids)],
            phase="ended",
            turn=3,
            ended_at=now - timedelta(days=number),
        )
        for number in range(times)
    ]
    LiveSession.objects.bulk_create(sessions)
    Rating.objects.bulk_create(Rating(session=one, person=cast.ada.person, helped=7) for one in sessions)


@pytest.mark.parametrize("page", ["/practise", "/practise/morning-coffee", "/break", "/practise/own"])
def test_a_page_asks_the_same_however_long_the_history(cast: Cast, page: str) -> None:
    cast.paired()
    young = queries(cast.ada, page)
    practised(cast, 150)
    assert queries(cast.ada, page) <= max(young, 1) and young <= BUDGET


def test_the_history_has_pages(cast: Cast) -> None:
    cast.paired()
    practised(cast, 30)
    first = queries(cast.ada, "/practise/past")
    practised(cast, 60)
    assert queries(cast.ada, "/practise/past") <= first


def test_ratings_on_the_shelf_are_ones_own(cast: Cast) -> None:
    cast.paired()
    practised(cast, 2)
    shelf: Any = cast.ada.get("/practise").context["shelf"]
    partners: Any = cast.ben.get("/practise").context["shelf"]
    assert [one.felt for one in shelf.cards if one.done] == [7, 7]
    assert [one.felt for one in partners.cards if one.done] == [None, None]


def test_the_shelf_keeps_to_both_boundaries(cast: Cast) -> None:
    cast.paired()
    cast.ben.person.depth = 2
    cast.ben.person.save()
    shelf: Any = cast.ada.get("/practise").context["shelf"]
    assert {one.practice.depth for one in shelf.cards} <= {1, 2}
    assert len(shelf.cards) == sum(one.depth <= 2 for one in practices().values())


def test_a_star_is_ones_own(cast: Cast) -> None:
    cast.paired()
    assert cast.ada.post("/practise/morning-coffee/star").json()["on"] is True
    assert cast.ben.post("/practise/morning-coffee/star").json()["on"] is True
    assert cast.ada.post("/practise/morning-coffee/star").json()["on"] is False
    assert cast.ada.post("/practise/no-such-thing/star").status_code == 404


def test_the_next_thing_serves_the_same_and_goes_no_deeper_than_both_chose(cast: Cast) -> None:
    cast.paired()
    practice = practices()["morning-coffee"]
    after = next_after(cast.ada.circle, practice)
    assert after and after.depth >= practice.depth and set(after.components) & set(practice.components)
    practised(cast, 1)


def test_somebody_alone_is_led_to_the_invitation(cast: Cast) -> None:
    for page in ("/practise", "/practise/morning-coffee", "/break", "/practise/phones-down"):
        assert cast.cleo.get(page).status_code == 302
    assert cast.cleo.post("/break", minutes=30).status_code == 409
