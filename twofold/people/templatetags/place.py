"""This installation's public salt, for the page that derives keys."""

import base64
from functools import cache

from django import template

from twofold.people.models import Place

register = template.Library()


@register.simple_tag
def place_salt() -> str:
    """The salt as base64url, without padding."""
    return _salt()


@cache
def _salt() -> str:
    return base64.urlsafe_b64encode(bytes(Place.here().salt)).rstrip(b"=").decode()
