"""One evening, with Ada and Ben paired, and nothing kept in memory from the test before."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache

from twofold.testing import Cast

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def two(cast: Cast) -> Iterator[Cast]:
    cache.clear()
    with time_machine.travel(EVENING, tick=False):
        yield cast.paired()
    cache.clear()
