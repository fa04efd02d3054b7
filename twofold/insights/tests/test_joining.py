"""Each decides for themselves, silently; what takes two shows for both or for neither."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.insights import pages
from twofold.insights.models import Joining
from twofold.practices.models import LiveSession, Rating
from twofold.testing import Cast, pair

from .diaries import join, noise, page, plant, two_of_us, with_attention

PAGES = ("closeness", "days", "reading")
BENS = "&quot;name&quot;:&quot;Ben&quot;"
NEUTRAL = "Some things take two diaries."


def card(text: str) -> str:
    found = re.search(r'<article class="card joining.*?</article>', text, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("name", PAGES)
def test_the_card_is_the_same_whatever_the_other_has_chosen(two: Cast, name: str) -> None:
    alone = page(two.ada, name)
    assert NEUTRAL in alone and "Let my ratings in" in alone
    join(two.ben)
    assert page(two.ada, name) == alone


@pytest.mark.parametrize("name", PAGES)
def test_switched_off_it_is_neutral_for_both_again(two: Cast, name: str) -> None:
    join(two.ada)
    mine = card(page(two.ada, name))
    join(two.ben)
    assert "You have both let your ratings in." in page(two.ada, name)
    join(two.ben, on=False)
    assert card(page(two.ada, name)) == mine and NEUTRAL in mine
    assert NEUTRAL in page(two.ben, name)


def test_the_ribbon_of_both_takes_both(two: Cast) -> None:
    for player in (two.ada, two.ben):
        plant(two, player, noise(40, seed=2))
    join(two.ada)
    assert BENS not in page(two.ada, "closeness")
    join(two.ben)
    text = page(two.ada, "closeness")
    assert BENS in text and "Ben: level" in text
    assert "Ben’s ribbon means is Ben’s to say" in text
    join(two.ben, on=False)
    assert BENS not in page(two.ada, "closeness")


def test_twice_is_once_and_nobody_is_told(two: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr("twofold.events.publish", lambda people, fact: told.append((people, fact)))
    join(two.ada, two.ada)
    assert Joining.objects.count() == 1
    join(two.ada, two.ada, on=False)
    assert not Joining.objects.exists()
    assert {tuple(people) for people, _ in told} == {(two.ada.id,)}


@pytest.mark.parametrize("body", [{}, {"on": "yes"}, {"on": 1}, {"on": True, "person": "x"}])
def test_what_is_not_a_choice_is_refused(two: Cast, body: dict[str, Any]) -> None:
    assert two.ada.post("/insights/join", **body).status_code == 400
    assert not Joining.objects.exists()


def test_alone_one_is_led_to_the_invitation(two: Cast) -> None:
    for name in (*PAGES, "lately"):
        assert two.cleo.get(f"/insights/{name}").status_code == 302
    assert two.cleo.post("/insights/join", on=True).status_code == 409


def test_a_choice_stays_with_its_couple(two: Cast) -> None:
    plant(two, two.ada, with_attention(60, 3))
    join(two.ada, two.ben)
    two.couple.part(two.ben.person)
    assert two.ada.get("/insights/days").status_code == 302
    pair(two.ada, two.cleo)
    join(two.cleo)
    text = page(two.ada, "days")
    assert "Your ratings stay out for now." in text
    assert "Your evenings will tell." in text  # the evenings with Ben are not about Cleo


def queries(player: Any, name: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        page(player, name)
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


@pytest.mark.parametrize("name", [*PAGES, "helped", "lately", "closeness?span=365"])
def test_few_queries_however_long_the_history(two: Cast, name: str) -> None:
    join(two.ada, two.ben)
    young = queries(two.ada, name)
    for player in (two.ada, two.ben):
        plant(two, player, noise(400, seed=7))
    assert queries(two.ada, name) <= min(14, young + 4)


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was worked out, each time it was."""
    done: list[str] = []

    def noting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def work(*given: Any) -> Any:
            done.append(name)
            return real(*given)

        return work

    for name in ("look", "courses", "read_each_other"):
        monkeypatch.setattr(pages, name, noting(name, getattr(pages, name)))
    return done


def test_a_second_look_works_nothing_out(two: Cast, worked: list[str]) -> None:
    ada, ben = two_of_us(60, 0.8)
    plant(two, two.ada, ada)
    plant(two, two.ben, ben)
    join(two.ada, two.ben)
    first = [page(two.ada, name) for name in ("days", "closeness", "reading")]
    assert worked == ["look", "courses", "read_each_other"]
    assert [page(two.ada, name) for name in ("days", "closeness", "reading")] == first
    assert len(worked) == 3
    page(two.ben, "days")
    assert worked[3:] == ["look"]  # each has their own


def test_any_change_works_it_out_anew(two: Cast, worked: list[str]) -> None:
    plant(two, two.ada, with_attention(40, 2))
    ada, today = two.ada, "2026-11-22"
    page(ada, "days")

    def anew() -> bool:
        worked.clear()
        page(ada, "days")
        page(ada, "days")
        return worked == ["look"]

    def check_in(revision: int, closeness: int) -> None:
        said = {"day": today, "closeness": closeness}
        letter = ada.seal("checkin", {}, readable=said, id=ada.diary_id(today), revision=revision)
        assert ada.post("/check-in/keep", letter=letter, day=today, share=True).status_code == 200

    check_in(1, 7)
    assert anew()
    check_in(2, 3)
    assert anew()
    undo = ada.post(f"/letters/{ada.diary_id(today)}/remove").json()["undo"]
    assert not CheckIn.objects.filter(day=today).exists() and anew()
    assert ada.post(undo).status_code == 200 and anew()
    join(ada)
    assert anew()
    join(two.ben)
    assert anew()
    join(two.ben, on=False)
    assert anew()
    over = timezone.now() - timedelta(days=2)
    session = LiveSession.objects.create(couple=two.couple, practice="deep-listening", turn=3, ended_at=over)
    assert anew()
    Rating.objects.create(session=session, person=ada.person, helped=7)
    worked.clear()
    page(ada, "days")
    assert not worked  # ratings of practices are another page's
