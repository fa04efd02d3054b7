"""The day that a promise is to be looked at again."""

from datetime import date

from django import template

from twofold.couples.letters import Letter

register = template.Library()


@register.filter
def promised_day(promise: Letter) -> date | None:
    """The day in clear beside a promise; None for a letter without one."""
    day = promise.readable.get("day")
    return date.fromisoformat(day) if isinstance(day, str) else None
