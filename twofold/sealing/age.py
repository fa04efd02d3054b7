"""The age format: seal to recipients or to a passphrase, and open.

Promise: what this writes is opened by anybody's `age`, and looks exactly as if a browser had
written it. pyrage opens; sealing is written out here, because pyrage adds a random stanza to every
header ("grease") that the envelope check refuses and that would mark who wrote without a browser,
and because it chooses a scrypt cost of seconds for a recovery code that has 160 bits of its own.
Reference: age-encryption.org/v1 (C2SP), sections "X25519", "scrypt" and "STREAM".
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

import pyrage
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import bech32

IDENTITY_PREFIX = "age-secret-key-"
RECIPIENT_PREFIX = "age"
CHUNK = 64 * 1024  # bytes
ARMOUR_COLUMNS = 64
NO_NONCE = bytes(12)  # age wraps each file key under a key that is used once


class SealingError(Exception):
    """Something sealed did not open, or was not what it was said to be."""


def identity_from(secret: bytes) -> str:
    """The age identity (`AGE-SECRET-KEY-1…`) made of 32 secret bytes."""
    if len(secret) != 32:
        raise SealingError("An age identity is made of 32 bytes.")
    return bech32.encode(IDENTITY_PREFIX, secret).upper()


def make_identity() -> str:
    """A fresh age identity."""
    return identity_from(secrets.token_bytes(32))


def recipient_of(identity: str) -> str:
    """The recipient (`age1…`) that seals to this identity."""
    private = X25519PrivateKey.from_private_bytes(_key_bytes(identity, IDENTITY_PREFIX))
    return bech32.encode(RECIPIENT_PREFIX, private.public_key().public_bytes_raw())


def seal_to(recipients: Iterable[str], contents: bytes) -> bytes:
    """Seal to every recipient given; each of them alone can open."""
    file_key = secrets.token_bytes(16)
    stanzas = b"".join(_x25519_stanza(file_key, recipient) for recipient in recipients)
    return _file(file_key, stanzas, contents)


def open_with(identity: str, sealed: bytes) -> bytes:
    """Open with one identity; SealingError where it does not open."""
    try:
        opened: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise SealingError("This key does not open it, or it was changed on the way.") from None
    return opened


def seal_with_passphrase(passphrase: str, contents: bytes, work: int) -> bytes:
    """Seal to a passphrase, armoured. `work` is the base-2 logarithm of scrypt's N."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    key = hashlib.scrypt(
        passphrase.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=2**work,
        r=8,
        p=1,
        maxmem=2 ** (work + 11),  # twice the 128 × N × r bytes that scrypt takes
        dklen=32,
    )
    stanza = _stanza(["scrypt", _base64(salt), str(work)], file_key, key)
    return _armoured(_file(file_key, stanza, contents))


def open_with_passphrase(passphrase: str, sealed: bytes) -> bytes:
    """Open with a passphrase, armoured or not; SealingError where it does not open."""
    try:
        opened: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError:
        raise SealingError("This passphrase does not open it.") from None
    return opened


def hkdf(secret: bytes, info: bytes, length: int = 32, salt: bytes = b"") -> bytes:
    """HKDF-SHA256: one secret, independent keys by purpose."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _key_bytes(text: str, prefix: str) -> bytes:
    try:
        found, key = bech32.decode(text)
    except ValueError:
        raise SealingError("This is not an age key.") from None
    if found != prefix or len(key) != 32:
        raise SealingError("This is another kind of age key.")
    return key


def _x25519_stanza(file_key: bytes, recipient: str) -> bytes:
    public = _key_bytes(recipient, RECIPIENT_PREFIX)
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    key = hkdf(shared, b"age-encryption.org/v1/X25519", salt=share + public)
    return _stanza(["X25519", _base64(share)], file_key, key)


def _stanza(arguments: list[str], file_key: bytes, key: bytes) -> bytes:
    body = _base64(ChaCha20Poly1305(key).encrypt(NO_NONCE, file_key, None))
    return f"-> {' '.join(arguments)}\n{body}\n".encode()


def _file(file_key: bytes, stanzas: bytes, contents: bytes) -> bytes:
    header = b"age-encryption.org/v1\n" + stanzas + b"---"
    mac = _base64(hmac.digest(hkdf(file_key, b"header"), header, "sha256"))
    nonce = secrets.token_bytes(16)
    payload = _stream(hkdf(file_key, b"payload", salt=nonce), contents)
    return b"".join([header, b" ", mac.encode(), b"\n", nonce, payload])


def _stream(key: bytes, contents: bytes) -> bytes:
    cipher = ChaCha20Poly1305(key)
    starts = range(0, max(len(contents), 1), CHUNK)
    return b"".join(
        cipher.encrypt(
            at.to_bytes(11, "big") + bytes([at == len(starts) - 1]),
            contents[start : start + CHUNK],
            None,
        )
        for at, start in enumerate(starts)
    )


def _base64(data: bytes) -> str:
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def _armoured(sealed: bytes) -> bytes:
    text = base64.b64encode(sealed).decode("ascii")
    lines = [text[at : at + ARMOUR_COLUMNS] for at in range(0, len(text), ARMOUR_COLUMNS)]
    armour = "-----{} AGE ENCRYPTED FILE-----"
    return "\n".join([armour.format("BEGIN"), *lines, armour.format("END"), ""]).encode()
