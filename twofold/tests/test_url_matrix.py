"""Every address, as author, partner, stranger, former partner and nobody: nothing leaks."""

import base64
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from twofold.couples.letters import Letter
from twofold.couples.models import Invitation
from twofold.people.models import Device
from twofold.practices.models import Break, LiveSession, PhonesDown
from twofold.questions.models import Asked, ask_tonight
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

from .test_architecture import OPEN_TO_ALL, patterns

OWN_SCORE = {
    "turns": [{"kind": "read", "seconds": None, "speaker": None, "step": 0, "reveal": None, "options": None}]
}
OWN = {200}
GONE = {404}
LED_AWAY = {302}  # to the invitation, or to sign-in


class Life:
    """Ada and Ben have lived a little; Dan was Ada's partner before; Cleo and Eve are another couple."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.ada, self.ben, self.cleo = cast, cast.ada, cast.ben, cast.cleo
        self.dan = Player("Dan")
        self.before = pair(self.ada, self.dan)
        self.old = self._note(self.ada, "for Dan")
        self.dans = self._note(self.dan, "for Ada")
        self.before.part(self.ada.person)
        cast.paired()
        pair(self.cleo, Player("Eve"))
        self.asked: Asked = ask_tonight(self.ada.circle)
        for player in (self.ada, self.ben):
            letter = player.answer_to(self.asked, f"{player.name}'s answer")
            assert player.post(f"/talk/{self.asked.pk}/answer", letter=letter).status_code == 200
        self.answer = Letter.objects.get(about=self.asked.pk, author=self.ada.person)
        self.note = self._note(self.ada, "for Ben")
        page = self.ada.seal("journal", "private page", shared=False)
        assert self.ada.post("/journal/keep", letter=page).status_code == 200
        self.journal = Letter.objects.get(pk=page["id"])
        self.device = Device.objects.create(person=self.ada.person, session_key="k", browser="Firefox")
        package = base64.b64decode(self.cleo.seal("journal", "any", shared=False)["sealed"])
        self.invitation = Invitation.objects.create(
            couple=cast.couple, inviter=self.ada.person, package=package
        )
        self._practise()

    def _practise(self) -> None:
        """A session with a note just for Ada and one that waits for Ben's, a practice of theirs, a break."""
        ada = self.ada
        assert ada.post("/practise/less-open-more-open/begin").status_code == 200
        self.live = LiveSession.objects.get()
        turns = ada.get(f"/practise/live/{self.live.pk}/state").json()["turns"]
        self.write_turn = next(n for n, one in enumerate(turns) if one.get("reveal") == "together")
        self.held = self._sent("practice-note", "held", f"turns/{self.write_turn}/write", self.write_turn)
        own = ada.seal("practice", {"title": "ours"}, readable=OWN_SCORE)
        assert ada.post("/practise/own", letter=own).status_code == 200
        self.own = Letter.objects.get(pk=own["id"])
        assert ada.post("/break", minutes=30).status_code == 200
        assert ada.post("/practise/phones-down", minutes=30).status_code == 200
        self.pause, self.down = Break.objects.get(), PhonesDown.objects.get()

    def _sent(self, kind: str, words: str, place: str, turn: int) -> Letter:
        about = self.live.about(turn)
        id = one_of(kind, str(about), str(self.ada.id))
        sent = self.ada.seal(kind, words, about=about, id=id)
        assert self.ada.post(f"/practise/live/{self.live.pk}/{place}", letter=sent).status_code == 200
        return Letter.objects.get(pk=sent["id"])

    def _note(self, author: Player, words: str) -> Letter:
        sent = author.seal("appreciation", {"did": words})
        assert author.post("/appreciation", letter=sent).status_code == 200
        return Letter.objects.get(pk=sent["id"])

    def address(self, route: str) -> str:
        """An address of Ada's for this route."""
        ids: dict[str, Any] = {
            "invite/<uuid:id>/withdraw": self.invitation.pk,
            "invitation/<uuid:id>": self.invitation.pk,
            "invitation/<uuid:id>/accept": self.invitation.pk,
            "closed/<uuid:couple>": self.before.pk,
            "letters/<uuid:id>/tap": self.answer.pk,
            "letters/<uuid:id>/remove": self.note.pk,
            "letters/<uuid:id>/revisions": self.answer.pk,
            "letters/<uuid:id>/reply": self.answer.pk,
            "journal/<uuid:id>": self.journal.pk,
            "me/devices/<int:id>/end": self.device.pk,
            "talk/decks/<slug:id>": "everyday",
            "practise/<slug:id>": "morning-coffee",
            "practise/<slug:id>/begin": "less-open-more-open",
            "practise/<slug:id>/star": "morning-coffee",
        }
        for start, id in (
            ("practise/live/", self.live.pk),
            ("practise/own/", self.own.pk),
            ("practise/phones-down/", self.down.pk),
            ("break/", self.pause.pk),
        ):
            ids |= {route: id} if route.startswith(start) else {}
        found = str(ids.get(self.route(route), self.asked.pk))
        for kind in ("uuid:id", "uuid:couple", "int:id", "slug:id"):
            route = route.replace(f"<{kind}>", found)
        return "/" + route.replace("<slug:command>", "join").replace("<int:turn>", str(self.write_turn))

    @staticmethod
    def route(route: str) -> str:
        return route


@pytest.fixture
def life(cast: Cast) -> Life:
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
}
BODIES: dict[str, dict[str, Any]] = {
    "talk/<uuid:id>/set-aside": {"kind": "later"},
    "talk/<uuid:id>/ease": {"at_ease": True},
    "letters/<uuid:id>/tap": {"kind": "feel"},
    "practise/live/<uuid:id>/<slug:command>": {"version": 1},
    "practise/live/<uuid:id>/turns/<int:turn>/rate": {"value": 3},
    "practise/phones-down/<uuid:id>/share": {"left": 1},
    "break/<uuid:id>/propose": {"back_at": "2020-01-01T00:00:00Z"},
}


@pytest.mark.parametrize("route", sorted(THEIRS_ALONE))
def test_what_is_theirs_alone(life: Life, route: str) -> None:
    viewers = (life.ada, life.ben, life.cleo, life.dan)
    statuses = tuple(one.get(life.address(route)).status_code for one in viewers)
    assert statuses == THEIRS_ALONE[route]


@pytest.mark.parametrize("route", sorted(POSTS))
def test_what_can_be_done(life: Life, route: str) -> None:
    url, body = life.address(route), BODIES.get(route, {})
    viewers = (life.cleo, life.dan, life.ben, life.ada)  # the one who may comes last: some acts remove
    stranger, former, partner, author = (one.post(url, **body).status_code for one in viewers)
    assert (author, partner, stranger, former) == POSTS[route]


def test_every_address_with_an_id_is_in_a_table() -> None:
    with_ids = {route for route, _ in ROUTES if "<" in route}
    elsewhere = {"invitation/<uuid:id>", "invitation/<uuid:id>/accept", "talk/decks/<slug:id>"}
    elsewhere |= {
        f"practise/<slug:id>{act}" for act in ("", "/begin", "/star")
    }  # anybody's, from the content
    assert with_ids == set(THEIRS_ALONE) | set(POSTS) | elsewhere


@pytest.mark.parametrize("route", [route for route, _ in ROUTES])
def test_no_address_hands_a_letter_to_the_wrong_person(life: Life, route: str) -> None:
    """GET everything as everybody, and look for the letters that are not theirs."""
    url = life.address(route)
    own_of_ada = {life.answer, life.note, life.journal, life.held, life.own}
    not_for = {
        life.cleo: own_of_ada | {life.old, life.dans},
        life.dan: own_of_ada | {life.old},
        life.ben: {life.journal, life.held, life.old, life.dans},
        life.ada: {life.dans},
    }
    for viewer, letters in not_for.items():
        page = viewer.get(url)
        content = page.getvalue()
        assert page.status_code < 500
        for letter in letters:
            assert str(letter.pk).encode() not in content
            assert base64.b64encode(bytes(letter.sealed)) not in content


@pytest.mark.parametrize(("route", "name"), [(route, one.name) for route, one in ROUTES])
def test_nobody_is_led_to_the_door(life: Life, route: str, name: str) -> None:
    nobody = Client()
    for response in (nobody.get(life.address(route)), nobody.post(life.address(route))):
        if name not in OPEN_TO_ALL:
            assert response.status_code in LED_AWAY
            assert "/sign-in" in response.headers["Location"]
        assert str(life.answer.pk).encode() not in response.getvalue()


def test_a_letters_id_cannot_be_taken_over(life: Life) -> None:
    stolen = life.cleo.seal("appreciation", {"did": "mine now"}, id=life.note.pk)
    assert life.cleo.post("/appreciation", letter=stolen).status_code == 404
    assert Letter.objects.get(pk=life.note.pk).author_id == life.ada.id


def test_ids_that_never_were_look_like_those_of_others(life: Life) -> None:
    theirs = life.cleo.get(f"/talk/{life.asked.pk}")
    never = life.cleo.get(f"/talk/{uuid4()}")
    assert (theirs.status_code, theirs.content) == (never.status_code, never.content)
