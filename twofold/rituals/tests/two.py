"""What the tests of rhythm say again and again: suggest, agree, mark."""

from typing import Any
from uuid import uuid4

from twofold.rituals.models import Ritual
from twofold.testing import Player

DAILY = {"cadence": "daily", "days": [0, 1, 2, 3, 4, 5, 6], "time": "21:00", "minutes": 10}
FRIDAY = {"cadence": "weekly", "days": [4], "time": "19:30", "minutes": 120}


def suggested(player: Player, source: str = "evening-gratitude", **when: Any) -> Ritual:
    id = uuid4()
    sent = player.post("/rhythm/propose", ritual=str(id), source=source, when={**DAILY, **when})
    assert sent.status_code == 200, sent.content
    return Ritual.objects.get(pk=id)


def agreed(player: Player, partner: Player, source: str = "evening-gratitude", **when: Any) -> Ritual:
    ritual = suggested(player, source, **when)
    assert partner.post(f"/rhythm/{ritual.pk}/agree", turn=1).status_code == 200
    ritual.refresh_from_db()
    return ritual


def marked(player: Player, ritual: Ritual, day: Any, state: str | None, **more: Any) -> Any:
    return player.post(f"/rhythm/{ritual.pk}/mark", day=str(day), state=state, **more)
