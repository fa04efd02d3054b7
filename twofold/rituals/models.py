"""The room's tables, one module for each thing."""

from .feed import Feed
from .occasion import Occasion
from .ritual import Ritual
from .tip import Tip

__all__ = ["Feed", "Occasion", "Ritual", "Tip"]
