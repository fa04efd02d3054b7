"""The recovery code and its kit, exactly as the browser makes them.

Promise: a code is forgiven its case, spaces and look-alikes, and the kit is an ordinary age file
that `age -d` opens with the code as printed.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from .age import SealingError, hkdf, open_with_passphrase, seal_with_passphrase
from .encoding import to_base64url

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CODE_BYTES = 20
CODE_LETTERS = 32
KIT_WORK = 14  # low, as the code has 160 bits of its own: the format wants scrypt, we do not
_BETWEEN = re.compile(r"[\s_.\-\u058a\u05be\u1400\u1806\u2010-\u2015\u2e3a\u2e3b\ufe58\ufe63\uff0d]+")
_LOOK_ALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class RecoveryKeys:
    """What finds and opens the account when somebody comes back with the code."""

    locator: str
    auth: str = field(repr=False)


def make_recovery_code() -> str:
    """A fresh code: 160 random bits as eight groups of four."""
    number = int.from_bytes(secrets.token_bytes(CODE_BYTES), "big")
    places = range(CODE_LETTERS - 1, -1, -1)
    return _grouped("".join(ALPHABET[number >> 5 * place & 31] for place in places))


def canonical_recovery_code(typed: str) -> str:
    """The code as printed, from however it was typed; SealingError where it cannot be one."""
    letters = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed).upper()).translate(_LOOK_ALIKES)
    if strange := next((letter for letter in letters if letter not in ALPHABET), None):
        raise SealingError(f"“{strange}” is never part of a recovery code.")
    if len(letters) != CODE_LETTERS:
        raise SealingError(f"A recovery code has {CODE_LETTERS} letters and numbers.")
    return _grouped(letters)


def recovery_keys(code: str) -> RecoveryKeys:
    """The locator and sign-in key that the code stands for."""
    number = 0
    for letter in canonical_recovery_code(code).replace("-", ""):
        number = number << 5 | ALPHABET.index(letter)
    secret = number.to_bytes(CODE_BYTES, "big")
    return RecoveryKeys(
        locator=to_base64url(hkdf(secret, b"twofold recovery locator v1", 16)),
        auth=to_base64url(hkdf(secret, b"twofold recovery sign-in v1")),
    )


def make_recovery_kit(code: str, recovery_identity: str) -> bytes:
    """The kit: an armoured age file with the recovery identity inside."""
    return seal_with_passphrase(canonical_recovery_code(code), recovery_identity.encode(), KIT_WORK)


def open_recovery_kit(kit: bytes, code: str) -> str:
    """The recovery identity out of a kit; SealingError where the code is another."""
    return open_with_passphrase(canonical_recovery_code(code), kit).decode().strip()


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
