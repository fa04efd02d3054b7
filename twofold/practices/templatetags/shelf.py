"""`id|on_shelf:request.circle`: whether a practice is one that the two are offered.

A link to another would lead nowhere, and so tell that the partner has left it out.
"""

from django import template

from twofold.couples.access import Circle
from twofold.practices.shelf import offered

register = template.Library()


@register.filter
def on_shelf(id: str | None, circle: Circle) -> bool:
    return bool(id) and id in offered(circle)
