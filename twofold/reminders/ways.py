"""The ways by which somebody is reminded: a browser, a mailbox, any address. Each is one's own alone."""

import hmac
import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.http import Http404
from django.utils import timezone

from twofold.people.models import Device, Person
from twofold.wire import Refusal

from . import errand, keys, mail, network
from .outcome import Job, Outcome, Result
from .words import Words

MOST_CHANNELS = 3
CODE_LASTS = timedelta(hours=1)
TRIES = 5
A_DAY = timedelta(days=1)
CODES_A_DAY = {"address": 3, "person": 5}
CODES_A_DAY_HERE = 100

WRONG_CODE = "That is not the code in the latest mail. Look once more; it has six digits."
NO_MAIL = "This Twofold has no mail server, so it sends no mail."
TOO_MANY = "Enough codes were sent for today. Try again tomorrow."
NO_ENDPOINT = "This browser’s push service is not one that can be sent to from here."


class Browser(models.Model):
    """A browser that shows reminders. It ends with the device: whoever is signed out is told nothing."""

    device = models.OneToOneField(Device, models.CASCADE, related_name="push")
    endpoint = models.CharField(max_length=1000)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "browser"

    @classmethod
    def keep(cls, device: Device, endpoint: str, p256dh: str, auth: str) -> "Browser":
        """Remember where this device takes its notifications. Raises Refusal for what cannot be sent to."""
        _check_endpoint(endpoint)
        # Two people may share a browser, which has one such place: it is for who is there now.
        cls.objects.filter(endpoint=endpoint).exclude(device=device).delete()
        given = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}
        kept, _ = cls.objects.update_or_create(device=device, defaults=given)
        return kept

    def job(self, words: Words) -> Job:
        to = {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth}
        return Job("push", {**to, "key": keys.private_key(), "sender": keys.sender()}, words.name)


class Mailbox(models.Model):
    """A mail address. Nothing is sent to it before the code that went there has come back."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mailbox")
    address = models.EmailField(max_length=254)
    code = models.CharField(max_length=64, blank=True)
    code_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return "mailbox"

    @classmethod
    def begin(cls, person: Person, address: str) -> "Mailbox":
        """Mail a code to an address, which is used once the code has come back."""
        if not mail.can_mail():
            raise Refusal(NO_MAIL)
        _check_address(address)
        if cls.objects.filter(person=person).exclude(confirmed_at=None).exists():
            raise Refusal("There is a mail address already. Remove it first.")
        CodeMail.count(person, address)
        code = f"{secrets.randbelow(10**6):06}"
        given = {"address": address, "code": _digest(code), "code_at": timezone.now(), "tries": 0}
        box, _ = cls.objects.update_or_create(person=person, defaults=given)
        result = mail.mail_code(address, code)
        if result.outcome is Outcome.NOT_SENT:
            raise Refusal(result.sentence)
        return box

    def confirm(self, code: str) -> None:
        """Take the code. Raises Refusal when it is another, or late, or tried too often."""
        if self.confirmed_at:
            return
        fresh = Mailbox.objects.filter(pk=self.pk, tries__lt=TRIES, code_at__gt=timezone.now() - CODE_LASTS)
        if not fresh.update(tries=models.F("tries") + 1):
            raise Refusal("This code has run out. Ask for a new one.")
        if not hmac.compare_digest(self.code, _digest("".join(code.split()))):
            raise Refusal(WRONG_CODE)
        self.confirmed_at, self.code = timezone.now(), ""
        self.save(update_fields=("confirmed_at", "code"))


class CodeMail(models.Model):
    """That a code was mailed, for a day: so that nobody's mailbox is filled from here."""

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return "code mail"

    @classmethod
    def count(cls, person: Person, address: str) -> None:
        """Count one more, or refuse."""
        digest = _digest(address.casefold())
        today = cls.objects.filter(at__gt=timezone.now() - A_DAY)
        to_address, of_person = today.filter(address=digest).count(), today.filter(person=person).count()
        enough = to_address >= CODES_A_DAY["address"] or of_person >= CODES_A_DAY["person"]
        if enough or today.count() >= CODES_A_DAY_HERE:
            raise Refusal(TOO_MANY)
        cls.objects.create(person=person, address=digest)


class Channel(models.Model):
    """Any other address, as Apprise writes them. It is a secret of its owner's, and shown to nobody whole."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="channels")
    address = models.CharField(max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "address"), name="one_channel_an_address"),)
        ordering = ("made_at",)

    def __str__(self) -> str:
        return self.masked

    @classmethod
    def keep(cls, person: Person, address: str) -> "Channel":
        """Keep an address, after looking whether it can and may be sent to."""
        if cls.objects.filter(person=person).exclude(address=address).count() >= MOST_CHANNELS:
            raise Refusal("Three addresses are the most. Remove one first.")
        result = errand.run([Job("check", {"address": address})])[0]
        if result is Result.SLOW:
            raise Refusal("This took too long. Nothing was kept; try again in a while.")
        if result is not Result.SENT:
            raise Refusal(result.sentence)
        kept, _ = cls.objects.get_or_create(person=person, address=address)
        return kept

    @property
    def masked(self) -> str:
        return f"{self.address.partition('://')[0][:20]}://…"

    def job(self, words: Words) -> Job:
        return Job("notify", {"address": self.address}, words.name)


Way = Browser | Mailbox | Channel


def ways_of(person: Person) -> list[Way]:
    """Every way by which this person is reminded now."""
    browsers = Browser.objects.filter(device__person=person).select_related("device").order_by("-made_at")
    boxes = Mailbox.objects.filter(person=person).exclude(confirmed_at=None)
    return [*browsers[:20], *boxes, *Channel.objects.filter(person=person)[:MOST_CHANNELS]]


def found(person: Person, way: str, id: int) -> Way:
    """One of this person's own ways, or Http404."""
    own: dict[str, models.QuerySet[Any]] = {
        "browser": Browser.objects.filter(device__person=person),
        "mail": Mailbox.objects.filter(person=person),
        "channel": Channel.objects.filter(person=person),
    }
    one = own[way].filter(pk=id).first() if way in own else None
    if one is None:
        raise Http404
    return one  # type: ignore[no-any-return]


def send(ways: Iterable[Way], words: Words) -> list[Result]:
    """Say it by each of these ways, and give how each went. A browser that has ended it is forgotten."""
    results = []
    outside: list[Browser | Channel] = []
    for way in ways:
        if isinstance(way, Mailbox):
            results.append(mail.remind(way.address, words))
        else:
            outside.append(way)
    for way, result in zip(outside, errand.run([one.job(words) for one in outside]), strict=True):
        if result.outcome is Outcome.GONE:
            way.delete()
        results.append(result)
    return results


def has_way(person: str) -> models.Q:
    """A condition: that the person in this column has a way to be told."""
    outer = models.OuterRef(person)
    return (
        models.Q(models.Exists(Browser.objects.filter(device__person=outer)))
        | models.Q(models.Exists(Mailbox.objects.filter(person=outer).exclude(confirmed_at=None)))
        | models.Q(models.Exists(Channel.objects.filter(person=outer)))
    )


def _check_endpoint(address: str) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise Refusal(NO_ENDPOINT) from None
    private = bool(settings.ENV.private_network)
    schemes = ("https", "http") if private else ("https",)
    if parts.scheme not in schemes or not host or parts.username:
        raise Refusal(NO_ENDPOINT)
    if not private and network.leads_inward(host):
        raise Refusal(Result.PRIVATE.sentence)


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal("That is not a mail address. It looks like name@example.org.") from None


def _digest(text: str) -> str:
    """A digest that nobody without this place's key can try words against."""
    return hmac.new(settings.SECRET_KEY.encode(), f"reminders {text}".encode(), sha256).hexdigest()
