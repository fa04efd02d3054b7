"""The room of practices: what two people do together, step by step, and the pauses between."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "twofold.practices"

    def ready(self) -> None:
        from twofold.couples.departing import when_parted

        from .parted import end_for

        when_parted(end_for)
