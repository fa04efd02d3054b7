"""What stands at the other end, on this machine: a push service's browser, a webhook, a mail server."""

import json
import os
import socket
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece  # type: ignore[import-untyped]
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def text(key: bytes) -> str:
    return urlsafe_b64encode(key).rstrip(b"=").decode()


def raw(key: str) -> bytes:
    return urlsafe_b64decode(key + "=" * (-len(key) % 4))


class Receiver:
    """An HTTP server that keeps what it is sent and answers with `status`."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 201
        self.headers: dict[str, str] = {}
        self.before: Callable[[], None] = lambda: None
        receiver = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.got.append((self.path, headers, body))
                receiver.before()
                self.send_response(receiver.status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.got]

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Subscriber:
    """A browser's half of web push: real keys, of which the private ones stay here."""

    def __init__(self, receiver: Receiver, path: str = "/push") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": text(public), "auth": text(self.auth)}
        self.subscription = {"endpoint": receiver.url + path, **keys}

    def read(self, body: bytes) -> dict[str, Any]:
        plain = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        message: dict[str, Any] = json.loads(plain)
        return message


def check_signature(authorization: str, public: str) -> dict[str, Any]:
    """The claims of a VAPID header, whose signature has been checked against the place's own key."""
    assert authorization.startswith("vapid ")
    parts = dict(one.strip().split("=", 1) for one in authorization.removeprefix("vapid ").split(","))
    assert parts["k"] == public
    head, claims, signature = parts["t"].split(".")
    rs = raw(signature)
    der = encode_dss_signature(int.from_bytes(rs[:32], "big"), int.from_bytes(rs[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(public))
    key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    found: dict[str, Any] = json.loads(raw(claims))
    return found


class MailServer:
    """A real SMTP server that keeps what it takes, or turns it away."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.answer = "250 OK"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.got.append(envelope)
        return self.answer

    def stop(self) -> None:
        if self.controller.server:
            self.controller.stop()
            self.controller.server = None


def let_in(settings: Any, **changes: Any) -> None:
    """Let reminders reach this machine, as TWOFOLD_PRIVATE_NETWORK=yes does."""
    settings.ENV = replace(settings.ENV, private_network=True, **changes)
