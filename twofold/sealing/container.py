"""The signed container: what lies inside an age file when it matters who wrote it.

Promise: the signature covers the exact text, under a prefix of its own for each use; the container
is padded to a Padmé size of at least 512 bytes, so that its length gives away little.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .age import SealingError
from .encoding import from_base64url, from_json, to_base64url, to_json

Purpose = Literal["letter", "pins", "introduction"]

LEAST_SIZE = 512  # bytes


class Unverified(SealingError):
    """The words may have been changed, or written by somebody else."""


@dataclass(frozen=True, slots=True)
class Container:
    """A signed text whose signature is still to be checked."""

    inner: str
    signature: str


def make_signing_seed() -> str:
    """A fresh Ed25519 seed, base64url."""
    return to_base64url(secrets.token_bytes(32))


def verify_key_of(seed: str) -> str:
    """The public half (base64url) of a signing seed (base64url)."""
    return to_base64url(_signing_key(seed).public_key().public_bytes_raw())


def padme(length: int) -> int:
    """The padded size, in bytes, for a length in bytes (Nikitin et al., PURBs, 2019)."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    step = 1 << max(0, exponent - exponent.bit_length())
    return -(-length // step) * step


def signed_container(purpose: Purpose, inner: str, signing: str) -> bytes:
    """Sign the text with a seed and give the padded container."""
    signature = to_base64url(_signing_key(signing).sign(_signed_bytes(purpose, inner)))
    contents = {"v": 1, "inner": inner, "signature": signature, "pad": ""}
    length = len(to_json(contents).encode())
    contents["pad"] = "0" * (padme(max(LEAST_SIZE, length)) - length)
    return to_json(contents).encode()


def read_container(contents: bytes) -> Container:
    """The two parts of a container; SealingError where there are none."""
    value = parsed_object(contents)
    inner, signature = value.get("inner"), value.get("signature")
    if not is_version_1(value) or not isinstance(inner, str) or not isinstance(signature, str):
        raise SealingError("What was inside is not a signed container.")
    return Container(inner, signature)


def verified_text(purpose: Purpose, container: Container, verify: str) -> str:
    """The signed text once its signature holds under a key (base64url); Unverified otherwise."""
    try:
        key = Ed25519PublicKey.from_public_bytes(from_base64url(verify))
        signed = _signed_bytes(purpose, container.inner)
        key.verify(from_base64url(container.signature), signed)
    except (InvalidSignature, ValueError):
        raise Unverified("The signature does not hold.") from None
    return container.inner


def parsed_object(contents: bytes | str) -> dict[str, Any]:
    """The JSON object in opened bytes; SealingError where there is none."""
    try:
        value = from_json(contents)
    except ValueError:
        raise SealingError("What was inside is not JSON.") from None
    if not isinstance(value, dict):
        raise SealingError("What was inside is not an object.")
    return value


def text_fields(value: dict[str, Any], *names: str) -> list[str]:
    """The named texts of a version 1 object; SealingError where it is something else."""
    texts = [value.get(name) for name in names]
    if not is_version_1(value) or not all(isinstance(text, str) for text in texts):
        raise SealingError("Something else was inside.")
    return [str(text) for text in texts]


def is_version_1(value: dict[str, Any]) -> bool:
    """Whether an object says that it is of version 1 (and not `true`, which Python calls equal)."""
    return type(value.get("v")) is int and value["v"] == 1


def _signing_key(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(from_base64url(seed))


def _signed_bytes(purpose: Purpose, inner: str) -> bytes:
    # A lone half of a surrogate pair becomes U+FFFD, as in a browser's TextEncoder.
    text = f"twofold {purpose} v1\n{inner}".encode("utf-16-le", "surrogatepass")
    return text.decode("utf-16-le", "replace").encode()
