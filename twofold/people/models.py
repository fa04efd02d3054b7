"""A person, their keyring and their devices. The server knows no sign-in name and no passphrase."""

import secrets
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from twofold.sealing.fields import KeyringField, KitField

from .days import day_of

DEPTHS = range(1, 6)


class People(BaseUserManager["Person"]):
    def proven(self, handle: str, locator: str, auth: str) -> "Person | None":
        """The person whom these three fit, or None, in the same time for a name nobody has."""
        person = self.filter(handle=handle, locator=locator).first()
        if person is None:
            make_password(auth)  # as slow as a check, so that names cannot be probed by the clock
            return None
        return person if person.check_password(auth) else None

    def recovering(self, locator: str, auth: str) -> "Person | None":
        """The person whose recovery code these two come from, or None."""
        person = self.filter(recovery_locator=locator).first()
        if person is None:
            make_password(auth)
            return None
        return person if check_password(auth, person.recovery_password) else None


class Person(AbstractBaseUser):
    """One human being. `password` is the Argon2 hash of a derived value, never of a passphrase."""

    last_login = None  # a last-seen moment would let one partner watch the other
    id = models.UUIDField(primary_key=True, editable=False)
    called = models.CharField(max_length=40)
    handle = models.CharField(max_length=64, db_index=True)
    locator = models.CharField(max_length=22, unique=True)
    recovery_locator = models.CharField(max_length=22, unique=True)
    recovery_password = models.CharField(max_length=128)
    recovery_kit = KitField()
    time_zone = models.CharField(max_length=64, default="UTC")
    depth = models.PositiveSmallIntegerField(default=3)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "locator"
    objects: ClassVar[People] = People()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(depth__gte=1, depth__lte=5), name="person_depth_in_range"
            ),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return True

    def day(self, moment: datetime | None = None) -> date:
        """The day it is for this person, in their own time zone."""
        return day_of(moment or timezone.now(), self.time_zone)

    def locks_change(self, handle: str, locator: str, auth: str) -> None:
        """Take new sign-in values, after a new passphrase. Does not save."""
        self.handle, self.locator = handle, locator
        self.set_password(auth)

    def recovery_changes(self, locator: str, auth: str, kit: bytes) -> None:
        """Take a new recovery code's values. Does not save."""
        self.recovery_locator, self.recovery_kit = locator, kit
        self.recovery_password = make_password(auth)

    def end_devices(self, except_key: str = "") -> None:
        """End every session of this person but the one named, at once."""
        keys = list(self.devices.exclude(session_key=except_key).values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        self.devices.filter(session_key__in=keys).delete()


class KeyringPart(models.Model):
    """One sealed part of a keyring: the person's own secrets, a couple's, or the keys they trust."""

    class Kind(models.TextChoices):
        ROOT = "root"
        COUPLE = "couple"
        PINS = "pins"

    person = models.ForeignKey(Person, models.CASCADE, related_name="keyring")
    kind = models.CharField(max_length=8, choices=Kind)
    # The couple's id, without a foreign key: a keyring outlives the couple and knows no room above.
    couple_id = models.UUIDField(null=True)
    sealed = KeyringField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind"),
                condition=models.Q(couple_id=None),
                name="one_root_part_a_person",
            ),
            models.UniqueConstraint(
                fields=("person", "kind", "couple_id"), name="one_part_a_couple_and_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} part"


class Device(models.Model):
    """A browser somebody is signed in with, seen by that person alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=60)
    began_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-began_at",)

    def __str__(self) -> str:
        return self.browser

    def end(self) -> None:
        """Sign this browser out, at once."""
        Session.objects.filter(session_key=self.session_key).delete()
        self.delete()


class Place(models.Model):
    """This installation. Its salt keeps guesses made elsewhere from being of use here."""

    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return "this place"

    @classmethod
    def here(cls) -> "Place":
        place, _ = cls.objects.get_or_create(pk=1, defaults={"salt": secrets.token_bytes(32)})
        return place


class Attempts(models.Model):
    """Failed sign-ins under one handle, so that guessing slows down. Kept for an hour at most."""

    FREE = 5
    LONGEST = timedelta(minutes=15)

    handle = models.CharField(max_length=64, primary_key=True)
    failed = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.failed} failed"

    @classmethod
    def wait(cls, handle: str) -> timedelta:
        """How long this handle has to wait before the next try; zero when it need not."""
        attempts = cls.objects.filter(handle=handle).first()
        if attempts is None or attempts.failed < cls.FREE:
            return timedelta(0)
        pause = min(cls.LONGEST, timedelta(seconds=5 * 2 ** min(attempts.failed - cls.FREE, 10)))
        return max(timedelta(0), attempts.last_at + pause - timezone.now())

    @classmethod
    def failed_again(cls, handle: str) -> None:
        cls.objects.filter(last_at__lt=timezone.now() - timedelta(hours=1)).delete()
        attempts, _ = cls.objects.get_or_create(handle=handle)
        cls.objects.filter(pk=attempts.pk).update(failed=models.F("failed") + 1, last_at=timezone.now())

    @classmethod
    def forget(cls, handle: str) -> None:
        cls.objects.filter(handle=handle).delete()
