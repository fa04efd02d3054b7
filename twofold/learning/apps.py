"""Short lessons: what closeness is, and what helps it along."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "twofold.learning"
