"""A couple tries a habit on itself, on days drawn by lot, and learns what came of it."""

from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "twofold.experiments"
