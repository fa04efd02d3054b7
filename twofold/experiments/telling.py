"""A result in plain words. Each of the four answers has its own, and none says more than the numbers."""

from dataclasses import dataclass

from .analysis import NEAR, Numbers
from .drawing import LEAST
from .models import Experiment

NOUGHT = 1e-9  # points; what is left of 0 after working it out
VERDICTS = {
    "found": "A difference showed",
    "none": "About no difference",
    "unclear": "These days can’t tell",
    "few": "Can’t tell: too few days were rated",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A heading, and what there is to say under it."""

    head: str
    lines: tuple[str, ...]


def tell(experiment: Experiment, numbers: Numbers) -> Told:
    """The answer, in outcome points, with its uncertainty."""
    name = experiment.about.name
    if numbers.kind == "few":
        return Told(VERDICTS["few"], _few(numbers))
    if numbers.effect is None:
        return Told(VERDICTS["unclear"], (ALIKE,))
    effect, low, high = numbers.effect or 0.0, numbers.low or 0.0, numbers.high or 0.0
    came_out = f"On days with it, {name} came out {points(effect)} than on days without, on 0–10."
    fits = f"Anything from {_end(low)} to {_end(high)} fits what you two rated."
    if numbers.kind == "found":
        head = f"On days with it, {name} was {'higher' if effect > 0 else 'lower'}"
        return Told(head, (came_out, fits, _rare(numbers.p or 0.0), HOLDS))
    if numbers.kind == "none":
        return Told(VERDICTS["none"], (_small(name, low, high), STILL_YOURS))
    return Told(
        VERDICTS["unclear"],
        (came_out, f"{fits} It may be nothing, or something that takes more days to see."),
    )


ALIKE = (
    "The ratings that count stayed the same from the first day to the last. No difference could show in "
    "them, whether there was one or not."
)
HOLDS = "It was so for you two, on these days. Another time it may come out otherwise."
STILL_YOURS = "That is worth knowing, too. What you like about it is yours to keep."


def points(effect: float) -> str:
    """ "0.9 points higher", "0.4 points lower" or "the same"."""
    size = f"{abs(effect):.1f}"
    if size == "0.0":
        return "hardly higher or lower"
    return f"{size} points {'higher' if effect > 0 else 'lower'}"


def _end(value: float) -> str:
    """An end of the interval. "No difference" is 0 alone: what lies beside it may leave it out."""
    if abs(value) < NOUGHT:
        return "no difference"
    size = f"{abs(value):.1f}"
    return f"{'less than 0.1' if size == '0.0' else size} {'higher' if value > 0 else 'lower'}"


def _rare(p: float) -> str:
    """How rare so large a difference is, if the habit changed nothing and the lot alone spoke."""
    times = round(100 * p)
    told = f"about {times} {'time' if times == 1 else 'times'} in 100" if times else "less than once in 100"
    return f"If it made no difference, a draw of days would still bring one this clear {told}."


def _small(name: str, low: float, high: float) -> str:
    return (
        f"Whatever it does for {name} on its day, it is most likely smaller than {NEAR} points on 0–10: "
        f"anything from {_end(low)} to {_end(high)} fits what you two rated."
    )


def _few(numbers: Numbers) -> tuple[str, ...]:
    return (
        f"Days with it that one of you rated: {numbers.days_with}. Days without: {numbers.days_without}. "
        f"It takes {LEAST} of each by the same one of you, so nothing was worked out.",
        "Weeks are like that. You can try it again whenever you both like.",
    )


def whose(numbers: Numbers) -> str:
    """Where one of the two counts. Neither is named."""
    if numbers.kind == "few" or numbers.people > 1:
        return ""
    return f"These are the days of one of you: it takes {LEAST} rated days of each kind to count."


def adherence_of(numbers: Numbers) -> str:
    """What the marks say of how it went; nothing is counted against anybody."""
    said = numbers.adherence
    marked = said.marked_with + said.marked_without
    if not marked:
        return "You marked no days, which is fine: the result goes by the days as they were drawn."
    return (
        f"You marked {marked} of {len(numbers.values)} days. "
        f"On {said.done_with} of the {said.marked_with} marked days with it, you did it; "
        f"on {said.done_without} of the {said.marked_without} without, you did it all the same."
    )
