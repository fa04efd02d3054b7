"""What the clock clears away: removed things after their hour, old reminders, sessions that have ended."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.utils import timezone

from twofold.couples.discarded import Discarded

from .reminder import KEPT, Reminder
from .ways import A_DAY, CodeMail, Mailbox


def forget_removed() -> None:
    Discarded.forget()


def forget_said() -> None:
    """Reminders of last week, and mail addresses that nobody confirmed."""
    now = timezone.now()
    Reminder.objects.filter(due_at__lt=now - KEPT).delete()
    CodeMail.objects.filter(at__lt=now - A_DAY).delete()
    Mailbox.objects.filter(confirmed_at=None, code_at__lt=now - A_DAY).delete()


def sweep_album() -> None:
    """Files that nobody can come back to."""
    from twofold.album.sweeping import sweep

    sweep()


def end_sessions() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


CHORES: tuple[tuple[int, Callable[[], None]], ...] = (
    (5, forget_removed),  # minutes between two rounds
    (60, forget_said),
    (60, sweep_album),
    (24 * 60, end_sessions),
)
