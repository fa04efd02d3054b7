"""Where the rules of gentle words lie, under a name that changes when they do."""

from django import template
from django.urls import reverse

from twofold.repair.patterns import rule_bytes

register = template.Library()


@register.simple_tag
def gentle_rules() -> str:
    return reverse("repair:rules", args=[rule_bytes()[0]])
