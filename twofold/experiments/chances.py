"""What an experiment could show, told before anybody decides: for each length and size, how often in ten."""

from dataclasses import dataclass
from functools import cache

from .outcomes import LENGTHS

SIZES = (
    (0.2, "Small", "a fifth"),
    (0.5, "Middling", "half"),
    (0.8, "Large", "four fifths"),
)
WEEKS = {28: "four weeks", 56: "eight weeks", 84: "twelve weeks"}
OFFERED = 56


@dataclass(frozen=True, slots=True)
class Chance:
    """For an effect of one size: in how many experiments out of ten it would show."""

    size: str
    share: str
    tenths: int

    @property
    def dots(self) -> list[bool]:
        return [number < self.tenths for number in range(10)]

    @property
    def short(self) -> str:
        return f"{self.tenths} in 10" if self.tenths else "hardly ever"

    @property
    def words(self) -> str:
        if self.tenths == 0:
            return "hardly ever"
        return "nearly always" if self.tenths == 10 else f"about {self.tenths} {_times(self.tenths)} in 10"


def _times(number: int) -> str:
    return "time" if number == 1 else "times"


@dataclass(frozen=True, slots=True)
class Length:
    """One length to choose, with its chances."""

    days: int
    chances: tuple[Chance, ...]

    @property
    def weeks(self) -> str:
        return WEEKS[self.days]

    @property
    def offered(self) -> bool:
        return self.days == OFFERED

    @property
    def sentence(self) -> str:
        """The middling one in words, the way one would say it."""
        told = self.chances[1]
        return (
            f"If the difference is {told.share} of your usual ups and downs, "
            f"{self.days} days would show it {told.words}."
        )


@cache
def lengths() -> tuple[Length, ...]:
    """Every length with its chances, worked out once."""
    from twofold.statistics.lots import power  # numpy: not before it is needed

    return tuple(
        Length(days, tuple(Chance(name, share, round(10 * power(days, size))) for size, name, share in SIZES))
        for days in LENGTHS
    )


def length_of(days: int) -> Length:
    return next(one for one in lengths() if one.days == days)
