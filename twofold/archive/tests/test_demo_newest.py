"""The demo couple's insights, experiments and looks: the product's own pages tell what the year holds."""

import html
import random
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from twofold.archive.demo_days import year_of_evenings
from twofold.archive.demo_newest_words import said_of_late
from twofold.archive.demo_trials import CLEAR, Lot
from twofold.archive.demo_words import WHO, everything_said
from twofold.archive.demo_year import HARD_DAYS, Year
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.experiments.agreeing import standing
from twofold.experiments.models import Experiment
from twofold.experiments.now import running
from twofold.insights.pages import DaysPage, ReadingPage
from twofold.learning.lessons import lessons
from twofold.learning.models import LessonRead
from twofold.measures import leanings, looks
from twofold.measures.look_pages import MapPage
from twofold.measures.words import styles
from twofold.repair.models import Resting
from twofold.trust.pages import DosPage
from twofold.trust.promises import promises_of, promises_to_look_at
from twofold.trust.words import dos

pytestmark = pytest.mark.django_db
Kind = Letter.Kind
PAGES = (
    *("/insights", "/insights/closeness", "/insights/days", "/insights/lately", "/insights/reading"),
    *("/insights/helped", "/insights/experiments", "/measures/look", "/measures/map", "/measures/scales"),
    *(
        "/trust/promises",
        "/trust/dos",
        "/measures/styles",
        "/measures/barriers",
        "/learn",
        "/learn/touch",
        "/repair/raise",
        "/repair/matters",
    ),
)


def seen(demo: SimpleNamespace, who: str, page: str) -> str:
    """A page as one of the two sees it, its sentences as they read."""
    browser = Client()
    browser.force_login(getattr(demo, who))
    answer = browser.get(page)
    assert answer.status_code == 200, page
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("who", WHO)
def test_their_closer_days_have_findings_and_what_cannot_be_told_yet(demo, who):
    page = DaysPage(Circle(getattr(demo, who)))
    assert page.both
    told = {(one.found.kind, one.found.predictor) for one in page.findings}
    assert ("same", "understood") in told
    assert ("same", "attention" if who == "mira" else "own-opening") in told
    assert 2 <= len(told) <= 6
    assert page.waiting
    assert len(page.nothing) >= 12
    shown = seen(demo, who, "/insights/days")
    assert all(one.sentence in shown for one in page.findings)
    assert "Can’t tell yet" in shown


def test_mira_is_told_how_she_reads_jon_and_he_is_not_yet(demo):
    mira, jon = (ReadingPage(Circle(one)).read for one in (demo.mira, demo.jon))
    assert mira is not None
    assert mira.guesses >= 28
    assert mira.tracking is not None
    assert mira.tracking.low > 0
    assert jon is not None
    assert jon.more > 0


def test_one_experiment_found_something_one_cannot_tell_one_was_let_go_and_one_runs(demo):
    today = demo.couple.day()
    tried = Experiment.objects.select_related("plan", "result").order_by("agreed_at")
    assert [one.state(today) for one in tried] == ["open", "let go", "open", "running"]
    found, gone, unclear, now = tried
    assert found.told
    assert (found.told.numbers["kind"], found.length) == ("found", 56)
    assert found.told.numbers["effect"] > 0
    assert unclear.told
    assert unclear.told.numbers["kind"] == "unclear"
    assert (gone.told, now.told) == (None, None)
    assert standing(Circle(demo.mira)) == now
    runs = running(Circle(demo.jon))
    assert runs is not None
    assert (runs.number, runs.done) == (12, None)
    for one in tried:
        assert one.agreed_at
        assert one.proposed_at < one.agreed_at < one.marks.earliest("at").at
        days = list(one.marks.values_list("day", flat=True))
        assert days
        assert all(one.plan.has(day) and day < today for day in days)


@pytest.mark.parametrize("who", WHO)
def test_each_experiment_reads_as_it_came_out(demo, who):
    lines = (
        "On days with it, closeness was higher",
        "Let go on day 6",
        "These days can’t tell",
        "All its days",
    )
    for one, line in zip(Experiment.objects.order_by("agreed_at"), lines, strict=True):
        assert line in seen(demo, who, reverse("experiments:experiment", args=[one.pk]))


def test_four_months_are_shared_and_more_are_each_ones_own(demo):
    for person in (demo.mira, demo.jon):
        circle = Circle(person)
        page = MapPage(circle)
        assert len(page.months) == 4
        assert page.own.keys() == page.other.keys()
        assert all(4 <= value <= 9 for id, value in page.own.items() if id != "circles")
        own = Letter.objects.filter(author=person, kind=Kind.LOOK, couple=None)
        assert {looks.own_id(circle, looks.month_of(one.day)) for one in own} == {one.pk for one in own}
        assert 5 <= own.count() <= 8
        for month, _ in page.months:
            about = looks.shared_about(circle, month)
            pair = Letter.objects.filter(about=about, kind=Kind.LOOK)
            assert len({one.appears_at for one in pair}) == 1
            assert {one.author_id for one in pair} == {demo.mira.pk, demo.jon.pk}
            for one in pair:
                looks.check_numbers(one.readable)
                assert looks.month_of(one.day) == month
        assert looks.due(circle)


def test_what_they_let_guide_them_and_have_read_is_in_the_content(demo):
    assert leanings.own(Circle(demo.mira)) == ""
    assert leanings.own(Circle(demo.jon)) in leanings.of(Circle(demo.mira))
    read = set(LessonRead.objects.values_list("lesson", flat=True))
    assert read <= lessons().keys()
    assert LessonRead.objects.count() == 13


def test_what_was_raised_is_answered_and_the_notes_on_it_are_nobodys_else(demo):
    raised = Letter.objects.of_kind(Kind.RAISED).get()
    reply = Letter.objects.of_kind(Kind.REPLY).get(about=raised.pk)
    notes = Letter.objects.of_kind(Kind.HEARD).get(about=raised.pk)
    assert raised.author == demo.jon
    assert reply.author == notes.author == demo.mira
    assert raised.written_at < notes.written_at < reply.written_at
    assert not Letter.objects.visible_to(Circle(demo.jon)).filter(pk=notes.pk).exists()
    client = Client()
    client.force_login(demo.mira)
    page = client.get(reverse("repair:matters")).context["page"]
    assert (len(page.open), len(page.resting)) == (2, 1)
    assert Resting.objects.get().at > page.resting[0].written_at


def test_a_promise_was_looked_at_by_both_and_one_is_ahead(demo):
    today = demo.couple.day().isoformat()
    promises = promises_of(Circle(demo.mira)).filter(about=None)
    assert sorted(one.readable["day"] > today for one in promises) == [False, True]
    past = promises.get(readable__day__lte=today)
    looks_at = Letter.objects.of_kind(Kind.KEPT)
    assert looks_at.filter(about=past.pk).count() == 2
    for about in looks_at.values_list("about", flat=True):
        pair = looks_at.filter(about=about)
        assert {one.author_id for one in pair} == {demo.mira.pk, demo.jon.pk}
        assert len({one.appears_at for one in pair}) == 1
    assert looks_at.count() == 8
    for one in (demo.mira, demo.jon):
        assert all(promise.about for promise in promises_to_look_at(Circle(one)))
        assert len(DosPage(Circle(one)).agreed) == 4
    assert {*said_of_late().repair.dos.mira, *said_of_late().repair.dos.jon} <= dos().keys()


def test_both_shared_what_they_found_in_themselves_and_no_answer_with_it(demo):
    shared = Letter.objects.of_kind(Kind.REFLECTION).filter(couple=demo.couple)
    assert {one.author_id for one in shared} == {demo.mira.pk, demo.jon.pk}
    assert len({one.appears_at for one in shared}) == 1
    assert Letter.objects.of_kind(Kind.REFLECTION).filter(couple=None).count() == 2
    scenes, kinds = {one.id for one in styles().scene}, {one.id for one in styles().style}
    for one in said_of_late().repair.reflection:
        assert one.answers.keys() <= scenes
        assert set(one.answers.values()) <= kinds


def test_no_words_of_these_rooms_stand_in_clear(demo):
    if connection.vendor != "sqlite":
        pytest.skip("reads the bytes of SQLite")
    stored = connection.connection.serialize()
    assert [text for text in said_of_late().words if text[:24].encode() in stored] == []


@pytest.mark.parametrize("who", WHO)
def test_their_pages_open(demo, who):
    for page in PAGES:
        seen(demo, who, page)


@pytest.mark.parametrize("back", range(0, 366, 61))
def test_the_finished_experiment_finds_something_in_a_year_that_ends_on_any_day(back):
    said, today = everything_said(), date(2026, 12, 31) - timedelta(days=back)
    year = Year(today, ZoneInfo(said.two.time_zone), datetime(2028, 1, 1, tzinfo=UTC))
    evenings = year_of_evenings(year, said.notes, random.Random(14))  # noqa: S311 - a story
    within = [one for one in evenings if one.shared and "closeness" in one.ratings]
    lot = Lot.of(said_of_late().tried[0], year, 14).lift(evenings)
    during = [one for one in within if 0 <= (one.day.date - lot.first).days < 56]
    assert lot._p(during, [int(one.ratings["closeness"]) for one in during]) <= CLEAR
    hard = {(year.hard_from + timedelta(days=number)) for number in range(HARD_DAYS)}
    assert not {one.day.date for one in during} & hard
