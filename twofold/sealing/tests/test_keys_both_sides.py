"""Keys, names and words: the browser's library and this one arrive at the same."""

import sys
import unicodedata

import pyrage

from twofold.sealing.derive import normalise_passphrase
from twofold.sealing.encoding import from_base64url, to_base64url
from twofold.sealing.envelope import check_envelope
from twofold.sealing.sealer import (
    Introduction,
    Package,
    derive,
    diceware,
    make_couple_part,
    make_identity,
    make_invitation_secret,
    make_pins_part,
    make_root_part,
    name_handle,
    one_of,
    open_couple_part,
    open_introduction,
    open_package,
    open_pins_part,
    open_root_part,
    pair_words,
    recipient_of,
    seal_introduction,
    seal_package,
)

from .cast import as_json

PLACE = bytes(range(32))
ODD_NAMES = ["Ada", " ADA ", "Ａｄａ", "ΟΔΥΣΣΕΥΣ", "İstanbul", "ﬁn", "", "e\u0301", "\ufeffx\u0085"]


def test_names_have_the_same_handle(ask):
    letters = (chr(code) for code in range(sys.maxunicode + 1))
    changing = [
        f"x{letter}y"
        for letter in letters
        if unicodedata.category(letter) not in ("Cn", "Cs")
        and (letter.lower() != letter or unicodedata.normalize("NFKC", letter) != letter)
    ]
    names = ODD_NAMES + changing[::7]
    handles = [name_handle(PLACE, name) for name in names]
    assert ask("handles", to_base64url(PLACE), names) == handles


def test_passphrases_have_the_same_spelling(ask):
    spaces = [chr(code) for code in range(0x3100) if chr(code).isspace()]
    spaces += ["\ufeff", "\u200b", "\u180e"]
    passphrases = [f"{space}one{space}{space} two{space}" for space in spaces]
    passphrases.append("cafe\u0301 ﬁn")
    assert ask("passphrases", passphrases) == [normalise_passphrase(each) for each in passphrases]


def test_the_same_passphrase_gives_the_same_keys(ask):
    handle = name_handle(PLACE, "Ada")
    derived = derive("  orbit velvet  café ", handle)
    assert ask("derive", "orbit velvet cafe\u0301", handle) == {
        "locator": derived.locator,
        "auth": derived.auth,
        "wrapIdentity": derived.wrap_identity,
        "wrapRecipient": derived.wrap_recipient,
    }


def test_keys_have_the_same_public_halves(ask_many, cast):
    ada = cast.ada
    calls = [["recipientOf", ada.identity], ["verifyKeyOf", ada.signing]]
    assert ask_many(calls) == [ada.recipient, ada.verify]
    assert str(pyrage.x25519.Identity.from_str(ada.identity).to_public()) == ada.recipient


def test_keyrings_made_here_open_in_the_browser(ask_many, cast):
    wrap = make_identity()
    ada, couple = cast.ada, cast.couple
    root = to_base64url(make_root_part(ada, recipient_of(wrap)))
    part = to_base64url(make_couple_part(couple, recipient_of(wrap), ada.recovery))
    pins = to_base64url(make_pins_part(cast.pins, ada))
    answers = ask_many(
        [
            ["openRoot", root, wrap],
            ["openRoot", root, ada.recovery_identity],
            ["openCouplePart", part, wrap],
            ["openPins", pins, ada.identity, ada.verify, str(couple.couple)],
        ]
    )
    assert answers == [as_json(ada), as_json(ada), as_json(couple), as_json(cast.pins)]


def test_keyrings_made_in_the_browser_open_here(ask_many, cast):
    wrap = make_identity()
    ada, couple = cast.ada, cast.couple
    answers = ask_many(
        [
            ["sealRoot", as_json(ada), recipient_of(wrap)],
            ["sealCouplePart", as_json(couple), recipient_of(wrap), ada.recovery],
            ["sealPins", as_json(cast.pins), ada.recipient, ada.signing],
        ]
    )
    root, part, pins = (from_base64url(answer) for answer in answers)
    for sealed, readers in ((root, 2), (part, 2), (pins, 1)):
        check_envelope(sealed, 8_192, (readers,))
    assert as_json(open_root_part(root, wrap)) == as_json(ada)
    assert open_couple_part(part, ada.recovery_identity) == couple
    assert open_pins_part(pins, ada, couple.couple) == cast.pins


def test_invitations_move_both_ways(ask_many, cast):
    secret, couple, ben = make_invitation_secret(), cast.couple, cast.ben
    package = Package(couple.couple, couple.identity, cast.ada.person, cast.ada.verify)
    introduction = Introduction(couple.couple, ben.person, ben.verify)
    sealed = to_base64url(seal_package(secret, package))
    answer = to_base64url(seal_introduction(introduction, couple.recipient, ben.signing))
    packed, introduced, there, answered = ask_many(
        [
            ["openPackage", sealed, secret],
            ["openIntroduction", answer, couple.identity, str(couple.couple), str(ben.person)],
            ["sealPackage", secret, as_json(package)],
            ["sealIntroduction", as_json(introduction), couple.recipient, ben.signing],
        ]
    )
    assert (packed, introduced) == (as_json(package), as_json(introduction))
    assert open_package(from_base64url(there), secret) == package
    opened = open_introduction(from_base64url(answered), couple.identity, couple.couple, ben.person)
    assert opened == introduction


def test_ids_and_pair_words_are_the_same(ask_many, cast, node_modules):
    words = diceware(node_modules)
    pins = {str(person): verify for person, verify in cast.pins.pins.items()}
    same_id, words_there, pair_there = ask_many(
        [
            ["oneOf", "é", "", "2026-03-01"],
            ["diceware"],
            ["pairWords", cast.couple.recipient, pins],
        ]
    )
    assert same_id == str(one_of("é", "", "2026-03-01"))
    assert words_there == words
    assert pair_there == pair_words(cast.couple.recipient, cast.pins.pins, words)
