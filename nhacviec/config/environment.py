"""Reading the environment, failing loudly on nonsense."""

import base64
import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if not value else value in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name} phải là 1 hoặc 0, không phải {value!r}")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} phải là số nguyên không âm, không phải {value!r}")
    return int(value)


def private_key(name: str) -> str:
    """32 bytes in base64url, "" when it is not set."""
    value = text(name).rstrip("=")
    try:
        length = len(base64.b64decode(value + "=" * (-len(value) % 4), b"-_", validate=True))
    except ValueError:
        length = -1
    if value and length != 32:
        raise ImproperlyConfigured(f"{name} phải là 32 byte viết bằng base64url")
    return value


def words(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]
