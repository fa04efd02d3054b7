"""How numbers are said: in plain words, with what else would fit, and with nothing that hurries anybody."""

from .closeness import Course
from .findings import Found
from .predictors import Predictor
from .reading import Estimate, Read


def steps(value: float) -> str:
    """A number on the way from 0 to 10, as it is said: “6”, “6.5”."""
    near = round(value * 2) / 2
    return f"{near:g}"


def between_days(found: Found, predictor: Predictor) -> str:
    """How much lies between two sorts of days, and what would fit as well."""
    way = "closer" if found.direction > 0 else "less close"
    when = "after" if found.kind == "after" else "on"
    much, little = ("with it", "without") if predictor.yes_no else predictor.much
    return (
        f"About {found.difference:.1f} points of ten {way} {when} a day {much} than {when} one {little}. "
        f"Anything from {max(found.low, 0):.1f} to {found.high:.1f} would fit your days, too."
    )


def days(count: int) -> str:
    return "one more day" if count == 1 else f"about {count} more days"


ALIKE = (
    "What the two of you say about these is much alike so far, so one account can’t be told from the other"
)


KNOWN = {
    "same": "the evening before{} known",
    "after": "the two evenings before{} known",
    "two": "the evening before{} known from both of you",
}


def rests_on(found: Found) -> str:
    """How many days the numbers of a finding come from, and how many there are."""
    return f"From {found.rows} days with {KNOWN[found.kind].format('')}, of {found.days}."


def waiting_words(reason: str, more: int, kind: str) -> str:
    """What it takes until something can be told, after the words “can’t tell yet”.

    Days alone may never do: of evenings that stand by themselves, none counts.
    """
    if reason == "no-variance" and kind == "two":
        return ALIKE
    if reason == "one-sided":
        return f"These days are much alike so far. It takes {days(more)} that differ from the rest"
    if reason == "no-variance":
        return f"Your answers have hardly changed so far. It takes {days(more)} at least"
    each = "" if more == 1 else "each "
    return f"It takes {days(more)}, {each}with {KNOWN[kind].format(' it')}"


SIXTY, SOME = 60, 5  # evenings in all, and at either end, for a change: what `statistics.level` takes
CHANGED = {
    "up": "In the last two weeks you felt closer than in the first two weeks looked at, by more than "
    "evenings vary by themselves.",
    "down": "In the last two weeks you felt a little less close than in the first two weeks looked at, by "
    "more than evenings vary by themselves. Drifting for a while is as much a part of it as coming closer, "
    "and says nothing about why.",
    "": "Whether that has changed, your evenings can’t tell: they go up and down, as evenings do.",
}


def close_words(course: Course) -> list[str]:
    """One's own level in sentences: where it is, what else would fit, and whether it has changed."""
    now = course.now
    if now is None:
        return [f"Can’t tell yet. It takes {days(course.more)}, and any evening counts."]
    middle, low, high = (steps(one) for one in now)
    when = "Lately your evenings lie" if course.lately else "Your last evenings lay"
    around = (
        f"{when} around {middle}, on the way from 0, far apart, to 10, very close. "
        f"Anything from {low} to {high} fits them, too."
    )
    return [around, CHANGED[course.changed] if course.can_tell_change else _not_yet_changed(course)]


def _not_yet_changed(course: Course) -> str:
    if course.days < SIXTY:
        return "Whether that is changing can be told from about sixty evenings."
    if course.lately < SOME:
        return "Whether that has changed takes some evenings of the last two weeks to tell."
    return "Whether that has changed can’t be told yet: the first two weeks looked at hold too few evenings."


def reading_words(read: Read, partner: str) -> list[dict[str, str]]:
    """Three things about one's guesses, each as a sentence and how sure it is."""
    said = [
        ("Following", _tracking(read.tracking, partner), read.tracking),
        ("Higher or lower", _bias(read.bias, partner), read.bias),
        ("Leaning on your own", _similarity(read.similarity, partner), read.similarity),
    ]
    return [
        {"name": name, "sentence": sentence, "range": _range(estimate)}
        for name, sentence, estimate in said
        if sentence and estimate
    ]


def _range(one: Estimate) -> str:
    return f"{one.value:.2f}; anything from {one.low:.2f} to {one.high:.2f} would fit, too"


def _tracking(one: Estimate | None, partner: str) -> str:
    if one is None:
        return ""
    if one.low > 0:
        return f"Where {partner}’s answers lie higher, your guesses do, too. You notice what differs."
    if one.high < 0:
        return f"Where {partner}’s answers lie higher, your guesses tend to lie lower."
    return f"Whether your guesses follow {partner}’s answers up and down can’t be told yet."


def _bias(one: Estimate | None, partner: str) -> str:
    if one is None:
        return ""
    way, by = "higher" if one.value > 0 else "lower", steps(abs(one.value))
    if one.is_clear and abs(one.value) >= 1:
        points = "a point" if by == "1" else f"{by} points"
        return f"On the whole you guess {way} than {partner} answers, by about {points} of ten."
    if one.is_clear:
        return f"On the whole you guess a little {way} than {partner} answers."
    return f"On the whole you guess neither higher nor lower than {partner} answers, as far as can be told."


def _similarity(one: Estimate | None, partner: str) -> str:
    if one is None:
        return ""
    how = "a little" if abs(one.value) < 0.5 else "rather"
    if one.low > 0:
        return f"Your guesses lean towards your own answers: you take {partner} to be {how} like you."
    if one.high < 0:
        return f"Your guesses lean away from your own answers: you take {partner} to be {how} unlike you."
    return "Your own answers hardly show in your guesses, as far as can be told."
