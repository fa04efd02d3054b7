"""Letters: the browser's library, this one, pyrage and anybody's `age` command agree."""

import json
import subprocess
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyrage

from twofold.sealing.encoding import canonical_json, from_base64url, to_base64url
from twofold.sealing.envelope import check_envelope
from twofold.sealing.sealer import Inner, open_letter, padme, seal_letter

from .cast import Cast, as_json

TEXTS: list[str | dict[str, str]] = [
    "",
    "The walk by the river did me good.",
    "Ja 👩‍❤️‍👨\n\u0000\u2028“so” \\ / é",
    "\ud800 half a pair",
    {"gratitude": "soup", "wish": "é"},
    "word " * 14_000,
]


def letters_of(cast: Cast) -> list[Inner]:
    readable = {"closeness": 1.5, "of": [1, None, True]}
    return [
        *(cast.letter(text=text, readable=readable) for text in TEXTS),
        cast.letter(about=uuid4(), revision=3, readable={}),
    ]


def call_to_open(cast: Cast, letter: Inner, envelope: bytes) -> list[Any]:
    """Ask the browser's library to open a letter as Ben."""
    given = {
        "envelope": to_base64url(envelope),
        "record": as_json(letter),
        "root": as_json(cast.ben),
        "part": as_json(cast.couple),
        "pins": as_json(cast.pins),
    }
    return ["openLetter", given]


def opened_by_age(age: str, folder: Path, identity: str, sealed: bytes) -> bytes:
    key = folder / "key.txt"
    key.write_text(identity + "\n")
    command = [age, "-d", "-i", str(key)]
    return subprocess.run(command, input=sealed, capture_output=True, check=True).stdout


def test_letters_sealed_in_the_browser_open_everywhere(ask_many, cast, age, tmp_path):
    key = cast.couple.identity
    letters = letters_of(cast)
    envelopes = ask_many(
        [["sealLetter", as_json(one), cast.couple.recipient, cast.ada.signing] for one in letters]
    )
    for letter, text in zip(letters, envelopes, strict=True):
        envelope = from_base64url(text)
        check_envelope(envelope)
        assert open_letter(envelope, letter, key, cast.ada.verify) == letter
        inside = pyrage.decrypt(envelope, [pyrage.x25519.Identity.from_str(key)])
        assert opened_by_age(age, tmp_path, key, envelope) == inside


def test_letters_sealed_here_open_everywhere(ask_many, cast, age, tmp_path):
    letters = letters_of(cast)
    envelopes = [cast.sealed(letter) for letter in letters]
    answers = ask_many([call_to_open(cast, *pair) for pair in zip(letters, envelopes, strict=True)])
    for letter, envelope, answer in zip(letters, envelopes, answers, strict=True):
        assert answer == {"state": "open", "inner": as_json(letter)}
        assert len(opened_by_age(age, tmp_path, cast.couple.identity, envelope)) >= 512


def test_the_browser_refuses_what_was_altered_here(ask_many, cast):
    letter = cast.letter()
    by_ben = seal_letter(letter, cast.couple.recipient, cast.ben.signing)
    later = cast.letter(id=letter.id, revision=2)
    calls = [
        call_to_open(cast, letter, by_ben),
        call_to_open(cast, later, cast.sealed(letter)),
        call_to_open(cast, letter, cast.sealed(letter)[:-1]),
    ]
    assert ask_many(calls) == [{"state": "unverified"}] * 3


def test_both_sides_pad_to_the_same_size(ask_many, cast):
    letters = letters_of(cast)
    envelopes = ask_many(
        [["sealLetter", as_json(one), cast.couple.recipient, cast.ada.signing] for one in letters]
    )
    assert [len(from_base64url(text)) for text in envelopes] == [
        len(cast.sealed(letter)) for letter in letters
    ]
    lengths = list(range(2_100)) + [10**power for power in range(4, 9)]
    assert ask_many([["padme", lengths]]) == [[padme(length) for length in lengths]]


def test_equal_values_are_equal_on_both_sides(ask):
    values: list[Any] = [{"b": [1, -0.5, True, None, "é\u2028"], "a": {}}, [], "x", 0, {"é": 1}]
    for here, there in zip(values, ask("canonical", values), strict=True):
        assert canonical_json(here) == canonical_json(json.loads(there))
