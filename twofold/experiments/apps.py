"""A couple tries a habit on itself, on days drawn by lot, and learns what came of it."""

from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "twofold.experiments"

    def ready(self) -> None:
        from twofold.couples.departing import when_parted

        from .models import Experiment

        when_parted(Experiment.let_go_for)
