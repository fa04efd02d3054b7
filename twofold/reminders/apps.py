"""The room of reminders: when to remind somebody, by which way, exactly once."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "twofold.reminders"

    def ready(self) -> None:
        from twofold.couples.departing import when_parted

        from .models import Reminder

        when_parted(Reminder.end_for)
