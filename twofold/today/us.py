"""Us: the door to what the two keep, know, plan and mean, with a glimpse of each."""

from functools import cached_property
from typing import Any

from twofold.album.pages import latest
from twofold.couples.access import Circle
from twofold.knowing.landscape import coast
from twofold.knowing.telling import map_sketch

GLIMPSES = 6  # photos


class UsPage:
    """The hub, as one of the two sees it."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def photos(self) -> list[Any]:
        found = latest(self.circle, GLIMPSES)
        self.circle.hand_over(found)
        return found

    @cached_property
    def sketch(self) -> Any:
        return map_sketch(self.circle)

    @property
    def coast(self) -> str:
        return coast()
