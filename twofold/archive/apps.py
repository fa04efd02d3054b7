"""The room of taking things away: export, demo life, erasure."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "twofold.archive"
