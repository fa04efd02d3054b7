"""What the page of reminders shows to its owner."""

from functools import cached_property
from typing import Any

from twofold.couples.access import MemberRequest
from twofold.people.models import Device

from . import keys, mail
from .wanted import Wanted
from .ways import MOST_CHANNELS, Browser, Channel, Mailbox
from .words import TITLE, Words

BEFORE_WORDS = (
    (0, "as it begins"),
    (10, "ten minutes before"),
    (30, "half an hour before"),
    (60, "an hour before"),
    (180, "three hours before"),
    (1440, "the day before"),
)
EVERY_WORDS = (
    (1, "once an hour"),
    (3, "once in three hours"),
    (6, "once in six hours"),
    (12, "twice a day"),
    (24, "once a day"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class RemindersPage:
    """One's own choices and ways."""

    title = TITLE
    sentences = (Words.SET.value, Words.NEW.value)

    def __init__(self, request: MemberRequest) -> None:
        self.person = request.user
        self.key = request.session.session_key
        self.befores, self.everies, self.days = BEFORE_WORDS, EVERY_WORDS, tuple(enumerate(DAYS))

    @cached_property
    def wanted(self) -> Wanted:
        return Wanted.of(self.person)

    @cached_property
    def browsers(self) -> list[Browser]:
        own = Browser.objects.filter(device__person=self.person).select_related("device")
        return list(own.order_by("-made_at")[:20])

    @property
    def here(self) -> Browser | None:
        """This very browser, where it is switched on."""
        return next((one for one in self.browsers if one.device.session_key == self.key), None)

    @property
    def elsewhere(self) -> list[Browser]:
        return [one for one in self.browsers if one is not self.here]

    @cached_property
    def mailbox(self) -> Mailbox | None:
        return Mailbox.objects.filter(person=self.person).first()

    @cached_property
    def channels(self) -> list[Channel]:
        return list(Channel.objects.filter(person=self.person)[:MOST_CHANNELS])

    @property
    def room_for_channels(self) -> bool:
        return len(self.channels) < MOST_CHANNELS

    @property
    def has_way(self) -> bool:
        return bool(self.browsers or self.channels or (self.mailbox and self.mailbox.confirmed_at))

    @property
    def facts(self) -> dict[str, Any]:
        return {"can_mail": mail.can_mail(), "push_key": keys.public_key()}


def device_of(request: MemberRequest) -> Device:
    """The device that this request comes from."""
    from twofold.people.doors import browser_name

    browser = browser_name(request.headers.get("User-Agent", ""))
    given = {"person": request.user, "browser": browser}
    device, _ = Device.objects.get_or_create(session_key=request.session.session_key, defaults=given)
    return device
