"""Sealed letters in a page: the envelope, and the record that the browser holds against it."""

import base64
import json
from typing import Any

from django import template

from twofold.couples.letters import Letter

register = template.Library()


@register.inclusion_tag("parts/letter.html")
def letter(letter: Letter, quiet: bool = False) -> dict[str, Any]:
    """A letter to be opened on the device; a removed one shows as an empty place."""
    return {
        "letter": letter,
        "record": record(letter),
        "sealed": sealed(letter),
        "quiet": quiet,
    }


@register.filter
def record(letter: Letter) -> str:
    return json.dumps(letter.record)


@register.filter
def sealed(letter: Letter) -> str:
    return base64.b64encode(bytes(letter.sealed)).decode()


@register.filter
def sealed_bytes(envelope: bytes) -> str:
    """Any sealed bytes, such as a keyring part, as base64."""
    return base64.b64encode(bytes(envelope)).decode()


@register.simple_tag(takes_context=True)
def side_of(context: dict[str, Any], letter: Letter) -> str:
    """The author's colour."""
    circle = context["request"].circle
    mine = letter.author_id == circle.person.pk
    return str(circle.side if mine else circle.partner_side)


@register.simple_tag(takes_context=True)
def author_of(context: dict[str, Any], letter: Letter) -> str:
    """ "You", or the partner's name."""
    circle = context["request"].circle
    if letter.author_id == circle.person.pk:
        return "You"
    return circle.partner.called if circle.partner else "Your partner"
