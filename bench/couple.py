"""Two people who come by the real doors: each signs up over HTTP, one invites and the other accepts."""

import base64
import re
from uuid import uuid4

from bench.envelopes import b64
from bench.visitor import Visitor
from twofold.sealing.sealer import (
    CoupleKeys,
    Introduction,
    Package,
    PersonKeys,
    Pins,
    derive,
    make_couple_part,
    make_invitation_secret,
    make_pins_part,
    make_recovery_code,
    make_recovery_kit,
    make_root_part,
    name_handle,
    recovery_keys,
    seal_introduction,
    seal_package,
)

TIME_ZONE = "Europe/Lisbon"
SALT = re.compile(rb'<meta name="place" content="([^"]+)"')


class Partner:
    """One of the two: a visitor with keys."""

    def __init__(self, called: str, port: int) -> None:
        self.called, self.visitor = called, Visitor(port)
        self.keys = PersonKeys.make(uuid4(), called.lower())
        self.couple = ""  # its id, once they are two

    def sign_up(self) -> None:
        """Derive, seal and send what the sign-up page does."""
        salt = SALT.search(self.visitor.get("/sign-up"))
        if salt is None:
            raise RuntimeError("the sign-up page names no salt")
        handle = name_handle(base64.urlsafe_b64decode(salt[1] + b"="), self.keys.name)
        derived, code = derive(f"five words that {self.called} keeps", handle), make_recovery_code()
        proof = recovery_keys(code)
        kit = make_recovery_kit(code, str(self.keys.recovery_identity))
        body = {
            "id": str(self.keys.person),
            "called": self.called,
            "time_zone": TIME_ZONE,
            "locks": {"handle": handle, "locator": derived.locator, "auth": derived.auth},
            "recovery": {"locator": proof.locator, "auth": proof.auth, "kit": b64(kit)},
            "root": b64(make_root_part(self.keys, derived.wrap_recipient)),
        }
        self.visitor.post("/sign-up", body)
        self.visitor.get("/")  # signing in changes the token


def paired(port: int) -> tuple[Partner, Partner]:
    """Ada and Ben, signed up and joined. Takes some seconds, because keys are derived slowly on purpose."""
    ada, ben = Partner("Ada", port), Partner("Ben", port)
    for one in (ada, ben):
        one.sign_up()
    couple, invitation = CoupleKeys.make(uuid4()), uuid4()
    package = Package(couple.couple, couple.identity, ada.keys.person, ada.keys.verify)
    invite = {
        "couple": str(couple.couple),
        "part": b64(make_couple_part(couple, ada.keys.recipient, ada.keys.recovery)),
        "invitation": str(invitation),
        "package": b64(seal_package(make_invitation_secret(), package)),
        "time_zone": TIME_ZONE,
        "side": "clay",
    }
    ada.visitor.post("/invite", invite)
    ben.visitor.get(f"/invitation/{invitation}")
    own = Introduction(couple.couple, ben.keys.person, ben.keys.verify)
    pins = Pins(couple.couple, {one.keys.person: one.keys.verify for one in (ada, ben)})
    acceptance = {
        "introduction": b64(seal_introduction(own, couple.recipient, ben.keys.signing)),
        "part": b64(make_couple_part(couple, ben.keys.recipient, ben.keys.recovery)),
        "pins": b64(make_pins_part(pins, ben.keys)),
    }
    ben.visitor.post(f"/invitation/{invitation}/accept", acceptance)
    ada.couple = ben.couple = str(couple.couple)
    return ada, ben
