"""A calendar address of one's own. Whoever knows it can read it, so it says little and can be ended."""

import hashlib
import secrets
from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from twofold.couples.models import Couple
from twofold.people.models import Person

TOKEN_BYTES = 32


class Feed(models.Model):
    """One person's feed of what the two have agreed. Only a digest of its address is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="feed")
    couple = models.ForeignKey(Couple, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    titles = models.BooleanField(default=False)  # the shelf's own titles instead of a neutral one
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "calendar feed"

    @classmethod
    def end_for(cls, couple: Couple) -> None:
        """No calendar is given anything of a couple that has parted: its addresses go at once."""
        cls.objects.filter(couple=couple).delete()

    @classmethod
    def renew(cls, person: Person, couple: Couple, titles: bool) -> str:
        """Make an address, and end the one before. Gives its token, which is kept nowhere."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        fresh = {"couple": couple, "digest": digest_of(token), "titles": titles, "made_at": timezone.now()}
        cls.objects.update_or_create(person=person, defaults=fresh)
        return token

    @classmethod
    def at(cls, token: str) -> "Self | None":
        """The feed at this address, while its person is still one of that couple."""
        member = {"couple__memberships__person": F("person"), "couple__memberships__ended_at": None}
        found = cls.objects.filter(digest=digest_of(token), couple__departure=None, **member)
        return found.select_related("couple", "person").first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
