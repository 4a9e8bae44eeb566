"""`nhacviec serve`: everything in one command: tables up to date, web server, background worker."""

from __future__ import annotations

import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from nhacviec.management.child_process import ChildProcess
from nhacviec.management.database_ready import close_connections, require_no_demo_data
from nhacviec.management.stop_request import StopRequest
from nhacviec.management.web_address import require_free, web_address

STOP_SECONDS = 25
# A worker that dies at once is not restarted in a tight circle.
RESTART_SECONDS = 5


class Command(BaseCommand):
    help = "Chạy cả hệ thống: cập nhật cơ sở dữ liệu, máy chủ web, tiến trình nền. Ctrl-C để dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="nạp dữ liệu mẫu lần đầu và bật chế độ dùng thử"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = StopRequest().listen()
        host, port = web_address()
        require_free(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        require_no_demo_data()
        if options["demo"] and "demo" in get_commands():
            call_command("demo")
        call_command("calendar_seed", if_empty=True, stdout=self.stderr)
        close_connections()
        raise SystemExit(self._run(stop, host, port))

    def _run(self, stop: StopRequest, host: str, port: int) -> int:
        """Keep both parts running until asked to stop (0) or until the web server ends by itself (1)."""
        web, worker = ChildProcess("web"), ChildProcess("worker")
        announced, restart_at = False, 0.0
        try:
            while not stop.wait(0.2):
                if web.exit_code() is not None:
                    self.stderr.write(f"Máy chủ web đã dừng (mã {web.exit_code()}), dừng cả hệ thống.")
                    return 1
                if not announced and _answers(host, port):
                    announced = True
                    self.stdout.write(f"Nhắc Việc đang chạy ở {_address(host, port)} (Ctrl-C để dừng)")
                    self.stdout.flush()
                if worker.exit_code() is not None and not restart_at:
                    worker.stop(seconds=0)
                    self.stderr.write(f"Tiến trình nền đã dừng (mã {worker.exit_code()}), khởi động lại.")
                    restart_at = time.monotonic() + RESTART_SECONDS
                if restart_at and time.monotonic() >= restart_at:
                    worker, restart_at = ChildProcess("worker"), 0.0
            self.stdout.write("Đang dừng …")
            return 0
        finally:
            for child in (web, worker):
                child.ask_to_stop()
            for child in (web, worker):
                child.stop(seconds=STOP_SECONDS)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((_reachable(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def _address(host: str, port: int) -> str:
    name = _reachable(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _reachable(host: str) -> str:
    """The address to try for a server that listens on all of them."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
