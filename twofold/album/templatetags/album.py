"""Photos in the pages of any room: what hangs on a letter, and the way to add to it."""

from typing import Any

from django import template

from twofold.album.pages import photos_about
from twofold.couples.letters import Letter

register = template.Library()


@register.inclusion_tag("album/parts/hanging.html", takes_context=True)
def photos_of(context: dict[str, Any], letter: Letter) -> dict[str, Any]:
    """The photos that hang on a letter. A page of many letters asks `with_photos` for all at once."""
    request = context["request"]
    found = getattr(letter, "photos", None)
    if found is None:
        found = photos_about(request.circle, [letter.pk]).get(letter.pk, [])
    return {"request": request, "user": request.user, "letter": letter, "photos": found}
