"""The room of life together: appreciation, and the story so far."""

from django.apps import AppConfig


class LifeConfig(AppConfig):
    name = "twofold.life"
