"""The envelope check: what the server can tell of something sealed without opening it.

Promise: bytes that pass are shaped like an age file to the expected number of X25519 recipients
(or, for a recovery kit, to one passphrase), and nothing rides along in the header. It cannot tell
that the inside was really encrypted; it does catch every mistake that would store plain words.
"""

import base64
import binascii
import re
from collections.abc import Container

LETTER_BYTES = 98_304
FILE_BYTES = 8 * 1024 * 1024
KIT_BYTES = 4_096
LEAST_PAYLOAD = 16 + 16  # bytes: a nonce and the tag of an empty chunk
KIT_WORK = range(10, 21)  # log N of scrypt; a browser refuses more than 20

_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"((?:-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n)*)"
    rb"--- [A-Za-z0-9+/]{43}\n"
)
_KIT_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n"
    rb"--- [A-Za-z0-9+/]{43}\n"
)
_ARMOUR = re.compile(
    rb"\s*-----BEGIN AGE ENCRYPTED FILE-----\r?\n"
    rb"((?:[A-Za-z0-9+/]{64}\r?\n)*[A-Za-z0-9+/=]{1,64}\r?\n)"
    rb"-----END AGE ENCRYPTED FILE-----\s*"
)


class EnvelopeError(ValueError):
    """This is not a sealed envelope; the message is a plain sentence."""


def check_envelope(envelope: bytes, max_bytes: int = LETTER_BYTES, stanzas: Container[int] = (1,)) -> None:
    """Raise EnvelopeError unless this is an age file to one of these numbers of recipients."""
    _check_size(envelope, max_bytes)
    header = _HEADER.match(envelope)
    if header is None:
        raise EnvelopeError("This was not sealed with age before it was sent.")
    if header[1].count(b"-> ") not in stanzas:
        raise EnvelopeError("This is sealed to a different number of readers than expected.")
    _check_payload(envelope, header.end())


def check_file_head(head: bytes, size: int, max_bytes: int = FILE_BYTES) -> None:
    """Raise EnvelopeError unless a file that begins so, `size` bytes long, is sealed to one recipient.

    Args:
        head: its first bytes, the whole header among them (200 bytes).
        size: the length of the whole file, in bytes.
    """
    if size > max_bytes:
        raise EnvelopeError(f"This is larger than the {max_bytes:,} bytes there is room for.")
    header = _HEADER.match(head)
    if header is None or header[1].count(b"-> ") != 1:
        raise EnvelopeError("This was not sealed with age before it was sent.")
    if size - header.end() < LEAST_PAYLOAD:
        raise EnvelopeError("This was cut short on the way.")


def check_kit(kit: bytes, max_bytes: int = KIT_BYTES) -> None:
    """Raise EnvelopeError unless this is an armoured age file sealed with a passphrase."""
    _check_size(kit, max_bytes)
    armour = _ARMOUR.fullmatch(kit)
    if armour is None:
        raise EnvelopeError("This is not an armoured age file.")
    try:
        inside = base64.b64decode(b"".join(armour[1].split()), validate=True)
    except binascii.Error:
        raise EnvelopeError("The armour of this age file is damaged.") from None
    header = _KIT_HEADER.match(inside)
    if header is None or int(header[1]) not in KIT_WORK:
        raise EnvelopeError("This age file is not sealed with a recovery code.")
    _check_payload(inside, header.end())


def _check_size(sealed: bytes, max_bytes: int) -> None:
    if len(sealed) > max_bytes:
        raise EnvelopeError(f"This is larger than the {max_bytes:,} bytes there is room for.")


def _check_payload(sealed: bytes, start: int) -> None:
    if len(sealed) - start < LEAST_PAYLOAD:
        raise EnvelopeError("This was cut short on the way.")
