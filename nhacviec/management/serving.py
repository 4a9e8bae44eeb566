"""Everything in one command: tables up to date, web server, background worker.

This process only watches over the others and stays small for it: it never loads the application."""

from __future__ import annotations

import socket
import sys
import time

from nhacviec.management.child_process import ChildProcess
from nhacviec.management.stop_request import StopRequest
from nhacviec.management.web_address import require_free, web_address

STOP_SECONDS = 25
# A worker that dies at once is not restarted in a tight circle.
RESTART_SECONDS = 5


def serve(*, demo: bool) -> int:
    """Run until asked to stop; the exit status. CommandError when it cannot listen at HOST and PORT."""
    stop = StopRequest().listen()
    host, port = web_address()
    require_free(host, port)
    failed = _prepared(demo=demo)
    return failed or _run(stop, host, port)


def _prepared(*, demo: bool) -> int:
    """Wait for the tables and the first data, also when asked to stop meanwhile: half a migration is worse
    than a late stop. Its exit status; what went wrong it has said itself."""
    preparing = ChildProcess("prepare", *(["--demo"] if demo else []))
    try:
        while preparing.exit_code() is None:
            time.sleep(0.05)
        return preparing.exit_code() or 0
    finally:
        preparing.stop(seconds=STOP_SECONDS)


def _run(stop: StopRequest, host: str, port: int) -> int:
    """Keep both parts running until asked to stop (0) or until the web server ends by itself (1)."""
    web, worker = ChildProcess("web"), ChildProcess("worker")
    announced, restart_at = False, 0.0
    try:
        while not stop.wait(0.2):
            if web.exit_code() is not None:
                _complain(f"Máy chủ web đã dừng (mã {web.exit_code()}), dừng cả hệ thống.")
                return 1
            if not announced and _answers(host, port):
                announced = True
                print(f"Nhắc Việc đang chạy ở {_address(host, port)} (Ctrl-C để dừng)", flush=True)
            if worker.exit_code() is not None and not restart_at:
                worker.stop(seconds=0)
                _complain(f"Tiến trình nền đã dừng (mã {worker.exit_code()}), khởi động lại.")
                restart_at = time.monotonic() + RESTART_SECONDS
            if restart_at and time.monotonic() >= restart_at:
                worker, restart_at = ChildProcess("worker"), 0.0
        print("Đang dừng …", flush=True)
        return 0
    finally:
        for child in (web, worker):
            child.ask_to_stop()
        for child in (web, worker):
            child.stop(seconds=STOP_SECONDS)


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


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
