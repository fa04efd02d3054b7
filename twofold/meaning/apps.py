"""The room of meaning: values, the story of how it began, traditions, a vision."""

from django.apps import AppConfig


class MeaningConfig(AppConfig):
    name = "twofold.meaning"
