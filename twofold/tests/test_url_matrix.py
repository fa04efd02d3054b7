"""Every address, as author, partner, stranger, former partner and nobody: nothing leaks."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from twofold.couples.letters import Letter
from twofold.testing import Cast

from .lived import EVERY_EVENING, Life
from .test_architecture import OPEN_TO_ALL, patterns

LED_AWAY = {302}  # to the invitation, or to sign-in


@pytest.fixture
def life(cast: Cast, settings: Any, tmp_path: Path) -> Life:
    settings.ENV = replace(settings.ENV, data=tmp_path)  # where the sealed files go
    return Life(cast)


ROUTES = [(route, one) for route, one in patterns()]
# What only Ada and Ben may reach, by method; (author, partner, stranger, former partner)
THEIRS_ALONE = {
    "talk/<uuid:id>": (200, 200, 404, 302),
    "letters/<uuid:id>/revisions": (200, 200, 404, 404),
    "journal/<uuid:id>": (200, 404, 404, 404),
    "closed/<uuid:couple>": (200, 404, 404, 200),
    "practise/live/<uuid:id>": (200, 200, 404, 302),
    "practise/live/<uuid:id>/state": (200, 200, 404, 302),
    "practise/own/<uuid:id>": (200, 200, 404, 302),
    "us/wishes/<uuid:id>": (200, 200, 404, 302),
    "us/dates/<uuid:id>": (200, 200, 404, 302),
    "us/rounds/<uuid:id>": (200, 200, 404, 302),
    "us/album/<uuid:id>": (200, 200, 404, 302),
    "us/memories/<uuid:id>": (200, 200, 404, 302),
    "us/files/<uuid:id>": (200, 200, 404, 404),
    "us/files/<uuid:id>/pieces": (200, 404, 404, 302),
    "trust/letting-go/<uuid:id>": (200, 404, 404, 404),
    "trust/promises/<uuid:id>": (200, 200, 404, 302),
    "repair/raised/<uuid:id>": (302, 200, 404, 302),
    "repair/raised/<uuid:id>/hear": (200, 200, 404, 302),
    "repair/matters/<uuid:id>": (200, 200, 404, 302),
    "measures/scales/<uuid:id>": (200, 200, 404, 404),
    "insights/experiments/<uuid:id>": (200, 200, 404, 302),
    "insights/experiments/<uuid:id>/plan.json": (200, 200, 404, 302),
    "insights/experiments/new/own/<uuid:id>": (200, 200, 404, 302),
    "us/months/<slug:month>": (200, 200, 404, 302),
    "us/letters/<uuid:id>": (200, 404, 404, 302),
    "us/letters/<uuid:id>/change": (200, 404, 404, 302),
    "rhythm/<uuid:id>": (200, 200, 404, 302),
    "rhythm/own/<uuid:id>": (200, 200, 404, 302),
    "rhythm/<uuid:id>/event.ics": (200, 200, 404, 302),
}
POSTS = {
    "talk/<uuid:id>/answer": (400, 400, 404, 409),
    "talk/<uuid:id>/set-aside": (200, 200, 404, 409),
    "talk/<uuid:id>/ease": (200, 200, 404, 409),
    "letters/<uuid:id>/tap": (404, 200, 404, 404),
    "letters/<uuid:id>/reply": (400, 400, 404, 409),
    "letters/<uuid:id>/remove": (200, 404, 404, 404),
    "invite/<uuid:id>/withdraw": (200, 404, 404, 404),
    "me/devices/<int:id>/end": (200, 404, 404, 404),
    "practise/live/<uuid:id>/<slug:command>": (200, 200, 404, 409),
    "practise/live/<uuid:id>/felt": (409, 409, 404, 409),
    "practise/live/<uuid:id>/turns/<int:turn>/write": (400, 400, 404, 409),
    "practise/live/<uuid:id>/turns/<int:turn>/promise": (400, 400, 404, 409),
    "practise/live/<uuid:id>/turns/<int:turn>/rate": (404, 404, 404, 409),
    "practise/own/<uuid:id>/begin": (409, 409, 404, 409),
    "practise/phones-down/<uuid:id>/lay": (200, 200, 404, 409),
    "practise/phones-down/<uuid:id>/end": (200, 200, 404, 409),
    "practise/phones-down/<uuid:id>/share": (409, 409, 404, 409),
    "break/<uuid:id>/propose": (409, 409, 404, 409),
    "break/<uuid:id>/accept": (200, 200, 404, 409),
    "break/<uuid:id>/return": (200, 200, 404, 409),
    "us/wishes/<uuid:id>/yes": (404, 200, 404, 409),
    "us/wishes/<uuid:id>/done": (200, 200, 404, 409),
    "us/wishes/<uuid:id>/not-yet": (200, 200, 404, 409),
    "us/wishes/<uuid:id>/memory": (400, 400, 404, 409),
    "us/dates/<uuid:id>/agree": (200, 200, 404, 409),
    "us/dates/<uuid:id>/move": (409, 200, 404, 409),
    "us/dates/<uuid:id>/let-go": (200, 200, 404, 409),
    "us/dates/<uuid:id>/keep": (200, 200, 404, 409),
    "us/dates/<uuid:id>/memory": (400, 400, 404, 409),
    "us/map/entries/<uuid:id>/still": (200, 404, 404, 409),
    "us/rounds/<uuid:id>/write": (400, 400, 404, 409),
    "us/rounds/<uuid:id>/leave": (200, 200, 404, 409),
    "removed/<uuid:id>/restore": (200, 404, 404, 404),
    "me/reminders/<slug:way>/<int:id>/test": (409, 404, 404, 404),
    "me/reminders/<slug:way>/<int:id>/remove": (200, 404, 404, 404),
    "us/intimacy/round/<uuid:id>/offer": (400, 400, 404, 409),
    "us/intimacy/round/<uuid:id>/return": (400, 400, 404, 409),
    "trust/letting-go/<uuid:id>/put-away": (200, 404, 404, 404),
    "trust/letting-go/<uuid:id>/<slug:step>": (400, 404, 404, 404),
    "repair/raised/<uuid:id>/later": (404, 200, 404, 409),
    "repair/raised/<uuid:id>/notes": (400, 400, 400, 409),
    "repair/matters/<uuid:id>/time": (200, 200, 404, 409),
    "repair/matters/<uuid:id>/agree": (409, 409, 404, 409),
    "repair/matters/<uuid:id>/no-time": (404, 200, 404, 409),
    "repair/matters/<uuid:id>/rest": (200, 200, 404, 409),
    "trust/promises/<uuid:id>/look": (400, 400, 404, 409),
    "measures/scales/<uuid:id>/answers": (400, 400, 400, 400),
    "measures/scales/<uuid:id>/share": (400, 400, 400, 409),
    "insights/experiments/<uuid:id>/agree": (200, 200, 404, 409),
    "insights/experiments/<uuid:id>/mark": (409, 409, 404, 409),
    "insights/experiments/<uuid:id>/let-go": (200, 200, 404, 409),
    "insights/experiments/<uuid:id>/take-up": (200, 200, 404, 409),
    "us/files/<uuid:id>/begin": (400, 400, 400, 409),
    "us/files/<uuid:id>/pieces": (400, 404, 404, 409),
    "us/letters/<uuid:id>/open": (404, 200, 404, 409),
    "us/letters/<uuid:id>/remove": (200, 404, 404, 409),
    "us/hard-times/<uuid:id>/eased": (200, 404, 404, 409),
    "us/hard-times/<uuid:id>/again": (200, 404, 404, 409),
    "rhythm/<uuid:id>/agree": (200, 200, 404, 409),
    "rhythm/<uuid:id>/suggest": (200, 200, 404, 409),
    "rhythm/<uuid:id>/mark": (409, 409, 404, 409),
    "rhythm/<uuid:id>/take-up": (200, 200, 404, 409),
    "rhythm/<uuid:id>/end": (200, 200, 404, 409),
    "rhythm/tip/<uuid:id>/agree": (200, 200, 404, 409),
    "rhythm/tip/<uuid:id>/not-now": (409, 409, 404, 409),
    "rhythm/tip/<uuid:id>/note": (400, 400, 404, 409),
}
BODIES: dict[str, dict[str, Any]] = {
    "talk/<uuid:id>/set-aside": {"kind": "later"},
    "talk/<uuid:id>/ease": {"at_ease": True},
    "letters/<uuid:id>/tap": {"kind": "feel"},
    "practise/live/<uuid:id>/<slug:command>": {"version": 1},
    "practise/live/<uuid:id>/turns/<int:turn>/rate": {"value": 3},
    "practise/phones-down/<uuid:id>/share": {"left": 1},
    "break/<uuid:id>/propose": {"back_at": "2020-01-01T00:00:00Z"},
    "us/wishes/<uuid:id>/yes": {"yes": True},
    "us/wishes/<uuid:id>/done": {"day": "2026-01-01"},
    "us/dates/<uuid:id>/agree": {"turn": 1},
    "us/dates/<uuid:id>/move": {"day": str(timezone.now().date() + timedelta(days=3)), "turn": 1},
    "us/rounds/<uuid:id>/leave": {"left": True},
    "insights/experiments/<uuid:id>/agree": {"turn": 1},
    "insights/experiments/<uuid:id>/mark": {"day": str(timezone.now().date()), "done": True},
    "repair/raised/<uuid:id>/later": {"minutes": 60},
    "repair/matters/<uuid:id>/time": {
        "day": str(timezone.now().date() + timedelta(days=2)),
        "time": "20:00:00",
    },
    "repair/matters/<uuid:id>/agree": {"at": "2020-01-01T20:00:00"},
    "repair/matters/<uuid:id>/rest": {"rests": True},
    "rhythm/<uuid:id>/agree": {"turn": 1},
    "rhythm/<uuid:id>/suggest": {
        "turn": 1,
        "ritual": str(uuid4()),
        "when": EVERY_EVENING,
    },
    "rhythm/<uuid:id>/mark": {"day": "2020-01-01", "state": "left"},
    "rhythm/tip/<uuid:id>/agree": {"turn": 1},
}


def test_what_is_theirs_alone(life: Life) -> None:
    viewers = (life.ada, life.ben, life.cleo, life.dan)
    found = {}
    for route in THEIRS_ALONE:
        with undone():
            found[route] = tuple(one.get(life.address(route)).status_code for one in viewers)
    assert found == THEIRS_ALONE


def test_what_can_be_done(life: Life) -> None:
    viewers = (life.cleo, life.dan, life.ben, life.ada)  # the one who may comes last: some acts remove
    found = {}
    for route in POSTS:
        url, body = life.address(route), BODIES.get(route, {})
        with undone():
            stranger, former, partner, author = (one.post(url, **body).status_code for one in viewers)
            found[route] = (author, partner, stranger, former)
    assert found == POSTS


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves no trace in the database, so that one life serves every address."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


def test_every_address_with_an_id_is_in_a_table() -> None:
    with_ids = {route for route, _ in ROUTES if "<" in route}
    elsewhere = {"invitation/<uuid:id>", "invitation/<uuid:id>/accept", "talk/decks/<slug:id>"}
    elsewhere |= {
        f"practise/<slug:id>{act}" for act in ("", "/begin", "/star")
    }  # anybody's, from the content
    elsewhere |= {
        *("us/map/<slug:region>", "us/map/topics/<slug:topic>", "us/rounds/sheets/<slug:sheet>"),
        *("us/meaning/topics/<slug:id>", "us/meaning/topics/<slug:id>/skip"),
        *("us/dates/ideas/<slug:id>", "rhythm/shelf/<slug:id>", "rhythm/tip/<slug:id>/keep"),
        *("insights/experiments/new/<slug:id>", "learn/<slug:lesson>", "learn/<slug:lesson>/read"),
        *("today/next/<slug:practice>/pass", "today/next/<slug:practice>/back"),
        "repair/words/<slug:version>.json",
        "calendar/<str:token>.ics",  # no id of a row: a secret, and 404 for any other
    }
    assert with_ids == set(THEIRS_ALONE) | set(POSTS) | elsewhere


def test_no_address_hands_a_letter_to_the_wrong_person(life: Life) -> None:
    """GET everything as everybody, and look for the letters that are not theirs. Looking changes nothing."""
    own_of_ada = {life.answer, life.note, life.journal, life.held, life.own, life.wish}
    own_of_ada |= {life.scale, life.own_experiment, life.own_look}
    own_of_ada |= {life.matter, life.promise, life.looked, life.reflection}
    own_of_ada |= {life.entry, life.known, life.dated, life.waiting, life.hard, life.photo, life.memory}
    not_for = {
        life.cleo: own_of_ada | {life.old, life.dans},
        life.dan: own_of_ada | {life.old},
        life.ben: {life.journal, life.held, life.old, life.dans, life.entry, life.known, life.dated}
        | {life.matter, life.looked, life.reflection, life.own_look},
        life.ada: {life.dans},
    }
    leaks = []
    for route, _ in ROUTES:
        for viewer, letters in not_for.items():
            page = viewer.get(life.address(route))
            content = page.getvalue()
            assert page.status_code < 500, (route, viewer.name)
            found = {one for one in letters if str(one.pk).encode() in content or in_bytes(one) in content}
            # Ben sees that a letter waits for its occasion, and that a scale is shared under the id of
            # Ada's own; and not one byte of either.
            theirs = (life.waiting, life.scale) if viewer is life.ben else ()
            found |= {one for one in theirs if in_bytes(one) in content}
            leaks += [(route, viewer.name, one.kind) for one in found]
    assert not leaks


def in_bytes(letter: Letter) -> bytes:
    """A letter's envelope as pages hold it."""
    return base64.b64encode(bytes(letter.sealed))


def test_the_search_for_leaks_would_find_one(life: Life) -> None:
    assert in_bytes(life.journal) in life.ada.get(life.address("journal/<uuid:id>")).getvalue()


def test_nobody_is_led_to_the_door(life: Life) -> None:
    nobody = Client()
    for route, one in ROUTES:
        for response in (nobody.get(life.address(route)), nobody.post(life.address(route))):
            if one.name not in OPEN_TO_ALL:
                assert response.status_code in LED_AWAY, route
                assert "/sign-in" in response.headers["Location"], route
            assert str(life.answer.pk).encode() not in response.getvalue(), route


def test_a_letters_id_cannot_be_taken_over(life: Life) -> None:
    stolen = life.cleo.seal("appreciation", {"did": "mine now"}, id=life.note.pk)
    assert life.cleo.post("/appreciation", letter=stolen).status_code == 404
    assert Letter.objects.get(pk=life.note.pk).author_id == life.ada.id


def test_ids_that_never_were_look_like_those_of_others(life: Life) -> None:
    theirs = life.cleo.get(f"/talk/{life.asked.pk}")
    never = life.cleo.get(f"/talk/{uuid4()}")
    assert (theirs.status_code, theirs.content) == (never.status_code, never.content)
