"""The headers every answer carries: what a page may load, and who may keep a copy of it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
# Every feature a browser could hand to a page is refused, apart from keeping the screen on.
REFUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "serial",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join([*(f"{name}=()" for name in REFUSED), "screen-wake-lock=(self)"])

# Headers that mean something on a page, and by which a browser asks whether what it has is still new: the
# files of a page have names that change with their content. Thirty of them come with a first visit.
OF_A_PAGE = ("Cross-Origin-Opener-Policy", "Referrer-Policy", "Last-Modified", "ETag")


def governs(path: str) -> bool:
    """Whether a policy means anything on what is at `path`: a page, a worker or a picture one can open.

    A script or style is governed by the page that loads it; there the two headers would weigh as
    much as the file.
    """
    part_of_a_page = path.endswith((".js", ".css", ".woff2", ".txt")) and "derive-worker" not in path
    return not (path.startswith(settings.STATIC_URL) and part_of_a_page)


def is_whole_page(response: HttpResponseBase) -> bool:
    """Not a part that a page fetches, nor facts: features are handed to pages, by what they come with."""
    return isinstance(response, HttpResponse) and b"<html" in response.content[:200].lower()


class HeadersMiddleware:
    """Adds them last of all, so that files and error pages have them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        if governs(request.path):
            headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            if is_whole_page(response):
                headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        elif "immutable" in headers.get("Cache-Control", ""):
            for name in OF_A_PAGE:
                headers.pop(name, None)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Static files bring their own; anything made for one person stays out of every cache,
        # the Back button's included.
        headers.setdefault("Cache-Control", "no-store")
        return response
