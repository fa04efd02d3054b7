"""What else ends in the moment in which a couple parts.

Two rules hold every room. Whoever asks for something of a couple's is asked for their membership then,
so nothing has to be ended for them to lose sight of it. And what would go on by itself without being
asked for (a session that stands open, an address that a calendar fetches, a reminder that is due) is
named here by its room, as it starts, and ends in the same transaction as the membership. What it leaves
is dated by its beginning: the other takes their rows along, and reads there of no moment of leaving.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from .models import Couple

log = logging.getLogger("twofold")
Ending = Callable[["Couple"], object]
_endings: list[Ending] = []


def when_parted(ending: Ending) -> None:
    """Have `ending` called with every couple that parts. Rooms say so in their `ready`; twice is once."""
    if ending not in _endings:
        _endings.append(ending)


def end_all(couple: "Couple") -> None:
    """End what goes on by itself. A fault in a room keeps nobody from leaving: it is logged by its name."""
    for ending in _endings:
        try:
            with transaction.atomic():
                ending(couple)
        except Exception as fault:  # noqa: BLE001 - the membership ends whatever happens here
            log.error(
                "Something did not end with a couple: %s in %s", type(fault).__name__, ending.__module__
            )
