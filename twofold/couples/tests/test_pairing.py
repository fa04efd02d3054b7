"""Invitations: one use, three days, taken back at will; and clear answers to everything else."""

import json
import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from twofold.couples.models import Couple, Invitation, Membership
from twofold.people.models import KeyringPart
from twofold.sealing.sealer import (
    CoupleKeys,
    Introduction,
    Package,
    Pins,
    make_couple_part,
    make_invitation_secret,
    make_pins_part,
    open_introduction,
    open_package,
    seal_introduction,
    seal_package,
)
from twofold.testing import Cast, Player, b64, pair


class Sent:
    """An invitation as Ada's browser makes it; the secret stays in the link."""

    def __init__(self, inviter: Player, keys: CoupleKeys | None = None) -> None:
        self.inviter, self.id = inviter, uuid4()
        self.keys = keys or CoupleKeys.make(uuid4())
        self.secret = make_invitation_secret()
        package = Package(self.keys.couple, self.keys.identity, inviter.id, inviter.keys.verify)
        part = make_couple_part(self.keys, inviter.keys.recipient, inviter.keys.recovery)
        self.body: dict[str, Any] = {
            "couple": str(self.keys.couple),
            "part": b64(part),
            "invitation": str(self.id),
            "package": b64(seal_package(self.secret, package)),
            "time_zone": "Europe/Lisbon",
            "side": "clay",
        }
        self.response = inviter.post("/invite", **self.body)

    def accepted_by(self, player: Player) -> Any:
        package = open_package(bytes(Invitation.objects.get(pk=self.id).package), self.secret)
        keys = CoupleKeys(package.couple, package.identity)
        introduction = Introduction(keys.couple, player.id, player.keys.verify)
        pins = Pins(keys.couple, {package.inviter: package.verify, player.id: player.keys.verify})
        part = make_couple_part(keys, player.keys.recipient, player.keys.recovery)
        return player.post(
            f"/invitation/{self.id}/accept",
            introduction=b64(seal_introduction(introduction, keys.recipient, player.keys.signing)),
            part=b64(part),
            pins=b64(make_pins_part(pins, player.keys)),
        )


@pytest.fixture
def sent(cast: Cast) -> Sent:
    made = Sent(cast.ada)
    assert made.response.status_code == 200
    return made


def test_ben_joins_and_each_can_verify_the_other(cast: Cast, sent: Sent) -> None:
    assert sent.accepted_by(cast.ben).status_code == 200
    assert cast.ada.circle.partner == cast.ben.person
    assert cast.ben.circle.couple == Couple.objects.get()
    assert {one.side for one in Membership.objects.all()} == {"clay", "tide"}
    sealed = Membership.objects.get(person=cast.ben.person).introduction
    found = open_introduction(bytes(sealed), sent.keys.identity, sent.keys.couple, cast.ben.id)
    assert found.verify == cast.ben.keys.verify


def test_the_server_holds_nothing_that_opens_the_package(cast: Cast, sent: Sent) -> None:
    stored = Invitation.objects.get()
    assert sent.secret.encode() not in bytes(stored.package)
    assert sent.keys.identity.encode() not in bytes(stored.package)


def refusal(response: Any) -> str:
    assert response.status_code == 409
    return str(response.json()["error"])


def test_it_can_be_used_once(cast: Cast, sent: Sent) -> None:
    sent.accepted_by(cast.ben)
    assert "used or taken back" in refusal(sent.accepted_by(cast.cleo))
    assert cast.cleo.circle.couple is None
    assert KeyringPart.objects.filter(person=cast.cleo.person).count() == 1


def test_the_same_acceptance_sent_twice_is_one(cast: Cast, sent: Sent) -> None:
    assert [sent.accepted_by(cast.ben).status_code for _ in range(2)] == [200, 200]
    assert Membership.objects.count() == 2


def test_nobody_accepts_their_own(cast: Cast, sent: Sent) -> None:
    assert "your own invitation" in refusal(sent.accepted_by(cast.ada))


def test_it_runs_out_after_three_days(cast: Cast, sent: Sent) -> None:
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=72))
    assert "run out" in refusal(sent.accepted_by(cast.ben))
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=71, minutes=59))
    assert sent.accepted_by(cast.ben).status_code == 200


def test_it_can_be_taken_back_by_its_maker_alone(cast: Cast, sent: Sent) -> None:
    assert cast.cleo.post(f"/invite/{sent.id}/withdraw").status_code == 404
    assert cast.ada.post(f"/invite/{sent.id}/withdraw").status_code == 200
    assert "used or taken back" in refusal(sent.accepted_by(cast.ben))


def test_a_new_one_takes_the_place_of_the_old(cast: Cast, sent: Sent) -> None:
    again = Sent(cast.ada, sent.keys)
    assert again.response.status_code == 200
    assert list(Invitation.objects.values_list("pk", flat=True)) == [again.id]
    assert again.accepted_by(cast.ben).status_code == 200


def test_who_has_a_partner_cannot_join_another(cast: Cast, sent: Sent) -> None:
    pair(cast.ben, cast.cleo)
    assert "somebody already" in refusal(sent.accepted_by(cast.ben))
    assert "already" in refusal(cast.ben.post("/invite", **sent.body))


def test_who_waits_alone_may_join_instead(cast: Cast, sent: Sent) -> None:
    other = Sent(cast.ben)
    assert sent.accepted_by(cast.ben).status_code == 200
    assert not Couple.objects.filter(pk=other.keys.couple).exists()
    assert not KeyringPart.objects.filter(couple_id=other.keys.couple).exists()
    assert cast.ben.circle.partner == cast.ada.person


def test_a_place_begun_on_another_device_is_not_doubled(cast: Cast, sent: Sent) -> None:
    assert "another device" in refusal(Sent(cast.ada).response)
    assert Couple.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_joins() -> None:
    ada, ben, cleo = Player("Ada"), Player("Ben"), Player("Cleo")
    sent = Sent(ada)
    ready = threading.Barrier(2)
    statuses: list[int] = []

    def accept(player: Player) -> None:
        ready.wait(5)
        statuses.append(sent.accepted_by(player).status_code)
        connection.close()

    threads = [threading.Thread(target=accept, args=(one,)) for one in (ben, cleo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(statuses) == [200, 409]
    assert Membership.objects.count() == 2


def test_an_invitation_that_never_was_looks_like_a_spent_one(cast: Cast, sent: Sent) -> None:
    cast.ada.post(f"/invite/{sent.id}/withdraw")

    def words(id: Any) -> bytes:
        page: bytes = cast.cleo.get(f"/invitation/{id}").content
        return page[page.index(b"<main") : page.index(b"</main")].replace(str(id).encode(), b"")

    assert words(sent.id) == words(uuid4())


def test_colours_can_be_swapped_and_the_day_agreed(cast: Cast) -> None:
    cast.paired()
    assert cast.ada.post("/us/agree", time_zone="Asia/Tokyo", side="tide").status_code == 200
    assert (cast.ada.circle.side, cast.ben.circle.side) == ("tide", "clay")
    assert Couple.objects.get().time_zone == "Asia/Tokyo"
    assert cast.ada.post("/us/agree", time_zone="Mars/Olympus", side="tide").status_code == 409


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", range(2))
def test_of_two_devices_that_found_a_place_at_once_one_does(_: int) -> None:
    ada = Player("Ada")
    other = Client()
    other.force_login(ada.person)
    package = ada.seal("journal", "any", shared=False)["sealed"]
    ready = threading.Barrier(2)
    statuses: list[int] = []

    def found(device: Client) -> None:
        new = {"couple": str(uuid4()), "invitation": str(uuid4()), "part": package, "package": package}
        body = json.dumps({**new, "time_zone": "UTC", "side": "clay"})
        ready.wait(5)
        statuses.append(device.post("/invite", body, content_type="application/json").status_code)
        connection.close()

    threads = [threading.Thread(target=found, args=(one,)) for one in (ada.client, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(statuses) == [200, 409]
    assert Couple.objects.count() == 1
