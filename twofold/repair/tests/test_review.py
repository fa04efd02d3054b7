"""What a review found in repair."""

from typing import Any

import pytest

from twofold.repair.models import MatterTime
from twofold.testing import Cast


@pytest.mark.parametrize(("day", "zone"), [("9999-12-31", "America/New_York"), ("0001-01-01", "Asia/Tokyo")])
def test_a_day_at_the_end_of_time_is_refused(cast: Cast, day: str, zone: str) -> None:
    couple = cast.paired().couple
    couple.time_zone = zone
    couple.save()
    sent: dict[str, Any] = cast.ada.seal("matter", "x", readable={"sort": "unsure", "size": 1})
    assert cast.ada.post("/repair/matters", letter=sent).status_code == 200
    clock = "23:30:00" if day > "2" else "00:30:00"
    answer = cast.ada.post(f"/repair/matters/{sent['id']}/time", day=day, time=clock)
    assert answer.status_code == 409
    assert not MatterTime.objects.exists()
