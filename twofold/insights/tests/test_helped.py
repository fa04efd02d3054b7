"""What helped: from one's own ratings, for oneself; and the partner's ratings move no page at all."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from twofold.insights.helped import shrunk
from twofold.practices.models import FavouritePractice, LiveSession, Rating, TurnRating
from twofold.testing import Cast, Player

from .diaries import evenings, join, page, plant

EVERY = ("closeness", "days", "reading", "helped", "lately")


def rate(cast: Cast, practice: str, person: Player, *values: int) -> None:
    for back, value in enumerate(values, 1):
        over = timezone.now() - timedelta(days=back)
        session = LiveSession.objects.create(couple=cast.couple, practice=practice, turn=3, ended_at=over)
        Rating.objects.create(session=session, person=person.person, close=value, safe=value, helped=value)


def test_what_helped_is_told_to_the_one_who_said_so(two: Cast) -> None:
    rate(two, "deep-listening", two.ada, 9, 8, 9, 9)
    rate(two, "holding-hands", two.ada, 5, 6, 5)
    rate(two, "walk-and-talk", two.ada, 10, 10)
    text = page(two.ada, "helped")
    assert text.index("/practise/deep-listening") < text.index("/practise/holding-hands")
    assert "/practise/walk-and-talk" not in text  # twice is too few
    assert "Nothing to tell yet." in page(two.ben, "helped")


def test_the_partners_ratings_move_nothing_even_when_both_have_joined(two: Cast) -> None:
    for player in (two.ada, two.ben):
        join(player)
    rate(two, "deep-listening", two.ada, 9, 9, 8, 9)
    before = page(two.ada, "helped")
    rate(two, "deep-listening", two.ben, 2, 1, 2, 2)
    assert page(two.ada, "helped") == before


def felt(player: Player, session: LiveSession, value: int) -> None:
    sent = player.post(f"/practise/live/{session.pk}/felt", close=value, safe=value, helped=value)
    assert sent.status_code == 200


def test_a_private_rating_moves_no_page_of_the_others(two: Cast) -> None:
    """Neither after a practice nor inside of one, and whatever both have rated before."""
    for player in (two.ada, two.ben):
        plant(two, player, evenings(70, 5, 6, seed=len(player.name)))
        join(player)
        rate(two, "deep-listening", player, 9, 9, 9, 9)
    session = LiveSession.objects.latest("ended_at")
    felt(two.ada, session, 9)
    before = [page(two.ada, name) for name in EVERY]
    felt(two.ben, session, 0)
    TurnRating.objects.create(session=session, person=two.ben.person, turn=1, value=0)
    FavouritePractice.objects.create(person=two.ben.person, practice="deep-listening")
    cache.clear()
    assert [page(two.ada, name) for name in EVERY] == before


def test_few_ratings_are_drawn_to_the_mean() -> None:
    often = [("often", 9)] * 20 + [("plain", 5)] * 20
    found = shrunk([*often, *[("rare", 9)] * 3], "It helped")
    assert found["plain"].middle < found["rare"].middle < found["often"].middle < 9
    assert found["rare"].high - found["rare"].low > found["often"].high - found["often"].low
    assert shrunk([("x", 9), ("x", 9), ("x", None)], "It helped") == {}
