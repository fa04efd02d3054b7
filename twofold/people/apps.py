"""The room of people: who someone is here, and how they get in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "twofold.people"
