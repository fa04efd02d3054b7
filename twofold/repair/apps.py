"""The room of repair: raising something gently, hearing it, and the matters that are open."""

from django.apps import AppConfig


class RepairConfig(AppConfig):
    name = "twofold.repair"
