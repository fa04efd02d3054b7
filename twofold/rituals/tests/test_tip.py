"""The habit of a week: both agree, each looks back alone, and both lines open in the same instant."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twofold.couples.letters import Letter
from twofold.rituals.habits import tip_now
from twofold.rituals.models import Tip
from twofold.rituals.tip_page import PAGE
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

MONDAY = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
SUNDAY = MONDAY + timedelta(days=6)
ONE, OTHER = "thanks-with-a-because", "the-best-bite"


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield cast.paired()


def suggest(player: Player, source: str = ONE, turn: int = 0) -> Any:
    return player.post("/rhythm/tip/suggest", source=source, turn=turn)


def both_agree(two: Cast) -> Tip:
    assert suggest(two.ada).status_code == 200
    tip = Tip.objects.get()
    assert two.ben.post(f"/rhythm/tip/{tip.pk}/agree", turn=1).status_code == 200
    return tip


def note(player: Player, tip: Tip, words: str, how: Any = 1, **given: Any) -> dict[str, Any]:
    id = one_of("tip-note", str(tip.pk), str(player.id))
    return player.seal("tip-note", words, about=tip.pk, id=id, readable={"how": how}, **given)


def look_back(player: Player, tip: Tip, words: str, **given: Any) -> Any:
    return player.post(f"/rhythm/tip/{tip.pk}/note", letter=note(player, tip, words, **given))


def test_one_suggests_and_both_agree(two: Cast) -> None:
    assert suggest(two.ada).status_code == 200
    tip = Tip.objects.get()
    assert two.ada.post(f"/rhythm/tip/{tip.pk}/agree", turn=1).status_code == 409
    assert "Ada suggests" in two.ben.get("/rhythm/tip").content.decode()
    assert two.ben.post(f"/rhythm/tip/{tip.pk}/agree", turn=1).status_code == 200
    circle = two.ben.circle
    _ = circle.couple
    with CaptureQueriesContext(connection) as seen:
        now = tip_now(circle)
    assert len(seen) == 1 and now and now.agreed_at
    assert suggest(two.ada, OTHER, 1).status_code == 409


def test_another_one_changes_hands(two: Cast) -> None:
    suggest(two.ada)
    assert suggest(two.ben, OTHER).status_code == 409  # hers came a moment before: he has not seen it
    assert suggest(two.ben, OTHER, turn=1).status_code == 200
    tip = Tip.objects.get()
    assert two.ada.post(f"/rhythm/tip/{tip.pk}/agree", turn=1).status_code == 409
    assert two.ada.post(f"/rhythm/tip/{tip.pk}/agree", turn=2).status_code == 200


def test_the_same_from_both_is_agreed(two: Cast) -> None:
    suggest(two.ada)
    suggest(two.ada)
    assert Tip.objects.get().agreed_at is None
    suggest(two.ben)
    assert Tip.objects.get().agreed_at


def test_not_this_week_with_the_way_back(two: Cast) -> None:
    tip = both_agree(two)
    gone = two.ben.post(f"/rhythm/tip/{tip.pk}/not-now")
    assert gone.status_code == 200 and not Tip.objects.exists()
    assert "Which one this week?" in two.ada.get("/rhythm/tip").content.decode()
    assert two.ben.post(gone.json()["undo"]).status_code == 200
    assert Tip.objects.get().agreed_at
    with time_machine.travel(SUNDAY, tick=False):
        assert two.ben.post(f"/rhythm/tip/{tip.pk}/not-now").status_code == 409


def test_neither_reads_first(two: Cast) -> None:
    tip = both_agree(two)
    assert look_back(two.ada, tip, "too early").status_code == 409
    with time_machine.travel(SUNDAY, tick=False):
        before = two.ben.get("/rhythm/tip").content
        hers = note(two.ada, tip, "The soup one.")
        for _ in range(2):
            assert two.ada.post(f"/rhythm/tip/{tip.pk}/note", letter=hers).json()["opened"] is False
        assert hers["sealed"].encode() not in two.ben.get("/rhythm/tip").content
        assert len(two.ben.get("/rhythm/tip").content) == len(before)  # nothing tells that she has written
        assert look_back(two.ben, tip, "The lamp.", how=2).json()["opened"] is True
        page = two.ben.get("/rhythm/tip").content.decode()
        assert hers["sealed"] in page and "Most days" in page and "Once or twice" in page
        assert two.ben.open(Letter.objects.get(pk=hers["id"]), two.ada) == "The soup one."


@pytest.mark.parametrize("how", [3, -1, "1", None, 1.5])
def test_what_travels_in_clear_is_checked(two: Cast, how: Any) -> None:
    tip = both_agree(two)
    with time_machine.travel(SUNDAY, tick=False):
        assert look_back(two.ada, tip, "words", how=how).status_code == 400
        extra = two.ada.seal(
            "tip-note",
            "x",
            about=tip.pk,
            id=one_of("tip-note", str(tip.pk), str(two.ada.id)),
            readable={"how": 1, "words": "in clear"},
        )
        assert two.ada.post(f"/rhythm/tip/{tip.pk}/note", letter=extra).status_code == 400


def test_what_cannot_be(two: Cast) -> None:
    assert suggest(two.ada, "no-such-tip").status_code == 404
    tip = both_agree(two)
    pair(two.cleo, Player("Eve"))
    for act in ("agree", "not-now", "note"):
        body = (
            {"turn": 1} if act == "agree" else {"letter": note(two.cleo, tip, "x")} if act == "note" else {}
        )
        assert two.cleo.post(f"/rhythm/tip/{tip.pk}/{act}", **body).status_code == 404
    two.couple.part(two.ada.person)
    assert two.ben.post(f"/rhythm/tip/{tip.pk}/not-now").status_code == 409


def test_a_stale_change_is_kept_beside(two: Cast) -> None:
    tip = both_agree(two)
    with time_machine.travel(SUNDAY, tick=False):
        look_back(two.ada, tip, "first")
        assert look_back(two.ada, tip, "second", revision=2).status_code == 200
        assert look_back(two.ada, tip, "late", revision=2).status_code == 409
    assert Letter.objects.get().revisions.filter(stray=True).count() == 1


def test_the_history_is_paged_and_cheap(two: Cast) -> None:
    weeks = [(MONDAY - timedelta(days=7 * number)).date() for number in range(1, 60)]
    facts = {"couple": two.couple, "source": ONE, "proposed_by": two.ada.person, "agreed_at": MONDAY}
    Tip.objects.bulk_create(Tip(week=week, **facts) for week in weeks)
    with CaptureQueriesContext(connection) as seen:
        page = two.ada.get("/rhythm/tip").content.decode()
    assert len(seen) <= 14 and page.count("Week of") == PAGE and 'rel="next"' in page
    assert "Week of" in two.ada.get("/rhythm/tip?page=8").content.decode()
    assert two.ada.get(f"/rhythm/tip/{ONE}/keep").status_code == 200


def test_where_both_took_theirs_away_the_next_line_waits_folded(two: Cast) -> None:
    tip = both_agree(two)
    with time_machine.travel(SUNDAY, tick=False):
        for player in (two.ada, two.ben):
            player.client.force_login(player.person)
            assert look_back(player, tip, "x").status_code == 200
        for letter in Letter.objects.of_kind("tip-note"):
            author = two.ada if letter.author_id == two.ada.id else two.ben
            assert author.post(f"/letters/{letter.pk}/remove").status_code == 200
        assert look_back(two.ada, tip, "again", revision=2).status_code == 200
        assert "folded until you have both looked back" in two.ada.get("/rhythm/tip").content.decode()
        assert look_back(two.ben, tip, "again", revision=2).status_code == 200
        assert "folded until" not in two.ada.get("/rhythm/tip").content.decode()
