"""What is due by now, for whom; and whether a reminder still holds at the moment it would be said."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from twofold import events
from twofold.checkins.models import diary_of
from twofold.couples.access import Circle
from twofold.couples.letters import Letter
from twofold.couples.models import Membership
from twofold.experiments.due import due_between as mornings_between
from twofold.experiments.models import Experiment
from twofold.questions.models import Asked, SetAside
from twofold.rituals.due import Due, due_between
from twofold.rituals.tip import Tip, week_of

from .reminder import Reminder
from .wanted import LATE, Wanted, by_person

# News waits this long: a page that is open shows it by itself, in whichever process it is looked after.
GRACE = timedelta(minutes=1)
Couples = dict[UUID, UUID]
Kind = Reminder.Kind


def look(now: datetime) -> None:
    """Keep a row for everything that has become due."""
    wanted = list(Wanted.objects.on().select_related("person"))
    if not wanted:
        return
    couples = couples_of([one.person_id for one in wanted])
    found = [*_own_times(wanted, couples, now), *_rhythm(wanted, couples, now), *_news(wanted, couples, now)]
    Reminder.objects.make(found)


def couples_of(people: Collection[UUID]) -> Couples:
    """The couple of each of these people who is one of two."""
    current = Membership.objects.filter(person__in=people, ended_at=None)
    return dict(
        current.annotate(of=Count("couple__memberships")).filter(of=2).values_list("person_id", "couple_id")
    )


def _own_times(wanted: list[Wanted], couples: Couples, now: datetime) -> Iterator[Reminder]:
    for one in wanted:
        for kind, day, at in one.own_times(now):
            alone = kind == Kind.CHECKIN  # which is one's own, and outlives a couple
            couple = None if alone else couples.get(one.person_id)
            if (couple or alone) and _can_be_said(one, at):
                yield Reminder.about(one.person, couple, kind, f"{day}", at)


def _rhythm(wanted: list[Wanted], couples: Couples, now: datetime) -> Iterator[Reminder]:
    """What the two have agreed on, so long before as each of them likes."""
    likes = by_person([one for one in wanted if one.rhythm and one.person_id in couples])
    for before in {one.rhythm_before for one in likes.values()}:
        lead = timedelta(minutes=before)
        people = {id: one for id, one in likes.items() if one.rhythm_before == before}
        for due in soon(now - LATE + lead, now + lead, {couples[id] for id in people}):
            at = due.starts_at - lead
            for one in (people[id] for id in due.person_ids if id in people):
                if _can_be_said(one, at):
                    yield Reminder.about(one.person, due.couple_id, due.kind, due.key, at)


def soon(start: datetime, end: datetime, couples: Collection[UUID]) -> list[Due]:
    """What begins after `start` and up to `end`: rituals, dates, a day of an experiment."""
    tick = timedelta(microseconds=1)
    span = (start + tick, end + tick, couples)
    return [*due_between(*span), *mornings_between(*span)]


def _can_be_said(one: Wanted, at: datetime) -> bool:
    """Not what falls into the quiet hours, nor what was past when it was asked for."""
    return at > one.changed_at and not one.is_quiet(at)


def _news(wanted: list[Wanted], couples: Couples, now: datetime) -> Iterator[Reminder]:
    """That something from the partner is here; now and then, never in the quiet hours."""
    due = now + GRACE
    for one in wanted:
        if not one.news or one.person_id not in couples or one.is_quiet(due):
            continue
        told = Reminder.objects.filter(person=one.person, kind=Kind.NEWS)
        last = told.aggregate(at=Max("due_at"), id=Max("pk"), sent=Max("due_at", filter=~Q(sent_at=None)))
        if last["sent"] and due < last["sent"] + timedelta(hours=one.news_every):
            continue
        if _has_news(one, max(last["at"] or one.changed_at, one.changed_at)):
            # Named after the one before it: two processes that look at once name the same.
            yield Reminder.about(one.person, couples[one.person_id], Kind.NEWS, f"after {last['id']}", due)


def _has_news(one: Wanted, since: datetime) -> bool:
    new = Letter.objects.new_to(Circle(one.person)).standing()
    return bool(new.filter(appears_at__gt=since).exists())


def holds(reminder: Reminder, now: datetime) -> bool:
    """Whether it is still wanted: switched on, with this partner, not in quiet hours, not done already."""
    one = Wanted.objects.select_related("person").filter(person=reminder.person_id).first()
    if one is None or not getattr(one, SWITCH[Kind(reminder.kind)]) or one.is_quiet(now):
        return False
    circle = Circle(one.person)
    if reminder.couple_id and (circle.couple is None or circle.couple.pk != reminder.couple_id):
        return False
    ask = STILL.get(Kind(reminder.kind))
    return ask(circle) if ask else True


def _question_waits(circle: Circle) -> bool:
    """One's own answer is not there yet, and nobody asked to be left alone with it."""
    asked = Asked.objects.tonight(circle.together())
    if asked is None:
        return True
    answered = asked.letters.filter(author=circle.person).exists()
    return not answered and not SetAside.objects.filter(asked=asked, person=circle.person).exists()


def _diary_waits(circle: Circle) -> bool:
    return diary_of(circle, circle.day()) is None


def _tip_runs(circle: Circle) -> bool:
    couple = circle.together()
    return bool(Tip.objects.of(couple).agreed().filter(week=week_of(couple.day())).exists())


def _experiment_stands(circle: Circle) -> bool:
    couple = circle.together()
    return bool(Experiment.objects.of(couple).standing(couple.day()).agreed().exists())


def _news_waits(circle: Circle) -> bool:
    return not events.is_open(circle.person.pk) and Letter.objects.new_to(circle).standing().exists()


SWITCH = {
    Kind.RITUAL: "rhythm",
    Kind.OUTING: "rhythm",
    Kind.QUESTION: "question",
    Kind.CHECKIN: "checkin",
    Kind.TIP: "tip",
    Kind.NEWS: "news",
    Kind.EXPERIMENT: "rhythm",
}
STILL = {
    Kind.QUESTION: _question_waits,
    Kind.CHECKIN: _diary_waits,
    Kind.TIP: _tip_runs,
    Kind.NEWS: _news_waits,
    Kind.EXPERIMENT: _experiment_stands,
}
