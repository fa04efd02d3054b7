"""What closeness is held against, and the words for it: “went with”, and never what brings what about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Predictor:
    """One thing of a day. `days` and `theirs` go on from the word “days”; {partner} is the name."""

    id: str
    name: str
    days: str
    columns: tuple[str, ...] = ()  # of a check-in, their mean; none for what both can see happened
    theirs: str = ""  # the same as the partner has said it, where that can be told to this person
    yes_no: bool = False
    much: tuple[str, str] = ("with much of it", "with little")
    note: str = ""  # a word of fairness that goes with it


PREDICTORS = (
    Predictor(
        "attention",
        "full attention",
        "with more of each other’s full attention",
        ("undivided_minutes",),
        "with more full attention, as {partner} saw it,",
    ),
    Predictor(
        "devices",
        "phones and screens between you",
        "with more interruptions by phones and screens",
        ("device_interruptions",),
        "with more interruptions by phones and screens, as {partner} saw it,",
        much=("with many", "with few"),
    ),
    Predictor(
        "own-opening",
        "your own opening up",
        "on which you shared more of your inner world",
        ("own_disclosure",),
        "on which {partner} shared more, by {partner}’s own account,",
        much=("of sharing much", "of sharing little"),
    ),
    Predictor(
        "partner-opening",
        "{partner} opening up, as you saw it",
        "on which {partner} opened up more to you",
        ("partner_disclosure",),
        much=("of much opening", "of little"),
    ),
    Predictor(
        "understood",
        "being understood and cared for",
        "on which you felt more understood and cared for",
        ("understood", "validated", "cared_for"),
        "on which {partner} felt more understood and cared for",
        much=("when that was felt more", "when it was felt less"),
    ),
    Predictor(
        "touch",
        "affectionate touch",
        "with more affectionate touch",
        ("touch",),
        "with more affectionate touch, as {partner} saw it,",
    ),
    Predictor("appreciation", "a note of appreciation", "with a note of appreciation", yes_no=True),
    Predictor(
        "stress",
        "stress from outside",
        "with more stress from outside",
        ("stress",),
        "on which more stress reached {partner} from outside",
        note="Stress from outside is nobody’s doing here.",
    ),
    Predictor(
        "disagreement",
        "a disagreement",
        "with a disagreement",
        ("disagreement",),
        yes_no=True,
        note="Two people who are close disagree, too. This says nothing about who or why.",
    ),
    Predictor("practice", "a practice done together", "with a practice done together", yes_no=True),
    Predictor("phones-down", "phones down for a while", "with your phones down for a while", yes_no=True),
)
BY_ID = {one.id: one for one in PREDICTORS}
COLUMNS = ("closeness", *(column for one in PREDICTORS for column in one.columns))
FOR_TWO = tuple(one for one in PREDICTORS if one.theirs)

SENTENCES = {
    ("same", 1): "Days {days} went with feeling closer.",
    ("same", -1): "Days {days} went with feeling less close.",
    ("after", 1): "After days {days}, you tended to feel closer on the next.",
    ("after", -1): "After days {days}, you tended to feel less close on the next.",
    ("two", 1): "Days {days} went with you feeling closer.",
    ("two", -1): "Days {days} went with you feeling less close.",
}
METHODS = {
    "same": "How close you felt on a day was held against {name} on that same day.",
    "after": "How close you felt on a day was held against {name} on the day before.",
    "two": "How close you felt on a day was held against what {partner} said about it in a diary of "
    "{partner}’s own, with what you said yourself allowed for. So two people have said the two things, "
    "and not one person both.",
}
ALLOWED_FOR = (
    "Allowed for were how close you felt the day before and how that day was in this, weekends, and a slow "
    "rise or fall over time."
)
COUNTED = {
    "same": "So a day counts when the evening before is known, too",
    "after": "So a day counts when the two evenings before are known, too",
    "two": "So a day counts when both of you said something about it, and about the evening before",
}


def sentence(predictor: Predictor, kind: str, direction: int, partner: str) -> str:
    """A told finding in one sentence."""
    days = predictor.theirs if kind == "two" else predictor.days
    # An inserted “as Ben saw it,” closes with a comma of its own.
    return SENTENCES[kind, direction].format(days=days.format(partner=partner))


def method(predictor: Predictor, kind: str, partner: str) -> str:
    """How it was looked at, in plain words, up to which days counted."""
    looked_at = METHODS[kind].format(name=name_of(predictor, partner), partner=partner)
    return f"{looked_at} {ALLOWED_FOR} {COUNTED[kind]}"


def name_of(predictor: Predictor, partner: str, kind: str = "same") -> str:
    """What was looked at, as a list names it."""
    name = predictor.name.format(partner=partner)
    if kind == "two":
        name = f"{partner}’s opening up" if predictor.id == "own-opening" else f"{name}, as {partner} said it"
    return f"{name}, the day after" if kind == "after" else name
