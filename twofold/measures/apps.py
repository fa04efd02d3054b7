"""The room of measures: reflections on oneself, and later scales."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "twofold.measures"
