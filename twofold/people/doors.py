"""The ways in: sign-up, sign-in, recovery, unlocking. No answer tells whether a name exists."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from twofold import events
from twofold.wire import Refusal, done, read

from .days import is_time_zone
from .models import Attempts, Device, KeyringPart, Person

Handle = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
Locator = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{22}$")]
Auth = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{43}$")]
# A name in one line: no control characters, and something besides spaces.
Called = Annotated[
    str,
    msgspec.Meta(
        min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
    ),
]

NO_FIT = "That name and passphrase do not fit together. Check both; capital letters count in the passphrase."
NO_CODE = "This code opens nothing here. Check it letter by letter against what you saved."


class Locks(msgspec.Struct, frozen=True):
    """What a device derives from name and passphrase."""

    handle: Handle
    locator: Locator
    auth: Auth


class Recovery(msgspec.Struct, frozen=True):
    """What a device derives from a recovery code, and the kit that the code opens."""

    locator: Locator
    auth: Auth
    kit: bytes


class Part(msgspec.Struct, frozen=True):
    """One sealed part of a keyring."""

    kind: KeyringPart.Kind
    sealed: bytes
    couple: UUID | None = None


class Newcomer(msgspec.Struct, frozen=True):
    id: UUID
    called: Called
    time_zone: str
    locks: Locks
    recovery: Recovery
    root: bytes


class Recovering(msgspec.Struct, frozen=True):
    """The proof of the old code, and everything that takes its place."""

    proof: "Code"
    locks: Locks
    recovery: Recovery
    parts: list[Part]


class Code(msgspec.Struct, frozen=True):
    locator: Locator
    auth: Auth


def keyring_of(person: Person) -> dict[str, Any]:
    """The sealed keyring, for its owner's device."""
    parts = [
        {"kind": part.kind, "couple": part.couple_id, "sealed": msgspec.to_builtins(bytes(part.sealed))}
        for part in person.keyring.all()
    ]
    return {"person": str(person.pk), "handle": person.handle, "parts": parts}


def let_in(request: HttpRequest, person: Person) -> None:
    """Begin a session, and list the device for its owner."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    browser = browser_name(request.headers.get("User-Agent", ""))
    Device.objects.get_or_create(
        session_key=request.session.session_key, defaults={"person": person, "browser": browser}
    )


def browser_name(agent: str) -> str:
    """A browser's name in a few plain words, such as "Firefox on Android"."""
    browsers = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in agent), "A browser")
    system = next((name for mark, name in systems if mark in agent), "")
    return f"{browser} on {system}" if system else browser


@login_not_required
def sign_up(request: HttpRequest) -> HttpResponse:
    """The page, and the making of a person."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect("today:today")
        return render(request, "people/sign_up.html", {"open": may_sign_up(request)})
    new = read(request, Newcomer)
    if not may_sign_up(request):
        raise Refusal("This place takes newcomers by invitation alone. Ask your partner for a link.")
    person = Person(
        id=new.id,
        called=new.called.strip(),
        time_zone=new.time_zone if is_time_zone(new.time_zone) else "UTC",
    )
    person.locks_change(new.locks.handle, new.locks.locator, new.locks.auth)
    person.recovery_changes(new.recovery.locator, new.recovery.auth, new.recovery.kit)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            KeyringPart.objects.create(person=person, kind=KeyringPart.Kind.ROOT, sealed=new.root)
    except IntegrityError:
        # The same page sent twice: let them in if these are the very same keys, else say nothing of whose.
        known = Person.objects.proven(new.locks.handle, new.locks.locator, new.locks.auth)
        if known is None:
            raise Refusal("This could not be kept. Reload the page and choose another passphrase.") from None
        person = known
    let_in(request, person)
    return remember(done(**keyring_of(person)), person.handle)


def may_sign_up(request: HttpRequest) -> bool:
    """Whether newcomers may come without an invitation; the first person always may."""
    if settings.SIGN_UP == "open" or not Person.objects.exists():
        return True
    return bool(request.session.get("invited"))


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect("today:today")
        return render(request, "people/sign_in.html")
    locks = read(request, Locks)
    tries = tries_of(request, locks.handle)
    slow_down(tries)
    person = Person.objects.proven(locks.handle, locks.locator, locks.auth)
    if person is None:
        Attempts.failed_again(tries)
        raise Refusal(NO_FIT)
    Attempts.forget(tries)
    let_in(request, person)
    return remember(done(**keyring_of(person)), locks.handle)


KNOWN = "twofold-known"  # a browser that has got in under a handle before; says nothing else
KNOWN_FOR = 60 * 60 * 24 * 365


def tries_of(request: HttpRequest, handle: str) -> str:
    """What failed tries are counted under.

    A browser that got in before has a count of its own, so nobody can lock a person out of their own
    devices by guessing elsewhere.
    """
    known = request.get_signed_cookie(KNOWN, default="", salt=KNOWN)
    return f"known {handle}"[:64] if known == handle else handle


def remember(response: HttpResponse, handle: str) -> HttpResponse:
    """Mark this browser as one that has got in under `handle`."""
    response.set_signed_cookie(
        KNOWN,
        handle,
        salt=KNOWN,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path=settings.SESSION_COOKIE_PATH,
    )
    return response


def slow_down(handle: str) -> None:
    """Refuse while too many tries under this handle have failed, whether or not it is anybody's."""
    wait = Attempts.wait(handle)
    if wait:
        seconds = int(wait.total_seconds()) + 1
        raise Refusal(
            f"Too many tries. Wait {seconds} seconds, then try again. Nothing is lost.", wait=seconds
        )


@login_not_required
def recover(request: HttpRequest) -> HttpResponse:
    """The page, and the change of passphrase and code by somebody who holds the recovery code."""
    if request.method != "POST":
        return render(request, "people/recover.html")
    change = read(request, Recovering)
    person = _recovering(change.proof.locator, change.proof.auth)
    with transaction.atomic():
        change_locks(person, change.locks, change.parts)
        person.recovery_changes(change.recovery.locator, change.recovery.auth, change.recovery.kit)
        person.save()
        person.end_devices()
        events.close(person_id=person.pk)
    let_in(request, person)
    return remember(done(**keyring_of(person)), person.handle)


@login_not_required
@require_POST
def recovery_kit(request: HttpRequest) -> HttpResponse:
    """The kit that a recovery code opens, for whoever proves to hold the code."""
    code = read(request, Code)
    person = _recovering(code.locator, code.auth)
    return done(kit=msgspec.to_builtins(bytes(person.recovery_kit)), **keyring_of(person))


def _recovering(locator: str, auth: str) -> Person:
    slow_down(locator)
    person = Person.objects.recovering(locator, auth)
    if person is None:
        Attempts.failed_again(locator[:64])
        raise Refusal(NO_CODE)
    return person


def change_locks(person: Person, locks: Locks, parts: list[Part]) -> None:
    """Take new sign-in values, and the keyring sealed to them. Does not save the person."""
    reseal(person, parts)
    person.locks_change(locks.handle, locks.locator, locks.auth)


def reseal(person: Person, parts: list[Part]) -> None:
    """Put a whole keyring, sealed anew, in place of the old. Every couple part has to be there."""
    held = {(part.kind, part.couple_id) for part in person.keyring.exclude(kind=KeyringPart.Kind.PINS)}
    sent = {(str(part.kind), part.couple) for part in parts}
    if held != sent:
        raise Refusal("Your keyring changed on another device just now. Reload the page and try again.")
    for part in parts:
        person.keyring.filter(kind=part.kind, couple_id=part.couple).update(sealed=part.sealed)


def unlock(request: HttpRequest) -> HttpResponse:
    """For a signed-in browser that has lost its keys: the passphrase opens them again."""
    return render(request, "people/unlock.html")


def keyring(request: HttpRequest) -> HttpResponse:
    return done(**keyring_of(request.user))  # type: ignore[arg-type]
