"""The room of the couple: two memberships, the letters between them, and leaving."""

from django.apps import AppConfig


class CouplesConfig(AppConfig):
    name = "twofold.couples"
