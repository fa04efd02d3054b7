"""Recovery: the browser, this library and the `age` command open each other's kits."""

import os
import pty

import pytest

from twofold.sealing.envelope import check_kit
from twofold.sealing.sealer import (
    canonical_recovery_code,
    make_identity,
    make_recovery_code,
    make_recovery_kit,
    open_recovery_kit,
    recovery_keys,
)


def test_recovery_is_the_same_on_both_sides(ask_many):
    code, identity = make_recovery_code(), make_identity()
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    kit = make_recovery_kit(code, identity)
    fresh, canonical, keys, kit_there, opened = ask_many(
        [
            ["makeRecoveryCode"],
            ["canonicalRecoveryCode", typed],
            ["recoveryKeys", typed],
            ["makeRecoveryKit", code, identity],
            ["openRecoveryKit", kit.decode(), typed],
        ]
    )
    assert canonical_recovery_code(fresh) == fresh
    assert canonical == canonical_recovery_code(typed) == code
    assert keys == {"locator": recovery_keys(code).locator, "auth": recovery_keys(code).auth}
    assert opened == open_recovery_kit(kit_there.encode(), typed) == identity
    check_kit(kit)
    check_kit(kit_there.encode())


@pytest.mark.parametrize("maker", ["browser", "here"])
def test_the_age_command_opens_a_kit_with_the_code(maker, ask, age, tmp_path):
    code, identity = make_recovery_code(), make_identity()
    if maker == "browser":
        kit = ask("makeRecoveryKit", code, identity).encode()
    else:
        kit = make_recovery_kit(code, identity)
    file = tmp_path / "kit.age"
    file.write_bytes(kit)
    assert identity in said_after_typing([age, "-d", str(file)], code)


def said_after_typing(command: list[str], passphrase: str) -> str:
    """What a command says when a passphrase is typed at its prompt, on a terminal of its own."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)  # noqa: S606
    said = b""
    typed = False
    while chunk := read_from(terminal):
        said += chunk
        if b"assphrase" in said and not typed:
            os.write(terminal, passphrase.encode() + b"\n")
            typed = True
    os.waitpid(process, 0)
    os.close(terminal)
    return said.decode()


def read_from(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4_096)
    except OSError:  # how Linux says that the other end of a terminal has closed
        return b""
