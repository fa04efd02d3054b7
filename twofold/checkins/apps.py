"""The room of check-ins: feelings, the evening diary, the journal."""

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "twofold.checkins"
