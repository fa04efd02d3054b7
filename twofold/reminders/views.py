"""One's own reminders: what, when, and by which ways. The partner has no address here."""

from base64 import urlsafe_b64decode
from typing import Annotated

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from twofold.built import built_file
from twofold.couples.access import MemberRequest
from twofold.couples.discarded import Discarded
from twofold.people.doors import slow_down
from twofold.people.models import Attempts
from twofold.wire import Refusal, Unreadable, done, read

from . import keys
from .outcome import Outcome
from .pages import RemindersPage, device_of
from .wanted import Choice, Wanted
from .ways import Browser, Channel, Mailbox, Way, found, send
from .words import Words

Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,90}\Z")]
WORKER_POLICY = (
    "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class Subscription(msgspec.Struct, frozen=True):
    """Where a browser takes its notifications, and the keys that they are encrypted to."""

    endpoint: Annotated[str, msgspec.Meta(min_length=10, max_length=1000)]
    p256dh: Key
    auth: Key


class MailAddress(msgspec.Struct, frozen=True):
    address: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]


class Code(msgspec.Struct, frozen=True):
    code: Annotated[str, msgspec.Meta(max_length=20)]


class AnyAddress(msgspec.Struct, frozen=True):
    # In one line of plain letters: what else there may be in it is for Apprise to say.
    address: Annotated[str, msgspec.Meta(min_length=4, max_length=1000, pattern=r"^[!-~]+\Z")]


def reminders(request: MemberRequest) -> HttpResponse:
    return render(request, "reminders/reminders.html", {"page": RemindersPage(request)})


@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    Wanted.choose(request.user, read(request, Choice))
    request.circle.announce("reminders", to_both=False)
    return done()


@require_POST
def keep_browser(request: MemberRequest) -> HttpResponse:
    """Take this browser's notifications."""
    sent = read(request, Subscription)
    if not keys.is_point(_bytes(sent.p256dh)) or len(_bytes(sent.auth)) != 16:
        raise Unreadable("This browser’s keys could not be read.")
    kept = Browser.keep(device_of(request), sent.endpoint, sent.p256dh, sent.auth)
    return _changed(request, kept)


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


@require_POST
def keep_mail(request: MemberRequest) -> HttpResponse:
    """Mail a code to an address."""
    return _changed(request, Mailbox.begin(request.user, read(request, MailAddress).address.strip()))


@require_POST
def confirm_mail(request: MemberRequest) -> HttpResponse:
    """Take the code that came back."""
    box = Mailbox.objects.filter(person=request.user).first()
    if box is None:
        raise Http404
    box.confirm(read(request, Code).code)
    return _changed(request, box)


@require_POST
def keep_channel(request: MemberRequest) -> HttpResponse:
    sent = read(request, AnyAddress)
    _count_try(request, "channel")  # each look at an address asks the network
    return _changed(request, Channel.keep(request.user, sent.address))


@require_POST
def test(request: MemberRequest, way: str, id: int) -> HttpResponse:
    """Say something by one way, and tell how it went."""
    one = found(request.user, way, id)
    if isinstance(one, Mailbox) and not one.confirmed_at:
        raise Refusal("This address is not confirmed yet.")
    _count_try(request, way)
    result = send([one], Words.SET)[0]
    request.circle.announce("reminders", to_both=False)
    if result.outcome is not Outcome.SENT:
        raise Refusal(result.sentence)
    return done(sentence=result.sentence)


@require_POST
def remove(request: MemberRequest, way: str, id: int) -> HttpResponse:
    discarded = Discarded.take(request.user, found(request.user, way, id))
    request.circle.announce("reminders", to_both=False)
    return done(undo=reverse("couples:restore", args=[discarded.pk]))


@login_not_required
@require_safe
def service_worker(request: MemberRequest) -> HttpResponse:
    """The worker that shows notifications. At the root, because it looks after what lies below it."""
    file = built_file("service-worker.js")
    if file is None:
        raise Http404
    headers = {"Cache-Control": "max-age=43200", "Content-Security-Policy": WORKER_POLICY}
    return HttpResponse(file.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


def _changed(request: MemberRequest, way: Way) -> HttpResponse:
    request.circle.announce("reminders", to_both=False)
    return done(id=way.pk)


def _count_try(request: MemberRequest, way: str) -> None:
    """Slow down whoever sends one test after the other: the other side may be somebody else's."""
    tries = f"reminders {way} {request.user.pk}"
    slow_down(tries)
    Attempts.failed_again(tries)
