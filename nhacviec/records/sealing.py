"""Secrets that have to be read again (a key to sign with, the address of a gateway) are kept sealed: whoever
gets hold of the database or a copy of it alone does not have them. The key is made of NHACVIEC_SECRET_KEY;
when that changes they must be entered anew."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None when it was sealed with another key."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = hashlib.sha256(b"nhacviec.sealed." + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
