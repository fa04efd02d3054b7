"""Today stays within its budget of queries, however long the history; and it greets kindly."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.people.models import Person
from twofold.questions.models import Asked, Reveal
from twofold.testing import Cast, Player

BUDGET = 12


def queries(player: Player, page: str) -> int:
    player.get(page)  # the first look of the day chooses the question
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert player.get(page).status_code == 200
    return len([one for one in seen if "SAVEPOINT" not in one["sql"]])


def live(cast: Cast, days: int) -> None:
    """A history of so many days, each with answers, check-ins and notes of both."""
    sealed = bytes(Letter.objects.get().sealed)  # any envelope: nobody opens these
    couple, today = cast.couple, cast.couple.day()
    letters, asked, reveals, numbers = [], [], [], []
    for back in range(1, days + 1):
        day, at = today - timedelta(days=back), timezone.now() - timedelta(days=back)
        question = Asked(couple=couple, day=day, source=f"old-{back}", depth=1)
        asked.append(question)
        reveals.append(Reveal(asked=question, at=at))
        for player in (cast.ada, cast.ben):
            for kind in ("answer", "checkin", "appreciation"):
                letter = Letter(
                    id=uuid4(),
                    author=player.person,
                    couple=couple,
                    kind=kind,
                    about=question.pk if kind == "answer" else None,
                    sealed=sealed,
                    day=day,
                    written_at=at,
                    appears_at=at,
                    handed=True,
                )
                letters.append(letter)
                if kind == "checkin":
                    numbers.append(
                        CheckIn(
                            letter=letter, author=player.person, couple=couple, day=day, closeness=back % 11
                        )
                    )
    Asked.objects.bulk_create(asked)
    Reveal.objects.bulk_create(reveals)
    Letter.objects.bulk_create(letters)
    CheckIn.objects.bulk_create(numbers)


@pytest.fixture
def begun(cast: Cast) -> Cast:
    sent = cast.paired().ada.seal("appreciation", {"did": "tea"})
    assert cast.ada.post("/appreciation", letter=sent).status_code == 200
    return cast


@pytest.mark.parametrize(
    "page", ["/", "/talk", "/us/story", "/appreciation", "/insights", "/talk/past", "/journal"]
)
def test_a_page_asks_the_same_however_long_the_history(begun: Cast, page: str) -> None:
    young = queries(begun.ben, page)
    live(begun, 120)
    old = queries(begun.ben, page)
    assert old <= max(young + 2, BUDGET if page == "/" else young + 2)
    assert old <= BUDGET + 2 * (page != "/")


def test_today_within_its_budget_in_every_state(begun: Cast) -> None:
    live(begun, 60)
    counts = [queries(begun.ben, "/")]
    for player in (begun.ada, begun.ben):
        asked = Asked.objects.tonight(begun.couple)
        assert asked
        player.post(f"/talk/{asked.pk}/answer", letter=player.answer_to(asked, "words"))
        counts.append(queries(begun.ben, "/"))
    assert max(counts) <= BUDGET


def test_somebody_alone(cast: Cast) -> None:
    page = cast.cleo.get("/").content.decode()
    assert "Invite your partner" in page
    assert "Journal" in page
    assert queries(cast.cleo, "/") <= BUDGET


@pytest.mark.parametrize(
    ("hour", "part"), [(4, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (2, "evening")]
)
def test_the_greeting_follows_ones_own_clock(cast: Cast, hour: int, part: str) -> None:
    Person.objects.update(time_zone="UTC")
    with time_machine.travel(datetime(2026, 6, 1, hour, 30, tzinfo=UTC), tick=False):
        assert f"Good {part}, Cleo." in cast.cleo.get("/").content.decode()


def test_no_page_counts_streaks_or_shouts(begun: Cast) -> None:
    for page in ("/", "/talk", "/us/story", "/insights", "/appreciation", "/journal", "/me", "/leave"):
        words: Any = begun.ada.get(page).content.decode().casefold()
        for never in ("streak", "your partner is waiting", "your points", "!</", "failed"):
            assert never not in words, (page, never)
