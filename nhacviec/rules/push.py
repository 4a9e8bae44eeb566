"""What a browser may name as the place where it is woken (Web Push, RFC 8030 and 8291). Pure.

The address comes from the browser, and the worker will call it: it must lie outside, and say so by its name.
"""

import base64
import binascii
from dataclasses import dataclass
from urllib.parse import urlsplit

from nhacviec.rules.outward import may_be_public_name
from nhacviec.rules.typed_numbers import typed_number

MOST_ADDRESS = 1000
MOST_HOST = 90
P256DH_BYTES, AUTH_BYTES = 65, 16  # RFC 8291 §3.1, §3.2
_UNCOMPRESSED = 4


class WrongSubscription(ValueError):
    """What the browser sent is no subscription of a push service."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """`endpoint` is a secret: whoever knows it can take the place's room. Keys as the browser writes them."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def host(self) -> str:
        return host_of(self.endpoint)


def checked(*, endpoint: str, p256dh: str, auth: str, private: bool = False) -> Subscription:
    """`private`: places of the own network too, and without TLS (tests only)."""
    if not 0 < len(endpoint) <= MOST_ADDRESS or not endpoint.isascii() or not endpoint.isprintable():
        raise WrongSubscription("endpoint")
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise WrongSubscription("endpoint") from None
    host = parts.hostname or ""
    if " " in endpoint or parts.username is not None or parts.fragment or not 0 < len(host) <= MOST_HOST:
        raise WrongSubscription("endpoint")
    if not private and (parts.scheme != "https" or port not in (None, 443) or not may_be_public_name(host)):
        raise WrongSubscription("endpoint")
    if parts.scheme not in ("https", "http"):
        raise WrongSubscription("endpoint")
    point = raw_bytes(p256dh)
    if len(point) != P256DH_BYTES or point[0] != _UNCOMPRESSED or len(raw_bytes(auth)) != AUTH_BYTES:
        raise WrongSubscription("keys")
    return Subscription(endpoint, p256dh.rstrip("="), auth.rstrip("="))


def host_of(endpoint: str) -> str:
    return urlsplit(endpoint).hostname or ""


def address_of(device_id: int) -> str:
    """By which a message names the device; its endpoint, a secret, stands nowhere else."""
    return f"thiet-bi-{device_id}"


def device_id_of(address: str) -> int | None:
    return typed_number(address.removeprefix("thiet-bi-"))


def provider_of(endpoint: str) -> str:
    """Every push service has a queue of its own."""
    return f"push:{host_of(endpoint)}"


def raw_bytes(text: str) -> bytes:
    """Of base64url with or without padding; nothing of what is none."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
