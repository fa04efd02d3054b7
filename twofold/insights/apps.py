"""The room of insights: what the numbers show, and what they cannot."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "twofold.insights"
