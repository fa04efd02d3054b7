"""What a review found: sides that could be swapped, a device that told it was open, answers half-kept."""

from typing import Any
from uuid import UUID

import pytest

from twofold import events
from twofold.couples.letters import Letter
from twofold.intimacy import models
from twofold.intimacy.models import MatchRound, answers_about
from twofold.testing import Cast

from .test_intimacy import answers, both_on, give_back, offer, stage

pytestmark = pytest.mark.usefixtures("paired")


@pytest.fixture
def paired(cast: Cast) -> Cast:
    return cast.paired()


def test_swapped_colours_do_not_put_both_on_one_side(cast: Cast) -> None:
    """With both in "clay", the list "tide" would hold the maybes of both, and match them."""
    current = both_on(cast)
    hers = stage(cast.ada)["side"]
    assert offer(cast.ada, current).status_code == 200
    zone = cast.ben.circle.together().time_zone
    colour = cast.ben.circle.partner_side
    assert cast.ben.post("/us/agree", time_zone=zone, side=colour).status_code == 200
    assert {hers, stage(cast.ben)["side"]} == {"clay", "tide"}


def test_the_browser_is_not_told_what_its_letters_are_about(cast: Cast) -> None:
    """It works that out: a server could name the answers that somebody gave in another couple."""
    both_on(cast)
    assert "about" not in stage(cast.ada)


def test_the_first_of_two_letters_does_not_tell_that_a_device_is_open(cast: Cast, monkeypatch: Any) -> None:
    current = both_on(cast)
    heard: list[set[UUID]] = []
    monkeypatch.setattr(events, "publish", lambda people, _: heard.append(set(people)))
    for step in (offer, offer, give_back):
        if step is give_back:
            assert offer(cast.ben, current).status_code == 200
        assert step(cast.ada, current).status_code == 200
    assert give_back(cast.ben, current).status_code == 200
    both = {cast.ada.id, cast.ben.id}
    assert heard == [{cast.ada.id}, {cast.ada.id}, both, {cast.ada.id}, both]


def test_a_fault_does_not_leave_a_yes_standing_that_was_taken_back(cast: Cast, monkeypatch: Any) -> None:
    both_on(cast)
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "y")).status_code == 200
    before = MatchRound.objects.get().pk
    taken_back = answers(cast.ada, "n", revision=2)

    def fault(_: Any) -> bool:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(models, "_begin_anew", fault)
        with pytest.raises(RuntimeError):
            cast.ada.post("/us/intimacy/answers", letter=taken_back)
    assert cast.ada.post("/us/intimacy/answers", letter=taken_back).status_code == 200
    assert MatchRound.objects.get().pk != before


def test_letters_of_a_comparing_go_with_it_and_not_one_by_one(cast: Cast) -> None:
    """Answers removed on their own would leave their matches; an offer brought back would lie there alone."""
    both_on(cast)
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "y")).status_code == 200
    assert offer(cast.ada, MatchRound.objects.get()).status_code == 200
    own = Letter.objects.written_by(cast.ada.person).of_kind("wishes")
    assert own.filter(about=answers_about(cast.ada.circle)).exists()
    for one in list(own):
        assert cast.ada.post(f"/letters/{one.pk}/remove").status_code == 404
    assert own.count() == 3
