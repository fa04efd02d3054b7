"""The room of reminders: when to remind somebody, by which way, exactly once."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "twofold.reminders"
