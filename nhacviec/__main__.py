"""The `nhacviec` command: Django's commands, with the embedded database started for those that need one."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from nhacviec.config.data_directory import data_directory
from nhacviec.config.database import EMBEDDED_URL, why_unreachable
from nhacviec.config.embedded_postgres import EmbeddedPostgres
from nhacviec.config.embedded_postgres_place import PostgresError

WITHOUT_DATABASE = {
    "help", "version", "check", "collectstatic", "findstatic", "compilemessages", "makemessages",
    "diffsettings",
}  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Run one command; exits with its status."""
    argv = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhacviec.config.settings")
    if argv[:1] == ["serve"] and "--demo" in argv:
        os.environ["NHACVIEC_DEMO"] = "1"  # read by the settings, here and in the parts of serve
    if _needs_database(argv):
        use_embedded_postgres(keep_running=argv[0] == "serve")
    _require_sound_settings(database=_needs_database(argv))
    if argv in (["serve"], ["serve", "--demo"]):
        _serve(demo="--demo" in argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nhacviec", *argv])


def _serve(*, demo: bool) -> NoReturn:
    """Without loading the application, which the parts do for themselves."""
    from django.core.management.base import CommandError

    from nhacviec.management.serving import serve

    try:
        sys.exit(serve(demo=demo))
    except CommandError as error:
        sys.exit(f"nhacviec: {error}")


def use_embedded_postgres(*, keep_running: bool = False) -> None:
    """Unless `DATABASE_URL` names a server, run the embedded one until this process ends.

    `keep_running` also starts it again when it dies.
    """
    if os.environ.get("DATABASE_URL", "").strip():
        return
    try:
        server = EmbeddedPostgres(data_directory())
        os.environ[EMBEDDED_URL] = server.url()
        if keep_running:
            server.keep_running()
    except PostgresError as error:
        sys.exit(f"nhacviec: {error}")


def _require_sound_settings(*, database: bool) -> None:
    """End with one line for the operator, not a traceback, when a setting is wrong or the server is away."""
    try:
        config = settings.DATABASES["default"]
    except ImproperlyConfigured as error:
        sys.exit(f"nhacviec: {error}")
    reason = why_unreachable(config) if database else None
    if reason:
        sys.exit(f"nhacviec: Không kết nối được cơ sở dữ liệu: {reason}")


def _needs_database(argv: list[str]) -> bool:
    if not argv or argv[0] in WITHOUT_DATABASE or argv[0].startswith("-"):
        return False
    return not {"--help", "-h"} & set(argv[1:])


if __name__ == "__main__":
    main()
