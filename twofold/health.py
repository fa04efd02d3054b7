"""Tells monitors whether this Twofold can answer: the database was asked, and did."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from . import __version__


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the version after a trivial query. A database that is away gives 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": __version__})
