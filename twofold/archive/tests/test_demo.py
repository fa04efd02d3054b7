"""The demo couple: a year that opens, hangs together, and gives nothing away."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from statistics import mean
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from twofold.archive.demo_days import year_of_evenings
from twofold.archive.demo_newest_words import said_of_late
from twofold.archive.demo_words import WHO, everything_said
from twofold.archive.demo_year import DAYS, Year, spread
from twofold.checkins.models import CheckIn
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Couple, Invitation
from twofold.people.models import KeyringPart, Person, Place
from twofold.questions.decks import questions
from twofold.questions.models import Asked, Pace, Reveal, ask_tonight, choose
from twofold.sealing.sealer import (
    derive,
    name_handle,
    open_couple_part,
    open_introduction,
    open_letter,
    open_pins_part,
    open_recovery_kit,
    open_root_part,
    recovery_keys,
)
from twofold.testing import record_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The demo, made once by its command, and undone after this module."""
    here = replace(settings.ENV, data=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), override_settings(ENV=here), transaction.atomic():
        printed = StringIO()
        call_command("demo", stdout=printed)
        people = {one.called.lower(): one for one in Person.objects.all()}
        yield SimpleNamespace(printed=printed.getvalue(), couple=Couple.objects.get(), **people)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def keys(demo):
    """What each of the two holds after signing in with what was printed, by name."""
    held = {}
    for who in WHO:
        person, someone = getattr(demo, who), getattr(everything_said().two, who)
        assert someone.passphrase in demo.printed
        derived = derive(someone.passphrase, name_handle(bytes(Place.here().salt), someone.name))
        assert Person.objects.proven(person.handle, derived.locator, derived.auth) == person
        part = {one.kind: bytes(one.sealed) for one in person.keyring.all()}
        root = open_root_part(part[KeyringPart.Kind.ROOT], derived.wrap_identity)
        couple = open_couple_part(part[KeyringPart.Kind.COUPLE], derived.wrap_identity)
        pins = open_pins_part(part[KeyringPart.Kind.PINS], root, couple.couple)
        held[who] = SimpleNamespace(root=root, couple=couple, pins=pins)
    return held


@pytest.fixture(scope="module")
def opened(demo, keys):
    """Every letter with its words, opened and verified as its author's browser would."""
    own = {one.root.person: one for one in keys.values()}
    found = []
    for letter in Letter.objects.all():
        author = own[letter.author_id]
        record = record_of(letter)
        identity = author.couple.identity if letter.couple_id else author.root.identity
        pinned = author.pins.pins[letter.author_id]
        found.append((letter, open_letter(bytes(letter.sealed), record, identity, pinned)))
    return found


def test_both_hold_the_same_keys_and_have_compared_them(demo, keys):
    mira, jon = keys["mira"], keys["jon"]
    assert mira.couple == jon.couple
    assert mira.pins == jon.pins
    assert mira.pins.compared
    assert mira.pins.pins == {one.root.person: one.root.verify for one in (mira, jon)}
    membership = demo.couple.memberships.get(person=demo.jon)
    sealed = bytes(membership.introduction or b"")
    said = open_introduction(sealed, mira.couple.identity, demo.couple.pk, demo.jon.pk)
    assert said.verify == jon.root.verify
    assert Invitation.objects.get().state == "accepted"


def test_the_printed_recovery_codes_open_the_keyrings(demo, keys):
    codes = re.findall(r"\b(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}\b", demo.printed)
    for code, who in zip(codes, WHO, strict=True):
        person, derived = getattr(demo, who), recovery_keys(code)
        assert Person.objects.recovering(derived.locator, derived.auth) == person
        identity = open_recovery_kit(bytes(person.recovery_kit), code)
        part = person.keyring.get(kind=KeyringPart.Kind.ROOT)
        assert open_root_part(bytes(part.sealed), identity).signing == keys[who].root.signing


def test_every_letter_opens_and_says_what_stands_beside_it(demo, opened):
    assert len(opened) > 1100
    for letter, inner in opened:
        assert letter.written_at <= timezone.now()
        assert demo.couple.created_at < letter.written_at
        if letter.kind == Letter.Kind.CHECKIN:
            assert isinstance(inner.text, dict)
            assert ("numbers" in inner.text) == (letter.couple_id is None)
        if letter.couple_id is None:
            assert letter.readable == {}
            assert letter.appears_at is None


def test_everything_they_have_to_say_is_said(opened):
    texts = [inner.text for _, inner in opened]
    words = {text for one in texts for text in (one.values() if isinstance(one, dict) else [one])}
    said = everything_said()
    written = [text for one in said.answers for text in (one.mira, one.jon, one.reply) if text]
    written += [text for one in said.appreciations for text in (one.did, one.meant)]
    written += [one.text for one in said.journal]
    written += [text for one in said.practised for text in one.words]
    written += said_of_late().words
    assert [text for text in written if text not in words] == []
    unused = [one.text for one in said.notes if one.text not in words]
    assert len(unused) <= 4, "a note too many for the hard stretch can go unused, and no more"


def test_the_year_ends_today_and_both_are_in_it(demo):
    today = demo.couple.day()
    assert demo.couple.day(demo.couple.created_at) == today - timedelta(days=DAYS - 1)
    assert CheckIn.objects.get(day=today).author == demo.jon
    for who in WHO:
        evenings = Letter.objects.filter(author=getattr(demo, who), kind=Letter.Kind.CHECKIN)
        assert 0.7 * DAYS < evenings.count() < 0.86 * DAYS
        assert evenings.filter(couple=None).exists()


def test_tonight_jons_answer_waits_folded_for_mira(demo):
    mira, jon = Circle(demo.mira), Circle(demo.jon)
    tonight = ask_tonight(mira)
    assert tonight == ask_tonight(jon)
    assert tonight.text
    assert not tonight.revealed
    assert tonight.partner_answered
    assert not ask_tonight(jon).partner_answered
    answer = tonight.letters.get()
    assert not Letter.objects.visible_to(mira).filter(pk=answer.pk).exists()
    assert Letter.objects.visible_to(jon).filter(pk=answer.pk).exists()


def test_neither_is_handed_what_is_folded_or_private(demo):
    now = timezone.now()
    for one, other in ((demo.mira, demo.jon), (demo.jon, demo.mira)):
        theirs = Letter.objects.visible_to(Circle(one)).filter(author=other)
        assert not theirs.filter(couple=None).exists()
        assert not theirs.filter(appears_at__gt=now).exists()
        hidden = Letter.objects.filter(author=other, kind=Letter.Kind.APPRECIATION)
        assert hidden.filter(appears_at__gt=now).count() == 2
    assert Letter.objects.new_to(Circle(demo.mira)).exists()


def test_most_questions_were_answered_by_both(demo):
    assert Reveal.objects.count() > 100
    for asked in Asked.objects.filter(reveal__isnull=False).select_related("reveal"):
        answers = asked.letters.all()
        assert {one.author_id for one in answers} == {demo.mira.pk, demo.jon.pk}
        assert {one.appears_at for one in answers} == {asked.reveal.at}
    waiting = Asked.objects.filter(reveal=None)
    assert any(one.letters.count() == 1 for one in waiting)
    assert not any(one.letters.count() == 2 for one in waiting)
    assert Asked.objects.exclude(own=None).count() == 3


def test_their_pace_leaves_new_questions_to_ask(demo):
    assert Pace.objects.get().depth >= 2
    fresh = choose(Circle(demo.mira))
    assert not Asked.objects.filter(source=fresh.id).exists()


def test_a_hard_stretch_shows_in_the_numbers(demo):
    said = CheckIn.objects.values_list("day", "closeness")
    first = demo.couple.day() - timedelta(days=DAYS - 1)
    by_day: dict[int, list[int]] = {}
    for day, closeness in said:
        if closeness is not None:
            by_day.setdefault((day - first).days, []).append(closeness)
    means = [
        mean(value for day in range(start, start + 28) for value in by_day.get(day, []))
        for start in range(DAYS - 27)
    ]
    assert max(means) - min(means) >= 2


def test_a_numbers_row_says_what_its_letter_says(demo):
    for row in CheckIn.objects.select_related("letter"):
        beside = row.letter.readable
        assert beside.pop("day") == row.day.isoformat()
        assert {name: getattr(row, name) for name in beside} == beside


def test_no_words_stand_in_the_database(demo):
    if connection.vendor != "sqlite":
        pytest.skip("reads the bytes of SQLite")
    stored = connection.connection.serialize()
    assert b"gratitude-means-more-now" in stored, "what is in clear is found like this"
    said = everything_said()
    words = [text for one in said.answers for text in (one.mira, one.jon, one.reply) if text]
    words += [one.text for one in said.notes] + [one.text for one in said.journal]
    words += [one.text for one in said.own_questions]
    words += [text for one in said.appreciations for text in (one.did, one.meant)]
    words += [one.passphrase for one in (said.two.mira, said.two.jon)]
    for text in words:
        assert text[:24].encode() not in stored
        assert text[-24:].encode() not in stored


def test_the_command_refuses_where_there_are_people(demo):
    with pytest.raises(CommandError, match="needs an empty database"):
        call_command("demo", stdout=StringIO())


def test_their_questions_are_in_the_decks_and_within_what_both_chose():
    said = everything_said()
    named = [one.question for one in said.answers]
    assert len(named) == len(set(named))
    assert sum(bool(one.mira and one.jon) for one in said.answers) >= 90
    for one in said.answers:
        assert questions()[one.question].depth <= min(said.two.mira.depth, said.two.jon.depth)
        assert bool(one.reply) == bool(one.reply_from)


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - it tells a story and keeps no secret


@pytest.mark.parametrize("back", range(0, 366, 14))
def test_the_year_can_end_on_any_day(back):
    said = everything_said()
    today = date(2026, 12, 31) - timedelta(days=back)
    year = Year(today, ZoneInfo(said.two.time_zone), timezone.now())
    for entries in (said.answers, said.appreciations, said.journal, said.own_questions):
        placed = spread(entries, year, chance(1))
        assert len({day for day, _ in placed}) == len(entries)
        assert all(one.season in ("", year.season(day)) for day, one in placed)


def test_the_same_seed_tells_the_same_year():
    said = everything_said()
    year = Year(date(2026, 11, 22), ZoneInfo(said.two.time_zone), timezone.now())
    first, second, other = (
        [(one.who, one.numbers, one.note) for one in year_of_evenings(year, said.notes, chance(seed))]
        for seed in (6, 6, 7)
    )
    assert first == second
    assert first != other
