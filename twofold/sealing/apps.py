"""The sealing library, as Django knows it: it has fields and no models."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "twofold.sealing"
