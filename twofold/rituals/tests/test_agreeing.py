"""A ritual takes two to begin and one to end; nobody agrees to what they have not seen."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from twofold.couples.letters import Letter
from twofold.rituals.models import Ritual
from twofold.testing import Cast

from .two import DAILY, FRIDAY, agreed, suggested


@pytest.fixture
def two(cast: Cast) -> Cast:
    return cast.paired()


def test_it_begins_when_both_have_said_yes(two: Cast) -> None:
    ritual = suggested(two.ada)
    assert two.ada.post(f"/rhythm/{ritual.pk}/agree", turn=1).status_code == 409
    assert "Ada suggests" in two.ben.get("/rhythm").content.decode()
    assert two.ben.post(f"/rhythm/{ritual.pk}/agree", turn=1).status_code == 200
    assert two.ben.post(f"/rhythm/{ritual.pk}/agree", turn=1).status_code == 200
    ritual.refresh_from_db()
    assert ritual.agreed and "Ada suggests" not in two.ben.get("/rhythm").content.decode()


def test_another_time_changes_hands(two: Cast) -> None:
    ritual = suggested(two.ada)
    url = f"/rhythm/{ritual.pk}"
    assert two.ben.post(f"{url}/suggest", turn=1, when={**DAILY, "time": "20:00"}).status_code == 200
    assert two.ben.post(f"{url}/agree", turn=2).status_code == 409
    assert two.ada.post(f"{url}/agree", turn=1).status_code == 409  # she has not seen the new time
    assert two.ada.post(f"{url}/agree", turn=2).status_code == 200
    ritual.refresh_from_db()
    assert f"{ritual.time:%H:%M}" == "20:00"


def test_two_who_suggest_at_once(two: Cast) -> None:
    ritual = suggested(two.ada)
    url = f"/rhythm/{ritual.pk}/suggest"
    assert two.ben.post(url, turn=1, when={**DAILY, "time": "20:00"}).status_code == 200
    late = two.ada.post(url, turn=1, when={**DAILY, "time": "22:00"})
    assert late.status_code == 409 and late.json()["turn"] == 2


def test_a_change_waits_beside_what_is_agreed(two: Cast) -> None:
    old, change = agreed(two.ada, two.ben), str(uuid4())
    body = {"turn": 1, "ritual": change, "when": FRIDAY}
    for _ in range(2):  # sent twice
        assert two.ben.post(f"/rhythm/{old.pk}/suggest", **body).status_code == 200
    another = two.ada.post(f"/rhythm/{old.pk}/suggest", **{**body, "ritual": str(uuid4())})
    assert another.status_code == 409
    old.refresh_from_db()
    assert old.agreed and Ritual.objects.count() == 2
    assert two.ada.post(f"/rhythm/{change}/agree", turn=1).status_code == 200
    old.refresh_from_db()
    new = Ritual.objects.get(pk=change)
    assert old.ended_at == new.agreed_at and new.agreed and new.source == old.source


def test_either_ends_it_and_may_undo_it(two: Cast) -> None:
    ritual = agreed(two.ada, two.ben)
    ended = two.ben.post(f"/rhythm/{ritual.pk}/end")
    assert ended.status_code == 200
    assert two.ada.post(ended.json()["undo"]).status_code == 409  # his own to undo
    assert two.ben.post(ended.json()["undo"]).status_code == 200
    ritual.refresh_from_db()
    assert ritual.agreed
    two.ben.post(f"/rhythm/{ritual.pk}/end")
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2)):
        assert two.ben.post(ended.json()["undo"]).status_code == 409


def test_what_is_let_go_cannot_be_agreed_to(two: Cast) -> None:
    ritual = suggested(two.ada)
    assert two.ada.post(f"/rhythm/{ritual.pk}/end").status_code == 200
    assert two.ben.post(f"/rhythm/{ritual.pk}/agree", turn=1).status_code == 409
    assert "Ada suggests" not in two.ben.get("/rhythm").content.decode()


def test_sending_twice_is_suggesting_once(two: Cast) -> None:
    id = str(uuid4())
    for _ in range(2):
        sent = two.ada.post("/rhythm/propose", ritual=id, source="morning-coffee", when=DAILY)
        assert sent.status_code == 200
    assert Ritual.objects.count() == 1
    again = two.ben.post("/rhythm/propose", ritual=str(uuid4()), source="morning-coffee", when=DAILY)
    assert again.status_code == 409


def test_ones_own_words_stay_sealed(two: Cast) -> None:
    letter = two.ada.seal("ritual", {"title": "Soup on the stairs", "text": "Two bowls."})
    id = uuid4()
    sent = two.ada.post("/rhythm/propose", ritual=str(id), letter=letter, when=FRIDAY)
    assert sent.status_code == 200
    page = two.ben.get("/rhythm").content.decode()
    assert letter["sealed"] in page and "Soup" not in page
    words = two.ben.open(Letter.objects.get(pk=letter["id"]), two.ada)
    assert words == {"title": "Soup on the stairs", "text": "Two bowls."}
    assert two.cleo.get(f"/rhythm/own/{letter['id']}").status_code == 302
    two.ada.post(f"/rhythm/{id}/end")
    assert letter["sealed"] in two.ben.get("/rhythm/shelf").content.decode()
    again = two.ben.post("/rhythm/propose", ritual=str(uuid4()), own=letter["id"], when=FRIDAY)
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"source": "no-such-ritual", "when": DAILY}, 404),
        ({"source": "tip:no-such-tip", "when": DAILY}, 404),
        ({"when": DAILY}, 400),
        ({"source": "morning-coffee", "own": str(uuid4()), "when": DAILY}, 400),
        ({"own": str(uuid4()), "when": DAILY}, 404),
        ({"source": "morning-coffee", "when": {**DAILY, "days": []}}, 400),
        ({"source": "morning-coffee", "when": {**DAILY, "days": [7]}}, 400),
        ({"source": "morning-coffee", "when": {**DAILY, "time": "25:00"}}, 400),
        ({"source": "morning-coffee", "when": {**DAILY, "time": "٢١:٠٠"}}, 400),
        ({"source": "morning-coffee", "when": {**DAILY, "minutes": 0}}, 400),
        ({"source": "morning-coffee", "when": {**DAILY, "cadence": "weekly"}}, 400),
        ({"source": "morning-coffee", "when": {**FRIDAY, "cadence": "monthly"}}, 400),
        ({"source": "morning-coffee", "when": {**FRIDAY, "week": 2}}, 400),
    ],
)
def test_what_cannot_be_read(two: Cast, body: dict[str, object], status: int) -> None:
    assert two.ada.post("/rhythm/propose", ritual=str(uuid4()), **body).status_code == status
    assert Ritual.objects.count() == 0


def test_a_stranger_finds_nothing(two: Cast) -> None:
    from twofold.testing import Player, pair

    ritual = agreed(two.ada, two.ben)
    pair(two.cleo, Player("Eve"))
    url = f"/rhythm/{ritual.pk}"
    assert two.cleo.get(url).status_code == 404
    assert two.cleo.get(f"{url}/event.ics?day={two.couple.day()}").status_code == 404
    for act, body in (
        ("agree", {"turn": 1}),
        ("suggest", {"turn": 1, "when": DAILY}),
        ("end", {}),
        ("take-up", {}),
        ("mark", {"day": str(two.couple.day()), "state": "left"}),
    ):
        assert two.cleo.post(f"{url}/{act}", **body).status_code == 404
    taken = two.cleo.post("/rhythm/propose", ritual=str(ritual.pk), source="morning-coffee", when=DAILY)
    assert taken.status_code == 404
    two.couple.part(two.ada.person)
    assert two.ben.get(url).status_code == 302
    assert two.ben.post(f"{url}/end").status_code == 409
