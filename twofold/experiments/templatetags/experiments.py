"""`value|points`: points of a rating with their sign, such as "+0.85" or "−1.20"."""

from django import template

register = template.Library()


@register.filter
def points(value: float) -> str:
    size = f"{abs(value):.2f}"
    return size if size == "0.00" else f"{'+' if value > 0 else '−'}{size}"
