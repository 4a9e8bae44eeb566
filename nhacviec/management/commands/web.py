"""`nhacviec web`: the web server alone."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from nhacviec.management.child_process import stop_when_stdin_closes
from nhacviec.management.database_ready import require_ready_database
from nhacviec.management.web_address import require_free, web_address

TARGET = "nhacviec.config.wsgi:application"
# Seconds a request may take to finish when the server is asked to stop.
FINISH_SECONDS = 10


class Command(BaseCommand):
    help = "Chạy máy chủ web (HOST, PORT, NHACVIEC_WEB_WORKERS)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-stdin-closes", action="store_true", help="dừng khi tiến trình cha kết thúc"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = web_address()
        require_free(host, port)
        if options["until_stdin_closes"]:
            stop_when_stdin_closes()
        require_ready_database()
        if settings.STATIC_ROOT:
            # Pages' files come out of the package; without `collectstatic` the folder would be missed aloud.
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        server = Granian(
            TARGET,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=_workers(),
            # Fewer than the connections of the pool (NHACVIEC_DB_POOL), so no request waits for one.
            blocking_threads=min(8, 2 * (os.cpu_count() or 1) + 1),
            respawn_failed_workers=True,
            workers_kill_timeout=FINISH_SECONDS,
            log_level=LogLevels.warning,
        )
        server.serve()


def _workers() -> int:
    """Processes of the web server: `NHACVIEC_WEB_WORKERS`, or one per processor up to four."""
    text = os.environ.get("NHACVIEC_WEB_WORKERS", "").strip() or str(min(4, os.cpu_count() or 1))
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 64):
        raise CommandError(f"NHACVIEC_WEB_WORKERS phải là số từ 1 đến 64, không phải {text!r}")
    return int(text)
