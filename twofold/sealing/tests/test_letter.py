"""What Ada writes, Ben reads; what anybody changed, nobody reads."""

import dataclasses
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twofold.sealing.age import open_with
from twofold.sealing.encoding import canonical_json, from_base64url, from_json, to_base64url
from twofold.sealing.sealer import (
    Inner,
    Record,
    SealingError,
    Unverified,
    make_identity,
    one_of,
    open_letter,
    padme,
    seal_letter,
)

from .cast import make_cast

CAST = make_cast()
COUPLE, ADA = CAST.couple.identity, CAST.ada.verify
LETTER = CAST.letter()
SEALED = CAST.sealed(LETTER)

any_text = st.text(st.characters(), max_size=300)  # halves of surrogate pairs as well
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | any_text,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(any_text, inside, max_size=3),
    max_leaves=6,
)


def opened(envelope: bytes, record: Record = LETTER) -> Inner:
    return open_letter(envelope, record, COUPLE, ADA)


@given(any_text | st.dictionaries(any_text, any_text, max_size=3))
def test_any_text_goes_both_ways(text):
    letter = CAST.letter(text=text)
    assert opened(CAST.sealed(letter), letter) == letter


@given(st.dictionaries(any_text, any_json, max_size=3))
def test_any_numbers_go_both_ways(readable):
    letter = CAST.letter(readable=readable)
    assert opened(CAST.sealed(letter), letter).readable == readable


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_any_single_bit_flipped_is_refused(bit):
    mutated = bytearray(SEALED)
    mutated[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unverified):
        opened(bytes(mutated))


def test_every_single_byte_changed_is_refused():
    for at in range(len(SEALED)):
        mutated = bytearray(SEALED)
        mutated[at] ^= 0x55
        with pytest.raises(Unverified):
            opened(bytes(mutated))


@given(st.binary(max_size=500))
def test_any_other_bytes_are_refused(data):
    for envelope in (data, SEALED[: len(data)], SEALED + data + b"x", SEALED[:214] + data):
        with pytest.raises(Unverified):
            opened(envelope)


SOMETHING_ELSE = UUID("00000000-0000-4000-8000-0000000000ff")


@pytest.mark.parametrize(
    "change",
    [
        {"id": SOMETHING_ELSE},
        {"author": CAST.ben.person},
        {"couple": None},
        {"couple": SOMETHING_ELSE},
        {"kind": "journal"},
        {"about": SOMETHING_ELSE},
        {"revision": 2},
        {"revision": True},
        {"readable": {"closeness": 5, "feelings": ["calm", "hopeful"]}},
        {"readable": {"closeness": "4", "feelings": ["calm", "hopeful"]}},
        {"readable": {"feelings": ["calm", "hopeful"]}},
        {"readable": {}},
    ],
    ids=str,
)
def test_a_record_that_says_something_else_is_refused(change):
    with pytest.raises(Unverified):
        opened(SEALED, dataclasses.replace(LETTER, **change))


def test_the_wrong_keys_open_nothing():
    for identity, verify in [
        (make_identity(), ADA),
        (COUPLE, CAST.ben.verify),
        (COUPLE, "AA"),
        (CAST.ada.identity, ADA),
        ("words", ADA),
    ]:
        with pytest.raises(Unverified):
            open_letter(SEALED, LETTER, identity, verify)


def test_a_letter_just_for_ada_opens_with_her_own_key():
    letter = CAST.letter(couple=None, kind="journal")
    sealed = seal_letter(letter, CAST.ada.recipient, CAST.ada.signing)
    assert open_letter(sealed, letter, CAST.ada.identity, ADA) == letter
    with pytest.raises(Unverified):
        open_letter(sealed, letter, COUPLE, ADA)


def test_letters_are_padded():
    sizes = {len(CAST.sealed(CAST.letter(text="x" * n, readable={}))) for n in (0, 1, 50, 60)}
    assert len(sizes) == 1
    for text in ("", "é" * 300, "\n" * 500):
        inside = open_with(COUPLE, CAST.sealed(CAST.letter(text=text)))
        assert len(inside) >= 512
        assert padme(len(inside)) == len(inside)


def test_a_letter_that_is_too_long_is_not_sealed():
    with pytest.raises(SealingError, match="longer than one letter"):
        CAST.sealed(CAST.letter(text="x" * 98_304))


def test_one_id_for_what_there_is_one_of():
    found = one_of("a", "b")
    assert found == one_of("a", "b")
    assert found.version == 8
    assert found not in (one_of("ab"), one_of("b", "a"))
    with pytest.raises(ValueError, match="line break"):
        one_of("a\nb")


def test_equal_values_have_equal_spellings():
    assert canonical_json({"b": 1.0, "a": [None, True]}) == canonical_json({"a": [None, True], "b": 1})
    assert canonical_json({"a": True}) != canonical_json({"a": 1})
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))


@given(st.binary())
def test_base64url_goes_both_ways_and_has_one_spelling(data):
    text = to_base64url(data)
    assert from_base64url(text) == data
    for other in (text + "=", text + "\n", text + "é"):
        with pytest.raises(ValueError, match="base64"):
            from_base64url(other)


def test_json_nested_without_end_is_an_ordinary_error():
    with pytest.raises(ValueError, match="nested"):
        from_json("[" * 200_000)
