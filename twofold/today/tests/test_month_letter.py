"""The monthly letter: counts of what both can see, the same for both, about months that are over."""

import base64
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.couples.models import Couple, Membership
from twofold.plans.models import Done, Outing
from twofold.practices.models import LiveSession, Seat
from twofold.questions.models import Asked, Reveal
from twofold.rituals.models import Occasion, Ritual, Tip
from twofold.testing import Cast, Player, pair
from twofold.today import month_letter
from twofold.today.month_days import Month

from .test_today import queries

OCTOBER = date(2026, 10, 1)
BUDGET = 14
NOVEMBER = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOVEMBER, tick=False):
        couple = cast.paired().couple
        began = datetime(2026, 8, 20, 12, tzinfo=UTC)
        Couple.objects.filter(pk=couple.pk).update(created_at=began)
        Membership.objects.filter(couple=couple).update(joined_at=began)
        yield cast


def noon(day: int, month: int = 10) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def put(cast: Cast, author: Player, kind: str, at: datetime | None, **given: Any) -> Letter:
    """A letter as it stands in the database by now."""
    day = given.pop("day", at.date() if at else OCTOBER)
    sealed = base64.b64decode(author.seal(kind, "words")["sealed"])
    kept = {"couple": cast.couple, "kind": kind, "day": day, "appears_at": at, "sealed": sealed, **given}
    letter = Letter(id=uuid4(), author=author.person, **kept)
    Letter.objects.bulk_create([letter])
    if kind == "checkin" and letter.couple_id:
        CheckIn.objects.create(letter=letter, author=author.person, couple=cast.couple, day=letter.day)
    return letter


def count(cast: Cast, id: str, first: date = OCTOBER) -> int:
    couple = Couple.objects.get(pk=cast.couple.pk)
    return next(one.n for one in Month(couple, first).counts if one.id == id)


def evening(cast: Cast, day: date, both: bool = True) -> None:
    asked = Asked.objects.create(couple=cast.couple, day=day, source="x", depth=1)
    if both:
        Reveal.objects.create(asked=asked, at=timezone.now())


def live(cast: Cast) -> None:
    """An October with something of everything."""
    for day in (2, 3, 9):
        evening(cast, date(2026, 10, day))
        for player in (cast.ada, cast.ben):
            put(cast, player, "checkin", noon(day))
    practise(cast, noon(3), "twenty-second-hug")
    put(cast, cast.ada, "appreciation", noon(9))
    put(cast, cast.ben, "win", noon(9))
    put(cast, cast.ben, "photo", noon(10))
    for kind, player in (("known", cast.ada), ("guess", cast.ben)):
        put(cast, player, kind, noon(12))
    wish = put(cast, cast.ada, "wish", noon(1, 9))
    Done.objects.create(letter=wish, couple=cast.couple, day=date(2026, 10, 14), by=cast.ben.person)
    agree(cast, date(2026, 10, 17))
    keep(cast, date(2026, 10, 18))
    Tip.objects.create(
        couple=cast.couple,
        week=date(2026, 10, 5),
        source="the-best-bite",
        proposed_by=cast.ada.person,
        agreed_at=noon(5),
    )


def practise(cast: Cast, at: datetime, practice: str, turn: int = 2) -> None:
    held = LiveSession.objects.create(
        couple=cast.couple, practice=practice, phase="ended", turn=turn, ended_at=at
    )
    for place, player in enumerate((cast.ada, cast.ben)):
        Seat.objects.create(session=held, person=player.person, place=place)


def agree(cast: Cast, day: date, **given: Any) -> None:
    kept = {"couple": cast.couple, "minutes": 60, "proposed_by": cast.ada.person, "agreed_at": noon(1)}
    Outing.objects.create(id=uuid4(), day=day, **{**kept, **given})


def keep(cast: Cast, day: date, state: str = "done", moved_to: datetime | None = None) -> None:
    ritual = Ritual.objects.create(
        id=uuid4(),
        couple=cast.couple,
        source="evening-gratitude",
        cadence="daily",
        days=127,
        time=time(21),
        minutes=10,
        time_zone="UTC",
        proposed_by=cast.ada.person,
        agreed_at=noon(1, 9),
    )
    Occasion.objects.create(ritual=ritual, couple=cast.couple, day=day, state=state, moved_to=moved_to)


def shown(player: Player, month: str = "2026-10") -> str:
    """The letter and its picture, without what stands round every page."""
    page = player.get(f"/us/months/{month}")
    assert page.status_code == 200
    return str(page.content.decode()).partition("<main")[2].partition("</main>")[0]


def test_the_same_for_both_to_the_letter(two: Cast) -> None:
    assert shown(two.ada) == shown(two.ben)
    assert "Nothing was owed." in shown(two.ada) and "All of it is plain cloth." in shown(two.ada)
    live(two)
    page = shown(two.ada)
    assert page == shown(two.ben)
    assert "Dear Ada, dear Ben," in page and "October" in page and "Nothing was owed" not in page
    letter = re.sub(r"<[^>]+>", " ", page.partition('id="letter"')[2].partition("</article>")[0])
    assert 120 <= len(letter.split()) <= 210


def test_everything_counts_once(two: Cast) -> None:
    live(two)
    counts = {one.id: one.n for one in Month(two.couple, OCTOBER).counts}
    several = {"evenings": 3, "checkins": 3}
    assert counts == {id: several.get(id, 1) for id in counts}
    assert not any(one.n for one in Month(two.couple, date(2026, 9, 1)).counts)


def test_nothing_tells_whose_it_was(two: Cast) -> None:
    """What one has done, and what the other would have done in their place, makes the same page."""
    put(two, two.ada, "appreciation", noon(9))
    before = shown(two.ada)
    Letter.objects.update(author=two.ben.person)
    assert shown(two.ada) == before


@pytest.mark.parametrize("kind", ["appreciation", "win", "photo", "known"])
def test_what_is_folded_private_or_gone_is_not_counted(two: Cast, kind: str) -> None:
    id = {"win": "wins", "photo": "photos", "known": "rounds"}.get(kind, kind)
    quiet = shown(two.ben)
    put(two, two.ada, kind, None, day=date(2026, 10, 9))  # waits for the other's
    put(two, two.ada, kind, noon(20, 12), day=date(2026, 10, 9))  # unfolds at Christmas time
    put(two, two.ada, kind, None, couple=None, day=date(2026, 10, 9))
    put(two, two.ada, kind, noon(9), removed_at=noon(10), sealed=b"")
    assert count(two, id) == 0
    assert shown(two.ben) == quiet == shown(two.ada)


def test_what_one_alone_has_said_is_not_counted(two: Cast) -> None:
    quiet = shown(two.ben)
    evening(two, date(2026, 10, 2), both=False)
    put(two, two.ada, "checkin", noon(2))
    put(two, two.ben, "checkin", None, couple=None, day=date(2026, 10, 2))  # just for him
    agree(two, date(2026, 10, 3), agreed_at=None)
    agree(two, date(2026, 10, 3), ended_at=noon(2))
    keep(two, date(2026, 10, 4), "left")
    practise(two, noon(5), "twenty-second-hug", turn=0)
    own = put(two, two.ada, "wish", None, couple=None)
    Done.objects.create(letter=own, couple=two.couple, day=date(2026, 10, 5), by=two.ada.person)
    Tip.objects.create(
        couple=two.couple, week=date(2026, 10, 5), source="the-best-bite", proposed_by=two.ada.person
    )
    assert shown(two.ben) == quiet == shown(two.ada)


def test_a_letter_for_an_occasion_is_nowhere_in_it(two: Cast) -> None:
    quiet = shown(two.ada)
    put(two, two.ada, "letter", noon(9), readable={"occasion": "when-you-miss-me"})
    assert shown(two.ada) == quiet


def test_the_month_ends_on_the_couples_own_clock(two: Cast) -> None:
    Couple.objects.update(time_zone="Pacific/Auckland")  # thirteen hours ahead in late October
    last = datetime(2026, 10, 31, 14, 59, tzinfo=UTC)  # 03:59 there, still the night of the 31st
    put(two, two.ada, "appreciation", last)
    put(two, two.ada, "appreciation", last + timedelta(minutes=2))
    first = datetime(2026, 9, 30, 14, 59, tzinfo=UTC)
    put(two, two.ada, "appreciation", first)
    put(two, two.ada, "appreciation", first + timedelta(minutes=2))
    assert count(two, "appreciation") == 2
    assert count(two, "appreciation", date(2026, 11, 1)) == 1
    couple = Couple.objects.get(pk=two.couple.pk)
    assert Month(couple, OCTOBER).appreciation == [date(2026, 10, 1), date(2026, 10, 31)]


def test_a_ritual_that_moved_lies_on_the_day_it_was_kept(two: Cast) -> None:
    keep(two, date(2026, 10, 31), moved_to=noon(2, 11))
    keep(two, date(2026, 9, 29), moved_to=noon(4))
    assert Month(two.couple, OCTOBER).rituals == [date(2026, 10, 4)]


def test_months_are_those_that_are_over_since_the_two_began(two: Cast) -> None:
    assert month_letter.months(two.ada.circle) == [OCTOBER, date(2026, 9, 1), date(2026, 8, 1)]
    for month, status in {"2026-08": 200, "2026-07": 404, "2026-11": 404, "2026-1": 404, "x": 404}.items():
        assert two.ada.get(f"/us/months/{month}").status_code == status
    with time_machine.travel(datetime(2026, 11, 1, 3, 59, tzinfo=UTC), tick=False):  # still October's night
        assert two.ada.get("/us/months/2026-10").status_code == 404
    with time_machine.travel(datetime(2026, 11, 1, 4, 0, tzinfo=UTC), tick=False):
        assert two.ada.get("/us/months/2026-10").status_code == 200


def test_the_list_names_each_and_says_what_will_be_here(two: Cast) -> None:
    assert "October 2026" in two.ada.get("/us/months").content.decode()
    Membership.objects.update(joined_at=timezone.now())
    assert "The first one comes when this month is over." in two.ada.get("/us/months").content.decode()


@pytest.mark.parametrize(("day", "month"), [(1, OCTOBER), (7, OCTOBER), (8, None), (30, None)])
def test_it_is_new_for_a_week(two: Cast, day: int, month: date | None) -> None:
    with time_machine.travel(noon(day, 11), tick=False):
        circle = two.ada.circle
        _ = circle.couple
        with CaptureQueriesContext(connection) as seen:
            assert month_letter.new(circle) == month
        assert not seen
        assert month_letter.new(two.cleo.circle) is None


def test_others_and_former_partners_have_months_of_their_own(two: Cast) -> None:
    live(two)
    assert two.cleo.get("/us/months/2026-10").status_code == 302
    pair(two.cleo, Player("Eve"))
    assert two.cleo.get("/us/months/2026-10").status_code == 404
    two.couple.part(two.ada.person)
    for player in (two.ada, two.ben):
        assert player.get("/us/months").status_code == 302
        assert player.get("/us/months/2026-10").status_code == 302


def test_the_cloth_shows_each_day_once_and_says_it_in_words(two: Cast) -> None:
    live(two)
    page = shown(two.ada)
    assert page.count('<g><use href="#patch-plain"') == 31
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', page)
    assert ("Sat 3", "A question you both answered and a practice") in rows
    assert ("Sat 17", "A date for two") in rows and ("Sun 18", "A ritual kept") in rows
    assert len(rows) == 5


def test_practices_are_told_by_name(two: Cast) -> None:
    for practice in ("twenty-second-hug", "", "twenty-second-hug"):
        practise(two, noon(3), practice)
    assert "“Twenty-second hug” and one of your own" in shown(two.ada)


def test_a_page_asks_the_same_however_much_there_was(two: Cast) -> None:
    quiet = queries(two.ben, "/us/months/2026-10")
    live_more(two)
    assert queries(two.ben, "/us/months/2026-10") == quiet <= BUDGET
    assert queries(two.ben, "/us/months") <= 5


def live_more(cast: Cast) -> None:
    for day in range(1, 31):
        put(cast, cast.ada, "appreciation", noon(day))
        put(cast, cast.ben, "photo", noon(day))
        practise(cast, noon(day), "twenty-second-hug")
        keep(cast, date(2026, 10, day))
