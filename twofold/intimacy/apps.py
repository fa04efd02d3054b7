"""The room of intimacy: wishes and boundaries in intimacy, of which matches alone are ever known."""

from django.apps import AppConfig


class IntimacyConfig(AppConfig):
    name = "twofold.intimacy"
