"""What is kept of a session: notes, promises and ratings. What was private on the phone stays private."""

from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.together import write_together
from twofold.people.models import Person
from twofold.sealing.letter import one_of
from twofold.wire import Refusal, Unreadable

from .live import LiveSession
from .outline import PlainTurn

AT_MOST = timedelta(days=366)  # how far ahead a promise can be
Scale = Annotated[int, msgspec.Meta(ge=0, le=10)] | None


class Felt(msgspec.Struct, frozen=True):
    """How a session was for one person, with a line just for them if they like."""

    close: Scale = None
    safe: Scale = None
    helped: Scale = None
    letter: LetterDraft | None = None


def _scale() -> Any:
    return models.PositiveSmallIntegerField(null=True)


def _in_range(name: str, *fields: str) -> tuple[models.CheckConstraint, ...]:
    return tuple(
        models.CheckConstraint(
            condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": 10}),
            name=f"{name}_{field}_in_range",
        )
        for field in fields
    )


class Rating(models.Model):
    """How close, how safe and how helpful it was, 0–10. For its author alone."""

    session = models.ForeignKey(LiveSession, models.CASCADE, related_name="ratings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    close = _scale()
    safe = _scale()
    helped = _scale()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "person"), name="one_rating_each"),
            *_in_range("rating", "close", "safe", "helped"),
        )

    def __str__(self) -> str:
        return "rating"


class TurnRating(models.Model):
    """A private 0–10 inside a practice. For its author alone."""

    session = models.ForeignKey(LiveSession, models.CASCADE, related_name="turn_ratings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    turn = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "person", "turn"), name="one_turn_rating_each"),
            *_in_range("turn", "value"),
        )

    def __str__(self) -> str:
        return f"turn {self.turn}"


def write(session: LiveSession, circle: Circle, turn: int, draft: LetterDraft) -> Letter:
    """Keep what somebody wrote in a turn, whenever it arrives: a late one is never turned away.

    Words to be revealed together appear in the same instant, when both have written.
    Raises StaleRevision when another device was first; the late words are kept beside.
    """
    about = session.about(turn)
    if turn_of(session, turn, "write").reveal == "together":
        return write_together(circle, draft, about, Letter.Kind.PRACTICE_NOTE)
    place = {"kind": Letter.Kind.PRACTICE_NOTE, "about": about, "day": circle.day(), "couple": None}
    place["only"] = {one_of("practice-note", str(about), str(circle.person.pk))}
    return Letter.write(circle.person, draft, **place)


def promise(session: LiveSession, circle: Circle, turn: int, draft: LetterDraft) -> Letter:
    """Keep a promise with its day, for both. Raises Refusal for a day that is past or too far away."""
    turn_of(session, turn, "agree")
    day = _day_of(draft)
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    known = Letter.objects.written_by(circle.person).filter(pk=draft.id).first()
    looks = Letter.objects.of_kind(Letter.Kind.KEPT).filter(about=draft.id)
    if known and looks.exclude(appears_at=None).exists():
        raise Refusal("You have both looked at this one. A new promise can take up what you want now.")
    same_day = known is not None and known.readable == draft.readable
    if not same_day and not circle.day() <= day <= circle.day() + AT_MOST:
        raise Refusal("Choose a day from today on, within the next year.")
    about = session.about(turn)
    place: dict[str, Any] = {"kind": Letter.Kind.PROMISE, "about": about, "day": circle.day()}
    place["only"] = {one_of("promise", str(about), str(circle.person.pk))}
    return Letter.write(circle.person, draft, **place, **circle.share())


def _day_of(draft: LetterDraft) -> date:
    try:
        (name, value), *rest = draft.readable.items()
        day = date.fromisoformat(value)
    except (ValueError, TypeError) as fault:
        raise Unreadable("A promise carries its day in clear, and nothing else.") from fault
    if name != "day" or rest or value != day.isoformat():
        raise Unreadable("A promise carries its day in clear, and nothing else.")
    return day


def rate(session: LiveSession, circle: Circle, turn: int, value: int | None) -> None:
    """Keep a private number, or take it away again."""
    turn_of(session, turn, "rate")
    place: dict[str, Any] = {"session": session, "person": circle.person, "turn": turn}
    if value is None:
        TurnRating.objects.filter(**place).delete()
    else:
        TurnRating.objects.update_or_create(**place, defaults={"value": value})


def felt(session: LiveSession, circle: Circle, said: Felt) -> Letter | None:
    """Keep how it was for this person, once it is over. A repeat changes it."""
    if session.ended_at is None:
        raise Refusal("This can be said once the practice is over.")
    numbers = {"close": said.close, "safe": said.safe, "helped": said.helped}
    Rating.objects.update_or_create(session=session, person=circle.person, defaults=numbers)
    if said.letter is None:
        return None
    place = {"kind": Letter.Kind.PRACTICE_NOTE, "about": session.pk, "day": circle.day(), "couple": None}
    place["only"] = {one_of("practice-note", str(session.pk), str(circle.person.pk))}
    return Letter.write(circle.person, said.letter, **place)


def turn_of(session: LiveSession, turn: int, kind: str) -> PlainTurn:
    """A turn of that kind, or Http404."""
    played = session.plain_turns
    if turn >= len(played) or played[turn].kind != kind:
        raise Http404
    return played[turn]
