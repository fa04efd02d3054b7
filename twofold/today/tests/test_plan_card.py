"""The card of the next practice: one for both, and no way to read the other from it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter
from twofold.couples.models import Couple
from twofold.measures.models import Leaning
from twofold.people.models import Person
from twofold.practices.library import practices
from twofold.practices.models import Break, LiveSession, Rating
from twofold.rituals.ritual import Ritual
from twofold.sealing.letter import one_of
from twofold.testing import Cast, Player
from twofold.today.models import Passed
from twofold.today.plan.choice import LOOKS
from twofold.today.plan.story import Story
from twofold.today.plan.words import order

from .test_today import queries

BUDGET = 10
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def two(cast: Cast) -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        sent = cast.paired().ada.seal("appreciation", {"did": "tea"})
        assert cast.ada.post("/appreciation", letter=sent).status_code == 200
        cast.clock = clock  # type: ignore[attr-defined]
        yield cast


def card(player: Player, query: str = "") -> str:
    answer = player.get(f"/today/next{query}")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def alike(player: Player, partner: Player, query: str = "") -> str:
    """The card as the partner would read it: the one name in it exchanged."""
    return card(player, query).replace(f"{partner.name}’s card", "Their card")


def suggested(player: Player, query: str = "") -> str:
    page = card(player, query)
    found = [id for id in practices() if f'href="/practise/{id}"' in page]
    assert len(found) <= 1
    return found[0] if found else ""


def did(cast: Cast, practice: str, ago: int, **felt: Any) -> LiveSession:
    """A session of both, so many days ago; `ada` and `ben` are their ratings."""
    at = timezone.now() - ago * DAY
    session = LiveSession.objects.create(
        couple=cast.couple, practice=practice, phase="ended", turn=99, created_at=at, ended_at=at
    )
    for name, number in felt.items():
        person = getattr(cast, name).person
        Rating.objects.create(session=session, person=person, close=number, safe=number, helped=number, at=at)
    return session


def lived(cast: Cast, times: int = 12) -> None:
    for n, id in enumerate(list(practices())[:times]):
        did(cast, id, 30 + n, ada=n % 11, ben=10 - n % 11)


def test_a_new_couple_is_offered_a_light_first_step(two: Cast) -> None:
    page = card(two.ada)
    assert "A first step" in page
    assert "A light first step for the two of you." in page
    assert practices()[suggested(two.ada)].depth <= 2


def test_both_see_the_same_on_a_day_for_the_same_time(two: Cast) -> None:
    lived(two)
    for ahead in range(2):
        two.clock.move_to(NOON + ahead * DAY)  # type: ignore[attr-defined]
        for query in ("", "?minutes=5", "?minutes=15&place=apart", "?place=together"):
            assert alike(two.ada, two.ben, query) == alike(two.ben, two.ada, query)


def test_what_ada_sets_aside_changes_no_byte_of_bens_card(two: Cast) -> None:
    lived(two)
    looks = [(ahead, query) for ahead in (0, 1, 4, 8) for query in ("", "?minutes=15")]

    def all_of_bens() -> list[str]:
        found = []
        for ahead, query in looks:
            two.clock.move_to(NOON + ahead * DAY)  # type: ignore[attr-defined]
            found.append(card(two.ben, query))
        two.clock.move_to(NOON)  # type: ignore[attr-defined]
        return found

    before = all_of_bens()
    for _ in range(LOOKS):
        shown = suggested(two.ada)
        assert two.ada.post(f"/today/next/{shown}/pass").status_code == 200
        assert suggested(two.ada) != shown
    assert Passed.objects.count() == LOOKS
    assert "That is all for now." in card(two.ada)  # the order of all there is stays unseen
    assert all_of_bens() == before


def test_something_else_can_be_undone_and_twice_is_once(two: Cast) -> None:
    first = suggested(two.ada)
    answers = [two.ada.post(f"/today/next/{first}/pass") for _ in range(2)]
    assert Passed.objects.count() == 1
    second = suggested(two.ada)
    assert second not in ("", first)
    assert two.ada.post(answers[0].json()["undo"]).status_code == 200
    assert suggested(two.ada) == first
    assert two.ben.post(answers[0].json()["undo"]).status_code == 200  # his own rows alone: there are none


def test_when_all_is_set_aside_one_can_begin_again(two: Cast) -> None:
    rows = [
        Passed(person=two.ada.person, couple=two.couple, practice=id, day=two.couple.day())
        for id in practices()
    ]
    Passed.objects.bulk_create(rows)
    assert "That is all for now." in card(two.ada)
    assert suggested(two.ben)
    assert two.ada.post("/today/next/again").status_code == 200
    assert suggested(two.ada) == suggested(two.ben)


def test_what_was_set_aside_is_gone_after_a_week(two: Cast) -> None:
    two.ada.post(f"/today/next/{suggested(two.ada)}/pass")
    two.clock.move_to(NOON + 8 * DAY)  # type: ignore[attr-defined]
    two.ada.post(f"/today/next/{suggested(two.ada)}/pass")
    assert Passed.objects.count() == 1


def test_what_cannot_be_set_aside(two: Cast) -> None:
    assert two.ada.post("/today/next/no-such-thing/pass").status_code == 404
    two.ben.post("/me/boundaries", depth=5, practices=["holding-hands"])
    assert two.ada.post("/today/next/holding-hands/pass").status_code == 404
    assert two.ada.get("/today/next/name-it/pass").status_code == 405
    assert Passed.objects.count() == 0


def test_within_both_boundaries_and_the_lower_depth(two: Cast) -> None:
    lived(two, 20)
    Person.objects.filter(pk=two.ben.id).update(depth=1)
    left_out = ["morning-coffee", "walk-and-talk"]
    assert two.ada.post("/me/boundaries", depth=5, gates=["touch"], practices=left_out).status_code == 200
    gate = {"breathing-together", "hello-and-goodbye", "holding-hands", "twenty-second-hug"}
    for ahead in range(6):
        two.clock.move_to(NOON + ahead * DAY)  # type: ignore[attr-defined]
        for player in (two.ada, two.ben):
            shown = suggested(player, "?minutes=60")
            assert practices()[shown].depth == 1
            assert shown not in gate | set(left_out)


def test_in_the_quiet_hours_of_either_both_find_rest(two: Cast) -> None:
    quiet = {"start": 11, "end": 14}
    assert two.ben.post("/me/boundaries", depth=5, quiet=quiet).status_code == 200
    assert alike(two.ada, two.ben) == alike(two.ben, two.ada)
    assert "Nothing to do just now." in card(two.ada)
    assert suggested(two.ada) == ""


def test_while_a_break_stands_there_is_nothing_and_then_something_calm(two: Cast) -> None:
    lived(two, 20)
    sent = two.ada.post("/break", minutes=30)
    assert sent.status_code == 200
    assert "Nothing to do just now." in card(two.ben)
    Break.objects.update(ended_at=timezone.now())
    for player in (two.ada, two.ben):
        assert suggested(player) in order().calm
        assert "Something calm, with nothing to solve." in card(player)


def check_in(cast: Cast, player: Player, disagreement: bool) -> None:
    sealed = bytes(Letter.objects.all()[0].sealed)
    day = cast.couple.day()
    letter = Letter.objects.create(
        id=uuid4(), author=player.person, couple=cast.couple, kind="checkin", sealed=sealed, day=day
    )
    CheckIn.objects.create(
        letter=letter, author=player.person, couple=cast.couple, day=day, disagreement=disagreement
    )


def test_a_disagreement_counts_on_a_day_that_both_have_shared(two: Cast) -> None:
    lived(two, 20)
    before = card(two.ben)
    check_in(two, two.ada, disagreement=True)
    assert card(two.ben) == before
    check_in(two, two.ben, disagreement=False)
    assert suggested(two.ben) in order().calm
    why = card(two.ben).split('class="next-why">')[1].split("</p>")[0]
    assert why == "Something calm, with nothing to solve."


def test_what_ada_says_of_yesterday_moves_nothing_today(two: Cast) -> None:
    lived(two)
    yesterday = did(two, "holding-hands", 1, ben=6)
    before = [card(one, query) for one in (two.ada, two.ben) for query in ("", "?minutes=5", "?minutes=60")]
    sent = two.ada.post(f"/practise/live/{yesterday.pk}/felt", close=0, safe=0, helped=0)
    assert sent.status_code in (200, 404)  # 404 without a seat: the row is made below
    Rating.objects.get_or_create(session=yesterday, person=two.ada.person, defaults={"close": 0, "safe": 0})
    after = [card(one, query) for one in (two.ada, two.ben) for query in ("", "?minutes=5", "?minutes=60")]
    assert after == before


def test_a_session_and_what_both_said_is_known_on_the_day_after(two: Cast) -> None:
    did(two, "walk-and-talk", 3, ada=9, ben=4)
    did(two, "name-it", 2, ben=7)
    told = {one.practice: set(one.felt) for one in Story(two.ben.circle).known().times}
    assert told == {"walk-and-talk": {9.0, 4.0}, "name-it": {7.0, None}}
    assert Story(two.ada.circle).known() == Story(two.ben.circle).known()


def test_todays_ritual_comes_first_until_it_is_marked(two: Cast) -> None:
    id = str(uuid4())
    when = {"cadence": "daily", "days": [0, 1, 2, 3, 4, 5, 6], "time": "21:00", "minutes": 10}
    assert two.ada.post("/rhythm/propose", ritual=id, source="morning-coffee", when=when).status_code == 200
    assert "rhythm today" not in card(two.ben)
    assert two.ben.post(f"/rhythm/{id}/agree", turn=1).status_code == 200
    assert suggested(two.ben) == "morning-coffee"
    assert "It is part of your rhythm today." in card(two.ada)
    two.ada.post(f"/rhythm/{id}/mark", day=str(two.couple.day()), state="done")
    assert "rhythm today" not in card(two.ben)
    assert Ritual.objects.count() == 1


def test_the_map_that_both_opened_makes_room(two: Cast) -> None:
    sealed, month = bytes(Letter.objects.all()[0].sealed), f"{two.couple.day():%Y-%m}"
    numbers = {"trust": 3, "empathy": 5, "vulnerability": 9}
    for player in (two.ada, two.ben):
        Letter.objects.create(
            id=uuid4(),
            author=player.person,
            couple=two.couple,
            kind="look",
            about=one_of("look-shared", str(two.couple.pk), month),
            readable={"numbers": numbers},
            sealed=sealed,
            day=two.couple.day(),
            appears_at=timezone.now(),
        )
    assert Story(two.ada.circle).known().room == {"trust"}


def test_a_barrier_tells_neither_whose_it_is(two: Cast) -> None:
    Leaning.objects.create(person=two.ada.person, barrier="full-lives")
    known = Story(two.ada.circle).known()
    assert "six-minute-morning" in known.leaning
    assert known == Story(two.ben.circle).known()
    assert alike(two.ada, two.ben) == alike(two.ben, two.ada)
    assert "Life is full" not in card(two.ben)


def test_two_clocks_make_it_work_from_afar(two: Cast) -> None:
    lived(two)
    Person.objects.filter(pk=two.ben.id).update(time_zone="Asia/Tokyo")
    assert practices()[suggested(two.ada)].setting != "together"
    assert alike(two.ada, two.ben) == alike(two.ben, two.ada)
    assert practices()[suggested(two.ada, "?place=together")].setting != "apart"


@pytest.mark.parametrize(
    "query", ["?minutes=7", "?minutes=x&place=moon", "?minutes=", "?minutes=15&minutes=999"]
)
def test_what_no_chip_sends_counts_as_nothing(two: Cast, query: str) -> None:
    assert card(two.ada, query) == card(two.ada)


def test_the_card_asks_the_same_however_long_the_history(two: Cast) -> None:
    young = queries(two.ben, "/today/next?minutes=15")
    ids = list(practices())
    for n in range(90):
        did(two, ids[n % len(ids)], 3 + n, ada=6, ben=7)
    two.ben.post(f"/today/next/{suggested(two.ben)}/pass")
    assert queries(two.ben, "/today/next?minutes=15") <= max(young, BUDGET)
    assert young <= BUDGET


def test_opened_by_itself_it_is_a_page(two: Cast) -> None:
    whole = two.ada.client.get("/today/next", headers={"Sec-Fetch-Dest": "document"}).content.decode()
    assert "<h1>What next</h1>" in whole
    assert "<h1" not in card(two.ada)


def test_alone_and_afterwards(two: Cast) -> None:
    assert two.cleo.get("/today/next").status_code == 302
    assert two.cleo.post("/today/next/name-it/pass").status_code == 409
    Couple.part(two.couple, two.ada.person)
    assert two.ben.get("/today/next").status_code == 302
    assert two.ben.post("/today/next/name-it/back").status_code == 409


def test_no_word_of_the_card_presses_or_counts(two: Cast) -> None:
    lived(two)
    said = (card(two.ada) + card(two.ada, "?minutes=5")).casefold()
    for never in ("should", "must", "failed", " only", "!<", "streak", "score", "waiting"):
        assert never not in said
