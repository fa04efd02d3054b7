"""The room of trust: letting go, promises kept, dos and don’ts."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "twofold.trust"
