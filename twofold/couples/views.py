"""Inviting, joining, comparing pair words, and leaving."""

import re
from typing import Any
from uuid import UUID

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold import events
from twofold.people.days import is_time_zone
from twofold.people.models import KeyringPart, Person
from twofold.wire import Refusal, done, read

from .access import Circle, MemberRequest, for_two
from .discarded import Discarded
from .letters import Letter, Reaction
from .models import Couple, Departure, Invitation, Membership, Side
from .together import open_if_both

YOUR_COPY_PAGE = 20
# Kinds of which the partner sees the folded sheet before they may read it.
SEEN_FOLDED = (
    *(Letter.Kind.ANSWER, Letter.Kind.MEANING, Letter.Kind.VALUES),
    *(Letter.Kind.KNOWN, Letter.Kind.GUESS),
)


class NewPlace(msgspec.Struct, frozen=True):
    """A couple's id, the keyring part that holds its key, and a sealed invitation to it."""

    couple: UUID
    part: bytes | None
    invitation: UUID
    package: bytes
    time_zone: str
    side: Side


class Acceptance(msgspec.Struct, frozen=True):
    introduction: bytes
    part: bytes
    pins: bytes


class Agreed(msgspec.Struct, frozen=True):
    """What the two agree on: whose clock sets their day, and which colour is whose."""

    time_zone: str
    side: Side


class Tap(msgspec.Struct, frozen=True):
    kind: Reaction.Kind


def invite(request: MemberRequest) -> HttpResponse:
    """The page that makes an invitation, or shows the one that waits."""
    if request.method == "POST":
        return _new_invitation(request)
    if request.circle.couple:
        return redirect("couples:us-two")
    couple = request.circle.waiting_couple
    latest = couple.invitations.first() if couple else None
    part = request.user.keyring.filter(couple_id=couple.pk, kind="couple").first() if couple else None
    return render(request, "couples/invite.html", {"invitation": latest, "couple": couple, "part": part})


def _new_invitation(request: MemberRequest) -> HttpResponse:
    new = read(request, NewPlace)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=request.user.pk)  # of two devices one comes after the other
        circle = Circle(request.user)
        if circle.couple:
            raise Refusal("You share a place with your partner already.")
        couple = circle.waiting_couple or _found(request, new)
        if couple.pk != new.couple:
            raise Refusal("You have begun a place on another device. Reload this page to go on there.")
        couple.invitations.filter(accepted_at=None).exclude(pk=new.invitation).delete()
        if Invitation.objects.filter(pk=new.invitation).exclude(couple=couple).exists():
            raise Http404
        invitation, _ = Invitation.objects.get_or_create(
            pk=new.invitation,
            defaults={"couple": couple, "inviter": request.user, "package": new.package},
        )
    return done(expires_at=invitation.expires_at.isoformat())


def _found(request: MemberRequest, new: NewPlace) -> Couple:
    """Found a couple of one, who waits for the other."""
    if new.part is None or Couple.objects.filter(pk=new.couple).exists():
        raise Refusal("This could not be kept. Reload the page and try again.")
    zone = new.time_zone if is_time_zone(new.time_zone) else "UTC"
    couple = Couple.objects.create(pk=new.couple, time_zone=zone)
    Membership.objects.create(couple=couple, person=request.user, side=new.side)
    KeyringPart.objects.create(
        person=request.user, kind=KeyringPart.Kind.COUPLE, couple_id=couple.pk, sealed=new.part
    )
    return couple


@require_POST
def withdraw(request: MemberRequest, id: UUID) -> HttpResponse:
    """Take back one's own invitation."""
    invitation = Invitation.objects.filter(pk=id, inviter=request.user).first()
    if invitation is None:
        raise Http404
    if not invitation.withdraw():
        raise Refusal("Your partner has accepted it just now. Reload to see your place for two.")
    return done()


@login_not_required
def invitation(request: MemberRequest, id: UUID) -> HttpResponse:
    """What the link opens. An invitation that never was looks like one that is spent."""
    found = Invitation.objects.select_related("inviter").filter(pk=id).first()
    state = found.state if found else "withdrawn"
    if state == "open":
        request.session["invited"] = True
    signed_in = request.user.is_authenticated
    shown = {
        "invitation": found if state == "open" else None,
        "state": state,
        "own": bool(found and signed_in and found.inviter_id == request.user.pk),
        "joined": bool(signed_in and found and _has_joined(request, found)),
        "paired": bool(signed_in and request.circle.couple),
    }
    return render(request, "couples/invitation.html", shown)


def _has_joined(request: MemberRequest, invitation: Invitation) -> bool:
    return invitation.couple.memberships.filter(person=request.user, ended_at=None).exists()


@require_POST
def accept(request: MemberRequest, id: UUID) -> HttpResponse:
    acceptance = read(request, Acceptance)
    found = Invitation.objects.select_related("couple", "inviter").filter(pk=id).first()
    if found is None:
        raise Refusal("This invitation has been used or taken back.")
    if found.accepted_at and _has_joined(request, found) and found.inviter_id != request.user.pk:
        return done()  # the same acceptance, sent twice
    found.accept(request.user, acceptance.introduction, acceptance.part, acceptance.pins)
    events.publish([found.inviter_id, request.user.pk], {"part": "joined"})
    return done()


@for_two
def us_two(request: MemberRequest) -> HttpResponse:
    """The couple's own page: pair words, colours, the day they share, and leaving."""
    return render(request, "couples/us_two.html")


@require_POST
@for_two
def agree(request: MemberRequest) -> HttpResponse:
    """Set the couple's time zone, and swap colours."""
    agreed = read(request, Agreed)
    if not is_time_zone(agreed.time_zone):
        raise Refusal("This time zone is not known here. Choose one from the list.")
    couple = request.circle.together()
    with transaction.atomic():
        Couple.objects.filter(pk=couple.pk).update(time_zone=agreed.time_zone)
        if agreed.side != request.circle.side:
            _swap_colours(request.circle.memberships)
    request.circle.announce("us")
    return done()


def _swap_colours(memberships: list[Membership]) -> None:
    first, second = memberships
    second_side = second.side
    second.side = ""  # the database allows one of each colour at any moment
    second.save(update_fields=("side",))
    second.side, first.side = first.side, second_side
    first.save(update_fields=("side",))
    second.save(update_fields=("side",))


def introductions(request: MemberRequest) -> HttpResponse:
    """The sealed introductions of one's own couple, for the browser to check whose keys are whose."""
    couple = request.circle.couple
    if couple is None:
        return done(couple=None)
    partner = request.circle.memberships[1]
    return done(
        couple=str(couple.pk),
        partner=str(partner.person_id),
        introduction=msgspec.to_builtins(bytes(partner.introduction or b"")),
    )


def leave(request: MemberRequest) -> HttpResponse:
    """Leave: one person's act, at once. The page says beforehand what each will keep."""
    couple = request.circle.couple
    if request.method != "POST":
        return render(request, "couples/leave.html") if couple else redirect("couples:invite")
    if couple:
        couple.part(request.user)
    return done()


def closed(request: MemberRequest) -> HttpResponse:
    """For who comes back to a space that the other has closed: the fact, and what they keep."""
    Membership.objects.filter(person=request.user).exclude(ended_at=None).update(closure_seen=True)
    ended = Departure.objects.filter(couple__memberships__person=request.user)
    ended = ended.select_related("couple").order_by("-couple__created_at")
    return render(request, "couples/closed.html", {"former": [one.couple for one in ended[:20]]})


def your_copy(request: MemberRequest, couple: UUID) -> HttpResponse:
    """One's own letters from a place that is closed; deleting them is a POST."""
    membership = Membership.objects.filter(person=request.user, couple=couple).exclude(ended_at=None)
    if not membership.exists():
        raise Http404
    own = Letter.objects.written_by(request.user).filter(couple=couple)
    if request.method == "POST":
        own.delete()
        Discarded.objects.filter(person=request.user, rows__contains=str(couple)).delete()
        request.user.keyring.filter(couple_id=couple).delete()
        membership.delete()
        return done()
    page = page_of(own.standing().order_by("-written_at", "-id"), request, YOUR_COPY_PAGE)
    return render(request, "couples/your_copy.html", {"couple_id": couple, **page})


def page_of(letters: Any, request: MemberRequest | None, size: int) -> dict[str, Any]:
    """A page of letters, and whether there are more behind it; without a request, the first."""
    number = request.GET.get("page", "1") if request else "1"
    start = (max(1, int(number)) - 1) * size if re.fullmatch("[0-9]{1,6}", number) else 0
    found = list(letters[start : start + size + 1])
    return {
        "letters": found[:size],
        "next_page": start // size + 2 if len(found) > size else None,
        "first_page": start == 0,
    }


@require_POST
def tap(request: MemberRequest, id: UUID) -> HttpResponse:
    """One tap under the partner's letter; a second tap takes it back."""
    wanted = read(request, Tap)
    letter = request.circle.letter(id)
    if letter.couple_id is None or letter.author_id == request.user.pk:
        raise Http404
    reaction, made = Reaction.objects.get_or_create(letter=letter, person=request.user, kind=wanted.kind)
    if not made:
        reaction.delete()
    request.circle.announce("letters")
    return done(on=made)


@require_POST
def remove_letter(request: MemberRequest, id: UUID) -> HttpResponse:
    """Remove one's own letter. It says whether it was taken back unread or leaves an empty place."""
    letter = request.circle.own_letter(id)
    if letter.kind in (Letter.Kind.LETTER, Letter.Kind.WISHES):
        raise Http404  # removed by its own page: without telling whether it was opened, or with its round
    discarded = letter.remove()  # it looks at the row again: what is told is as it was in that moment
    # A shared check-in shows in the ribbon at once, so it cannot be said to be unseen.
    unseen = letter.couple_id is not None and not letter.handed and letter.kind != Letter.Kind.CHECKIN
    appeared = letter.has_appeared
    folded_answer = letter.kind in SEEN_FOLDED and letter.appears_at is None
    leaves_a_place = letter.handed
    request.circle.announce("letters", to_both=appeared or folded_answer)
    return done(taken_back=unseen, left=leaves_a_place, undo=reverse("couples:restore", args=[discarded.pk]))


@require_POST
def restore(request: MemberRequest, id: UUID) -> HttpResponse:
    """Put back what one has removed within the hour, whatever it was."""
    discarded = Discarded.objects.filter(pk=id, person=request.user).first()
    if discarded is None:
        raise Http404
    back = discarded.restore()
    opened = [open_if_both(request.circle, one) for one in back if isinstance(one, Letter)]
    seen = any(_both_see(request.circle, one) for one in back)
    request.circle.announce("restored", to_both=seen or any(opened))
    return done()


def _both_see(circle: Circle, row: Any) -> bool:
    """Whether the partner's pages show it. That something private is back is its owner's to know."""
    if circle.couple is None or getattr(row, "couple_id", None) != circle.couple.pk:
        return False
    letter = row if isinstance(row, Letter) else None
    return letter is None or letter.has_appeared or letter.kind in SEEN_FOLDED or letter.opened_in_private


def revisions(request: MemberRequest, id: UUID) -> HttpResponse:
    """Earlier versions of a letter, as sealed as the letter; those that lost a race, to their author."""
    letter = request.circle.letter(id)
    request.circle.hand_over([letter])  # its earlier words are words of it
    kept = letter.revisions.all()
    if letter.author_id != request.user.pk:
        kept = kept.filter(stray=False)
    elif letter.opened_in_private:
        kept = kept.filter(stray=True)  # that a version was read is the other's alone
    versions = [
        {
            "record": {**letter.record, "revision": one.revision, "readable": one.readable},
            "sealed": msgspec.to_builtins(bytes(one.sealed)),
            "stray": one.stray,
        }
        for one in kept[:50]
    ]
    return done(versions=versions)
