"""What Today shows: each part asked for once, so that the page stays within its query budget."""

from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from twofold.checkins import feelings
from twofold.checkins.models import diary_of
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Invitation
from twofold.insights.models import Ribbon
from twofold.questions.models import ask_tonight
from twofold.questions.pages import QuestionCard

from .plan.passed import Passed

__all__ = ["NEWS", "Passed", "TodayPage"]

NEWS = {
    Letter.Kind.APPRECIATION: ("a note of appreciation", "life:appreciation"),
    Letter.Kind.JOURNAL: ("a page of their journal", "today:story"),
    Letter.Kind.CHECKIN: ("a check-in", "today:story"),
    Letter.Kind.REPLY: ("a reply", "questions:past"),
    Letter.Kind.QUESTION: ("a question of their own", "questions:own"),
    Letter.Kind.PRACTICE: ("a practice of their own", "practices:own"),
    Letter.Kind.PRACTICE_NOTE: ("words from a practice", "practices:past"),
    Letter.Kind.PROMISE: ("a promise", "practices:past"),
    Letter.Kind.MAP: ("something on the love map", "knowing:map"),
    Letter.Kind.KNOWN: ("a round to look at", "knowing:rounds"),
    Letter.Kind.GUESS: ("a round to look at", "knowing:rounds"),
    Letter.Kind.PHOTO: ("photos", "album:album"),
    Letter.Kind.MEMORY: ("a memory", "album:memories"),
    Letter.Kind.WISH: ("a wish", "plans:wishes"),
    Letter.Kind.OUTING: ("an idea for a date", "plans:dates"),
    Letter.Kind.LETTER: ("a letter", "life:letters"),
    Letter.Kind.WIN: ("good news", "life:wins"),
    Letter.Kind.HARD: ("a hard time", "life:hard"),
    Letter.Kind.VALUES: ("values, side by side", "meaning:values"),
    Letter.Kind.MEANING: ("what matters to you both", "meaning:meaning"),
    Letter.Kind.TRADITION: ("a tradition", "meaning:traditions"),
    Letter.Kind.VISION: ("a vision for the two of you", "meaning:vision"),
    Letter.Kind.RITUAL: ("a ritual of your own", "rituals:rhythm"),
    Letter.Kind.RAISED: ("something to hear, when you have a quiet moment", "repair:matters"),
    Letter.Kind.MATTER: ("something to talk about", "repair:matters"),
    Letter.Kind.KEPT: ("how a promise went", "trust:promises"),
    Letter.Kind.REFLECTION: ("how feelings are met", "measures:styles"),
    Letter.Kind.LOOK: ("a look at where you are", "measures:map"),
    Letter.Kind.EXPERIMENT: ("an experiment to look at", "experiments:experiments"),
    Letter.Kind.SCALE: ("a scale to answer", "measures:scales"),
    Letter.Kind.TIP_NOTE: ("how the week’s tip went", "rituals:tip"),
}


class TodayPage:
    """The day at a glance, for one person, alone or as one of two."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    @cached_property
    def now(self) -> datetime:
        return timezone.now().astimezone(ZoneInfo(self.circle.person.time_zone))

    @property
    def greeting(self) -> str:
        hour = self.now.hour
        part = "morning" if 4 <= hour < 12 else "afternoon" if hour < 18 and hour >= 12 else "evening"
        return f"Good {part}, {self.circle.person.called}."

    @cached_property
    def question(self) -> QuestionCard | None:
        return QuestionCard(self.circle, ask_tonight(self.circle)) if self.circle.couple else None

    @cached_property
    def ribbon(self) -> Ribbon:
        return Ribbon(self.circle)

    @cached_property
    def diary(self) -> Letter | None:
        return diary_of(self.circle, self.circle.day())

    @property
    def quick_feelings(self) -> list[feelings.Word]:
        return [feelings.words()[id] for id in feelings.taxonomy().quick]

    @cached_property
    def invitation(self) -> Invitation | None:
        """The invitation of somebody who waits, in sight, without nagging."""
        couple = self.circle.waiting_couple
        return couple.invitations.first() if couple else None

    @cached_property
    def news(self) -> list[dict[str, Any]]:
        """What is new from the partner, a line a kind; answers show on their question."""
        if not self.circle.couple:
            return []
        kinds = Letter.objects.new_to(self.circle).of_kind(*NEWS).standing().values_list("kind", flat=True)
        counted: dict[str, int] = {}
        for kind in kinds[:20]:
            counted[kind] = counted.get(kind, 0) + 1
        return [
            {"text": NEWS[Letter.Kind(kind)][0], "count": count, "url": NEWS[Letter.Kind(kind)][1]}
            for kind, count in counted.items()
        ]
