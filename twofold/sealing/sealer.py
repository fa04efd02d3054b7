"""Everything a person does with keys, for those who have no browser: the demo and the tests.

Promise: one door to the sealing library; what is not named here is its own business.
"""

from .age import SealingError, make_identity, recipient_of
from .container import Unverified, make_signing_seed, padme, verify_key_of
from .derive import Derived, derive, name_handle
from .invitation import (
    Introduction,
    Package,
    diceware,
    make_invitation_secret,
    open_introduction,
    open_package,
    pair_words,
    seal_introduction,
    seal_package,
)
from .keys import (
    CoupleKeys,
    PersonKeys,
    Pins,
    make_couple_part,
    make_pins_part,
    make_root_part,
    open_couple_part,
    open_pins_part,
    open_root_part,
)
from .letter import Inner, Record, one_of, open_letter, seal_letter
from .recovery import (
    RecoveryKeys,
    canonical_recovery_code,
    make_recovery_code,
    make_recovery_kit,
    open_recovery_kit,
    recovery_keys,
)

__all__ = [
    "CoupleKeys",
    "Derived",
    "Inner",
    "Introduction",
    "Package",
    "PersonKeys",
    "Pins",
    "Record",
    "RecoveryKeys",
    "SealingError",
    "Unverified",
    "canonical_recovery_code",
    "derive",
    "diceware",
    "make_couple_part",
    "make_identity",
    "make_invitation_secret",
    "make_pins_part",
    "make_recovery_code",
    "make_recovery_kit",
    "make_root_part",
    "make_signing_seed",
    "name_handle",
    "one_of",
    "open_couple_part",
    "open_introduction",
    "open_letter",
    "open_package",
    "open_pins_part",
    "open_recovery_kit",
    "open_root_part",
    "padme",
    "pair_words",
    "recipient_of",
    "recovery_keys",
    "seal_introduction",
    "seal_letter",
    "seal_package",
    "verify_key_of",
]
