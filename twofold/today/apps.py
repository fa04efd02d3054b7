"""The room that opens first: the day, at a glance."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "twofold.today"
