"""Bytes and text, and one spelling of JSON.

Promise: every decoder is strict, as on the browser's side: what does not decode to exactly one
meaning raises ValueError.
"""

import base64
import json
import re
from typing import Any

# Half of a surrogate pair has no UTF-8; JSON.stringify escapes it, and so does this.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def to_base64url(data: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of URL-safe base64 without padding; ValueError on any other spelling."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        data = b""
    if to_base64url(data) != text:
        raise ValueError("This is not base64url.")
    return data


def to_json(value: Any) -> str:
    """Compact JSON as the browser writes it; ValueError for NaN and infinity."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def from_json(data: bytes | str) -> Any:
    """The value of some JSON; ValueError where there is none, or one nested without end."""
    try:
        return json.loads(data if isinstance(data, str) else data.decode("utf-8"))
    except RecursionError:
        raise ValueError("This is nested too deeply.") from None


def canonical_json(value: Any) -> str:
    """JSON with sorted keys: equal values have equal spellings (1.0 is 1, and true is not)."""
    try:
        return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)
    except RecursionError:
        raise ValueError("This is nested too deeply.") from None


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JavaScript knows one kind of number
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return value
