"""The real server as a process of its own, started against the scratch database and ended by its pid."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
from django.core.management.base import CommandError

PATIENCE = 60
WORKERS = 2  # as on the smallest server


class Server:
    """`nhacviec <command>`; everything it starts is in its own session and goes with it."""

    def __init__(self, command: str, *, environment: dict[str, str], port: int) -> None:
        self.port = port
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        own = {
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "NHACVIEC_WEB_WORKERS": str(WORKERS),
            "NHACVIEC_DEMO": "0",
        }
        began = time.monotonic()
        # What it says goes into a file: a pipe that nobody reads is full one day, and holds it up.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in stop()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nhacviec", command],
            env=env | own | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said if command != "worker" else subprocess.DEVNULL,
            start_new_session=True,
        )
        self.start_seconds = 0.0
        if command != "worker":
            self._wait()
            self.start_seconds = time.monotonic() - began

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self._said.seek(0)
                said = self._said.read().decode("utf-8", "replace")
                raise CommandError(f"Máy chủ web không chạy: {(said.strip().splitlines() or ['?'])[-1]}")
            with suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                asked.request("GET", "/tai-khoan/dang-nhap/")
                answer = asked.getresponse()
                answer.read()
                asked.close()
                if answer.status == 200:
                    return
            time.sleep(0.02)
        self.stop()
        raise CommandError(f"Máy chủ web chưa trả lời sau {PATIENCE} giây")

    def processes(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            top = psutil.Process(self.process.pid)
            return [top, *top.children(recursive=True)]
        return []

    def stop(self) -> None:
        family = self.processes()
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        for process in family:
            with suppress(psutil.Error):
                process.kill()
        self.process.wait()
        self._said.close()


@contextmanager
def running(command: str, *, environment: dict[str, str]) -> Iterator[Server]:
    server = Server(command, environment=environment, port=free_port())
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
