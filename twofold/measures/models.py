"""What is kept of measures in clear: which barrier somebody lets guide what is suggested, and no more."""

from django.db import models
from django.utils import timezone

from twofold.people.models import Person


class Leaning(models.Model):
    """The one barrier a person lets guide what is suggested. Told to nobody; taken back, it is gone."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    barrier = models.CharField(max_length=40)  # an id of the content file
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.barrier
