"""Keyrings, recovery and invitations, from Python to Python."""

import dataclasses
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twofold.sealing import bech32
from twofold.sealing.age import identity_from
from twofold.sealing.derive import SCRYPT, normalise_passphrase
from twofold.sealing.sealer import (
    CoupleKeys,
    Introduction,
    Package,
    PersonKeys,
    Pins,
    SealingError,
    Unverified,
    canonical_recovery_code,
    derive,
    make_couple_part,
    make_identity,
    make_invitation_secret,
    make_pins_part,
    make_recovery_code,
    make_recovery_kit,
    make_root_part,
    name_handle,
    open_couple_part,
    open_introduction,
    open_package,
    open_pins_part,
    open_recovery_kit,
    open_root_part,
    recipient_of,
    recovery_keys,
    seal_introduction,
    seal_package,
)

WRAP = make_identity()
CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"


def test_the_root_opens_with_passphrase_or_recovery_and_nothing_else():
    ada = PersonKeys.make(uuid4(), "Ada")
    part = make_root_part(ada, recipient_of(WRAP))
    known = dataclasses.replace(ada, recovery_identity=None)
    assert ada.recovery_identity is not None
    assert open_root_part(part, WRAP) == known
    assert open_root_part(part, ada.recovery_identity) == known
    for other in (make_identity(), ada.identity, "words"):
        with pytest.raises(SealingError):
            open_root_part(part, other)


def test_secrets_stay_out_of_repr():
    ada = PersonKeys.make(uuid4(), "Ada")
    keys = derive("a b c", "0" * 64)
    shown = repr([ada, CoupleKeys.make(uuid4()), keys, recovery_keys(CODE)])
    assert "AGE-SECRET-KEY" not in shown
    assert not any(secret in shown for secret in (ada.signing, keys.auth, recovery_keys(CODE).auth))


def test_a_couple_part_goes_both_ways_and_is_no_root():
    couple, recovery = CoupleKeys.make(uuid4()), make_identity()
    part = make_couple_part(couple, recipient_of(WRAP), recipient_of(recovery))
    assert open_couple_part(part, WRAP) == open_couple_part(part, recovery) == couple
    with pytest.raises(SealingError):
        open_root_part(part, WRAP)


def test_pins_are_ones_own(cast):
    couple = cast.couple.couple
    part = make_pins_part(cast.pins, cast.ada)
    assert open_pins_part(part, cast.ada, couple) == cast.pins
    with pytest.raises(SealingError):
        open_pins_part(part, cast.ben, couple)
    with pytest.raises(SealingError):
        open_pins_part(part, cast.ada, uuid4())
    forged = make_pins_part(cast.pins, dataclasses.replace(cast.ada, signing=cast.ben.signing))
    with pytest.raises(Unverified):
        open_pins_part(forged, cast.ada, couple)


def test_the_slow_step_has_the_agreed_cost():
    assert (SCRYPT["n"], SCRYPT["r"], SCRYPT["p"]) == (131_072, 8, 1)


def test_nothing_is_derived_from_nothing():
    for passphrase, handle in [(" ", "0" * 64), ("a", "0"), ("a", "x" * 64)]:
        with pytest.raises(SealingError):
            derive(passphrase, handle)
    with pytest.raises(SealingError):
        name_handle(b"short", "Ada")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_passphrase_once_normalised_stays_as_it_is(passphrase):
    once = normalise_passphrase(passphrase)
    assert normalise_passphrase(once) == once


@given(st.binary(min_size=32, max_size=32))
def test_keys_are_spelled_as_age_spells_them(secret):
    identity = identity_from(secret)
    assert bech32.decode(identity) == ("age-secret-key-", secret)
    assert bech32.decode(recipient_of(identity))[0] == "age"


@given(st.integers(0, 61), st.sampled_from(bech32.ALPHABET))
def test_a_mistyped_key_is_never_taken_for_another(at, letter):
    recipient = recipient_of(WRAP)
    mistyped = recipient[:at] + letter + recipient[at + 1 :]
    if mistyped != recipient:
        with pytest.raises(ValueError, match=r"\w"):
            bech32.decode(mistyped)


def test_bech32_refuses_what_bip_173_calls_invalid():
    invalid = [
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
        "",
        "a1é",
        "A12uel5L",
    ]
    for text in invalid:
        with pytest.raises(ValueError, match=r"\w"):
            bech32.decode(text)
    for text in ["A12UEL5L", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"]:
        prefix, data = bech32.decode(text)
        assert bech32.encode(prefix, data) == text.lower()


def test_a_recovery_code_is_forgiving():
    for typed in ("oil2 4567", "OIL24567"):
        assert canonical_recovery_code(typed * 4) == "-".join(["0112", "4567"] * 4)
    fresh = make_recovery_code()
    assert canonical_recovery_code(fresh.lower().replace("-", " – ")) == fresh
    for wrong in ("", CODE[:-1], CODE + "7", CODE.replace("Z", "U")):
        with pytest.raises(SealingError):
            canonical_recovery_code(wrong)


def test_the_kit_opens_with_its_code_alone():
    kit = make_recovery_kit(CODE, WRAP)
    assert open_recovery_kit(kit, CODE.lower()) == WRAP
    with pytest.raises(SealingError):
        open_recovery_kit(kit, make_recovery_code())
    with pytest.raises(SealingError):
        open_recovery_kit(b"words", CODE)


def test_an_invitation_opens_with_its_link(cast):
    secret = make_invitation_secret()
    package = Package(cast.couple.couple, cast.couple.identity, cast.ada.person, cast.ada.verify)
    sealed = seal_package(secret, package)
    assert open_package(sealed, secret) == package
    for other in (make_invitation_secret(), secret[1:], "é", ""):
        with pytest.raises(SealingError):
            open_package(sealed, other)


def test_an_introduction_is_of_one_person_to_one_couple(cast):
    couple, key = cast.couple.couple, cast.couple.identity
    introduction = Introduction(couple, cast.ben.person, cast.ben.verify)
    sealed = seal_introduction(introduction, cast.couple.recipient, cast.ben.signing)
    assert open_introduction(sealed, key, couple, cast.ben.person) == introduction
    for other in [
        (cast.cleo.identity, couple, cast.ben.person),
        (key, uuid4(), cast.ben.person),
        (key, couple, cast.ada.person),
    ]:
        with pytest.raises(SealingError):
            open_introduction(sealed, *other)
    borrowed = seal_introduction(introduction, cast.couple.recipient, cast.cleo.signing)
    with pytest.raises(Unverified):
        open_introduction(borrowed, key, couple, cast.ben.person)


def test_pins_compare_by_content():
    couple, person = uuid4(), uuid4()
    assert Pins(couple, {person: "a"}) == Pins(couple, {person: "a"}, compared=False)
