"""Settings come from the environment, are declared in one place, and say what is wrong."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from twofold import environment
from twofold.environment import ALL, WrongValue, load
from twofold.values import ROOT

READS_ENVIRONMENT = re.compile(r"os\.environ(?!\.setdefault\(|\[\"\w+\"\] =)|getenv")


def read(tmp_path: Path, **given: str):
    return load({"TWOFOLD_DATA": str(tmp_path), **given})


def test_the_table_for_self_hosters_says_what_the_code_does():
    table = (ROOT / "docs" / "self-hosting.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| `(.+?)` \|$", table, re.MULTILINE)
    declared = [(v.name, v.meaning, f"`{v.default}`" if v.default else "none", v.example) for v in ALL]
    assert rows == declared


def test_nothing_else_reads_the_environment():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "twofold").rglob("*.py")
        if "tests" not in path.parts and READS_ENVIRONMENT.search(path.read_text())
    ]
    assert readers == ["twofold/environment.py"]


def test_without_any_settings_it_runs_on_this_machine(tmp_path):
    env = read(tmp_path)
    assert str(env.url) == "http://localhost:8000"
    assert env.url.local
    assert env.database is None
    assert env.mail is None
    assert not env.behind_proxy


def test_every_example_is_one_that_works(tmp_path):
    for variable in ALL:
        if variable is not environment.DATA:
            variable.value({variable.name: variable.example.replace("$(openssl rand -base64 48)", "k" * 64)})


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("TWOFOLD_URL", "twofold.example.org", "names no host"),
        ("TWOFOLD_URL", "ftp://twofold.example.org", "does not begin with http:// or https://"),
        ("TWOFOLD_URL", "https://a.example/?b=c", "and nothing else"),
        ("TWOFOLD_URL", "https://a.example:port", "is not an address"),
        ("TWOFOLD_SECRET_KEY", "too short", "has 9 characters; 40 is the least"),
        ("DATABASE_URL", "mysql://localhost/twofold", "sqlite:// or postgres://"),
        ("DATABASE_URL", "postgres://localhost:port/twofold", "is not a database address"),
        ("TWOFOLD_MAIL_URL", "mail.example.org", "names no host"),
        ("TWOFOLD_MAIL_URL", "http://mail.example.org", "smtp:// or smtps://"),
        ("TWOFOLD_MAIL_FROM", "twofold", "is not a mail address"),
        ("TWOFOLD_SIGN_UP", "closed", "can be open or invited"),
        ("TWOFOLD_BEHIND_PROXY", "perhaps", "can be yes or no"),
        ("TWOFOLD_LOG_LEVEL", "loud", "can be debug, info, warning or error"),
        ("TWOFOLD_DATA", "/dev/null/twofold", "where no folder can be made"),
    ],
)
def test_a_wrong_value_is_named_explained_and_shown_right(tmp_path, name, value, complaint):
    with pytest.raises(WrongValue) as wrong:
        read(tmp_path, **{name: value})
    line = str(wrong.value)
    assert line.startswith(f"{name} ")
    assert complaint in line
    assert f"For example: {name}=" in line
    assert "\n" not in line


def test_a_wrong_database_does_not_show_its_password(tmp_path):
    with pytest.raises(WrongValue) as wrong:
        read(tmp_path, DATABASE_URL="postgres://ada:hunter2@localhost:port/twofold")
    assert "hunter2" not in str(wrong.value)


def test_a_wrong_value_stops_every_command_with_one_line_and_code_2(tmp_path):
    stopped = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check"],
        env={"TWOFOLD_DATA": str(tmp_path), "TWOFOLD_SIGN_UP": "closed"},
        capture_output=True,
        text=True,
    )
    assert stopped.returncode == 2
    assert stopped.stderr.count("\n") == 1
    assert stopped.stderr.startswith("TWOFOLD_SIGN_UP ")


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://localhost:2525", 2525, False, False),
        ("smtp://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
    ],
)
def test_mail_leaves_this_machine_encrypted(tmp_path, address, port, starttls, tls):
    mail = read(tmp_path, TWOFOLD_MAIL_URL=address).mail
    assert mail
    assert (mail.port, mail.starttls, mail.tls) == (port, starttls, tls)


def test_a_mail_password_can_hold_any_sign(tmp_path):
    mail = read(tmp_path, TWOFOLD_MAIL_URL="smtp://ada%40home:a%2Fb@mail.example.org").mail
    assert mail
    assert (mail.user, mail.password) == ("ada@home", "a/b")
