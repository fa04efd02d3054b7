"""From a sign-in name and a passphrase to keys, exactly as the browser derives them.

Promise: the same name, passphrase and place give the same keys on both sides, and the slow step has
one cost, which nothing outside this file can lower.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from .age import SealingError, hkdf, identity_from, recipient_of
from .encoding import to_base64url

SCRYPT = {"n": 2**17, "r": 8, "p": 1, "maxmem": 2**28, "dklen": 32}
# What JavaScript calls white space, for its trim() and \s. Python's strip() differs at the edges.
WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_EDGES = re.compile(f"^[{WHITE_SPACE}]+|[{WHITE_SPACE}]+$")
_RUNS = re.compile(f"[{WHITE_SPACE}]+")


@dataclass(frozen=True, slots=True)
class Derived:
    """`locator` and `auth` go to the server; the wrap identity opens the keyring and stays."""

    locator: str
    auth: str = field(repr=False)
    wrap_identity: str = field(repr=False)
    wrap_recipient: str = field(repr=False)


def name_handle(place_salt: bytes, name: str) -> str:
    """The handle (64 hex digits) that stands for a sign-in name at this place (a 32-byte salt)."""
    if len(place_salt) != 32:
        raise SealingError("The salt of a place has 32 bytes.")
    plain = _EDGES.sub("", unicodedata.normalize("NFKC", name)).lower()
    return hashlib.sha256(b"twofold name v1\n" + place_salt + b"\n" + plain.encode()).hexdigest()


def normalise_passphrase(passphrase: str) -> str:
    """The one spelling of a passphrase: however it was typed, spaced or composed."""
    return _RUNS.sub(" ", _EDGES.sub("", unicodedata.normalize("NFKC", passphrase)))


def derive(passphrase: str, handle: str) -> Derived:
    """The keys of a person; takes about half a second and 128 MiB, on purpose."""
    secret = normalise_passphrase(passphrase)
    if not secret or not re.fullmatch("[0-9a-f]{64}", handle):
        raise SealingError("A name and a passphrase are needed.")
    master = hashlib.scrypt(secret.encode(), salt=bytes.fromhex(handle), **SCRYPT)
    wrap_identity = identity_from(hkdf(master, b"twofold wrap v1"))
    return Derived(
        locator=to_base64url(hkdf(master, b"twofold locator v1", 16)),
        auth=to_base64url(hkdf(master, b"twofold sign-in v1")),
        wrap_identity=wrap_identity,
        wrap_recipient=recipient_of(wrap_identity),
    )
