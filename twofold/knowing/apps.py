"""The room of knowing: the love map, and rounds of guessing."""

from django.apps import AppConfig


class KnowingConfig(AppConfig):
    name = "twofold.knowing"
