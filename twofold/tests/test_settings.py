"""One address decides hosts, cookies and encryption; the secret key is kept, and kept private."""

import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from twofold.settings import kept_secret
from twofold.values import ROOT


def settings_with(tmp_path, **given):
    """The settings of a fresh start in this environment."""
    show = (
        "import json; from twofold import settings;"
        "names = [name for name in dir(settings) if name.isupper()];"
        "print(json.dumps({name: getattr(settings, name) for name in names}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", show],
        env={"TWOFOLD_DATA": str(tmp_path), **given},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_over_https_cookies_belong_to_this_host_alone(tmp_path):
    site = settings_with(tmp_path, TWOFOLD_URL="https://a.example", TWOFOLD_BEHIND_PROXY="yes")
    for kind in ("SESSION", "CSRF"):
        assert site[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert site[f"{kind}_COOKIE_SECURE"] is True
        assert site[f"{kind}_COOKIE_HTTPONLY"] is True
        assert site[f"{kind}_COOKIE_PATH"] == "/"
    assert site["SECURE_HSTS_SECONDS"] >= 31536000
    assert site["SECURE_SSL_REDIRECT"] is True
    assert site["ALLOWED_HOSTS"] == ["a.example", "localhost", "127.0.0.1", "[::1]"]
    assert site["CSRF_TRUSTED_ORIGINS"] == ["https://a.example"]


def test_below_a_path_cookies_stay_below_it(tmp_path):
    site = settings_with(tmp_path, TWOFOLD_URL="https://a.example:8443/two/")
    assert site["SESSION_COOKIE_NAME"].startswith("__Secure-")
    assert site["SESSION_COOKIE_PATH"] == "/two/"
    assert site["STATIC_URL"] == "/two/static/"
    assert site["FORCE_SCRIPT_NAME"] == "/two"
    assert site["CSRF_TRUSTED_ORIGINS"] == ["https://a.example:8443"]


def test_on_this_machine_it_works_without_https(tmp_path):
    site = settings_with(tmp_path)
    assert site["SESSION_COOKIE_NAME"] == "twofold"
    assert site["SESSION_COOKIE_SECURE"] is False
    assert site["SECURE_HSTS_SECONDS"] == 0
    assert site["SECURE_SSL_REDIRECT"] is False


def test_sqlite_survives_a_power_cut(tmp_path):
    database = settings_with(tmp_path)["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "twofold.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_another_database_is_taken_from_its_address(tmp_path):
    given = {"DATABASE_URL": "postgres://ada:word@db.example:5433/two"}
    database = settings_with(tmp_path, **given)["DATABASES"]["default"]
    assert database["ENGINE"].endswith("postgresql")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "two")
    assert database["CONN_MAX_AGE"] is None


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path):
    first = settings_with(tmp_path)["SECRET_KEY"]
    assert settings_with(tmp_path)["SECRET_KEY"] == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_first_starts_at_once_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as starts:
        keys = set(starts.map(kept_secret, [tmp_path / "secret-key"] * 8))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
