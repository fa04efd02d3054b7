"""Any page may carry the comparing on: a hidden element, for a couple who both have it on."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

from twofold.intimacy.pages import has_round

register = template.Library()
OWN_PAGE = "intimacy:intimacy"  # which has the element in sight


@register.simple_tag(takes_context=True)
def comparing(context: dict[str, Any]) -> str:
    """The element, or nothing. One query."""
    request = context["request"]
    match = request.resolver_match
    if (match and match.view_name == OWN_PAGE) or not has_round(request.circle):
        return ""
    return format_html('<intimacy-round hidden data-url="{}"></intimacy-round>', reverse("intimacy:round"))
