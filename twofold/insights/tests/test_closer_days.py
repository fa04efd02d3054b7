"""What was planted in a diary is told, with its sign; noise is not; and what is too little says so."""

import pickle
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.insights.evenings import read
from twofold.insights.findings import Looked, look
from twofold.insights.models import Joining
from twofold.insights.words import waiting_words
from twofold.practices.models import LiveSession, PhonesDown
from twofold.testing import Cast, Player

from .diaries import Rows, join, noise, page, plant, two_of_us, with_attention


def looked(player: Player, both: bool = False) -> Looked:
    return look(player.circle, both)


@pytest.mark.parametrize(("effect", "words"), [(2.5, "feeling closer"), (-2.5, "feeling less close")])
def test_a_planted_finding_is_told_with_its_sign(two: Cast, effect: float, words: str) -> None:
    plant(two, two.ada, with_attention(70, effect))
    (found,) = [one for one in looked(two.ada).told if one.kind == "same"]
    assert (found.predictor, found.direction) == ("attention", 1 if effect > 0 else -1)
    assert (found.rows, found.days) == (69, 70) and found.low <= found.difference <= found.high
    assert [one.days for one in found.groups] and sum(one.days for one in found.groups) == 70
    told = page(two.ada, "days")
    assert f"with more of each other’s full attention went with {words}." in told
    assert told.count("From 69 days with the evening before known, of 70.") == 1
    assert "here, 69 of 70 did." in told and "shows all 70 days" in told and "69 days of 70." in told
    assert "Why do you think so?" in told
    assert "things were looked at for this page" in told or "One thing was" in told
    assert "cause" not in told


def test_nothing_is_told_from_noise(two: Cast) -> None:
    plant(two, two.ada, noise(90, seed=12))
    found = looked(two.ada)
    assert found.tested >= 14 and not found.told
    text = page(two.ada, "days")
    assert "Nothing stands out so far." in text
    assert "Nothing stands out so far" in two.ada.get("/insights/lately").content.decode()
    assert "Looked at, nothing to tell" in text and "stress from outside, the day after" in text


def test_a_few_evenings_say_how_many_more_it_takes(two: Cast) -> None:
    plant(two, two.ada, with_attention(19, 3))
    waiting = {(one.kind, one.predictor): one.more for one in looked(two.ada).waiting}
    assert waiting["same", "attention"] == 9 and waiting["after", "attention"] == 41
    text = page(two.ada, "days")
    assert "It takes about 9 more days, each with the evening before it known." in text
    assert "It takes about 41 more days, each with the two evenings before it known." in text
    assert "Can’t tell yet." in text


def every_other(days: int, seed: int) -> Rows:
    return [row for one in with_attention(days, 2.5, seed) for row in (one, {})]


def test_the_days_told_are_those_that_it_rests_on(two: Cast) -> None:
    plant(two, two.ada, [*every_other(150, seed=3), *with_attention(30, 5, seed=2)])
    (found,) = [one for one in looked(two.ada).told if (one.kind, one.predictor) == ("same", "attention")]
    assert (found.rows, found.days) == (29, 180)
    for name in ("days", "lately"):
        text = two.ada.get(f"/insights/{name}").content.decode()
        assert "From 29 days with the evening before known, of 180." in text and "From 180 days" not in text


def test_somebody_who_writes_every_other_evening_is_promised_nothing(two: Cast) -> None:
    plant(two, two.ada, every_other(150, seed=3))
    text = page(two.ada, "days")
    assert "It takes about 21 more days, each with the evening before it known." in text
    assert "by itself" not in text + two.ada.get("/insights/lately").content.decode()


@pytest.mark.parametrize("kind", ["same", "after", "two"])
def test_what_it_takes_is_said_whole(kind: str) -> None:
    assert waiting_words("few-days", 1, kind).startswith("It takes one more day, with the ")
    assert waiting_words("few-days", 8, kind).startswith("It takes about 8 more days, each with the ")


def test_before_the_first_evening(two: Cast) -> None:
    text = page(two.ada, "days")
    assert "Your evenings will tell." in text and "Can’t tell yet" not in text


def test_one_sided_days_say_so(two: Cast) -> None:
    rows = [{**row, "disagreement": False} for row in with_attention(40, 0)]
    plant(two, two.ada, rows)
    reasons = {one.predictor: one.reason for one in looked(two.ada).waiting if one.kind == "same"}
    assert reasons["disagreement"] == "one-sided"
    assert "much alike so far" in page(two.ada, "days")


def test_the_day_after_is_told(two: Cast) -> None:
    rows = with_attention(120, 0, seed=8)
    for before, after in pairwise(rows):
        after["closeness"] = min(
            10, max(0, after["closeness"] + round((before["undivided_minutes"] - 60) / 24))
        )
    plant(two, two.ada, rows)
    (found,) = looked(two.ada).told
    assert (found.kind, found.predictor, found.direction) == ("after", "attention", 1)
    text = page(two.ada, "days")
    assert "you tended to feel closer on the next" in text
    assert "From 118 days with the two evenings before known, of 119." in text


def test_the_partners_own_account_is_told_to_both_alike(two: Cast) -> None:
    ada, ben = two_of_us(90, 0.8)
    plant(two, two.ada, ada)
    plant(two, two.ben, ben)
    join(two.ada, two.ben)
    found = [one for one in looked(two.ada, both=True).told if one.kind == "two"]
    assert [(one.predictor, one.direction) for one in found] == [("own-opening", 1)]
    words = "on which Ben shared more, by Ben’s own account, went with you feeling closer"
    text = page(two.ada, "days")
    assert words in text and "From 89 days with the evening before known from both of you, of 90." in text
    assert not [one for one in looked(two.ben, both=True).told if one.kind == "two"]
    assert "by Ada’s own account" not in page(two.ben, "days")


def test_swapping_who_looks_swaps_what_is_seen_and_nothing_else(two: Cast) -> None:
    ada, ben = two_of_us(90, 0.8)
    plant(two, two.ada, ada)
    plant(two, two.ben, ben)
    mine = looked(two.ada, both=True)
    CheckIn.objects.all().delete()
    Letter.objects.all().delete()
    plant(two, two.ben, ada)
    plant(two, two.ada, ben)
    assert looked(two.ben, both=True) == mine


def test_what_happened_between_the_two_counts_for_both(two: Cast) -> None:
    plant(two, two.ada, with_attention(30, 0))
    now, couple = timezone.now(), two.couple
    LiveSession.objects.create(
        couple=couple, practice="deep-listening", turn=3, ended_at=now - timedelta(days=3)
    )
    LiveSession.objects.create(
        couple=couple, practice="deep-listening", turn=0, ended_at=now - timedelta(days=4)
    )
    PhonesDown.objects.create(
        couple=couple, minutes=30, began_at=now - timedelta(days=5), ends_at=now, ended_at=now
    )
    sent = two.ben.seal("appreciation", {"did": "tea"})
    assert two.ben.post("/appreciation", letter=sent).status_code == 200
    evenings = read(two.ada.circle, both=False)
    assert evenings
    assert evenings.happened["practice"].nonzero()[0].tolist() == [27]
    assert evenings.happened["phones-down"].nonzero()[0].tolist() == [25]
    assert evenings.happened["appreciation"].nonzero()[0].tolist() == [30]


def test_a_folded_note_of_the_partners_is_not_counted(two: Cast) -> None:
    plant(two, two.ada, with_attention(30, 0))
    before = pickle.dumps(looked(two.ada))
    day = (two.couple.day() + timedelta(days=3)).isoformat()
    sent = two.ben.seal("appreciation", {"did": "tea"}, readable={"opens_on": day})
    assert two.ben.post("/appreciation", letter=sent, opens_on=day).status_code == 200
    assert pickle.dumps(looked(two.ada)) == before


def private_day(player: Player, day: str) -> None:
    letter = player.seal("checkin", {"numbers": "9"}, shared=False, id=player.diary_id(day))
    assert player.post("/check-in/keep", letter=letter, day=day, share=False).status_code == 200


def test_private_days_never_enter(two: Cast) -> None:
    plant(two, two.ada, with_attention(60, 2)[:-1])
    before: Any = pickle.dumps(looked(two.ada))
    private_day(two.ada, "2026-11-22")
    assert pickle.dumps(looked(two.ada)) == before
    private_day(two.ben, "2026-11-22")
    assert pickle.dumps(looked(two.ada, both=True).told) == pickle.dumps(looked(two.ada).told)


def test_without_both_the_partners_numbers_change_nothing(two: Cast) -> None:
    plant(two, two.ada, with_attention(60, 2))
    before = page(two.ada, "days"), page(two.ada, "closeness")
    plant(two, two.ben, noise(60, seed=4))
    join(two.ben)
    assert (page(two.ada, "days"), page(two.ada, "closeness")) == before
    assert Joining.objects.get().person == two.ben.person
