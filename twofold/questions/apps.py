"""The room of questions: one a day, answered by both before either reads."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "twofold.questions"
