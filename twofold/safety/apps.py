"""The room of safety: help by country, the private choice, and whether this is good for one."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "twofold.safety"
