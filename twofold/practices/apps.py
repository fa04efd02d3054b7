"""The room of practices: what two people do together, step by step, and the pauses between."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "twofold.practices"
