"""What an experiment can look at, one rating of the shared check-ins, and which habits it can try."""

from dataclasses import dataclass

from twofold.rituals.shelf import Habit, Theme, themes, tips

LENGTHS = (28, 56, 84)  # days
# No lot says on which days one of the two may be sorry, or come back after a quarrel.
NOT_BY_LOT = {"repair-and-rest"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`id` is the name of the rating in a check-in; the others are what sentences call it."""

    id: str
    name: str
    asked: str


OUTCOMES = {
    one.id: one
    for one in (
        Outcome("closeness", "closeness", "How close you felt to each other"),
        Outcome("understood", "feeling understood", "How well you felt understood"),
        Outcome("touch", "affectionate touch", "How much affectionate touch there was between you"),
        Outcome("stress", "stress", "How much stress the day held, from anywhere"),
    )
}


def themes_offered() -> list[Theme]:
    """The small habits that a day can be without."""
    return [one for one in themes().values() if one.id not in NOT_BY_LOT]


def habit_offered(id: str) -> Habit | None:
    kept_out = any(id == habit.id for name in NOT_BY_LOT if name in themes() for habit in themes()[name].tip)
    return None if kept_out else tips().get(id)
