"""A push service on this machine, and browsers that registered there: they open what was sealed for them."""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings

from nhacviec.actions.push_devices import add_device
from nhacviec.records.models import Person, PushDevice
from nhacviec.rules.push import checked


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """`moods[path]`: how the next messages for that browser are answered, as (status, headers); ("hang", {})
    says nothing, ("drip", {}) a letter at a time, for ever. Otherwise 201."""

    port: int = 0
    posted: list[Posted] = field(default_factory=list)
    moods: dict[str, list[tuple[Any, dict[str, str]]]] = field(default_factory=dict)
    lines: int = 0  # how many connections were made
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def to(self, path: str) -> list[Posted]:
        return [posted for posted in self.posted if posted.path == path]


class Browser:
    """What a browser keeps to itself after it has subscribed."""

    def __init__(self, service: Service, name: str) -> None:
        self.path = f"/{name}"
        self.endpoint = service.address + self.path
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.p256dh, self.auth = unpadded(point), unpadded(self._auth)

    def form(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth}

    def opened(self, posted: Posted) -> dict[str, str]:
        assert posted.headers["content-encoding"] == "aes128gcm"
        plain = http_ece.decrypt(
            posted.body, private_key=self._key, auth_secret=self._auth, version="aes128gcm"
        )
        told: dict[str, str] = json.loads(plain)
        return told

    def of(self, person: Person, *, now: datetime) -> PushDevice:
        subscription = checked(**self.form(), private=True)
        return add_device(
            person=person,
            subscription=subscription,
            browser=self.path.ljust(64, "0"),
            name="Chrome trên Android",
            now=now,
        )


@contextmanager
def push_service(settings: LazySettings) -> Iterator[Service]:
    service = Service()

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            service.lines += 1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.posted.append(Posted(self.path, headers, body))
            waiting = service.moods.get(self.path)
            status, said = waiting.pop(0) if waiting else (201, {})
            if status == "hang":
                service.over.wait(10)
                self.close_connection = True
                return
            if status == "drip":
                self._drip()
                return
            self.send_response(status)
            for name, value in said.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self) -> None:
            self.close_connection = True
            try:
                self.wfile.write(b"HTTP/1.1 201 Created\r\nX-Slow: ")
                while not service.over.wait(0.1):
                    self.wfile.write(b"a")
            except OSError:
                return

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.PUSH_PRIVATE_ADDRESSES = True
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def signed_claims(authorization: str, public: str) -> dict[str, Any]:
    """What the installation says of itself, after its signature was checked against its public key (RFC 8292,
    RFC 7515), without the library that wrote it."""
    scheme, _space, rest = authorization.partition(" ")
    parts = dict(part.split("=", 1) for part in rest.split(","))
    assert (scheme.lower(), parts["k"]) == ("vapid", public)
    head, claims, signature = parts["t"].split(".")
    raw = _raw(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(public))
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(_raw(head))["alg"] == "ES256"
    told: dict[str, Any] = json.loads(_raw(claims))
    assert time.time() < told["exp"] <= time.time() + 24 * 3600
    return told


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
