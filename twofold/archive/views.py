"""Taking one's things along."""

from typing import cast

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from twofold.people.models import Person

from .manifest import lines


@require_GET
def copy(request: HttpRequest) -> StreamingHttpResponse:
    """One's own rows as a file of JSON lines, words sealed as they are kept."""
    return StreamingHttpResponse(
        lines(cast(Person, request.user)),
        content_type="application/jsonl",
        headers={"Content-Disposition": 'attachment; filename="twofold-copy.jsonl"'},
    )
