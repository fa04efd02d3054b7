"""Any bytes at all are either accepted or refused with a sentence, and nothing else happens."""

import base64

import pyrage
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twofold.sealing.age import seal_to, seal_with_passphrase
from twofold.sealing.envelope import EnvelopeError, check_envelope, check_file_head, check_kit
from twofold.sealing.sealer import make_identity, recipient_of

SOMEBODY = recipient_of(make_identity())
LETTER = seal_to([SOMEBODY], b"x" * 600)
PART = seal_to([SOMEBODY, SOMEBODY], b"x")
KIT = seal_with_passphrase("0123", b"x", work=14)
ANY_BYTES = st.binary(max_size=400) | st.builds(
    lambda at, rest: LETTER[:at] + rest, st.integers(0, 250), st.binary(max_size=300)
)


def accepted(check, *given) -> bool:
    try:
        check(*given)
    except EnvelopeError:
        return False
    return True


@given(ANY_BYTES)
@example(b"")
@example(b"age-encryption.org/v1\n")
def test_any_bytes_are_accepted_or_refused_cleanly(data: bytes):
    accepted(check_envelope, data)
    accepted(check_kit, data)
    accepted(check_kit, b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.b64encode(data) + b"\n")


@given(st.text(min_size=1))
def test_plain_words_are_never_accepted(words: str):
    assert not accepted(check_envelope, words.encode())
    assert not accepted(check_kit, words.encode())


@given(st.binary(max_size=2_000))
def test_whatever_was_sealed_is_accepted(contents: bytes):
    check_envelope(seal_to([SOMEBODY], contents))


def test_a_refusal_is_a_plain_sentence():
    with pytest.raises(EnvelopeError, match=r"^This was not sealed with age before it was sent\.$"):
        check_envelope(b"words")


def test_the_number_of_readers_is_checked():
    check_envelope(PART, stanzas=(2,))
    check_envelope(LETTER, stanzas=(1, 2))
    assert not accepted(check_envelope, PART)
    assert not accepted(check_envelope, LETTER, 98_304, (2,))
    assert not accepted(check_envelope, seal_to([], b"x"))


def test_nothing_rides_along_in_the_header():
    public = pyrage.x25519.Recipient.from_str(SOMEBODY)
    assert not accepted(check_envelope, pyrage.encrypt(b"x", [public]))  # with its grease stanza
    mac = LETTER.index(b"--- ")
    assert not accepted(check_envelope, LETTER[:mac] + b"-> hello words\n\n" + LETTER[mac:])


def test_a_passphrase_file_is_no_letter_and_a_letter_is_no_kit():
    check_kit(KIT)
    assert not accepted(check_kit, LETTER)
    assert not accepted(check_envelope, KIT)
    armoured = base64.encodebytes(LETTER)
    assert not accepted(
        check_kit,
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + armoured + b"-----END AGE ENCRYPTED FILE-----\n",
    )


def test_a_kit_that_no_browser_would_open_is_refused():
    assert not accepted(check_kit, seal_with_passphrase("0123", b"x", work=9))
    inside = base64.b64decode(b"".join(KIT.splitlines()[1:-1]))
    costly = base64.encodebytes(inside.replace(b" 14\n", b" 29\n"))
    assert not accepted(check_kit, KIT.splitlines()[0] + b"\n" + costly + KIT.splitlines()[-1])


def test_sizes_are_limited_both_ways():
    check_envelope(LETTER, max_bytes=len(LETTER))
    assert not accepted(check_envelope, LETTER, len(LETTER) - 1)
    assert not accepted(check_kit, KIT, len(KIT) - 1)
    empty = seal_to([SOMEBODY], b"")
    check_envelope(empty)
    for length in range(len(empty)):
        assert not accepted(check_envelope, empty[:length])


def test_the_largest_letter_there_is_room_for():
    overhead = len(seal_to([SOMEBODY], b""))
    second_chunk = 16
    check_envelope(seal_to([SOMEBODY], b"x" * (98_304 - overhead - second_chunk)))
    with pytest.raises(EnvelopeError, match="98,304 bytes"):
        check_envelope(seal_to([SOMEBODY], b"x" * (98_305 - overhead - second_chunk)))


def test_a_file_is_known_by_its_head_and_its_length():
    check_file_head(LETTER[:250], len(LETTER))
    for head, size in ((b"\xff\xd8\xff\xe1" * 99, 900), (PART, len(PART)), (LETTER[:90], 900), (LETTER, 190)):
        assert not accepted(check_file_head, head, size)
    assert not accepted(check_file_head, LETTER, 9_000_000)
