"""The room of boundaries: how deep, which themes, which practices, when; told to nobody."""

from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "twofold.boundaries"
