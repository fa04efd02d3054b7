"""Bech32, the spelling of age's keys.

Promise: decoding accepts what BIP 173 calls valid and nothing else, so a mistyped key is never
taken for another one. Reference: BIP 173.
"""

from collections.abc import Iterable

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHECKSUM_LENGTH = 6
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, secret: bytes) -> str:
    """The lower-case spelling of some bytes under a lower-case prefix."""
    words = list(_regrouped(secret, 8, 5, pad=True))
    remainder = _checksum([*_expanded(prefix), *words, *[0] * CHECKSUM_LENGTH]) ^ 1
    words += [(remainder >> 5 * (5 - at)) & 31 for at in range(CHECKSUM_LENGTH)]
    return f"{prefix}1{''.join(ALPHABET[word] for word in words)}"


def decode(text: str) -> tuple[str, bytes]:
    """The lower-case prefix and the bytes of a spelling; ValueError where it is not one."""
    if text not in (text.lower(), text.upper()):
        raise ValueError("Capitals and small letters are mixed.")
    prefix, found, rest = text.lower().rpartition("1")
    if not found or not prefix or len(rest) < CHECKSUM_LENGTH:
        raise ValueError("There is no prefix, or no checksum.")
    words = [ALPHABET.find(letter) for letter in rest]
    if min(words) < 0 or _checksum([*_expanded(prefix), *words]) != 1:
        raise ValueError("The checksum does not fit.")
    return prefix, bytes(_regrouped(words[:-CHECKSUM_LENGTH], 5, 8, pad=False))


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _checksum(words: Iterable[int]) -> int:
    check = 1
    for word in words:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for at, generator in enumerate(GENERATORS):
            if top >> at & 1:
                check ^= generator
    return check


def _regrouped(values: Iterable[int], width: int, into: int, *, pad: bool) -> Iterable[int]:
    held = bits = 0
    for value in values:
        held = held << width | value
        bits += width
        while bits >= into:
            bits -= into
            yield held >> bits & (1 << into) - 1
        held &= (1 << bits) - 1
    if pad and bits:
        yield held << (into - bits)
    elif not pad and (bits >= width or held):
        raise ValueError("There are bits left over.")
