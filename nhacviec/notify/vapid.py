"""The public half of the key by which push services know this installation."""

import base64
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def public_key() -> str:
    """As browsers want it: the uncompressed point, base64url without padding."""
    return _public_of(settings.VAPID_KEY)


@cache
def _public_of(key: str) -> str:
    number = int.from_bytes(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)), "big")
    point = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return (
        base64.urlsafe_b64encode(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
        .decode()
        .rstrip("=")
    )
