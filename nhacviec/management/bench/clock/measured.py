"""Deeds of the clock in processes of their own, and what other processes used meanwhile."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil
import psycopg
from django.core.management.base import CommandError

from nhacviec.management.bench.scratch import connect

Line = dict[str, Any]


def in_a_process(environment: dict[str, str], deed: str, *given: str) -> Line:
    """What `child` found. Ended with this process, whatever happens."""
    command = [sys.executable, "-m", "nhacviec.management.bench.clock.child", deed, *given]
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        said, wrong = process.communicate()
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise CommandError(f"{deed}: {(wrong.strip().splitlines() or ['?'])[-1]}")
    found: Line = json.loads(said)
    return found


class Meter:
    """The processor seconds that a family of processes uses from now on, those that have ended too."""

    def __init__(self, family: Callable[[], list[psutil.Process]]) -> None:
        self._family = family
        self._before = self._seconds()

    def seconds(self) -> float:
        return round(self._seconds() - self._before, 2)

    def _seconds(self) -> float:
        total = 0.0
        for process in self._family():
            with suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system + times.children_user + times.children_system
        return total


def database_processes() -> list[psutil.Process]:
    """The server and all it started, where it runs on this machine and may be seen; else none."""
    with connect() as db:
        number = db.execute("SELECT pg_backend_pid()").fetchall()[0][0]
        with suppress(psutil.Error, psycopg.Error):
            server = psutil.Process(number).parent()
            if server is not None and "postgres" in server.name():
                return [server, *server.children(recursive=True)]
    return []
