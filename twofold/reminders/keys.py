"""The place's own key for push services: made once, kept for its owner alone, the same ever after."""

import json
import secrets
from base64 import urlsafe_b64encode
from functools import cache
from pathlib import Path

from django.conf import settings

FILE = "push-key"


def public_key() -> str:
    """What a browser is told, so that nobody else can push to it. Base64url."""
    return _kept(settings.ENV.data / FILE)["public"]


def private_key() -> str:
    """What signs; it never leaves this server. Base64url."""
    return _kept(settings.ENV.data / FILE)["private"]


def sender() -> str:
    """Whom a push service may turn to, as its standard asks."""
    url = settings.PUBLIC_URL
    return url.origin if url.secure else f"mailto:{settings.DEFAULT_FROM_EMAIL}"


def is_point(public: bytes) -> bool:
    """Whether this is a browser's public key; one that is not would make every sending fail."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except ValueError:
        return False
    return len(public) == 65


@cache
def _kept(file: Path) -> dict[str, str]:
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(_made()))
        try:
            file.hardlink_to(fresh)  # of two first starts at once, one key wins and both use it
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    keys: dict[str, str] = json.loads(file.read_text())
    return keys


def _made() -> dict[str, str]:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    private = key.private_numbers().private_value.to_bytes(32, "big")
    return {"private": _text(private), "public": _text(public)}


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).rstrip(b"=").decode()
