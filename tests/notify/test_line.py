"""The line to a web server outside: whom it trusts, through whom it goes, where it never leads."""

import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from nhacviec.notify.channels import line
from nhacviec.notify.channels.line import Line, NotOutside, NotReached
from tests.notify.mail_server import certificate_in


class _Desk(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Of a web server with TLS, whose certificate is in this folder."""
    trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trusted.load_cert_chain(certificate_in(tmp_path), tmp_path / "key.pem")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    server.socket = trusted.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def trust(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    monkeypatch.setattr(line, "_trusted", lambda _file: context)


def test_a_certificate_that_nobody_trusts_is_refused(port: int) -> None:
    with Line(private=True) as outside, pytest.raises(NotReached, match="CERTIFICATE_VERIFY_FAILED"):
        outside.post(f"https://127.0.0.1:{port}/x", body=b"x", headers={})


def test_what_is_trusted_is_told(port: int, trust: None) -> None:
    with Line(private=True) as outside:
        said = outside.post(f"https://127.0.0.1:{port}/x?y=1", body=b"x", headers={})
    assert (said.status, said.words) == (201, f"201 Created: 127.0.0.1:{port}")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_name_that_leads_inside_is_not_called(port: int, trust: None, name: str) -> None:
    with Line() as outside, pytest.raises(NotOutside):
        outside.post(f"https://{name}:{port}/x", body=b"x", headers={})


def test_one_address_inside_is_enough_to_refuse_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("142.250.66.74", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: both)
    with Line() as outside, pytest.raises(NotOutside, match=r"10\.0\.0\.1"):
        outside.post("https://push.example.net/x", body=b"x", headers={})


def test_the_proxy_of_the_office_is_asked_to_lead_there(
    port: int, trust: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def serve() -> None:
            near, _address = proxy.accept()
            head = b""
            while b"\r\n\r\n" not in head:
                head += near.recv(4096)
            asked.append(head.decode().splitlines()[0])
            near.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            far = socket.create_connection(("127.0.0.1", port))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pipe, args=(one, other), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        # the certificate is one of 127.0.0.1: the name shows that it was the proxy that led there
        with Line() as outside, pytest.raises(NotReached, match="CERTIFICATE_VERIFY_FAILED"):
            outside.post("https://push.example.net/x", body=b"x", headers={})
    assert [asking.rpartition(" ")[0] for asking in asked] == ["CONNECT push.example.net:443"]


def test_who_never_ends_its_handshake_is_hung_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter of it comes in time; the whole does not."""
    monkeypatch.setattr(line, "ALL_SECONDS", 0.3)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as slow:

        def drip() -> None:
            near, _address = slow.accept()
            near.sendall(b"\x16\x03\x03\x3f\xff")  # a handshake of 16 kB
            with near, suppress(OSError):
                while not over.wait(0.05):
                    near.sendall(b"\x02")

        threading.Thread(target=drip, daemon=True).start()
        with Line(private=True) as outside, pytest.raises(NotReached):
            outside.post(f"https://127.0.0.1:{slow.getsockname()[1]}/x", body=b"x", headers={})
        assert not over.is_set()
        over.set()


@pytest.mark.parametrize("name", ["a..example.net", f"{'a' * 64}.example.net"])
def test_a_name_that_is_none_is_not_reached(name: str) -> None:
    with Line() as outside, pytest.raises(NotReached):
        outside.post(f"https://{name}/x", body=b"x", headers={})


def test_who_is_not_to_be_led_through_the_proxy_calls_directly(
    port: int, trust: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    with Line(by_proxy=False) as outside, pytest.raises(NotOutside):
        outside.post(f"https://127.0.0.1:{port}/x", body=b"x", headers={})


def _pipe(one: socket.socket, other: socket.socket) -> None:
    try:
        while said := one.recv(65536):
            other.sendall(said)
    except OSError:
        pass
    finally:
        other.close()
