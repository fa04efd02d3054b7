"""Ways in, with the real derivation's values and no way to tell whose names exist."""

import base64
import statistics
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from twofold.people.models import Attempts, Device, KeyringPart, Person, Place
from twofold.sealing.sealer import (
    PersonKeys,
    derive,
    make_recovery_code,
    make_recovery_kit,
    make_root_part,
    name_handle,
    open_recovery_kit,
    open_root_part,
    recovery_keys,
)
from twofold.testing import b64

pytestmark = pytest.mark.django_db


class Newcomer:
    """Somebody at the sign-up page, with what their device derives."""

    def __init__(self, name: str = "ada", passphrase: str = "gentle otter walks home") -> None:
        handle = name_handle(bytes(Place.here().salt), name)
        self.derived = derive(passphrase, handle)
        self.locks = {"handle": handle, "locator": self.derived.locator, "auth": self.derived.auth}
        self.keys = PersonKeys.make(uuid4(), name)
        self.code = make_recovery_code()
        proof = recovery_keys(self.code)
        self.proof = {"locator": proof.locator, "auth": proof.auth}
        self.kit = make_recovery_kit(self.code, str(self.keys.recovery_identity))
        self.root = make_root_part(self.keys, self.derived.wrap_recipient)
        self.client = Client()

    def body(self) -> dict[str, Any]:
        return {
            "id": str(self.keys.person),
            "called": "Ada",
            "time_zone": "Europe/Lisbon",
            "locks": self.locks,
            "recovery": {**self.proof, "kit": b64(self.kit)},
            "root": b64(self.root),
        }

    def post(self, url: str, body: dict[str, Any], client: Client | None = None) -> Any:
        return (client or self.client).post(url, body, content_type="application/json")

    def signs_up(self) -> Any:
        return self.post("/sign-up", self.body())

    def signs_in(self, **other: str) -> Any:
        return self.post("/sign-in", {**self.locks, **other}, Client())


@pytest.fixture
def ada() -> Newcomer:
    newcomer = Newcomer()
    assert newcomer.signs_up().status_code == 200
    return newcomer


def test_signing_up_keeps_no_name_and_no_passphrase(ada: Newcomer) -> None:
    person = Person.objects.get()
    kept = " ".join(str(value) for value in vars(person).values())
    assert "gentle" not in kept and ada.derived.auth not in kept
    assert person.password.startswith("argon2")
    assert person.called == "Ada" and person.time_zone == "Europe/Lisbon"


def test_signing_in_hands_over_a_keyring_that_opens(ada: Newcomer) -> None:
    part = ada.signs_in().json()["parts"][0]
    opened = open_root_part(base64.b64decode(part["sealed"]), ada.derived.wrap_identity)
    assert opened.identity == ada.keys.identity and opened.signing == ada.keys.signing


def test_signing_up_twice_from_one_page_makes_one_person(ada: Newcomer) -> None:
    assert ada.signs_up().status_code == 200
    assert Person.objects.count() == 1


def test_two_people_may_use_the_same_name(ada: Newcomer) -> None:
    other = Newcomer("ada", "another five words entirely")
    assert other.signs_up().status_code == 200
    assert Person.objects.filter(handle=ada.locks["handle"]).count() == 2
    assert ada.signs_in().json()["person"] == str(ada.keys.person)


@pytest.mark.parametrize("wrong", [{"auth": "A" * 43}, {"locator": "A" * 22}, {"handle": "0" * 64}])
def test_a_wrong_passphrase_and_an_unknown_name_get_the_same_answer(
    ada: Newcomer, wrong: dict[str, str]
) -> None:
    answer = ada.signs_in(**wrong)
    assert answer.status_code == 409
    assert answer.json() == {"error": answer.json()["error"]}
    assert "do not fit together" in answer.json()["error"]


def test_the_work_tells_nothing_either(ada: Newcomer) -> None:
    """As much computing for a name that nobody has: the clock cannot tell the two apart."""

    def work(**wrong: str) -> float:
        Attempts.objects.all().delete()
        begin = time.process_time()
        ada.signs_in(**wrong)
        return time.process_time() - begin

    known, unknown = [], []
    for _ in range(9):  # in turns, so that a busy machine slows both alike
        known.append(work(auth="A" * 43))
        unknown.append(work(handle="0" * 64, locator="B" * 22))
    assert 0.5 < statistics.median(known) / statistics.median(unknown) < 2


def test_guessing_slows_down_and_a_right_one_waits_too(ada: Newcomer) -> None:
    for _ in range(Attempts.FREE):
        assert "do not fit" in ada.signs_in(auth="A" * 43).json()["error"]
    assert "Too many tries" in ada.signs_in().json()["error"]
    Attempts.objects.update(last_at=timezone.now() - timedelta(minutes=16))
    assert ada.signs_in().status_code == 200
    assert not Attempts.objects.exists()


def test_names_that_nobody_has_slow_down_alike(ada: Newcomer) -> None:
    for _ in range(Attempts.FREE + 1):
        answer = ada.signs_in(handle="f" * 64, locator="C" * 22)
    assert "Too many tries" in answer.json()["error"]


def test_recovery_with_the_code(ada: Newcomer) -> None:
    device = Client()
    found = ada.post("/recover/kit", ada.proof, device).json()
    identity = open_recovery_kit(base64.b64decode(found["kit"]), ada.code)
    opened = open_root_part(base64.b64decode(found["parts"][0]["sealed"]), identity)
    assert opened.identity == ada.keys.identity
    fresh = Newcomer("ada", "five other words to begin")
    ada.signs_in()
    body = {
        "proof": ada.proof,
        "locks": fresh.locks,
        "recovery": {**fresh.proof, "kit": b64(fresh.kit)},
        "parts": [{"kind": "root", "sealed": b64(make_root_part(ada.keys, fresh.derived.wrap_recipient))}],
    }
    assert ada.post("/recover", body, device).status_code == 200
    assert "do not fit" in ada.signs_in().json()["error"]
    assert fresh.signs_in().json()["person"] == str(ada.keys.person)
    assert "opens nothing" in ada.post("/recover/kit", ada.proof, Client()).json()["error"]
    assert ada.client.get("/me").status_code == 302  # the old devices are out


def test_a_new_passphrase_ends_the_other_devices(ada: Newcomer) -> None:
    other = Client()
    ada.post("/sign-in", ada.locks, other)
    assert other.get("/me/keyring").status_code == 200
    fresh = Newcomer("ada", "words that come after")
    body = {
        "proof": {"auth": ada.derived.auth},
        "locks": fresh.locks,
        "parts": [{"kind": "root", "sealed": b64(make_root_part(ada.keys, fresh.derived.wrap_recipient))}],
    }
    assert ada.post("/me/passphrase", body).status_code == 200
    assert other.get("/me/keyring").status_code == 302
    assert ada.client.get("/me/keyring").status_code == 200
    assert Device.objects.count() == 1


def test_a_new_passphrase_needs_every_part(ada: Newcomer) -> None:
    person = Person.objects.get()
    KeyringPart.objects.create(person=person, kind="couple", couple_id=uuid4(), sealed=ada.root)
    body = {
        "proof": {"auth": ada.derived.auth},
        "locks": ada.locks,
        "parts": [{"kind": "root", "sealed": b64(ada.root)}],
    }
    answer = ada.post("/me/passphrase", body)
    assert answer.status_code == 409 and "another device" in answer.json()["error"]


def test_devices_are_ones_own_to_see_and_end(ada: Newcomer) -> None:
    other = Client(headers={"User-Agent": "Mozilla/5.0 (Android 14) Firefox/130.0"})
    ada.post("/sign-in", ada.locks, other)
    assert "Firefox on Android" in ada.client.get("/me/devices").content.decode()
    device = Device.objects.get(browser="Firefox on Android")
    assert ada.post(f"/me/devices/{device.pk}/end", {}).status_code == 200
    assert other.get("/me").status_code == 302


def test_devices_are_shown_to_their_owner_alone(ada: Newcomer) -> None:
    ben = Newcomer("ben", "other words for another")
    ben.signs_up()
    ada.post("/sign-in", ada.locks, Client(headers={"User-Agent": "Mozilla/5.0 (Android 14) Firefox/130.0"}))
    assert "Firefox on Android" not in ben.client.get("/me/devices").content.decode()
    device = Device.objects.get(browser="Firefox on Android")
    assert ben.post(f"/me/devices/{device.pk}/end", {}).status_code == 404


def test_an_open_session_alone_changes_no_lock(ada: Newcomer) -> None:
    wrong, fresh = {"auth": "A" * 43}, Newcomer("ada", "somebody elses five words")
    parts = [{"kind": "root", "sealed": b64(ada.root)}]
    code = {"proof": wrong, "recovery": {**fresh.proof, "kit": b64(fresh.kit)}, "parts": parts}
    words = {"proof": wrong, "locks": fresh.locks, "parts": parts}
    assert ada.post("/me/recovery-code", code).status_code == 409
    assert ada.post("/me/passphrase", words).status_code == 409
    assert ada.signs_in().status_code == 200


def test_signing_out_everywhere(ada: Newcomer) -> None:
    other = Client()
    ada.post("/sign-in", ada.locks, other)
    assert ada.post("/sign-out/everywhere", {}).status_code == 200
    assert [one.get("/me").status_code for one in (ada.client, other)] == [302, 302]
    assert not Device.objects.exists()


def test_deleting_takes_the_passphrase_and_leaves_nothing(ada: Newcomer) -> None:
    assert ada.post("/me/delete", {"auth": "A" * 43}).status_code == 409
    assert ada.post("/me/delete", {"auth": ada.derived.auth}).status_code == 200
    assert not Person.objects.exists() and not KeyringPart.objects.exists() and not Device.objects.exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"root": b64(b"plain words")}, "age"),
        ({"called": "  "}, "called"),
        ({"called": "x" * 41}, "called"),
        ({"id": "not-an-id"}, "id"),
        ({"locks": {}}, "locks"),
    ],
)
def test_a_malformed_sign_up_says_where(change: dict[str, Any], where: str) -> None:
    newcomer = Newcomer()
    answer = newcomer.post("/sign-up", {**newcomer.body(), **change})
    assert answer.status_code == 400
    assert where in answer.json()["error"]
    assert not Person.objects.exists()


def test_a_place_by_invitation_alone(settings: Any) -> None:
    settings.SIGN_UP = "invited"
    assert Newcomer().signs_up().status_code == 200  # the first person always may
    second = Newcomer("ben", "quite another passphrase")
    assert "by invitation" in second.signs_up().json()["error"]


def test_guessing_elsewhere_does_not_lock_anybody_out_of_their_own_device(ada: Newcomer) -> None:
    for _ in range(Attempts.FREE + 2):
        ada.signs_in(auth="A" * 43)
    assert "Too many tries" in ada.signs_in().json()["error"]
    assert ada.post("/sign-in", ada.locks).status_code == 200  # the browser she signed up with


def test_a_known_device_is_slowed_down_too(ada: Newcomer) -> None:
    for _ in range(Attempts.FREE + 1):
        answer = ada.post("/sign-in", {**ada.locks, "auth": "A" * 43})
    assert "Too many tries" in answer.json()["error"]
