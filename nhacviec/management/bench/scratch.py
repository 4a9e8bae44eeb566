"""A database that lives as long as the benchmark: beside the product's own, on the same server."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from psycopg import sql

from nhacviec.management.database_ready import close_connections

PREFIX = "nhacviec_bench_"
CLOCK = "_clock"  # ends the name of one in which everything is still open


@contextmanager
def scratch(*, use: str, keep: bool, ending: str = "") -> Iterator[bool]:
    """Django talks to a scratch database inside; True if it is new. `use`: the name of one that was kept.

    The name is in settings.DATABASES while it lasts; the database is dropped at the end unless kept."""
    own = settings.DATABASES["default"]["NAME"]
    name = use or f"{PREFIX}{time.strftime('%m%d_%H%M%S')}_{secrets.token_hex(2)}{ending}"
    if not name.startswith(PREFIX):
        raise CommandError(f"--use chỉ nhận cơ sở dữ liệu tên {PREFIX}…, không phải {name!r}")
    with connect(autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if use and not there:
            raise CommandError(f"Không có cơ sở dữ liệu {name}")
        if not use:
            try:
                server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
            except psycopg.errors.InsufficientPrivilege:
                raise CommandError("Tài khoản cơ sở dữ liệu không được phép CREATE DATABASE") from None
    _point_to(name)
    try:
        yield not use
    finally:
        _point_to(own)
        if not keep:
            with connect(autocommit=True) as server:
                _drop(server, name)


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    """Not WITH (FORCE): that would end the server's own vacuum too, which is not ours to end. Without it the
    server does so itself."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
        " AND pid <> pg_backend_pid()",
        [name],
    )
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def connect(**options: Any) -> psycopg.Connection[Any]:
    """A connection of psycopg's own to the database that Django talks to."""
    return psycopg.connect(**parameters(), **options)


def parameters() -> dict[str, Any]:
    """Those of psycopg.connect for the database that Django talks to."""
    given = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password", "sslmode", "sslrootcert")
    return {name: given[name] for name in names if given.get(name)}


def database_url() -> str:
    """`DATABASE_URL` for the server that the benchmark starts."""
    config = settings.DATABASES["default"]
    options = {name: value for name, value in config["OPTIONS"].items() if isinstance(value, str)}
    options |= {name.lower(): config[name] for name in ("HOST", "PORT") if config[name]}
    who = quote(config["USER"], safe="")
    if config["PASSWORD"]:
        who += f":{quote(config['PASSWORD'], safe='')}"
    return f"postgres://{who}@/{quote(config['NAME'])}?{urlencode(options)}"


def _point_to(name: str) -> None:
    close_connections()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
