"""`nhacviec serve` as people start it: a process of its own, with its own data folder and port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from nhacviec.config.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent.parent
# Generous: this machine may be busy with other tests.
PATIENCE = 120

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(port: int) -> Iterator[Start]:
    data = Path(tempfile.mkdtemp(prefix="nv-serve-"))
    started: list[subprocess.Popen[str]] = []

    def run(command: str = "serve", **environment: str) -> subprocess.Popen[str]:
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env |= {"NHACVIEC_DATA": str(data), "PORT": str(port), "NHACVIEC_WEB_WORKERS": "1"} | environment
        env["DJANGO_SETTINGS_MODULE"] = "nhacviec.config.settings"
        process = subprocess.Popen(
            [sys.executable, "-m", "nhacviec", command],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
    # Killed or not, nothing is left: the parts follow serve, the server goes with its last user.
    last = EmbeddedPostgres(data)
    last.start()
    last.leave()
    shutil.rmtree(data, ignore_errors=True)


def _until(met: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not met():
        if process is not None and process.poll() is not None:
            pytest.fail(f"it ended with {process.returncode}: {process.communicate()[0]}")
        if time.monotonic() > deadline:
            pytest.fail("waited in vain")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _part(process: subprocess.Popen[str], command: str) -> psutil.Process | None:
    for child in psutil.Process(process.pid).children():
        with suppress(psutil.Error):  # a zombie has no command line
            if command in child.cmdline():
                return child
    return None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_a_signal_stops_all_of_it(start: Start, port: int, number: signal.Signals) -> None:
    serve = start()
    assert serve.stdout is not None
    said = next(line for line in serve.stdout if f"http://127.0.0.1:{port}" in line)
    assert _answers(port), said
    parts = psutil.Process(serve.pid).children(recursive=True)

    serve.send_signal(number)
    output, _ = serve.communicate(timeout=PATIENCE)

    assert serve.returncode == 0, output
    _until(lambda: not any(part.is_running() for part in parts))


def test_a_taken_port_is_one_line_that_names_the_port_and_the_way_out(start: Start, port: int) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        output, _ = (serve := start()).communicate(timeout=PATIENCE)

    assert serve.returncode != 0
    assert len(output.strip().splitlines()) == 1
    assert str(port) in output and "PORT=" in output


@pytest.mark.parametrize("wrong", ["http", "0", "65536", "-1"])
def test_a_wrong_port_is_refused(start: Start, wrong: str) -> None:
    serve = start(PORT=wrong)
    output, _ = serve.communicate(timeout=PATIENCE)

    assert serve.returncode != 0
    assert "PORT" in output and len(output.strip().splitlines()) == 1


def test_everything_stops_when_the_web_server_dies(start: Start, port: int) -> None:
    serve = start()
    _until(lambda: _answers(port), serve)
    web, worker = _part(serve, "web"), _part(serve, "worker")
    assert web is not None and worker is not None

    web.kill()
    serve.communicate(timeout=PATIENCE)

    assert serve.returncode == 1
    assert not worker.is_running()


def test_a_dead_worker_is_replaced(start: Start, port: int) -> None:
    serve = start()
    _until(lambda: _answers(port) and _part(serve, "worker") is not None, serve)
    first = _part(serve, "worker")
    assert first is not None

    first.kill()
    _until(lambda: (now := _part(serve, "worker")) is not None and now.pid != first.pid, serve)

    assert _answers(port)
    serve.terminate()
    assert serve.wait(PATIENCE) == 0


def test_after_kill_9_the_parts_end_and_it_starts_again(start: Start, port: int) -> None:
    serve = start()
    _until(lambda: _answers(port), serve)
    parts = [part for part in (_part(serve, "web"), _part(serve, "worker")) if part is not None]
    assert len(parts) == 2

    serve.kill()
    _until(lambda: not any(part.is_running() for part in parts))

    again = start()
    _until(lambda: _answers(port), again)
    again.terminate()
    assert again.wait(PATIENCE) == 0
