"""Which database Django talks to: `DATABASE_URL`, or the embedded PostgreSQL when it is not set."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

# Set by `use_embedded_postgres` for this process and its children: the embedded server's connection.
EMBEDDED_URL = "NHACVIEC_EMBEDDED_URL"


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Without a server (say, `nhacviec check`) it names one that is not there."""
    url = os.environ.get("DATABASE_URL", "").strip() or os.environ.get(EMBEDDED_URL, "")
    config = from_url(url) if url else _django(name="nhacviec", host="", options={})
    return {"default": config}


def from_url(url: str) -> dict[str, Any]:
    """Django's settings for `postgres://user:password@host:port/name?sslmode=…` (libpq options pass through).

    A socket directory goes into `?host=/path`. Raises ImproperlyConfigured, never repeating the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from None
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL phải có dạng postgres://người-dùng:mật-khẩu@máy-chủ:5432/tên-csdl, "
            f"không phải {parts.scheme or '?'}:"
        )
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise ImproperlyConfigured("DATABASE_URL thiếu tên cơ sở dữ liệu sau dấu / cuối")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    return _django(
        name=name,
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=str(port or options.pop("port", "") or ""),
        user=unquote(parts.username or "") or options.pop("user", ""),
        password=unquote(parts.password or ""),
        options=options,
    )


def why_unreachable(config: dict[str, Any]) -> str | None:
    """Try the server once; None if it lets us in, else its reason in one line (never with the password)."""
    options = {name: value for name, value in config["OPTIONS"].items() if name != "pool"}
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    options |= {key: config[name] for key, name in names.items() if config[name]}
    try:
        psycopg.connect(**{"connect_timeout": 10} | options).close()
    except psycopg.Error as error:
        return " ".join(str(error).split())
    return None


def _django(
    *, name: str, host: str, port: str = "", user: str = "", password: str = "", options: dict[str, Any]
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": host,
        "PORT": port,
        "USER": user,
        "PASSWORD": password,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | {"pool": _pool()},
    }


def _pool() -> dict[str, Any]:
    """Connections kept per process; `NHACVIEC_DB_POOL` is the most one process opens."""
    text = os.environ.get("NHACVIEC_DB_POOL", "").strip() or "10"
    if not text.isdecimal() or int(text) < 1:
        raise ImproperlyConfigured(f"NHACVIEC_DB_POOL phải là số nguyên dương, không phải {text!r}")
    # Who cannot connect tries again at growing intervals; given up after a while, the next request tries at
    # once. Left at its five minutes, pages would go on failing for up to a minute after the server is back.
    return {"min_size": 1, "max_size": int(text), "timeout": 10, "reconnect_timeout": 10}
