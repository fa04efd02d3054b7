"""A person's own page: name, time zone, depth, passphrase, devices, and leaving for good."""

from typing import Annotated, Any, cast

import msgspec
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from twofold import events
from twofold.wire import Refusal, done, read

from .days import is_time_zone
from .doors import NO_FIT, Auth, Called, Locks, Part, Recovery, change_locks, reseal, slow_down
from .models import Attempts, Device, KeyringPart, Person


class Preferences(msgspec.Struct, frozen=True):
    called: Called
    time_zone: str
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None  # set beside the boundaries by now


class Proof(msgspec.Struct, frozen=True):
    """That the person in front of the screen knows the passphrase, not the open session alone."""

    auth: Auth


class NewLocks(msgspec.Struct, frozen=True):
    proof: Proof
    locks: Locks
    parts: list[Part]


class NewCode(msgspec.Struct, frozen=True):
    proof: Proof
    recovery: Recovery
    parts: list[Part]


DEPTH_WORDS = (
    (1, "Light", "small things, over breakfast"),
    (2, "Warm", "what we like, what we remember"),
    (3, "Open", "what moves me"),
    (4, "Deep", "what I rarely say"),
    (5, "Deepest", "what I have hardly told anyone"),
)


def own_page(request: HttpRequest) -> HttpResponse:
    return render(request, "people/own_page.html")


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    wanted = read(request, Preferences)
    if not is_time_zone(wanted.time_zone):
        raise Refusal("This time zone is not known here. Choose one from the list.")
    person = cast(Person, request.user)
    person.called, person.time_zone = wanted.called.strip(), wanted.time_zone
    person.depth = wanted.depth or person.depth
    person.save(update_fields=("called", "time_zone", "depth"))
    return done()


def devices(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    here = request.session.session_key
    return render(request, "people/devices.html", {"devices": person.devices.all()[:50], "here": here})


@require_POST
def end_device(request: HttpRequest, id: int) -> HttpResponse:
    """End one of one's own sessions."""
    device = Device.objects.filter(person=cast(Person, request.user), pk=id).first()
    if device is None:
        raise Http404
    device.end()
    events.close(session_key=device.session_key)
    return done()


# Leaving quickly works from any page, also from one that holds no token or an old one. Another site
# cannot press it: the session's cookie does not go along with a form from elsewhere (SameSite).
@csrf_exempt
@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session. Signing out twice is the same as once."""
    if request.user.is_authenticated and request.session.session_key:
        Device.objects.filter(session_key=request.session.session_key).delete()
        events.close(session_key=request.session.session_key)
    logout(request)
    return done()


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    person.end_devices()
    events.close(person_id=person.pk)
    logout(request)
    return done()


@require_POST
def passphrase(request: HttpRequest) -> HttpResponse:
    """Take a new passphrase and the keyring sealed anew; every other device is signed out."""
    change = read(request, NewLocks)
    person = _proven(request, change.proof)
    with transaction.atomic():
        change_locks(person, change.locks, change.parts)
        person.save()
        person.end_devices(except_key=request.session.session_key or "")
        events.close(person_id=person.pk)  # the page that stays comes back by itself
    _stay(request, person)
    return done()


@require_POST
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Take a new recovery code; the old one opens nothing from now on."""
    change = read(request, NewCode)
    person = _proven(request, change.proof)
    with transaction.atomic():
        reseal(person, change.parts)
        person.recovery_changes(change.recovery.locator, change.recovery.auth, change.recovery.kit)
        person.save()
        # Other devices would go on sealing keys to the old code. Signing in anew gives them the new one.
        person.end_devices(except_key=request.session.session_key or "")
        events.close(person_id=person.pk)  # the page that stays comes back by itself
    return done()


@require_POST
def pins(request: HttpRequest) -> HttpResponse:
    """Keep which keys this person trusts, sealed to themselves."""
    part = read(request, Part)
    if part.kind is not KeyringPart.Kind.PINS or part.couple is None:
        raise Http404
    KeyringPart.objects.update_or_create(
        person=cast(Person, request.user),
        kind=part.kind,
        couple_id=part.couple,
        defaults={"sealed": part.sealed},
    )
    return done()


@require_POST
def delete_account(request: HttpRequest) -> HttpResponse:
    """Delete the person and everything they wrote, at once. The partner keeps what is theirs."""
    person = _proven(request, read(request, Proof))
    with transaction.atomic():
        _end_place(request.circle)  # type: ignore[attr-defined]  # put there by the room above
        person.end_devices()
        events.close(person_id=person.pk)
        logout(request)
        person.delete()
    return done()


def _end_place(circle: Any) -> None:
    """Leave the couple first: a partner left over would look like somebody who waits to be joined."""
    if circle.couple:
        circle.couple.part(circle.person)
    elif circle.waiting_couple:
        circle.waiting_couple.delete()


def _proven(request: HttpRequest, proof: Proof) -> Person:
    person = cast(Person, request.user)
    tries = f"proof {person.pk}"  # a count of its own: guessing at the door delays nobody inside
    slow_down(tries)
    if not person.check_password(proof.auth):
        Attempts.failed_again(tries)
        raise Refusal(NO_FIT)
    return person


def _stay(request: HttpRequest, person: Person) -> None:
    """Keep this device signed in under the new password hash."""
    old = request.session.session_key
    update_session_auth_hash(request, person)
    Device.objects.filter(session_key=old).update(session_key=request.session.session_key)
