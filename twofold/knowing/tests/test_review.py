"""What a review found: coming back to a round that was left is nobody else's business."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from twofold import events
from twofold.knowing.models import Round
from twofold.testing import Cast


def test_who_takes_a_round_up_again_is_told_to_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = cast.paired().ada, cast.ben
    told: list[set[Any]] = []
    monkeypatch.setattr(events, "publish", lambda people, message: told.append(set(people)))
    sheet = "/us/rounds/sheets/small-comforts"
    assert ada.post(sheet, about="me").status_code == 200
    assert told == [{ada.id, ben.id}]
    assert ben.post(f"/us/rounds/{Round.objects.get().pk}/leave", left=True).status_code == 200
    told.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        assert ben.post(sheet, about="partner").status_code == 200
    assert told == [{ben.id}]
    assert Round.objects.count() == 1
