"""A line to a web server outside, for channels that post to an address which somebody gave.

It leads into the open Internet only: where a name stands for an address of the own network, nothing is sent
there, whatever it answers a moment later (the address that was checked is the one that is called). Nothing is
followed to another address, and nobody holds the line longer than a fixed time: neither who lets itself be
called nor who answers.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from nhacviec.rules.outward import is_public
from nhacviec.rules.typed_numbers import typed_number

CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 5.0, 8.0, 20.0
MOST_PER_LINE = 500  # messages over one connection
_MOST_ANSWER = 400


class NotReached(Exception):
    """Nothing was handed over."""


class NotOutside(NotReached):
    """Nothing ever will be: the name leads into the own network."""


class NotAnswered(Exception):
    """It was handed over, or some of it, and no answer was heard."""


@dataclass(frozen=True)
class Said:
    """`pause`: it asks to be left alone for so long."""

    status: int
    words: str  # "410 Gone: no such subscription"
    pause: timedelta | None = None


class Line:
    """Open to one place at a time: what goes to the same place goes over the same connection."""

    def __init__(
        self, *, private: bool = False, by_proxy: bool = True, trust: str = "", seconds: float = READ_SECONDS
    ) -> None:
        """`private`: the own network too, and without TLS. `by_proxy`: through that of the office, if it has
        one. `trust`: certificates in the place of the machine's (a file). `seconds`: how long each word of an
        answer is waited for."""
        self._private, self._by_proxy, self._trust, self._seconds = private, by_proxy, trust, seconds
        self._to, self._sent = "", 0
        self._open: http.client.HTTPConnection | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Said:
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if self._to != place or self._sent >= MOST_PER_LINE:
            self.close()
        if self._open is None:
            return self._ask(self._connected(parts, place), parts, body, headers)
        try:
            return self._ask(self._open, parts, body, headers)
        except NotAnswered as error:
            if not isinstance(error.__cause__, (http.client.RemoteDisconnected, ConnectionError)):
                raise
        # Between two messages the other side had put the receiver down.
        return self._ask(self._connected(parts, place), parts, body, headers)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open, self._to, self._sent = None, "", 0

    def _connected(self, parts: SplitResult, place: str) -> http.client.HTTPConnection:
        line = self._line(parts)
        try:
            with _patience(lambda: line.sock):
                line.connect()
        except NotReached:
            raise
        except (
            OSError,
            UnicodeError,
            http.client.HTTPException,
        ) as error:  # UnicodeError: a name that is none
            line.close()
            raise NotReached(_named(error)) from error
        line.sock.settimeout(self._seconds)
        self._open, self._to, self._sent = line, place, 0
        return line

    def _line(self, parts: SplitResult) -> http.client.HTTPConnection:
        host, port, tls = (parts.hostname or "").rstrip("."), parts.port, parts.scheme == "https"
        proxy = (
            urlsplit(getproxies().get("https", "")) if tls and self._by_proxy and not self._private else None
        )
        if proxy is not None and proxy.hostname and not proxy_bypass(host):
            line = http.client.HTTPSConnection(
                proxy.hostname, proxy.port or 3128, timeout=CONNECT_SECONDS, context=_trusted(self._trust)
            )
            line.set_tunnel(host, port or 443)  # the office's proxy decides where it leads
            return line
        direct = (_DirectTls if tls else _Direct)(host, port)
        direct.private, direct.trusted = self._private, _trusted(self._trust)
        return direct

    def _ask(
        self, line: http.client.HTTPConnection, parts: SplitResult, body: bytes, headers: Mapping[str, str]
    ) -> Said:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        held = line.sock  # http.client lets go of it before the answer is read
        try:
            with _patience(lambda: held) as over:
                line.request("POST", path, body=body, headers=dict(headers))
                answer = line.getresponse()
                words = answer.read(_MOST_ANSWER).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NotAnswered(_named(error)) from error
        if over.is_set():  # half an answer
            self.close()
            raise NotAnswered(f"no whole answer within {ALL_SECONDS:.0f} seconds")
        self._sent += 1
        if not answer.isclosed() or answer.will_close:
            self.close()
        said = f"{answer.status} {answer.reason}".strip() + (f": {' '.join(words.split())}" if words else "")
        return Said(answer.status, said, _pause(answer.headers.get("Retry-After", "")))


def _pause(asked: str) -> timedelta | None:
    """Of Retry-After, in seconds or as a date (RFC 9110 §10.2.3); at least a second."""
    seconds = typed_number(asked.strip(), digits=7)
    if seconds is not None:
        return timedelta(seconds=max(1, seconds))
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    left = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(left, timedelta(seconds=1))


class _Direct(http.client.HTTPConnection):
    """Calls the address that was looked at, and no other."""

    private = False
    trusted: ssl.SSLContext

    def connect(self) -> None:
        self.sock = _reach(self.host, self.port, private=self.private)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class _DirectTls(_Direct):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = self.trusted.wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()  # with the line in place, so that it can be hung up


@cache
def _trusted(trust: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=trust or None)


def _reach(host: str, port: int, *, private: bool) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    inside = [str(address[0]) for *_kind, address in found if not is_public(str(address[0]))]
    if inside and not private:
        raise NotOutside(f"{host} is {inside[0]}, an address of the own network")
    failed: OSError = OSError(f"no address of {host}")
    for family, kind, protocol, _name, address in found:
        line = socket.socket(family, kind, protocol)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            failed = error
        else:
            return line
    raise failed


@contextmanager
def _patience(line: Callable[[], socket.socket | None]) -> Iterator[threading.Event]:
    """After ALL_SECONDS the line is hung up, whatever is said on it; the event tells that it was."""
    over = threading.Event()

    def hang_up() -> None:
        over.set()
        held = line()
        if held is not None:
            with suppress(OSError):
                socket.socket.shutdown(held, socket.SHUT_RDWR)  # the bare line: whoever reads meets its end

    timer = threading.Timer(ALL_SECONDS, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:_MOST_ANSWER]
