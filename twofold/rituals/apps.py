"""The room of rituals: the rhythm of days, weeks and months, and the tip of the week."""

from django.apps import AppConfig


class RitualsConfig(AppConfig):
    name = "twofold.rituals"
