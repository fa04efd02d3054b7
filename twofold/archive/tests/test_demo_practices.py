"""The demo couple's practices: a year of them, all over, and each one's numbers and lines their own."""

import random
from collections import Counter
from datetime import date, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from twofold.archive.demo_practices import plan
from twofold.archive.demo_words import WHO, everything_said
from twofold.archive.demo_year import Year
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.practices.history import PastSession, sessions_over
from twofold.practices.library import practices
from twofold.practices.models import Break, FavouritePractice, LiveSession, PhonesDown, Rating, TurnRating

pytestmark = pytest.mark.django_db
NOTES = (Letter.Kind.PRACTICE_NOTE, Letter.Kind.PROMISE)


def notes_of_practices():
    """A promise that hangs on no session was made elsewhere."""
    return Letter.objects.filter(kind__in=NOTES).exclude(kind=Letter.Kind.PROMISE, about=None)


def test_about_forty_five_sessions_lie_over_the_year(demo):
    done = Counter(LiveSession.objects.values_list("practice", flat=True))
    assert 42 <= done.total() <= 50
    assert done["six-minute-morning"] >= 8
    assert done["state-of-the-union"] >= 5
    assert {"thirty-six-one", "thirty-six-two", "thirty-six-three"} <= done.keys() <= practices().keys()
    assert set(LiveSession.objects.values_list("mode", flat=True)) == {"one", "two"}
    assert sessions_over(Circle(demo.mira)).count() == done.total()
    days = [demo.couple.day(one.ended_at) for one in LiveSession.objects.all()]
    assert len(set(days)) == len(days)


def test_nothing_is_open_today(demo):
    today = demo.couple.day()
    for one in LiveSession.objects.all():
        assert one.phase == "ended"
        assert 0 < one.turn <= len(one.plain_turns)
        assert one.ended_at is not None
        assert demo.couple.created_at < one.created_at < one.ended_at < timezone.now()
        assert demo.couple.day(one.ended_at) < today
    assert not Break.objects.exists()
    assert PhonesDown.objects.count() == 3
    assert not PhonesDown.objects.filter(ended_at=None).exists()


def test_words_for_both_appear_together_and_the_others_to_nobody(demo):
    notes = notes_of_practices()
    assert notes.filter(kind=Letter.Kind.PROMISE).count() == 4
    assert not notes.exclude(couple=None).filter(appears_at=None).exists()
    for about in notes.filter(kind=Letter.Kind.PRACTICE_NOTE).exclude(couple=None).values_list("about"):
        pair = notes.filter(about=about[0])
        assert {one.author_id for one in pair} == {demo.mira.pk, demo.jon.pk}
        assert len({one.appears_at for one in pair}) == 1
    for one, other in ((demo.mira, demo.jon), (demo.jon, demo.mira)):
        own = notes.filter(author=other, couple=None)
        assert own.count() >= 8
        assert not Letter.objects.visible_to(Circle(one)).filter(pk__in=own.values("pk")).exists()


def test_every_word_hangs_on_its_session(demo):
    found = [PastSession(Circle(demo.mira), one) for one in sessions_over(Circle(demo.mira))]
    found += [PastSession(Circle(demo.jon), one) for one in sessions_over(Circle(demo.jon))]
    seen = {letter.pk for one in found for letter in one.letters}
    assert seen == set(notes_of_practices().values_list("pk", flat=True))


def test_all_that_was_written_has_a_step_to_stand_in():
    for one in everything_said().practised:
        steps = [step.kind for step in practices()[one.practice].step]
        for who in WHO:
            assert len(one.notes(who)) in (0, steps.count("write"))
            assert not one.promise(who) or "agree" in steps
            assert not one.alone or who == one.begun_by or not (one.notes(who) or one.after(who))
        if any(getattr(step, "reveal", "") == "together" for step in practices()[one.practice].step):
            assert len(one.mira) == len(one.jon)


def test_jons_past_shows_none_of_miras_ratings(demo):
    Rating.objects.filter(person=demo.mira).update(close=1, safe=1, helped=1)
    Rating.objects.filter(person=demo.jon).update(close=9, safe=9, helped=9)
    for one in sessions_over(Circle(demo.jon)):
        rating = PastSession(Circle(demo.jon), one).rating
        assert rating is None or rating.person == demo.jon
    browser = Client()
    browser.force_login(demo.jon)
    pages = [browser.get("/practise/past", {"page": page}) for page in range(1, 6)]
    shown = "".join(one.content.decode() for one in pages if one.status_code == 200)
    assert "close 9 of 10" in shown
    assert "close 1 of 10" not in shown
    for letter in Letter.objects.filter(author=demo.mira, couple=None, kind=Letter.Kind.PRACTICE_NOTE):
        assert str(letter.pk) not in shown


def test_how_it_was_follows_the_seasons(demo):
    year = Year(demo.couple.day(), ZoneInfo(demo.couple.time_zone), timezone.now())
    close: dict[str, list[int]] = {}
    for one in Rating.objects.select_related("session"):
        if one.close is not None:
            close.setdefault(year.season(demo.couple.day(one.session.ended_at)), []).append(one.close)
    assert mean(close["hard"]) + 1 < mean(close["mending"]) < mean(close["late"])
    assert Rating.objects.filter(person=demo.mira).count() > 30
    assert Rating.objects.filter(person=demo.jon).count() > 30
    assert TurnRating.objects.exists()
    assert set(FavouritePractice.objects.values_list("practice", flat=True)) <= practices().keys()


def test_no_practised_words_stand_in_the_database(demo):
    if connection.vendor != "sqlite":
        pytest.skip("reads the bytes of SQLite")
    stored = connection.connection.serialize()
    for text in (text for one in everything_said().practised for text in one.words):
        assert text[:24].encode() not in stored


@pytest.mark.parametrize("back", range(0, 366, 28))
def test_practices_fit_a_year_that_ends_on_any_day(back):
    said, today = everything_said(), date(2026, 12, 31) - timedelta(days=back)
    year = Year(today, ZoneInfo(said.two.time_zone), timezone.now() + timedelta(days=800))
    first, second, other = (
        plan(year, said.practised, said.phones_down, random.Random(seed))  # noqa: S311 - a story
        for seed in ("6", "6", "7")
    )
    assert first == second != other
    assert len(first[0]) == len(said.practised)
    assert all(one.began < one.ended for one in first[0])
