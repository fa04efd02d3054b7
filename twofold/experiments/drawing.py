"""Drawing the days by lot, and writing the plan down so that nobody can change it unnoticed.

The seed, the days and the way of working it out are fixed before the first day. The digest, SHA-256 of
the plan's bytes, is shown to both at once: a plan that was changed afterwards has another.
"""

import secrets
from datetime import date
from hashlib import sha256
from typing import Any

from twofold.sealing.encoding import canonical_json

from .models import DAY, Experiment, Plan

LEAST = 8  # rated days of each kind, for a person to count
VERSION = 3
OUTCOME_OF_A_DAY = (
    "Each partner's rating in their own shared check-in of that day. A day that a partner did not rate is "
    "missing for that partner alone. Check-ins that are just for their author never enter."
)
DRAWN_BY = (
    "Days are taken in fours: of each four either the first two are with the habit and the last two without "
    "(true, true, false, false), or the other way round. The bits of SHA-256 of the text seed:0, then seed:1 "
    "and so on, from the highest bit of each byte, decide the fours one by one: 1 is with first."
)
METHOD = (
    "Analysed as drawn, whether or not the habit was done: for each partner the mean of their rated days "
    "with minus the mean of their rated days without, and of both partners the mean of these two "
    "differences. A partner with fewer than 8 rated days of either kind stays out, and the other's "
    "difference is the result; this rule holds in each draw by that draw's own days. The statistic of a "
    "draw is its difference over how much it varies: what each rating is above or below the mean of that "
    "partner's rated days, divided by their number of rated days with on a day with, by minus their number "
    "without on a day without, and by how many partners count; added up for each four over both partners; "
    "the sum of the fours divided by the root of the sum of their squares, 0 where all are 0. p is the "
    "share of all possible draws that give a statistic at least as large in either direction; beyond 56 "
    "days, of this draw and 10,000 others from the texts seed:again:0 and so on. The 95 % interval runs "
    "from the lowest to the highest effect that the same test does not rule out once it is taken away from "
    "the ratings of the days with. Where nobody is left, nothing is worked out; where each "
    "partner's ratings were all the same, the result is can't tell. The result is worked out once, two "
    "days after the last day at the earliest, in the time zone given here, from the ratings as they stand "
    "when one of the two first opens it. An interval within 0.3 points of none reads as about no "
    "difference; otherwise p up to .05 reads as a difference; anything else as can't tell."
)


def draw(experiment: Experiment, first_day: date, seed: str = "") -> Plan:
    """Draw the days of an experiment that both have just agreed on, and keep the plan.

    Args:
        experiment: agreed, and without a plan so far.
        first_day: the first of its days.
        seed: 64 hexadecimal digits; a fresh one from the system when left out.
    """
    from twofold.statistics.lots import draw as drawn_by_lot  # numpy: not before it is needed

    seed = seed or secrets.token_hex(32)
    assignment = [bool(one) for one in drawn_by_lot(seed, experiment.length)]
    content = content_of(experiment, first_day, seed, assignment)
    return Plan.objects.create(
        experiment=experiment,
        couple=experiment.couple,
        first_day=first_day,
        last_day=first_day + (experiment.length - 1) * DAY,
        content=content,
        digest=digest_of(content),
    )


def content_of(experiment: Experiment, first_day: date, seed: str, assignment: list[bool]) -> str:
    """The plan as canonical JSON, in ASCII."""
    own = {"letter": str(experiment.letter_id)} if experiment.letter_id else {"tip": experiment.source}
    plan: dict[str, Any] = {
        "version": VERSION,
        "experiment": str(experiment.pk),
        "habit": own,
        "outcome": experiment.outcome,
        "outcome_of_a_day": OUTCOME_OF_A_DAY,
        "days": experiment.length,
        "first_day": first_day.isoformat(),
        "time_zone": experiment.couple.time_zone,
        "seed": seed,
        "assignment": assignment,
        "drawn": DRAWN_BY,
        "method": METHOD,
    }
    return canonical_json(plan)


def digest_of(content: str) -> str:
    return sha256(content.encode()).hexdigest()
