"""`{% before practice %}` puts the private choice before a practice that needs it; `{% before %}`, always.

What stands after it in the same parent and carries `data-behind` shows once somebody is at ease.
"""

from typing import Any

from django import template

from twofold.safety.asking import Practised, comes_first
from twofold.safety.words import before as words

register = template.Library()
ALWAYS = object()


@register.inclusion_tag("safety/parts/before.html")
def before(practice: Practised | object | None = ALWAYS, chosen_at: str = "") -> dict[str, Any]:
    """The part, or nothing.

    Args:
        practice: the practice that follows; None for one that the server cannot read.
        chosen_at: a page on which the same was asked: who comes from there is not asked again. The
            part is then a page's own beginning, and has its title.
    """
    wanted = practice is ALWAYS or (practice is not None and comes_first(practice))  # type: ignore[arg-type]
    title = getattr(practice, "title", "") if chosen_at else ""
    return {"words": words() if wanted else None, "chosen_at": chosen_at, "title": title}
