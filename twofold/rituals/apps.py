"""The room of rituals: the rhythm of days, weeks and months, and the tip of the week."""

from django.apps import AppConfig


class RitualsConfig(AppConfig):
    name = "twofold.rituals"

    def ready(self) -> None:
        from twofold.couples.departing import when_parted

        from .models import Feed

        when_parted(Feed.end_for)
