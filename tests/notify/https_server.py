"""A real https server on this machine that is told things: what it got, and a mind of its own."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import LazySettings

from tests.notify.mail_server import certificate_in


@dataclass
class Got:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.body)
        return said


@dataclass
class Receiver:
    """`answers`: (status, headers) of the next requests, then 204. 0 hangs up without an answer, -1 drips."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    @property
    def events(self) -> list[str]:
        return [event["name"] for got in self.got for event in got.said["events"]]


@contextmanager
def https_server(folder: Path, settings: LazySettings) -> Iterator[Receiver]:
    """Running while the block lasts, named in the settings, its certificate trusted there."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Got(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, headers = receiver.answers.pop(0) if receiver.answers else (204, {})
            if status == 0:
                self.close_connection = True
                return
            if status == -1:
                for _ in range(50):
                    self.wfile.write(b"H")
                    self.wfile.flush()
                    time.sleep(0.1)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 204:
                self.wfile.write("đã nhận".encode() + b"x" * 5000)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    certificate = certificate_in(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    receiver.url = f"https://127.0.0.1:{server.server_port}/nhan?tu=nhac-viec"
    settings.OUTWARD_HOSTS = [f"127.0.0.1:{server.server_port}"]
    settings.OUTWARD_CA = str(certificate)
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
