"""The room of plans: wishes for two, ideas for dates, and the days they get."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "twofold.plans"
