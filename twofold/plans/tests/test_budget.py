"""Every page of plans stays within its budget of queries, however long the history."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.plans.ideas import ideas
from twofold.plans.models import Done, Outing, Swipe, WishYes
from twofold.testing import Cast, Player

BUDGET = 14


def queries(player: Player, page: str) -> int:
    player.get(page)  # what is handed over for the first time is remembered
    with CaptureQueriesContext(connection) as seen:
        assert player.get(page).status_code == 200
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


def live(cast: Cast, wishes: int) -> tuple[Letter, Outing]:
    """So many wishes of each, a third of them come true with a line; days for some; words on every idea."""
    couple, today = cast.couple, cast.couple.day()
    sealed = bytes(Letter.objects.filter(kind="wish").earliest("written_at").sealed)
    for count in range(wishes):
        for player, other in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
            at = timezone.now() - timedelta(days=count)
            day = today - timedelta(days=count)
            given: dict[str, Any] = {"author": player.person, "couple": couple, "sealed": sealed}
            given |= {"handed": True, "day": day, "written_at": at, "appears_at": at}
            wish = Letter.objects.create(id=uuid4(), kind="wish", **given)
            own = Letter.objects.create(id=uuid4(), kind="outing", **given)
            for letter in (wish, own)[: count % 3]:
                WishYes.objects.create(letter=letter, person=other.person, couple=couple)
            past = Outing.objects.create(
                id=uuid4(),
                couple=couple,
                letter=wish,
                day=today - timedelta(days=count - 3),
                minutes=60,
                proposed_by=player.person,
                agreed_at=at,
            )
            if count % 3 == 0:
                Done.objects.create(letter=wish, couple=couple, day=day, by=player.person)
            for about in (wish.pk, past.pk):
                Letter.objects.create(id=uuid4(), kind="memory", about=about, **given)
    swipes = [
        Swipe(person=one.person, couple=couple, idea=idea, yes=True)
        for idea in list(ideas())[:60]
        for one in (cast.ada, cast.ben)
    ]
    Swipe.objects.bulk_create(swipes, ignore_conflicts=True)
    return wish, past


@pytest.mark.parametrize("page", ["/us/wishes", "/us/dates", "/us/dates/been", "wish", "outing"])
def test_a_page_asks_the_same_however_long_the_history(cast: Cast, page: str) -> None:
    sent = cast.paired().ada.seal("wish", {"title": "x"})
    assert cast.ada.post("/us/wishes", letter=sent).status_code == 200
    wish, outing = live(cast, 9)
    places = {"wish": f"/us/wishes/{wish.pk}", "outing": f"/us/dates/{outing.pk}"}
    young = queries(cast.ben, places.get(page, page))
    live(cast, 40)
    old = queries(cast.ben, places.get(page, page))
    assert old <= young
    assert old <= BUDGET
