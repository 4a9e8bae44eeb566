"""One request to an address that somebody typed: https, to an address that was looked at before anything
connects to it, no redirect followed, an end to time and size. What may be asked for: rules/outward.

The name is resolved once and the connection goes to the very address that was found, so that a name which
changes its answer in between leads nowhere else (DNS rebinding)."""

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from nhacviec.rules.outward import BadTarget, Target, is_public, target_of

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
MOST_READ = 2000  # bytes of an answer
_MOST_SAID = 300


class NotSent(Exception):
    """Nothing of the message has left: the other side was not reached, or may not be."""


class NoAnswer(Exception):
    """The message was handed over and nothing was heard."""


@dataclass(frozen=True)
class Answer:
    status: int
    said: str
    retry_after: str


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Raises NotSent, NoAnswer, BadTarget."""
    target = target_of(url, named=settings.OUTWARD_HOSTS)
    connection = _Checked(target, _address_of(target))
    end = threading.Timer(WHOLE_SECONDS, connection.cut)
    end.daemon = True
    end.start()
    try:
        try:
            connection.connect()
        except (OSError, ssl.SSLError) as error:
            raise NotSent(_named(error)) from error
        try:
            connection.request("POST", target.path, body=body, headers=headers)
            response = connection.getresponse()
            said = response.read(MOST_READ)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(_named(error)) from error
        words = " ".join(said.decode("utf-8", "replace").split())
        return Answer(response.status, words[:_MOST_SAID], response.headers.get("Retry-After", ""))
    finally:
        end.cancel()
        connection.close()


class _Checked(http.client.HTTPSConnection):
    """Connects to the address that was looked at; the certificate is that of the name."""

    def __init__(self, target: Target, address: str) -> None:
        trusted = ssl.create_default_context(cafile=settings.OUTWARD_CA or None)
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS, context=trusted)
        self._address, self._trusted = address, trusted

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), CONNECT_SECONDS)
        self.sock = self._trusted.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def cut(self) -> None:
        """From another thread: whatever is waited for ends now."""
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _address_of(target: Target) -> str:
    """The address to connect to. All that the name has must be public: one that is not is a trap."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(_named(error)) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise NotSent("no address")
    if not target.is_named and not all(is_public(address) for address in addresses):
        raise BadTarget("not_public")
    return addresses[0]


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:_MOST_SAID]
