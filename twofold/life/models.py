"""The tables of this room. What people write lies with the letters; here is what they have marked."""

from .hard_times import Eased

__all__ = ("Eased",)
