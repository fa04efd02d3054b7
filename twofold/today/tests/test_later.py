"""What comes after Today's first cards, and the hub of Us: within their budgets, each to whom it concerns."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.couples.models import Membership
from twofold.experiments.models import Experiment
from twofold.experiments.tests.two import later as at_another_time
from twofold.plans.ideas import ideas
from twofold.testing import Cast, Player

from .test_today import live, queries

BUDGET = 15


@pytest.fixture
def begun(cast: Cast) -> Cast:
    sent = cast.paired().ada.seal("appreciation", {"did": "tea"})
    assert cast.ada.post("/appreciation", letter=sent).status_code == 200
    return cast


def later(player: Player) -> str:
    text: str = player.get("/today/later").content.decode()
    return text


@pytest.mark.parametrize("page", ["/today/later", "/us"])
def test_a_part_asks_the_same_however_long_the_history(begun: Cast, page: str) -> None:
    young = queries(begun.ben, page)
    live(begun, 90)
    assert queries(begun.ben, page) <= min(young + 1, BUDGET)


def test_a_hard_time_is_met_at_the_top(begun: Cast) -> None:
    hard = begun.ada.seal("hard", "words", readable={"meet": "listen"})
    assert begun.ada.post("/us/hard-times", letter=hard).status_code == 200
    assert "Ada is having a hard time, and would like you to listen." in later(begun.ben)
    assert "hard time" not in later(begun.ada)
    assert begun.ada.post(f"/us/hard-times/{hard['id']}/eased").status_code == 200
    assert "hard time" not in later(begun.ben)


def test_a_suggested_day_shows_to_the_other_and_then_to_both(begun: Cast) -> None:
    idea, day = next(iter(ideas().values())), str(begun.couple.day())
    id = str(uuid4())
    when = {"day": day, "minutes": 60}
    assert begun.ada.post("/us/dates/propose", id=id, idea=idea.id, when=when).status_code == 200
    assert "A suggestion for the two of you." in later(begun.ben)
    assert "A suggestion for the two of you." not in later(begun.ada)
    assert begun.ben.post(f"/us/dates/{id}/agree", turn=1).status_code == 200
    assert all(idea.title in later(one) for one in (begun.ada, begun.ben))


def test_an_experiment_is_suggested_to_the_other_and_then_has_its_day(begun: Cast) -> None:
    said = {"source": "the-best-bite", "outcome": "closeness", "days": 28}
    assert begun.ada.post("/insights/experiments/propose", **said).status_code == 200
    assert "An experiment, if you like." in later(begun.ben)
    assert "An experiment" not in later(begun.ada)
    one = Experiment.objects.get()
    assert begun.ben.post(f"/insights/experiments/{one.pk}/agree", turn=1).status_code == 200
    assert "Today is a day" not in later(begun.ada)  # it begins tomorrow
    with at_another_time(begun, timezone.now() + timedelta(days=1)):
        for player in (begun.ada, begun.ben):
            assert "day 1 of 28" in later(player) and "Today is a day with" in later(player)


def test_a_month_and_a_look_are_offered_as_a_month_begins(begun: Cast) -> None:
    assert "Where are you, the two of you?" in later(begun.ada)  # they have just begun
    Membership.objects.update(joined_at=datetime(2026, 1, 5, tzinfo=UTC))
    for day, there in ((3, True), (20, False)):
        with at_another_time(begun, datetime(2026, 4, day, 12, tzinfo=UTC)):
            text = later(begun.ada)
            assert ("Where are you, the two of you?" in text) is there
            assert ("A letter about March." in text) is there


def test_the_story_leaves_out_what_speaks_in_its_own_place(begun: Cast) -> None:
    story = begun.ben.get("/us/story").content.decode()
    wish = begun.ada.seal("wish", {"title": "w"})
    own = begun.ada.seal("outing", {"title": "o"})
    assert begun.ada.post("/us/wishes", letter=wish).status_code == 200
    assert begun.ada.post("/us/dates/own", letter=own).status_code == 200
    assert Letter.objects.filter(pk=own["id"]).exists()
    now = begun.ben.get("/us/story").content.decode()
    assert wish["id"] not in story
    assert wish["id"] in now
    assert own["id"] not in now


def test_nobody_alone_has_a_later_part(cast: Cast) -> None:
    assert "later-part" not in cast.cleo.get("/").content.decode()
    assert cast.cleo.get("/today/later").status_code == 302
