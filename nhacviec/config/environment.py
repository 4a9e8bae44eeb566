"""Reading the environment, failing loudly on nonsense."""

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


def words(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]
