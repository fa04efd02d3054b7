"""After leaving: every address there is, as one who was one of the two, and nothing of it in any answer."""

import base64
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponseBase
from django.utils import timezone

from twofold.archive.tests.test_copy import copy_of
from twofold.couples import departing
from twofold.couples.letters import Letter
from twofold.couples.models import Couple, Departure, Membership
from twofold.experiments.models import Experiment
from twofold.practices.models import Break, LiveSession, PhonesDown
from twofold.testing import Cast, Player, pair
from twofold.tests.lived import Life
from twofold.tests.test_architecture import patterns

COPY = "/me/copy"  # one's own rows name what they are about: the question, the session
WROTE = ("author", "person", "inviter", "proposed_by", "asked_by", "ended_by")


def wrote(row: models.Model) -> set[UUID]:
    """Whose it is; nobody's, for what belongs to the two."""
    return {getattr(row, f"{name}_id", None) for name in WROTE} - {None}  # type: ignore[return-value]


def traces(couple: Couple, viewer: Player) -> dict[bytes, models.Model]:
    """What would give away a row of the couple's that this person did not write: its id, its envelope.

    The id of what a letter of one's own is about stands in it, signed, and stays with one's copy; so does
    the id of the habit in a plan that both agreed on, whose digest holds it fast.
    """
    about = set(Letter.objects.written_by(viewer.person).values_list("about", flat=True))
    about |= set(Experiment.objects.of(couple).agreed().values_list("letter_id", flat=True))
    found: dict[bytes, models.Model] = {}
    for model in apps.get_models():
        if not any(field.name == "couple" for field in model._meta.get_fields()):
            continue
        for row in model._default_manager.filter(couple=couple):
            if viewer.id in wrote(row):
                continue
            if isinstance(row.pk, UUID) and row.pk not in about:
                found[str(row.pk).encode()] = row
            sealed = getattr(row, "sealed", None)
            if sealed:
                found[base64.b64encode(bytes(sealed))] = row
    return found


def bytes_of(answer: HttpResponseBase) -> bytes:
    said = answer.getvalue() if not answer.streaming else b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return bytes(said) + str(dict(answer.headers)).encode()


def test_every_address_gives_a_former_partner_nothing(cast: Cast) -> None:
    """Whoever left, and whoever was left: GET everything that there is."""
    life = Life(cast)
    couple = cast.couple
    addresses = [life.address(route) for route, _ in patterns()] + [f"/closed/{couple.pk}"]
    assert life.ben.post("/leave").status_code == 200
    for viewer in (life.ada, life.ben):
        marks = traces(couple, viewer)
        assert len(marks) >= 3
        for address in addresses:
            said = bytes_of(viewer.get(address))
            shown = [row for mark, row in marks.items() if mark in said and (wrote(row) or address != COPY)]
            assert not shown, (viewer.name, address, shown)


def test_nothing_of_it_goes_to_who_comes_after(cast: Cast) -> None:
    """Cleo and Ada are a couple later: neither is shown anything of the first."""
    life = Life(cast)
    couple = cast.couple
    addresses = [life.address(route) for route, _ in patterns()] + [f"/closed/{couple.pk}"]
    assert life.ben.post("/leave").status_code == 200
    fay = Player("Fay")
    pair(life.ada, fay)
    for viewer in (life.ada, fay):
        marks = traces(couple, viewer)
        for address in addresses:
            said = bytes_of(viewer.get(address))
            shown = [row for mark, row in marks.items() if mark in said and (wrote(row) or address != COPY)]
            assert not shown, (viewer.name, address, shown)


def test_what_goes_on_by_itself_ends_in_the_same_moment(cast: Cast) -> None:
    cast.paired()
    url = cast.ada.post("/practise/morning-coffee/begin").json()["url"]
    for player in (cast.ada, cast.ben):
        assert player.get(f"{url.rstrip('/')}/state").status_code == 200
    assert cast.ada.post("/break", minutes=30).status_code == 200
    assert cast.ada.post("/practise/phones-down", minutes=30).status_code == 200
    cast.ben.post("/leave")
    session = LiveSession.objects.get()
    assert (session.phase, session.turn_ends_at) == ("ended", None)
    assert session.ended_at
    assert not session.seats.exclude(seen_at=None).exists()  # nor when a phone was last there
    assert not Break.objects.exists()
    assert not PhonesDown.objects.filter(ended_at=None).exists()


def test_a_fault_in_a_room_keeps_nobody_from_leaving(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.paired()
    ended: list[UUID] = []

    def breaks(couple: Couple) -> None:
        Membership.objects.update(closure_seen=True)
        raise RuntimeError

    monkeypatch.setattr(departing, "_endings", [breaks, lambda couple: ended.append(couple.pk)])
    assert cast.ada.post("/leave").status_code == 200
    assert Departure.objects.count() == 1
    assert ended == [cast.couple.pk]
    assert cast.ben.get("/").headers["Location"] == "/closed"  # what the broken one did is undone


def test_rooms_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def ending(couple: Couple) -> None:
        return None

    monkeypatch.setattr(departing, "_endings", [])
    departing.when_parted(ending)
    departing.when_parted(ending)
    assert departing._endings == [ending]


def test_deleting_an_account_closes_the_space_for_the_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same words, and with their open pages ended as well."""
    cast.paired()
    ended: list[Any] = []
    monkeypatch.setattr("twofold.events.close", lambda person_id=None, **_: ended.append(person_id))
    monkeypatch.setattr("twofold.people.views._proven", lambda request, proof: request.user)
    assert cast.ada.post("/me/delete", auth="A" * 43).status_code == 200
    assert {cast.ada.id, cast.ben.id} <= set(ended)
    assert cast.ben.get("/").headers["Location"] == "/closed"


def test_both_leaving_at_once_is_one_leaving(cast: Cast) -> None:
    cast.paired()
    first = cast.couple.part(cast.ada.person)
    second = cast.couple.part(cast.ben.person)
    assert (first.pk, first.person_id) == (second.pk, second.person_id)
    assert Membership.objects.filter(ended_at=first.at).count() == 2
    assert cast.ada.get("/").status_code == 200  # who left is told nothing new
    assert cast.ben.get("/").headers["Location"] == "/closed"


def test_the_copy_of_who_was_left_holds_no_moment_of_the_leaving(cast: Cast) -> None:
    life = Life(cast)
    assert life.ada.post(f"/practise/phones-down/{life.down.pk}/lay").status_code == 200
    before = timezone.now()
    assert life.ben.post("/leave").status_code == 200
    after = timezone.now()
    rows = copy_of(life.ada)
    moments = [
        (row["what"], name) for row in rows for name, value in row.items() if within(before, value, after)
    ]
    assert not moments
    ended = {"livesession", "phonesdown", "experiment", "invitation", "membership"}
    assert ended <= {row["what"] for row in rows}


def within(before: datetime, value: Any, after: datetime) -> bool:
    """Whether it is a moment between the two."""
    try:
        return before <= datetime.fromisoformat(value) <= after
    except (TypeError, ValueError):  # no moment, or one without a zone: a day
        return False
