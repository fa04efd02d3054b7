"""What a review found: nothing replaced comes back by one alone, and a secret address is in no log."""

import asyncio
import logging
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

import pytest

from twofold.asgi import logged
from twofold.testing import Cast

from .two import DAILY, agreed


def test_what_both_replaced_is_not_taken_up_by_one(cast: Cast) -> None:
    ada, ben = cast.paired().ada, cast.ben
    old, change = agreed(ada, ben), uuid4()
    when = {**DAILY, "time": "20:00"}
    assert ada.post(f"/rhythm/{old.pk}/suggest", turn=1, when=when, ritual=str(change)).status_code == 200
    assert ben.post(f"/rhythm/{change}/agree", turn=1).status_code == 200
    assert ben.post(f"/rhythm/{change}/end").status_code == 200
    assert ben.post(f"/rhythm/{old.pk}/take-up").status_code == 409  # Ada would have it back unasked
    assert ben.post(f"/rhythm/{change}/take-up").status_code == 200  # his own end is his to undo
    old.refresh_from_db()
    assert old.ended_at


def test_an_end_can_still_be_undone(cast: Cast) -> None:
    ritual = agreed(cast.paired().ada, cast.ben)
    assert cast.ada.post(f"/rhythm/{ritual.pk}/end").status_code == 200
    assert cast.ada.post(f"/rhythm/{ritual.pk}/take-up").status_code == 200


@pytest.mark.parametrize("path", ["/calendar/{}.ics", "/below/calendar/{}.ics"])
def test_no_log_holds_the_address_of_a_calendar(path: str, caplog: pytest.LogCaptureFixture) -> None:
    """The address alone opens it, and only its digest is kept anywhere."""
    token = "Kx3-secret_of-one_person"

    async def send(_: MutableMapping[str, Any]) -> None:
        return

    async def answer() -> None:
        noting = logged({"method": "GET", "path": path.format(token)}, send)
        await noting({"type": "http.response.start", "status": 200})

    with caplog.at_level(logging.INFO, logger="twofold.requests"):
        asyncio.run(answer())
    assert "GET" in caplog.text and "calendar" in caplog.text
    assert token not in caplog.text
