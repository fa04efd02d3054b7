"""Somebody who talks to the server over HTTP on one connection that is kept alive, as a browser does."""

import http.client
import json
import re
from http.cookies import SimpleCookie
from typing import Any

PATIENCE = 30  # seconds
CSRF = re.compile(rb'<meta name="csrf" content="([^"]+)"')
JSON = {"Content-Type": "application/json"}


class Visitor:
    """A connection, its cookies, and the token that forms and scripts send along."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies, self.csrf = port, cookies or {}, ""
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Status and body of an answer. OSError or HTTPException when the connection breaks."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        try:
            self._connection.request(method, path, body, self._headers(method))
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        self._remember(response)
        return response.status, content

    def _headers(self, method: str) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return headers | JSON | {"X-CSRFToken": self.csrf} if method == "POST" else headers

    def _remember(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}

    def get(self, path: str) -> bytes:
        """A page; RuntimeError where it is anything but a page. Its token is used from here on."""
        status, content = self.ask("GET", path)
        if status != http.client.OK:
            raise RuntimeError(f"GET {path}: {status}")
        if token := CSRF.search(content):
            self.csrf = token[1].decode()
        return content

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the server says to a JSON body; RuntimeError where it refuses."""
        status, content = self.ask("POST", path, json.dumps(body).encode())
        if status != http.client.OK:
            raise RuntimeError(f"POST {path}: {status} {content[:200]!r}")
        answer: dict[str, Any] = json.loads(content)
        return answer

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection:
            self._connection.close()
            self._connection = None
