"""Fixtures for every room's tests."""

from pathlib import Path

import pytest
from django.db import connection

from twofold.testing import Cast


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as people run it: in memory it locks whole tables when two write at once."""
    if connection.vendor == "sqlite":
        place: Path = tmp_path_factory.mktemp("database") / "twofold.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(place)


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Ben and Cleo in a real database; `cast.couple` pairs the first two."""
    return Cast()
