"""The demo couple in the later rooms: all of it opens, keeps each room’s rules, and is where it belongs."""

import hashlib
import json
import random
import struct
from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from twofold.album import shelf
from twofold.album.models import SealedFile
from twofold.album.pages import anniversary
from twofold.album.photos import day_of_memory, day_of_photo
from twofold.archive.demo_album import a_year_before
from twofold.archive.demo_room_words import Rooms, said_in_rooms
from twofold.archive.demo_scenes import SCENES, draw
from twofold.archive.demo_words import WHO, everything_said
from twofold.archive.demo_year import Year, spread
from twofold.couples.access import Circle
from twofold.couples.letters import Letter, Revision
from twofold.knowing.models import Round, SheetNumbers, id_of_sheet
from twofold.knowing.sheets import Choice, sheets
from twofold.life.long_letters import Opening, folded_for
from twofold.life.pages import for_today
from twofold.meaning.models import Look
from twofold.meaning.prompts import prompts, values
from twofold.people.models import KeyringPart, Place
from twofold.plans.dates import DatesPage
from twofold.plans.models import Outing, Swipe
from twofold.rituals.models import Occasion, Ritual, Tip
from twofold.rituals.pages import RhythmPage
from twofold.sealing.age import open_with
from twofold.sealing.sealer import (
    derive,
    name_handle,
    one_of,
    open_couple_part,
    open_letter,
    open_pins_part,
    open_root_part,
)
from twofold.testing import record_of

pytestmark = pytest.mark.django_db
Kind = Letter.Kind
TOGETHER = (Kind.KNOWN, Kind.GUESS, Kind.VALUES, Kind.MEANING, Kind.TIP_NOTE)
PAGES = (
    *(
        "/",
        "/today/later",
        "/us",
        "/us/story",
        "/us/map",
        "/us/rounds",
        "/us/wishes",
        "/us/dates",
        "/us/album",
    ),
    *("/us/album/childhood", "/us/memories", "/us/letters", "/us/letters/yours", "/us/good-news"),
    *("/us/hard-times", "/us/hard-times/before", "/us/meaning", "/us/meaning/values"),
    *("/us/meaning/traditions", "/us/meaning/vision", "/rhythm", "/rhythm/tip"),
)


@pytest.fixture(scope="module")
def mira(demo) -> SimpleNamespace:
    """Her keys, as she holds them after signing in."""
    someone = everything_said().two.mira
    derived = derive(someone.passphrase, name_handle(bytes(Place.here().salt), someone.name))
    part = {one.kind: bytes(one.sealed) for one in demo.mira.keyring.all()}
    root = open_root_part(part[KeyringPart.Kind.ROOT], derived.wrap_identity)
    couple = open_couple_part(part[KeyringPart.Kind.COUPLE], derived.wrap_identity)
    return SimpleNamespace(
        root=root, couple=couple, pins=open_pins_part(part[KeyringPart.Kind.PINS], root, couple.couple)
    )


def opened(letter: Letter, keys: SimpleNamespace, version: Any = None) -> Any:
    """The words of a letter for both, or of an earlier version of it."""
    version = version or letter
    record = record_of(letter, version)
    verify = keys.pins.pins[letter.author_id]
    return open_letter(bytes(version.sealed), record, keys.couple.identity, verify).text


def words_of(said: Rooms) -> list[str]:
    """Every line of the files that is sealed."""
    found = [text for one in said.knowing.told for text in (one.mira, one.jon, one.before)]
    found += [text for one in said.plans.wish for text in (one.text, one.why, one.line)]
    found += [text for one in said.plans.outing for text in (one.title, one.text, one.line)]
    found += [one.caption for one in said.album.photo] + [one.caption for one in said.album.childhood]
    found += [one.text for one in said.album.memory] + [one.text for one in said.warmth.hard]
    found += [one.text for one in said.warmth.long_letter]
    found += [text for one in said.warmth.win for text in (one.text, one.reply)]
    found += [text for one in said.meaning.meaning for text in (one.mira, one.jon)]
    found += [one.text for one in said.meaning.tradition]
    found += [text for one in said.meaning.vision for text in one.areas.values()]
    found += [text for one in said.rhythm.ritual for text in (one.title, one.text)]
    found += [text for one in said.rhythm.tip for text in (one.mira, one.jon)]
    return [text for text in found if text]


def test_everything_they_say_there_is_said_and_nothing_stands_in_clear(demo, mira):
    texts = [opened(one, mira) for one in Letter.objects.exclude(couple=None)]
    texts += [opened(one.letter, mira, one) for one in Revision.objects.select_related("letter")]
    said = {text for one in texts for text in (one.values() if isinstance(one, dict) else [one])}
    private = [one for one in said_in_rooms().plans.wish if one.stage == "mine"]
    alone = {text for one in private for text in (one.text, one.why)}
    assert [text for text in words_of(said_in_rooms()) if text not in said | alone] == []
    assert not alone & said
    if connection.vendor == "sqlite":
        stored = connection.connection.serialize()
        assert [text for text in words_of(said_in_rooms()) if text[:24].encode() in stored] == []


def test_every_sealed_file_opens_and_is_the_one_that_its_letter_names(demo, mira):
    photos = Letter.objects.of_kind(Kind.PHOTO)
    assert photos.count() == 30
    seen = set()
    for letter in photos:
        text = opened(letter, mira)
        numbers = json.loads(text["numbers"])
        assert day_of_photo(Circle(demo.mira), letter.readable) == letter.day
        for name, share in (("picture", 1), ("thumb", 2)):
            row = letter.files.get(pk=numbers[name]["id"])
            sealed = shelf.place_of(row.pk).read_bytes()
            assert row.complete_at
            assert len(sealed) == row.size == row.received < 60 * 1024
            assert hashlib.sha256(sealed).hexdigest() == row.digest == numbers[name]["sha256"]
            picture = open_with(mira.couple.identity, sealed)
            assert picture.startswith(b"\x89PNG")
            assert struct.unpack(">II", picture[16:24]) == (
                numbers["width"] // share,
                numbers["height"] // share,
            )
            seen.add(picture)
    assert len(seen) == SealedFile.objects.count() == 60, "no two pictures are the same"


def test_a_photo_hangs_on_the_memory_of_its_day(demo):
    hung = Letter.objects.of_kind(Kind.PHOTO).exclude(about=None)
    named = [one for one in said_in_rooms().album.photo if one.of]
    assert hung.count() == len(named) + sum(len(one.photos) for one in said_in_rooms().album.memory)
    for photo in hung:
        memory = Letter.objects.of_kind(Kind.MEMORY).get(id__in=[photo.about], day=photo.day)
        assert memory.written_at < photo.written_at <= timezone.now()


def test_a_picture_is_the_same_for_the_same_number_and_another_for_the_next():
    for scene in SCENES:
        assert draw(scene, 1, 64, 48) == draw(scene, 1, 64, 48)
        assert len({draw(scene, number, 64, 48) for number in range(5)}) == 5
        assert draw(scene, 1, 64, 48, sepia=True) != draw(scene, 1, 64, 48)


def test_a_year_ago_today_shows(demo):
    for person in (demo.mira, demo.jon):
        found = anniversary(Circle(person))
        assert {one.kind for one in found} == {Kind.PHOTO, Kind.MEMORY}
        assert {one.day for one in found} == {a_year_before(demo.couple.day())}
        browser = Client()
        browser.force_login(person)
        assert "On this day" in browser.get("/today/later").content.decode()
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_what_opens_together_does_and_what_one_alone_has_written_waits(demo):
    alone = []
    letters = Letter.objects.of_kind(*TOGETHER)
    for about in set(letters.values_list("about", flat=True)):
        pair = list(letters.filter(about=about))
        assert len({one.appears_at for one in pair}) == 1
        assert len(pair) == 2 or pair[0].appears_at is None
        for one in pair:
            assert one.pk == one_of(one.kind, str(about), str(one.author_id))
            assert one.handed == (one.appears_at is not None)
        alone += [one for one in pair if len(pair) == 1]
    assert {(one.kind, one.author) for one in alone} == {(Kind.KNOWN, demo.jon), (Kind.MEANING, demo.mira)}


def test_one_round_waits_for_mira_and_their_sheets_are_of_the_content(demo, mira):
    open_one = Round.objects.of(Circle(demo.mira)).folded().get()
    assert (open_one.has_mine, open_one.has_theirs) == (False, True)
    for round in Round.objects.all():
        items = sheets()[round.source].item
        choices = {one.id: one.options for one in items if isinstance(one, Choice)}
        for letter in Letter.objects.filter(about=round.pk):
            assert letter.pk == id_of_sheet(round, letter.author)
            numbers = msgspec.convert(letter.readable, SheetNumbers).numbers
            assert numbers.keys() <= sheets()[round.source].numbers
            text = opened(letter, mira)
            assert all(int(value) < len(choices[item]) for item, value in text.items())
            assert 0 < len(text) + len(numbers) <= len(items)


def test_entries_that_were_rewritten_keep_what_stood_there_first(demo, mira):
    rewritten = Letter.objects.of_kind(Kind.MAP).filter(revision=2)
    assert rewritten.count() == 3
    for letter in rewritten:
        first = letter.revisions.get()
        assert letter.written_at < first.kept_at == letter.edited_at
        assert letter.shows_edit
        assert opened(letter, mira) != opened(letter, mira, first)
    for letter in Letter.objects.of_kind(Kind.MAP):
        assert letter.pk == one_of("map", str(letter.about), str(letter.author_id))


def test_wishes_stand_in_every_stage_and_dates_in_each_tense(demo):
    wishes, today = Letter.objects.of_kind(Kind.WISH), demo.couple.day()
    assert Counter(wishes.filter(couple=None).values_list("author__called", flat=True)) == {
        "Mira": 1,
        "Jon": 1,
    }
    assert wishes.filter(done__isnull=False).count() == 4
    for memory in Letter.objects.of_kind(Kind.MEMORY):
        assert day_of_memory(Circle(demo.mira), memory.readable) == memory.day <= today
    assert Outing.objects.agreed().filter(day__lt=today).count() == 5
    assert Outing.objects.agreed().filter(day__gt=today).count() == 1
    waiting = Outing.objects.proposed().get()
    assert waiting.proposed_by == demo.jon
    assert waiting.day > today
    page = DatesPage(Circle(demo.mira))
    assert [one.for_my_word for one in page.days] == [False, True]
    both_like = {one.idea.id for one in page.matches if one.idea}
    assert len(both_like) == 3  # of nine: the others have been, or have a day
    assert not both_like & set(Outing.objects.values_list("idea", flat=True))
    assert all(one.stands for one in Swipe.objects.all())


def test_letters_open_now_ahead_and_for_an_occasion(demo):
    for letter in Letter.objects.of_kind(Kind.LETTER):
        assert msgspec.to_builtins(Opening.of(letter.readable)) == letter.readable
        assert (letter.appears_at is None) == ("occasion" in letter.readable)
    for one in (demo.mira, demo.jon):
        assert folded_for(Circle(one)).count() == 1
        assert for_today(Circle(one)).hard is None, "all three hard times have eased"
    ahead = Letter.objects.of_kind(Kind.LETTER).get(appears_at__gt=timezone.now())
    assert not Letter.objects.visible_to(Circle(demo.jon)).filter(pk=ahead.pk).exists()


def test_what_matters_to_them_is_named_as_the_content_names_it(demo, mira):
    for letter in Letter.objects.of_kind(Kind.VALUES):
        assert all(id in values() for part in opened(letter, mira).values() for id in part.split())
    areas = {one.id for one in prompts().area}
    visions = Letter.objects.of_kind(Kind.VISION)
    assert visions.count() == 2
    assert all(opened(one, mira).keys() == areas for one in visions)
    assert Look.last(demo.couple) >= demo.couple.day() - timedelta(days=14)


def test_rituals_come_round_and_are_kept_more_or_less(demo):
    today = demo.couple.day()
    assert Ritual.objects.agreed().count() == 6
    assert Ritual.objects.proposed().get().proposed_by == demo.mira
    for ritual in Ritual.objects.all():
        assert ritual.rule.sound
        assert bool(ritual.from_shelf) != bool(ritual.letter)
    for mark in Occasion.objects.select_related("ritual"):
        assert mark.ritual.rule.falls_on(mark.day)
        assert mark.ritual.in_force(mark.ritual.rule.starts_at(mark.day))
        assert mark.day < today
        assert mark.at <= timezone.now()
    assert Counter(Occasion.objects.values_list("state", flat=True)).keys() == {"done", "left"}
    assert Occasion.objects.exclude(moved_to=None).exists()
    tips = Tip.objects.order_by("-week")
    assert len({one.week for one in tips}) == len(tips) == 7
    assert tips[0].week <= today <= tips[0].last_day
    assert all(one.habit for one in tips)
    assert len(RhythmPage(Circle(demo.mira), today).agreed) == 6


@pytest.mark.parametrize("who", WHO)
def test_their_pages_open(demo, who):
    browser = Client()
    browser.force_login(getattr(demo, who))
    for page in PAGES:
        assert browser.get(page).status_code == 200, page


@pytest.mark.parametrize("back", range(0, 366, 28))
def test_the_rooms_fit_a_year_that_ends_on_any_day(back):
    said, today = said_in_rooms(), date(2026, 12, 31) - timedelta(days=back)
    year = Year(today, ZoneInfo(everything_said().two.time_zone), timezone.now() + timedelta(days=800))
    lists: list[list[Any]] = [said.knowing.told, said.knowing.round, said.plans.wish, said.album.photo]
    lists += [said.warmth.long_letter, said.warmth.win, said.warmth.hard, said.meaning.meaning]
    lists += [said.meaning.tradition, said.meaning.vision]
    for entries in lists:
        placed = spread(entries, year, random.Random(back))  # noqa: S311 - a story
        assert len(placed) == len(entries)
        assert all(one.season == year.season(day) for day, one in placed)
