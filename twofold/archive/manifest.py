"""What somebody takes along: every row that is theirs, by model, each as one line of JSON.

Words leave as they are kept, sealed; the recovery code and the public `age` command open them
(docs/sealing.md says how). Every model stands here or is excused with its reason, and a test
holds the list against the models.
"""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from twofold.album.models import SealedFile
from twofold.boundaries.models import Boundary
from twofold.checkins.models import CheckIn
from twofold.couples.letters import Letter, Reaction, Revision
from twofold.couples.models import Departure, Invitation, Membership
from twofold.experiments.models import Experiment, Mark, Plan, Result
from twofold.insights.models import Joining
from twofold.intimacy.models import Willing
from twofold.knowing.models import Confirmed, LeftRound, Round
from twofold.learning.models import LessonRead
from twofold.life.models import Eased
from twofold.meaning.models import Look, Skipped
from twofold.measures.models import Leaning
from twofold.people.models import Device, KeyringPart, Person
from twofold.plans.models import Done, Outing, Swipe, WishYes
from twofold.practices.models import (
    FavouritePractice,
    Laid,
    LiveSession,
    PhonesDown,
    Rating,
    Seat,
    TurnRating,
)
from twofold.questions.models import Asked, Ease, Favourite, SetAside
from twofold.reminders.models import Channel, Mailbox, Wanted
from twofold.repair.models import Later, MatterTime, Resting
from twofold.rituals.models import Feed, Occasion, Ritual, Tip
from twofold.today.models import Passed
from twofold.trust.models import Agreed

Rows = Callable[[Person], "QuerySet[Any]"]

ROUND = (Letter.Kind.KNOWN, Letter.Kind.GUESS)
TAKEN: dict[type[Model], Rows] = {
    Person: lambda person: Person.objects.filter(pk=person.pk),
    KeyringPart: lambda person: KeyringPart.objects.filter(person=person),
    Device: lambda person: Device.objects.filter(person=person),
    Membership: lambda person: Membership.objects.filter(person=person),
    Invitation: lambda person: Invitation.objects.filter(inviter=person),
    Departure: lambda person: Departure.objects.filter(person=person),
    Letter: lambda person: Letter.objects.filter(author=person),
    Revision: lambda person: Revision.objects.filter(letter__author=person).exclude(
        letter__kind=Letter.Kind.LETTER, letter__readable__has_key="occasion", stray=False
    ),
    Reaction: lambda person: Reaction.objects.filter(person=person),
    CheckIn: lambda person: CheckIn.objects.filter(author=person),
    Asked: lambda person: Asked.objects.filter(
        pk__in=Letter.objects.filter(author=person, kind=Letter.Kind.ANSWER).values("about")
    ),
    SetAside: lambda person: SetAside.objects.filter(person=person),
    Ease: lambda person: Ease.objects.filter(person=person),
    Favourite: lambda person: Favourite.objects.filter(person=person),
    LiveSession: lambda person: LiveSession.objects.filter(seats__person=person),
    Seat: lambda person: Seat.objects.filter(person=person),
    Rating: lambda person: Rating.objects.filter(person=person),
    TurnRating: lambda person: TurnRating.objects.filter(person=person),
    FavouritePractice: lambda person: FavouritePractice.objects.filter(person=person),
    PhonesDown: lambda person: PhonesDown.objects.filter(laid__person=person),
    Laid: lambda person: Laid.objects.filter(person=person),
    Confirmed: lambda person: Confirmed.objects.filter(person=person),
    Round: lambda person: Round.objects.filter(
        pk__in=Letter.objects.filter(author=person, kind__in=ROUND).values("about")
    ),
    LeftRound: lambda person: LeftRound.objects.filter(person=person),
    WishYes: lambda person: WishYes.objects.filter(person=person),
    Done: lambda person: Done.objects.filter(by=person),
    Swipe: lambda person: Swipe.objects.filter(person=person),
    Outing: lambda person: Outing.objects.filter(proposed_by=person),
    Boundary: lambda person: Boundary.objects.filter(person=person),
    Willing: lambda person: Willing.objects.filter(person=person),
    Later: lambda person: Later.objects.filter(person=person),
    MatterTime: lambda person: MatterTime.objects.filter(proposed_by=person),
    Resting: lambda person: Resting.objects.filter(matter__author=person),
    Agreed: lambda person: Agreed.objects.filter(person=person),
    SealedFile: lambda person: SealedFile.objects.filter(author=person),
    Wanted: lambda person: Wanted.objects.filter(person=person),
    Mailbox: lambda person: Mailbox.objects.filter(person=person),
    Channel: lambda person: Channel.objects.filter(person=person),
    Eased: lambda person: Eased.objects.filter(letter__author=person),
    Skipped: lambda person: Skipped.objects.filter(person=person),
    Look: lambda person: Look.objects.filter(couple__memberships__person=person),
    Ritual: lambda person: Ritual.objects.filter(proposed_by=person),
    Occasion: lambda person: Occasion.objects.filter(by=person),
    Tip: lambda person: Tip.objects.filter(proposed_by=person),
    Feed: lambda person: Feed.objects.filter(person=person),
    Joining: lambda person: Joining.objects.filter(person=person),
    Passed: lambda person: Passed.objects.filter(person=person),
    LessonRead: lambda person: LessonRead.objects.filter(person=person),
    Leaning: lambda person: Leaning.objects.filter(person=person),
    Experiment: lambda person: Experiment.objects.filter(proposed_by=person),
    Plan: lambda person: Plan.objects.filter(couple__memberships__person=person),
    Mark: lambda person: Mark.objects.filter(by=person),
    Result: lambda person: Result.objects.filter(couple__memberships__person=person),
}
EXCUSED = {
    "people.Place": "the installation's, not a person's",
    "people.Attempts": "failed tries at the door, gone within the hour",
    "couples.Discarded": "removed by its author, and gone within the hour",
    "couples.Couple": "its facts stand on each membership's line",
    "questions.Reveal": "the moment stands on each answer, as appears_at",
    "questions.Pace": "worked out from both people's ratings, so neither's alone",
    "reminders.Reminder": "times alone, gone within a week",
    "reminders.Browser": "of use to this installation alone, and ends with its device",
    "reminders.CodeMail": "digests, gone within a day",
    "intimacy.MatchRound": "of both, and replaced at the next changed answer; its letters stand by author",
    "practices.Break": "of both, and forgotten within a week, so that nobody can count them",
    "practices.Return": "goes with its break",
}
# What would let somebody in, or is of use to this installation alone.
LEFT_OUT = {
    "let_go_by",
    "password",
    "recovery_password",
    "locator",
    "recovery_locator",
    "handle",
    "session_key",
    "digest",
    "code",
}
# What is named so and opens nothing: a plan's digest is shown to both, and proves that the plan has stayed.
KEPT_ALL_THE_SAME: dict[type[Model], set[str]] = {Plan: {"digest"}}
# When the other left is not told, nor whether they have been handed a letter: there are no read receipts.
NOT_TOLD: dict[type[Model], set[str]] = {Membership: {"ended_at", "closure_seen"}, Letter: {"handed"}}
# Whether the partner has opened a letter kept for an occasion is theirs, and not its author's.
WHETHER_OPENED = {"appears_at"}


def lines(person: Person) -> Iterator[str]:
    """Every row of this person's as a line of JSON, the oldest models first; never all in memory."""
    for model, rows in TAKEN.items():
        for row in rows(person).order_by("pk").iterator(chunk_size=500):
            yield json.dumps({"what": model._meta.model_name, **_facts(row)}, cls=DjangoJSONEncoder) + "\n"


def _facts(row: Model) -> dict[str, Any]:
    """A row's columns by name; bytes as base64, and nothing that opens a door."""
    found = {"id": row.pk}
    left_out = LEFT_OUT - KEPT_ALL_THE_SAME.get(type(row), set()) | _untold(row)
    left_out |= NOT_TOLD.get(type(row), set())
    for field in row._meta.concrete_fields:
        if field.name in left_out:
            continue
        value = field.value_from_object(row)
        held = isinstance(value, bytes | memoryview)
        found[field.attname] = base64.b64encode(bytes(value)).decode() if held else value
    return found


def _untold(row: Model) -> set[str]:
    if not getattr(row, "opened_in_private", False):
        return set()
    # What is left of a removed letter is the couple's where it was handed over, and else its author's.
    return WHETHER_OPENED | ({"couple"} if getattr(row, "removed_at", None) else set())
