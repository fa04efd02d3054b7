"""Attacks by the people whom SECURITY.md names, tried for real."""

import base64
import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.defaults import server_error

from twofold.couples.discarded import Discarded
from twofold.couples.letters import Letter
from twofold.couples.models import Invitation
from twofold.people.models import Person
from twofold.questions.models import Asked, ask_tonight
from twofold.sealing.sealer import SealingError, Unverified, one_of
from twofold.testing import Cast, Player

SMUGGLED = {"note": "words past the seal"}


@pytest.fixture
def asked(cast: Cast) -> Asked:
    cast.paired()
    return ask_tonight(cast.ada.circle)


def note(author: Player, words: str, **given: Any) -> Letter:
    sent = author.seal("appreciation", {"did": words}, **given)
    assert author.post("/appreciation", letter=sent).status_code == 200
    return Letter.objects.get(pk=sent["id"])


def page(author: Player, words: str) -> Letter:
    sent = author.seal("journal", words, shared=False)
    assert author.post("/journal/keep", letter=sent).status_code == 200
    return Letter.objects.get(pk=sent["id"])


# A partner


def test_ben_cannot_squat_on_the_id_that_adas_answer_will_have(cast: Cast, asked: Asked) -> None:
    hers = one_of("answer", str(asked.pk), str(cast.ada.id))
    squatted = cast.ben.seal("answer", "mine", about=asked.pk, id=hers)
    assert cast.ben.post(f"/talk/{asked.pk}/answer", letter=squatted).status_code == 404
    note_there = cast.ben.seal("appreciation", {"did": "x"}, id=hers)
    assert cast.ben.post("/appreciation", letter=note_there).status_code == 404
    answer = cast.ada.answer_to(asked, "hers")
    assert cast.ada.post(f"/talk/{asked.pk}/answer", letter=answer).status_code == 200


def test_ben_cannot_pass_adas_words_off_as_his_own(cast: Cast) -> None:
    cast.paired()
    hers = note(cast.ada, "You made the tea.")
    mine = {
        **cast.ben.seal("appreciation", {"did": "x"}),
        "sealed": base64.b64encode(bytes(hers.sealed)).decode(),
    }
    assert cast.ben.post("/appreciation", letter=mine).status_code == 200  # an envelope like any other
    with pytest.raises(Unverified):
        cast.ada.open(Letter.objects.get(pk=mine["id"]), cast.ben)
    with pytest.raises(Unverified):
        cast.ada.open(Letter.objects.get(pk=mine["id"]), cast.ada)


def test_ben_cannot_put_a_later_version_onto_adas_letter(cast: Cast) -> None:
    cast.paired()
    hers = note(cast.ada, "As it was.")
    forged = cast.ben.seal("appreciation", {"did": "As Ben likes it."}, id=hers.pk, revision=2)
    assert cast.ben.post("/appreciation", letter=forged).status_code == 404
    hers.refresh_from_db()
    assert (hers.revision, cast.ben.open(hers, cast.ada)) == (1, {"did": "As it was."})


def test_ben_cannot_bring_back_or_read_what_ada_took_away(cast: Cast) -> None:
    cast.paired()
    hers = note(cast.ada, "Rather not.")
    undo = cast.ada.post(f"/letters/{hers.pk}/remove").json()["undo"]
    kept = Discarded.objects.get()
    for other in (cast.ben, cast.cleo):
        assert other.post(undo).status_code == 404
        never = other.post(reverse("couples:restore", args=[uuid4()]))
        theirs = other.post(undo)
        assert (never.status_code, never.content) == (theirs.status_code, theirs.content)
        assert other.get(undo).status_code == 405
    for address in ("/", "/us", "/appreciation", "/talk", "/me"):
        said = cast.ben.get(address).content
        assert str(kept.pk).encode() not in said
        assert base64.b64encode(bytes(hers.sealed)) not in said


def test_taking_an_answer_away_and_back_opens_nothing_early(cast: Cast, asked: Asked) -> None:
    """Ben answers, takes it away, waits for Ada's, and only then puts his back."""
    his = cast.ben.answer_to(asked, "anything")
    url = f"/talk/{asked.pk}/answer"
    assert cast.ben.post(url, letter=his).status_code == 200
    undo = cast.ben.post(f"/letters/{his['id']}/remove").json()["undo"]
    hers = cast.ada.answer_to(asked, "the truth")
    assert cast.ada.post(url, letter=hers).status_code == 200
    envelope = base64.b64encode(bytes(Letter.objects.get(pk=hers["id"]).sealed))
    for address in ("/", f"/talk/{asked.pk}", "/us", "/talk/past", f"/letters/{hers['id']}/revisions"):
        assert envelope not in cast.ben.get(address).content
    assert cast.ben.post(undo).status_code == 200
    shown = {
        name: envelope in player.get("/").content for name, player in (("ben", cast.ben), ("ada", cast.ada))
    }
    both = set(Letter.objects.filter(about=asked.pk).values_list("appears_at", flat=True))
    assert shown["ada"]
    assert shown["ben"] == (None not in both)  # with both there, for both or for neither


def test_ben_reaches_nothing_of_adas_private_page(cast: Cast) -> None:
    cast.paired()
    hers = page(cast.ada, "Only here.")
    reply = cast.ben.seal("reply", "found you", about=hers.pk)
    tries = (
        cast.ben.get(f"/journal/{hers.pk}"),
        cast.ben.get(f"/letters/{hers.pk}/revisions"),
        cast.ben.post(f"/letters/{hers.pk}/tap", kind="feel"),
        cast.ben.post(f"/letters/{hers.pk}/reply", letter=reply),
        cast.ben.post(f"/letters/{hers.pk}/remove"),
        cast.ben.post("/journal/keep", letter=cast.ben.seal("journal", "mine", shared=False, id=hers.pk)),
    )
    assert {one.status_code for one in tries} == {404}


def test_no_words_travel_beside_the_seal(cast: Cast, asked: Asked) -> None:
    """Numbers go in clear. Words in their place are refused, whoever sends them, whatever the kind."""
    for url, kind, shared, about in (
        ("/appreciation", "appreciation", True, None),
        ("/journal/keep", "journal", False, None),
        ("/practise/own", "practice", True, None),
        (f"/talk/{asked.pk}/answer", "answer", True, asked.pk),
    ):
        id = one_of("answer", str(asked.pk), str(cast.ben.id)) if about else uuid4()
        sent = cast.ben.seal(kind, "x", shared=shared, readable=SMUGGLED, about=about, id=id)
        assert cast.ben.post(url, letter=sent).status_code in (400, 404, 409), kind
    assert not Letter.objects.filter(readable__has_key="note").exists()


def steady(said: bytes) -> bytes:
    """A page without what differs at each look: the token of its forms, how far its messages have come."""
    return re.sub(rb'(name="(csrf|mark)" content=")[^"]*', rb"\1", said)


def test_skipping_costs_ben_the_same_questions_to_the_database(cast: Cast, asked: Asked) -> None:
    """Nothing in his pages differs, and the server does the same work: there is nothing to time."""

    def look() -> list[tuple[bytes, int]]:
        seen = []
        for address in ("/", f"/talk/{asked.pk}", "/talk", "/talk/past", "/us"):
            cast.ben.get(address)
            with CaptureQueriesContext(connection) as work:
                said = cast.ben.get(address).content
            seen.append((steady(said), len(work)))
        return seen

    before = look()
    for kind in ("later", "skip"):
        assert cast.ada.post(f"/talk/{asked.pk}/set-aside", kind=kind).status_code == 200
        assert look() == before


def test_undo_hides_nothing_that_ada_could_read(cast: Cast, asked: Asked) -> None:
    """Ben takes an unread answer away, answers anything to read hers, takes that away, and undoes the first.

    His second answer had reached her: the empty place stays, and what she may see of him with it.
    """
    url = f"/talk/{asked.pk}/answer"
    first = cast.ben.answer_to(asked, "never shown")
    assert cast.ben.post(url, letter=first).status_code == 200
    undo = cast.ben.post(f"/letters/{first['id']}/remove").json()["undo"]
    assert cast.ada.post(url, letter=cast.ada.answer_to(asked, "the truth")).status_code == 200
    second = cast.ben.answer_to(asked, "anything")
    assert cast.ben.post(url, letter=second).status_code == 200
    newest = cast.ben.post(f"/letters/{second['id']}/remove").json()["undo"]
    assert cast.ben.post(undo).status_code == 409
    place = Letter.objects.get(pk=first["id"])
    assert place.removed_at
    assert place.handed
    assert str(place.pk) in cast.ada.get(f"/talk/{asked.pk}").content.decode() or place.appears_at
    assert cast.ben.post(newest).status_code == 200  # what he took away last, he can have back
    assert cast.ada.open(Letter.objects.get(pk=first["id"]), cast.ben) == "anything"


# A former partner


def test_undo_reaches_into_no_later_place(cast: Cast) -> None:
    """What Ben removed before the end comes back as his own copy, where nobody else is."""
    cast.paired()
    his = note(cast.ben, "Before.")
    undo = cast.ben.post(f"/letters/{his.pk}/remove").json()["undo"]
    cast.ada.post("/leave")
    assert cast.ben.post(undo).status_code == 200
    for player in (cast.ada, cast.cleo):
        assert not Letter.objects.visible_to(player.circle).filter(pk=his.pk).exists()
    assert str(his.pk) in cast.ben.get(f"/closed/{cast.couple.pk}").content.decode()


# A stranger


def test_invitations_cannot_be_told_apart_by_asking(cast: Cast) -> None:
    cast.paired()
    package = base64.b64decode(cast.cleo.seal("journal", "any", shared=False)["sealed"])
    spent = Invitation.objects.create(couple=cast.couple, inviter=cast.ada.person, package=package)
    spent.withdraw()
    for asker in (Client(), cast.cleo.client):
        pages = [steady(asker.get(f"/invitation/{id}").content) for id in (spent.pk, uuid4())]
        assert pages[0] == pages[1]
    body = {"introduction": "", "part": "", "pins": ""}
    said = [cast.cleo.post(f"/invitation/{id}/accept", **body) for id in (spent.pk, uuid4())]
    assert [(one.status_code, one.content) for one in said] == [(said[0].status_code, said[0].content)] * 2


@pytest.mark.parametrize(
    "address", ["/calendar/{}.ics", "/photos/{}", "/removed/{}/restore", "/talk/{}", "/me/{}"]
)
def test_guessed_addresses_all_say_the_same(cast: Cast, address: str) -> None:
    said = {cast.cleo.get(address.format(uuid4())).status_code for _ in range(3)}
    assert said <= {302, 404, 405}
    assert len(said) == 1


def test_only_leaving_goes_without_a_token(cast: Cast) -> None:
    """It works from a page of any age; what changes something else is turned away, and says so kindly."""
    cast.paired()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get(pk=cast.ada.id))
    for address in ("/leave", "/me/delete", "/me/preferences", "/appreciation", "/break"):
        refused = strict.post(address, "{}", content_type="application/json")
        assert refused.status_code == 403
        assert b"leave-quickly" in refused.content
    cookie = strict.cookies["twofold"]
    assert strict.post("/sign-out", "{}", content_type="application/json").status_code == 200
    assert cookie["samesite"] == "" or cookie["samesite"] == "Lax"
    assert cast.ada.circle.couple


@pytest.mark.django_db
def test_no_cookie_of_the_session_goes_along_from_elsewhere(settings: Any) -> None:
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_error_pages_say_nothing_of_anybody_and_can_be_left(cast: Cast, settings: Any) -> None:
    cast.paired()
    said = {client.get("/no-such-page").content for client in (Client(), cast.ada.client, cast.ben.client)}
    assert len(said) == 1
    (page,) = said
    assert b"<leave-quickly>" in page
    broken = server_error(RequestFactory().get("/"))
    assert broken.status_code == 500
    assert b"<leave-quickly>" in broken.content


# Whoever runs the server


def opened(player: Player, letter: Letter, author: Player) -> object:
    letter.refresh_from_db()
    return player.open(letter, author)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("readable", {"opens_on": "2026-12-24"}),
        ("kind", "reply"),
        ("about", "00000000-0000-4000-8000-000000000000"),
        ("revision", 2),
        ("author", "ben"),
        ("couple", None),
    ],
)
def test_an_altered_row_does_not_verify(cast: Cast, column: str, value: Any) -> None:
    cast.paired()
    letter = note(cast.ada, "As it was.")
    value = cast.ben.person if value == "ben" else value
    Letter.objects.filter(pk=letter.pk).update(**{column: value})
    for author in (cast.ada, cast.ben):
        with pytest.raises(SealingError):
            opened(cast.ben, letter, author)


def test_two_letters_that_change_places_do_not_verify(cast: Cast) -> None:
    cast.paired()
    first, second = note(cast.ada, "Yes."), note(cast.ada, "No.")
    Letter.objects.filter(pk=first.pk).update(sealed=bytes(second.sealed))
    with pytest.raises(Unverified):
        opened(cast.ben, first, cast.ada)


def test_a_private_page_moved_into_the_couple_stays_closed(cast: Cast) -> None:
    """An operator who is the partner gives it to himself: he is handed an envelope, and cannot open it."""
    cast.paired()
    hers = page(cast.ada, "Just for me.")
    Letter.objects.filter(pk=hers.pk).update(couple=cast.couple, appears_at=hers.written_at, handed=False)
    hers.refresh_from_db()
    assert Letter.objects.visible_to(cast.ben.circle).filter(pk=hers.pk).exists()
    with pytest.raises(SealingError):
        cast.ben.open(hers, cast.ada)
    with pytest.raises(SealingError):
        cast.ada.open(hers, cast.ada)  # and she sees that somebody was at it


def test_what_waits_to_be_undone_lies_sealed(cast: Cast) -> None:
    cast.paired()
    hers = note(cast.ada, "canary of the removed")
    cast.ada.post(f"/letters/{hers.pk}/remove")
    rows = json.loads(Discarded.objects.get().rows)
    assert "canary" not in json.dumps(rows)
    assert "canary" not in base64.b64decode(rows[0]["fields"]["sealed"]).decode("latin1")
